"""A broker and a database of our own, and the processes that live and die with their parent."""
