"""E-mail: the chat of a shop whose buyers are its own customers, on whatever system it sells."""
