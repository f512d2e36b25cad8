"""Takes out of others' words what a platform has no need of. Pure.

Addresses of e-mail and of messengers, telephone numbers, other orders' and other parcels' numbers,
names of staff. As far as it can be told: a name or a street that a buyer wrote down is not known to
be one, so a person reads the pack before it is handed over.
"""

import re
from collections.abc import Collection

from services.desk.contacts import without_contacts

LEFT_OUT = "(…)"

# It begins where a stretch does: tried at each of its signs, a long one takes a core for long.
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@(?=[\w-]+\.\w)[\w.+@-]*\w")
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}(?:\d{2})?")
# Of scripts that are written without spaces any sign may stand before a number, or behind it.
_LETTER = "[^\\W_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_NUMBER = re.compile(
    rf"(?<!{_LETTER})[+#(]?[A-Za-z]{{0,20}}\d"
    r"(?:[\d\-/.() \u00a0\u2007\u2009-\u2015\u202f\u2212]*\d)?"
    rf"[A-Za-z]{{0,3}}(?!{_LETTER})"
)
# A telephone of which somebody left signs out: what is left of it is somebody's still.
_MASKED = re.compile(r"\+\d[\d ()\-]{0,8}[xXхХ*•][\dxXхХ*•() \-]{4,16}[\dxXхХ*•]")
_FEWEST = 6
"""Digits from which a number is somebody's; of one behind a # fewer do."""
_FEWEST_NAMED = 3


class Redactor:
    """Takes out what is not to be told.

    Args:
        keep: numbers that the pack is about: the order's and its parcels'.
        names: of staff.
    """

    def __init__(self, keep: Collection[str], names: Collection[str]) -> None:
        self._whole = {_plain(one) for one in keep}
        self._keep = self._whole | {_digits(one) for one in keep}
        known = sorted({one for one in names if len(one) > 1}, key=len, reverse=True)
        spelled = "|".join(map(re.escape, known))
        self._names = re.compile(rf"(?<!\w)(?:{spelled})(?!\w)", re.IGNORECASE) if known else None

    def __call__(self, words: str) -> str:
        """The words without it."""
        told = without_contacts(_MAIL.sub(LEFT_OUT, words), LEFT_OUT, self._ours)
        if self._names:
            told = self._names.sub(LEFT_OUT, told)
        return _NUMBER.sub(self._number, _MASKED.sub(LEFT_OUT, told))

    def _number(self, found: re.Match[str]) -> str:
        text = found[0]
        digits = len(_digits(text))
        fewest = _FEWEST_NAMED if text.startswith("#") else _FEWEST
        if digits < fewest or self._ours(text) or _DATE.fullmatch(text):
            return text
        return LEFT_OUT

    def _ours(self, text: str) -> bool:
        """A number that the pack is about, also where a word runs into it."""
        plain = _plain(text)
        run_into = (plain.removesuffix(one) for one in self._whole if plain.endswith(one))
        return plain in self._keep or any(one.isalpha() for one in run_into)


def _plain(number: str) -> str:
    return "".join(sign for sign in number if sign.isalnum()).upper()


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())
