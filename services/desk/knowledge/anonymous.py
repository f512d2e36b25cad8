"""An answer that settled one buyer's case, made anybody's: nothing of that buyer's stays. Pure.

The case's own facts become named places; addresses, numbers, dates and amounts become blanks. Of
the words those stay that our own texts in that language use, and, where a script has capitals, such
as are written small and that the buyer did not write: a name is neither. What is left with too many
blanks helps nobody, and is not kept.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category

from services.desk.contacts import without_contacts
from services.notifier.blanks import BLANK, unfilled
from services.notifier.languages import locale_of

FACTS = (
    "order.number",
    "parcel.number",
    "parcel.link",
    "parcel.carrier",
    "customs.link",
    "customs.name",
    "order.country",
    "order.promise",
    "order.protected_until",
    "parcel.stage_since",
    "parcel.last_movement",
    "hold.since",
    "hold.until",
    "offer.until",
    "remedy.amount",
    "commitment.by",
    "shop.contact_name",
)
"""What of a case may be filled in anew: the first of two that are told alike is meant."""

MOST_BLANK = 0.4
"""Of its words that an answer may lose and still be one."""

_SHORTEST = 3
"""Characters of a fact that is looked for: shorter ones stand in too many words."""

_ENDS = 6
"""Words of a first or last line that only greets or signs: there a name is written small, too."""

_PLACE = "\ue000"
_PLACES = range(0xE001, 0xE001 + len(FACTS))
_UNSEEN = re.compile("[\u200e\u200f\u2066-\u2069\ue000-\uf8ff]")
_BRACES = str.maketrans("{}", "()")
# What begins a stretch is looked for at its beginning alone: tried at each of its signs, a long one
# would take a core for long.
_ADDRESS = re.compile(
    r"(?<!\S)\S+@\S+|(?:https?:/+|www\.)\S+|(?<!\w)@\w+(?:[.-]\w+)*"
    r"|(?<![\w-])(?<!\w\.)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/\S*)?\b",
    re.IGNORECASE,
)
_UNSPACED = "\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_LETTER = rf"[^\W_{_UNSPACED}]"
_NUMBER = re.compile(
    rf"[+#(№]{{0,3}}(?<!{_LETTER}){_LETTER}*\d"
    rf"(?:{_LETTER}|[年月日時时分号號元円년월일시분원]|[./:,()\-– ](?=[\d(])"
    rf"|[/:-](?={_LETTER}))*[%€$£¥]?"
)
_RUN = re.compile(f"[{_UNSPACED}]+")
_WORD = re.compile(rf"[^\W\d_{_UNSPACED}]+(?:['’][^\W\d_]+)*")
_BLANKS = re.compile(rf"{_PLACE}(?:(?:[ .,/:'’\-–]|\b(?:de|del|of)\b)*{_PLACE})+")
_SHORT = 3
_COUNTED = frozenset({"No", "Nl"})
"""Categories of signs that are numbers, and no digits."""


@dataclass(frozen=True, slots=True)
class Known:
    """The words of our own texts in one language.

    Attributes:
        words: in small letters.
        pairs: of neighbouring signs, in what is written without spaces; and signs that stand alone.
    """

    words: frozenset[str]
    pairs: frozenset[str]


def known_in(texts: Collection[str]) -> Known:
    """The words and pairs that stand in these texts."""
    words, pairs = set[str](), set[str]()
    for text in texts:
        words.update(one.casefold() for one in _WORD.findall(text))
        for run in _RUN.findall(text):
            pairs.update(pairs_of(run) if len(run) > 1 else run)
    return Known(frozenset(words), frozenset(pairs))


def pairs_of(run: str) -> Iterator[str]:
    """Each sign with the one behind it."""
    return (run[at : at + 2] for at in range(len(run) - 1))


def runs_of(text: str) -> list[str]:
    """The stretches of a text that are written without spaces."""
    return _RUN.findall(text)


def facts_of(values: Mapping[str, Mapping[str, object]]) -> list[tuple[str, str]]:
    """The facts of a case that a text of its may tell, with their names; the longest first."""
    found: dict[str, str] = {}
    for name in FACTS:
        group, _, key = name.partition(".")
        told = values.get(group, {}).get(key, "")
        plain = _UNSEEN.sub("", told) if isinstance(told, str) else ""
        if len(plain) >= _SHORTEST:
            found.setdefault(plain, name)
    return sorted(found.items(), key=lambda one: -len(one[0]))


def anonymous(
    text: str,
    facts: Sequence[tuple[str, str]],
    theirs: Collection[str],
    known: Known,
    language: str,
) -> str:
    """The answer, anybody's; empty where too little of it would be left.

    Args:
        text: as it was said.
        facts: of the case; see ``facts_of``.
        theirs: what the buyer wrote.
        known: what our own texts in that language say.
        language: of the text, BCP 47.
    """
    bare = _UNSEEN.sub("", text).translate(_BRACES).strip()
    for value, name in facts:
        mark = chr(_PLACES[FACTS.index(name)])
        bare = re.sub(
            rf"(?<!{_LETTER}){re.escape(value)}(?!{_LETTER})", mark, bare, flags=re.IGNORECASE
        )
    bare = re.sub(r"_{2,}", _PLACE, bare)
    bare = "".join(_PLACE if category(sign) in _COUNTED else sign for sign in bare)
    bare = without_contacts(bare, _PLACE)
    for pattern in (_ADDRESS, _NUMBER, _dates(language)):
        bare = pattern.sub(_PLACE, bare)
    lines = bare.splitlines()
    said = _words_of(theirs)
    count = [0, 0]
    last = max((at for at, line in enumerate(lines) if line.strip()), default=0)
    for at, line in enumerate(lines):
        ends = at in (0, last) and len(_WORD.findall(line)) <= _ENDS
        lines[at] = _line(line, said, known, count, ends=ends)
    kept, lost = count
    if not kept or lost > MOST_BLANK * (kept + lost):
        return ""
    bare = _BLANKS.sub(_PLACE, "\n".join(lines))
    return "".join(_shown(sign) for sign in bare)


def blanks_in(text: str) -> bool:
    """Whether somebody has to fill something in before it can be said."""
    return unfilled(text)


def _line(line: str, said: Collection[str], known: Known, count: list[int], *, ends: bool) -> str:
    """A line without the words that may be somebody's."""
    greeting = _first_clause(line)

    def word(found: re.Match[str]) -> str:
        stays = _stays(found[0], said, known, strict=ends or found.end() <= greeting)
        count[0 if stays else 1] += 1
        return found[0] if stays else _PLACE

    def run(found: re.Match[str]) -> str:
        stays = _signs(found[0], known)
        count[0] += sum(stays)
        count[1] += len(stays) - sum(stays)
        return "".join(one if ok else _PLACE for one, ok in zip(found[0], stays, strict=True))

    return _RUN.sub(run, _WORD.sub(word, line))


