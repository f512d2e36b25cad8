"""TrackingMore v4: an aggregator in place of 17TRACK; its pushes say where to look."""
