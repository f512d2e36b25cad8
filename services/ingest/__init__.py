"""Marketplaces and carriers in: the webhook edge, the normaliser and the reconciler."""
