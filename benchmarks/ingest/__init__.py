"""Webhooks a second on one core: the edge, a hand-written handler, a bare echo."""
