"""Whole lives of the notifier's core: an outside that forgets nothing, mortal processes."""
