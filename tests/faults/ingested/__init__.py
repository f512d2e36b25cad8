"""Ingest alone beside a sandbox whose pushes and calls fail: what it keeps is held to the truth."""
