"""A marketplace's own texts, of which a seller only fills the blanks. Pure.

What is sent there is one string all the same, as everywhere: a filled form, written so that people
can read it, that its hash is that of what left, and that reading it gives back what was written.

    parcel_at_customs [es]
    number: RR123456789CN
    since: 3 de marzo
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_HEAD = re.compile(r"([a-z0-9_]+) \[([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\]")
_BLANK = re.compile(r"([a-z0-9_]+): (.+)")


@dataclass(frozen=True, slots=True)
class Form:
    """One text of the marketplace's.

    Attributes:
        text: the text of ours in whose place it is sent.
        name: the marketplace's name for it.
        blanks: each of its blanks, with the name under which texts of ours have what fills it.
    """

    text: str
    name: str
    blanks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """A form with its blanks filled.

    Attributes:
        language: BCP 47, in which dates and names in it are written.
    """

    name: str
    language: str
    blanks: Mapping[str, str]


def written(filled: Filled) -> str:
    """The string that stands for it: one, in whatever order a platform tells the blanks.

    What fills a blank becomes one line.
    """
    blanks = sorted(filled.blanks.items())
    lines = (f"{name}: {' '.join(value.split())}" for name, value in blanks)
    return "\n".join((f"{filled.name} [{filled.language}]", *lines))


def read(text: str) -> Filled | None:
    """What a string stands for; None where it is no filled form."""
    head, *lines = text.split("\n")
    found, blanks = _HEAD.fullmatch(head), [_BLANK.fullmatch(line) for line in lines]
    told = {one[1]: one[2] for one in blanks if one}
    if found is None or len(told) < len(lines):
        return None
    return Filled(found[1], found[2], told)


def one_of(text: str, forms: Iterable[Form]) -> bool:
    """Whether a string is one of these forms as it is written, with its blanks and no other."""
    filled = read(text)
    return filled is not None and any(
        form.name == filled.name and sorted(dict(form.blanks)) == list(filled.blanks)
        for form in forms
    )
