"""Correios: its name, and what its messages about a number ask for.

The two messages are seen in public clients of the API; the facts have none. What is not listed is
asked again later.
"""

import re
from typing import Literal

PROVIDER = "correios"

_MESSAGES: dict[str, Literal["no_information", "invalid"]] = {
    "SRO-019": "invalid",  # no number of an object
    "SRO-020": "no_information",  # not in their base, or not yet
}
_CODE = re.compile(r"SRO-\d{3}")


def code(message: str) -> str:
    """The code at the beginning of a message; empty where it has none."""
    found = _CODE.match(message)
    return found.group() if found else ""


def meaning(message: str) -> Literal["no_information", "invalid", "later"]:
    """What a message in place of events asks for."""
    return _MESSAGES.get(code(message), "later")
