"""Cainiao, by its public page of details."""
