"""Which option of a numbered offer a message names: a number, an ordinal, its own words. Pure.

Read strictly: one word that belongs to no such answer, a question mark, or a sign that may turn its
meaning round (a price, a thumb down, stars) makes it unclear.
"""

import re
import unicodedata
from enum import StrEnum
from functools import cache
from pathlib import Path

from services.connectors.carriers.words.normal import normalise
from services.runtime import yaml_text

WORDS = Path(__file__).with_name("choice_words.yaml")

LONGEST = 120
"""Characters of an answer; a longer message says more than a choice."""

_ASKS = re.compile("[?？؟]")
_MEASURES = re.compile(r"[%‰/\\@&]|[-–]\d|\d[.,:]\d")
"""Marks that make a number a price, a share, a date or a time."""

_KIND = frozenset("👍🙏😊🙂☺№°")
"""Symbols that say nothing against what they stand beside."""

_FILLER = "filler"
_SEAM = re.compile(r"(?<=\d)(?=[^\W\d])|(?<=[^\W\d])(?=\d)")
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Pick(StrEnum):
    """An option named by its words; numbers stand for themselves."""

    KEEP = "keep"
    RETURN = "return"
    AGAIN = "again"
    REFUND = "refund"
    NONE = "none"
    UNCLEAR = "unclear"


def picks_of(text: str) -> tuple[str, ...]:
    """What a message names, each once, sorted; ``unclear`` alone where it says anything else."""
    if len(text) > LONGEST or _ASKS.search(text) or _otherwise(text):
        return (Pick.UNCLEAR,)
    found: set[str] = set()
    words = _words(text)
    at = 0
    while at < len(words):
        meaning, length = _longest(words, at)
        if not meaning:
            return (Pick.UNCLEAR,)
        found.add(meaning)
        at += length
    found.discard(_FILLER)
    return tuple(sorted(found)) or (Pick.UNCLEAR,)


def _otherwise(text: str) -> bool:
    """Whether signs that are no words may say something else than the words beside them."""
    return _MEASURES.search(text) is not None or any(
        unicodedata.category(sign)[0] == "S" and sign not in _KIND for sign in text
    )


def _words(text: str) -> list[str]:
    """Its words; of scripts that write none apart, its signs."""
    digits = "".join(
        str(unicodedata.digit(sign)) if unicodedata.category(sign) == "Nd" else sign
        for sign in unicodedata.normalize("NFKC", text)
    )
    spread = _UNSPACED.sub(lambda sign: f" {sign.group()} ", normalise(digits))
    return _SEAM.sub(" ", spread).split()


def _longest(words: list[str], at: int) -> tuple[str, int]:
    """What the longest known expression from a place on means, and its length; empty for none."""
    table, longest = _table()
    for length in range(min(longest, len(words) - at), 0, -1):
        meaning = table.get(tuple(words[at : at + length]))
        if meaning:
            return meaning, length
    return (words[at], 1) if words[at].isdigit() else ("", 0)


@cache
def _table() -> tuple[dict[tuple[str, ...], str], int]:
    told = yaml_text.read(WORDS.read_text(encoding="utf-8"))
    found = {
        tuple(_words(one)): meaning for meaning, every in told.items() for one in every.split(",")
    }
    return found, max(map(len, found))
