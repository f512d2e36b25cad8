"""FedEx's error codes, as data.

Source: facts, section 4.2, and the description of the Track API in the documented copy that it
names. Errors of a number come inside an answer of status 200, those of a call in place of one.
"""

from typing import Literal

PROVIDER = "fedex"

Meaning = Literal["no_information", "invalid", "account", "later"]
"""What a code asks for: the meanings of ``Rejected``, and ``account``: a person must act."""

ERRORS: dict[str, Meaning] = {
    "TRACKING.TRACKINGNUMBER.NOTFOUND": "no_information",
    "TRACKING.DATA.NOTFOUND": "no_information",
    "TRACKING.TRACKINGNUMBER.EMPTY": "invalid",
    "NOT.AUTHORIZED.ERROR": "account",
    "INTERNAL.SERVER.ERROR": "later",
    "SERVICE.UNAVAILABLE.ERROR": "later",
}


def meaning(code: str) -> Meaning | None:
    """What an error asks for; None for one that is not listed."""
    return ERRORS.get(code)
