"""Cainiao's page of details: its name, and what its words of refusal mean.

Source: facts, section 4.11.
"""

PROVIDER = "cainiao"

ANOTHERS = "EXTERNAL"
"""``mailNoSource`` of a number that is no parcel of Cainiao's."""
