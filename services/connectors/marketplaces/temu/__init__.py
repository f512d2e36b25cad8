"""Temu."""
