"""UPS's error codes, as data.

Sources: facts, section 4.1, and the examples in the documented copy of its API that they name. A
code that is not listed is read by its HTTP status, and is not guessed.
"""

from typing import Literal

PROVIDER = "ups"

Meaning = Literal["no_information", "invalid", "account", "later"]
"""What a code asks for: the meanings of ``Rejected``, and ``account``: a person must act."""

ERRORS: dict[str, Meaning] = {
    "TW0001": "no_information",  # no tracking information; comes as a warning, with status 200
    "TV1002": "invalid",  # the number cannot be one
    "250003": "account",  # licence not valid
}

NOT_FOUND = 404
"""Documented as: no information on this number."""


def meaning(code: str, status: int) -> Meaning:
    """What a refusal asks for; ``later`` where neither code nor status is known."""
    if code in ERRORS:
        return ERRORS[code]
    return "no_information" if status == NOT_FOUND else "later"
