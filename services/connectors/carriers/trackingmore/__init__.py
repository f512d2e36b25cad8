"""TrackingMore v4: an aggregator in place of 17TRACK; polled, its pushes are not taken."""
