"""EasyPost: an aggregator in place of 17TRACK."""
