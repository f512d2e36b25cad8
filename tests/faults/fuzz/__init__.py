"""A campaign of hostile inputs: the edge over sockets, every reader behind it, its own document."""
