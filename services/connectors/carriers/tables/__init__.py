"""Codes of carriers and aggregators that we do not ask ourselves: they come through others."""