def _first_clause(line: str) -> int:
    """Where the greeting of a line ends: a few words before the first comma; else 0."""
    end = re.search(r"[,!:،，：]", line)
    if end is None or len(_WORD.findall(line[: end.start()])) > _ENDS:
        return 0
    return end.start()


def _stays(word: str, said: Collection[str], known: Known, *, strict: bool) -> bool:
    low = word.casefold()
    if low in known.words or len(word) == 1:
        return True
    if strict or low in said or word.lower() == word.upper():
        return False
    return word == word.lower() or (word.isupper() and len(word) <= _SHORT)


def _signs(run: str, known: Known) -> list[bool]:
    """Which signs stand in a pair that our own texts have."""
    if len(run) == 1:
        return [run in known.pairs]
    stays = [False] * len(run)
    for at, pair in enumerate(pairs_of(run)):
        if pair in known.pairs:
            stays[at] = stays[at + 1] = True
    return stays


def _words_of(texts: Collection[str]) -> frozenset[str]:
    return frozenset(one.casefold() for text in texts for one in _WORD.findall(text))


def _shown(sign: str) -> str:
    if sign == _PLACE:
        return BLANK
    return f"{{{FACTS[ord(sign) - _PLACES[0]]}}}" if ord(sign) in _PLACES else sign


@lru_cache(maxsize=64)
def _dates(language: str) -> re.Pattern[str]:
    """The names of months and days in a language, written as it writes them."""
    locale = locale_of(language)
    names = {
        str(name)
        for table in (locale.months, locale.days)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in table[context][width].values()
    }
    words = sorted(
        (name for name in names if len(name) > 1 and not name[0].isdigit()), key=len, reverse=True
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words)) or _PLACE})(?!\w)")
