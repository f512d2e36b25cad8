"""AfterShip's error codes (``meta.code``), as data.

Source: facts, section 2, and the table of codes in the SDK that it names. No source gives a code
for a plan that is spent: HTTP's own 402 is read as that.
"""

from services.connectors.carriers.aggregator import Meaning

PROVIDER = "aftership"

ERRORS: dict[int, Meaning] = {
    401: "account",
    402: "quota",
    403: "account",
    429: "later",
    500: "later",
    502: "later",
    503: "later",
    504: "later",
    4003: "registered",
    4004: "unregistered",
    4005: "invalid",  # the number
    4007: "invalid",  # no number
    4010: "carrier",  # the courier's slug
    4011: "carrier",  # the courier wants another field: postcode, key, ship date
    4012: "carrier",  # the courier
    4013: "stopped",  # retrack not allowed
    4016: "stopped",  # retracked once already
    4017: "invalid",  # the number's format
}
"""What a code asks for; one that is not listed is our own bug, or unknown."""
