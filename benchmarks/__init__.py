"""Measurements: each prints its figures and what they were taken with."""
