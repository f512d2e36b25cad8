"""A shop that comes with a past: what was back-filled is known, and nothing of it is due."""
