"""Insight: what happened week by week, from a narrow line for each order."""
