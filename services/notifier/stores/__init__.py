"""What the notifier keeps, as its decisions see it: the port that stores are behind."""
