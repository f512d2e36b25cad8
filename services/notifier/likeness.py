"""Whether words in a chat may be ours as the platform shows them. Pure."""

import re
from difflib import SequenceMatcher

from services.connectors.forms import read

ALIKE = 0.5
"""A platform masks links and numbers, joins lines, adds a smiley; most words stay as they were."""

_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d{6,}")
"""Of a parcel's, an order's, a telephone's number: what a platform may mask, whole or in part."""


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same, word by word: 1 for the same words, 0 for none.

    A text without a word (a smiley, or one that is not known) is like nothing.
    """
    ours: list[str] = _WORD.findall(one.casefold())
    shown: list[str] = _WORD.findall(other.casefold())
    if not (ours and shown):
        return 0.0
    return SequenceMatcher(a=ours, b=shown, autojunk=False).ratio()


def alike(shown: str, ours: str) -> bool:
    """Whether a text in a chat may be ours, altered on its way.

    A marketplace shows its own texts as they were sent, and two of them differ in a word or two.
    """
    if read(ours) is not None:
        return shown == ours
    return likeness(shown, ours) >= ALIKE and not foreign(shown, ours)


def foreign(shown: str, ours: str) -> bool:
    """Whether a text names a number that ours does not: a platform masks digits, it makes none.

    Two orders of one buyer are written to in the same words but for the parcel's number. Of an
    action whose words are not known nothing can be said.
    """
    known = _DIGITS.findall(ours)
    return bool(ours) and any(
        not any(digits in number for number in known) for digits in _DIGITS.findall(shown)
    )
