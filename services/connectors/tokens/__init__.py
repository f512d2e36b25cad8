"""The tokens under which shops are called: how platforms give them, how long they last, where."""
