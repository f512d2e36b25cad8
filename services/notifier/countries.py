"""The countries that a rule may be otherwise in, and what a rule may say otherwise there. Pure."""

from collections.abc import Mapping
from difflib import get_close_matches

from babel import Locale

DIFFERING = ("at", "until", "when", "mode", "late", "deadline", "every", "times", "do")
"""Keys of a rule that a country may have otherwise; its identity and what it acts for stay."""

_NO_COUNTRY = frozenset("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())  # noqa: SIM905 - a line
"""Codes of the CLDR that are none of ISO 3166-1."""

NAMES: Mapping[str, str] = {
    code: str(name)
    for code, name in Locale("en").territories.items()
    if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY  # noqa: PLR2004 - alpha-2
}
"""English names by ISO 3166-1 alpha-2 code, and Kosovo under the XK that carriers use."""


def meant(word: str) -> str:
    """The code that somebody meant by a word that is none; empty where it cannot be told."""
    if word.upper() in NAMES:
        return word.upper()
    if word.upper() == "UK":
        return "GB"
    by_name = {name.lower(): code for code, name in NAMES.items()}
    near = get_close_matches(word.lower(), by_name, n=1, cutoff=0.8)
    codes = get_close_matches(word.upper(), NAMES, n=1)
    return by_name[near[0]] if near else next(iter(codes), "")
