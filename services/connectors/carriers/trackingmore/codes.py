"""TrackingMore's error codes (``meta.code``), as data.

Source: facts, section 5, and the table of codes in TrackingMore's own SDKs. What is not listed is
not guessed.
"""

from services.connectors.carriers.aggregator import Meaning

PROVIDER = "trackingmore"

ERRORS: dict[int, Meaning] = {
    401: "account",
    403: "account",
    429: "later",
    511: "later",
    512: "later",
    513: "later",
    4101: "registered",
    4102: "unregistered",
    4110: "invalid",  # the number
    4111: "invalid",  # no number
    4113: "stopped",  # retrack not allowed
    4120: "carrier",
    4121: "carrier",  # not detected
    4122: "carrier",  # the carrier wants another field
    4190: "quota",
}
"""What a code asks for; one that is not listed is our own bug, or unknown."""
