"""The places of a text that its own case has to fill: named ones, and those left to a person. Pure.

``{parcel.number}`` stands for a fact of a case; ``____`` for what only a person can say. A text in
which either still stands is said to nobody: the gate sees to that.
"""

import re
from collections.abc import Mapping
from typing import Any

BLANK = "____"

_BLANK = re.compile(r"_{3,}")
_NAMED = re.compile(r"\{([a-z]+)\.([a-z_]+)\}")


def unfilled(text: str) -> bool:
    """Whether a text still has a place that is to be filled."""
    return bool(_BLANK.search(text) or _NAMED.search(text))


def filled(text: str, values: Mapping[str, Any]) -> str:
    """The text with the facts of a case in its named places, and a blank where one is not known.

    Args:
        text: with named places.
        values: as ``messages.values`` tells them.
    """

    def fact(place: re.Match[str]) -> str:
        found = values.get(place[1], {})
        told = found.get(place[2], "") if isinstance(found, Mapping) else ""
        return str(told) if told and isinstance(told, str) else BLANK

    return _NAMED.sub(fact, text)
