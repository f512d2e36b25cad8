"""Mercado Libre."""
