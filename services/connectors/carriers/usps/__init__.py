"""USPS, by Tracking v3."""
