"""Takes out of others' words what a platform has no need of. Pure.

Addresses of e-mail, telephone numbers, other orders' and other parcels' numbers, names of staff. As
far as it can be told: a name or a street that a buyer wrote down is not known to be one, so a
person reads the pack before it is handed over.
"""

import re
from collections.abc import Collection

LEFT_OUT = "(…)"

# It begins where a stretch does: tried at each of its signs, a long one takes a core for long.
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@(?=[\w-]+\.\w)[\w.+@-]*\w")
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2}(?:\d{2})?")
_NUMBER = re.compile(
    r"(?<!\w)[+#(]?[A-Za-z]{0,4}\d(?:[\d\-/.() \u00a0\u2007\u2009-\u2015\u202f\u2212]*\d)?"
    r"[A-Za-z]{0,3}(?!\w)"
)
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
        self._keep = {spelled for one in keep for spelled in (_plain(one), _digits(one))}
        known = sorted({one for one in names if len(one) > 1}, key=len, reverse=True)
        spelled = "|".join(map(re.escape, known))
        self._names = re.compile(rf"(?<!\w)(?:{spelled})(?!\w)", re.IGNORECASE) if known else None

    def __call__(self, words: str) -> str:
        """The words without it."""
        told = _MAIL.sub(LEFT_OUT, words)
        if self._names:
            told = self._names.sub(LEFT_OUT, told)
        return _NUMBER.sub(self._number, told)

    def _number(self, found: re.Match[str]) -> str:
        text = found[0]
        digits = len(_digits(text))
        fewest = _FEWEST_NAMED if text.startswith("#") else _FEWEST
        if digits < fewest or _plain(text) in self._keep or _DATE.fullmatch(text):
            return text
        return LEFT_OUT


def _plain(number: str) -> str:
    return "".join(sign for sign in number if sign.isalnum()).upper()


def _digits(number: str) -> str:
    return "".join(sign for sign in number if sign.isdigit())
