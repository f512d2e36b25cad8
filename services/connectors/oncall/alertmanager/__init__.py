"""Prometheus Alertmanager, API v2."""
