"""The policy gate: whether a text may be said on a marketplace at all. Pure.

It stands after every queue, last before the wire, and judges the exact words: whatever a template,
a value or a person put there. Each marketplace's manners come with its connector. A reader is not
fooled by look-alike letters, full-width signs, letters apart, or a dot written as a word; nor is
the gate.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from pathlib import Path

from services.connectors.carriers.words.normal import normalise
from services.connectors.forms import one_of
from services.connectors.manners import Manners
from services.notifier.blanks import unfilled
from services.runtime import yaml_text
from services.runtime.ids import text_hash

WORDS = Path(__file__).with_name("gate_words.yaml")

# Letters of other scripts that look like Latin ones: in a Latin word they only stand to deceive.
_LOOK_ALIKE = str.maketrans(
    "авсеһіјкмнорѕтухԁԛԝɡαοιρτυνκεηµμωϲβζγχօսոհցյ", "abcehijkmhopstyxdqwgaoiptuvkenmmwcbzyxounhgj"
)
_LATIN = re.compile(r"[a-z]")
_NAMED = re.compile(
    r"(?:LATIN (?:SMALL |CAPITAL )?LETTER(?: SMALL CAPITAL)?|REGIONAL INDICATOR SYMBOL LETTER)"
    " ([A-Z])"
)
_MIXED = re.compile("[a-z][\u0370-\u058f\u13a0-\u13ff]|[\u0370-\u058f\u13a0-\u13ff][a-z]")
"""Within a word: no language writes Latin letters beside Greek, Cyrillic, Armenian or Cherokee."""
_SLASHES = str.maketrans("⁄∕⧸╱∶꞉ꓽ︰", "////::::")
_NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_TOP = (
    "com|net|org|info|biz|shop|store|online|site|top|xyz|club|vip|app|me|co|io|cc|tv|ly|link|live|"
    "ru|cn|br|mx|es|fr|de|it|nl|pl|ua|tr|il|ae|sa|jp|kr|th|vn|id|my|ph|tw|hk|sg|uk|us|eu|in|cl|ar|pe"
)
_PLAINEST = "com|net|org|info|shop|store|online|site|xyz|top"
_FOREIGN_TOP = (
    "рф|рус|укр|бел|срб|中国|中國|公司|网址|網址|商店|香港|台灣|台湾|한국"
    "|ไทย|السعودية|امارات|مصر|ישראל"
)
_DOT = re.compile(
    r"\s*[\[({<]\s*(?:dot|punto|ponto|point|punkt|\.|точка|点)\s*[\])}>]\s*|\s+dot\s+"
    rf"|(?:\s+(?:punto|ponto|punkt)\s+|\s+\.\s*|\s*[。·•∙⸱・]\s*)(?=(?:{_PLAINEST})\b)"
)
_AT = re.compile(
    rf"\s*[\[({{<]\s*(?:at|arroba|@)\s*[\])}}>]\s*|\s+(?:at|arroba)\s+(?=[a-z][\w-]*\.(?:{_TOP})\b)"
)
_APART = re.compile(
    r"(?<![a-z0-9])(?:[a-z0-9](?:[ _\-*]|[ _\-*]?\.[ _\-*]?)){3,}[a-z0-9](?![a-z0-9])"
)
_BETWEEN_HAN = re.compile(
    r"(?<=[\u3040-\u9fff\uac00-\ud7af])[ .·_\-*]+(?=[\u3040-\u9fff\uac00-\ud7af])"
)
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Signs that take no ink, beside those of Unicode's category Cf."""
_BRANDS = re.compile(
    "whatsapp|wechat|telegram|kakaotalk|instagram|facebook|westernunion|paypal|coupon|voucher"
)
"""Distinctive enough to be found within other letters: names that people disguise."""
_DIGITS_FOR_LETTERS = tuple(str.maketrans("0134578", f"o{one}eastb") for one in "li")
_ODD = re.compile(r"\b(?=[a-z]+\d|\d+[a-z])[a-z\d]+\b")
"""Letters and digits in one word."""
_STARS = re.compile("[★☆⭐🌟✮✯✰🟊]")
_ACCENT = re.compile("[\u0300-\u036f]")
_LINK = re.compile(
    r"[a-z][a-z0-9+.-]*:/{1,2}\S|www\d*[.,]|[a-z0-9][\w-]+\.(?:[a-z]{2,24}|xn--[a-z0-9-]+)(?![\w])"
    rf"|(?<![\w.])(?:[\w-]+\.)+(?:{_TOP})(?!\w)|[a-z]\.[a-z]{{2,}}/\w|\bbit ?ly\b|\b[tw]a?\.me\b"
    r"|\bwww\b|\bh(?:tt|xx)ps?\b|\bxn--\w"
    r"|(?<!\d)(?:\d{1,3}\.){3}\d{1,3}(?!\d)"
)
_FOREIGN = re.compile(rf"\w\.(?:{_FOREIGN_TOP})(?!\w)")
_MAIL = re.compile(r"[\w.+-]+\s*@\s*[\w-]+|@[a-z][\w.]{2,}")
_DATE = re.compile(
    r"(?<!\d)(?:(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|[12]\d|3[01])[./](?:20)?\d\d"
    r"|20\d\d-[01]\d-[0-3]\d|(?:[01]?\d|2[0-3])[:.][0-5]\d)(?!\d)"
)
_TELEPHONE = re.compile(r"(?:\d[\W_]{0,6}){8,}")
_CONTROL = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]")
"""What no eye sees, and what turns the direction of what follows: our own isolates do not."""
_MARKUP = re.compile(r"<[a-z/!%][^>]*>|&#?\w+;|\{\{|\{%|[$#]\{|\]\(", re.IGNORECASE)
_NUMBER = re.compile(r"[A-Za-z0-9_#/-]+")
"""A number of ours. What holds a dot, an @ or a blank may be an address, whoever gave it to us."""


def refusal(text: str, manners: Manners, ours: Collection[str] = ()) -> str:
    """Why a text may not be said there; empty where it may.

    ``ours`` are numbers of our parcels and orders, which may look like a telephone's.
    """
    numbers = frozenset(ours)
    about = text_hash(text), manners, numbers
    known = _JUDGED.get(about)
    if known is None:
        known = _refusal(text, manners, numbers)
        if len(_JUDGED) >= REMEMBERED:
            _JUDGED.clear()
        _JUDGED[about] = known
    return known


REMEMBERED = 2048
"""Judgements: the same words are judged when they are chosen, when fixed, and before the wire."""

_JUDGED: dict[tuple[str, Manners, frozenset[str]], str] = {}
"""By the hash of the words: what a buyer was told is not to stay in memory."""


def _refusal(text: str, manners: Manners, ours: frozenset[str]) -> str:
    if not text.strip():
        return "it is empty"
    if unfilled(text):
        return "a blank in it is still to be filled in"
    if len(text) > manners.longest:
        return f"it is {len(text)} characters long, and {manners.longest} are allowed"
    if manners.templates is not None and not one_of(text, manners.templates):
        return "the marketplace takes only texts of its own"
    visible = _visible(text)
    against = _signs(text, visible, manners)
    if against:
        return against
    seen = _seen(visible)
    # The longest first, as one may be a part of another; some scripts write no space beside it.
    for number in sorted(filter(_NUMBER.fullmatch, ours), key=len, reverse=True):
        seen = _without(seen, number.casefold())
    return _addresses(seen, manners) or _wording(seen, manners)


def _without(seen: str, number: str) -> str:
    """The text without a number where it stands by itself; no pattern is compiled for each."""
    if not number or number not in seen:
        return seen
    kept, *parts = seen.split(number)
    for place, part in enumerate(parts, start=1):
        after = part[:1] or (number[:1] if place < len(parts) else "")
        beside = [sign for sign in (kept[-1:], after) if sign.isascii() and sign.isalnum()]
        kept += (number if beside else " ") + part
    return kept


def _signs(text: str, visible: str, manners: Manners) -> str:
    if _CONTROL.search(text) or _MARKUP.search(text):
        return "it holds signs that are no words"
    if _MIXED.search(visible) and not _lets_all(manners):
        return "it mixes letters of two scripts in a word"
    if _FOREIGN.search(visible) and not manners.links:
        return "it brings a link"
    return ""


def brings_address(text: str) -> bool:
    """Whether a reader finds an address of the web or of a mailbox in it, however disguised."""
    visible = _visible(text)
    seen = _seen(visible)
    found = _MIXED.search(visible) or _FOREIGN.search(visible)
    return found is not None or _mail(seen) or _links(seen)


def _lets_all(manners: Manners) -> bool:
    """Whether there is nothing for which anybody would disguise a word."""
    return manners.links and manners.contacts and manners.incentives and manners.reviews


def _links(seen: str) -> bool:
    return any(map(_LINK.search, _readings(seen)))


def _mail(seen: str) -> bool:
    return "@" in seen and _MAIL.search(seen) is not None


def _addresses(seen: str, manners: Manners) -> str:
    if not manners.links and _links(seen):
        return "it brings a link"
    if not manners.contacts and (_mail(seen) or _telephone(seen)):
        return "it brings an address or a telephone number"
    return ""


def _wording(seen: str, manners: Manners) -> str:
    if not manners.reviews and _STARS.search(seen):
        return "it speaks of stars"
    odd = " ".join(_ODD.findall(seen))
    meant = (odd.translate(one) for one in _DIGITS_FOR_LETTERS) if odd else ()
    plain = f" {' '.join(normalise(one) for one in (*_readings(seen), *meant))} "
    for kind, allowed in (
        ("incentive", manners.incentives),
        ("review", manners.reviews),
        ("outside", manners.contacts),
    ):
        found = None if allowed else _words()[kind].search(plain)
        if found:
            return f"it speaks of {found.group().strip()!r}"
    disguised = "" if manners.contacts and manners.incentives else _disguised(seen)
    return f"it speaks of {disguised!r}" if disguised else ""


def _disguised(seen: str) -> str:
    """A name that was written apart, or with digits for letters; empty where there is none."""
    bare = re.sub(r"[\W_]+", "", seen)
    read = (bare, *(bare.translate(one) for one in _DIGITS_FOR_LETTERS))
    found = next(filter(None, map(_BRANDS.search, read)), None)
    return found.group() if found else ""


def _telephone(seen: str) -> bool:
    return _TELEPHONE.search(_DATE.sub(" x ", seen).translate(_NUMERALS)) is not None


def _visible(text: str) -> str:
    """What of a text takes ink, its forms folded."""
    if text.isascii():
        return text.casefold()
    text = "".join(map(_plain_letter, _UNSEEN.sub("", text).translate(_SLASHES)))
    folded = _ACCENT.sub("", unicodedata.normalize("NFKD", text)).casefold()
    folded = unicodedata.normalize("NFKC", folded)
    return "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")


def _seen(visible: str) -> str:
    """The text as a reader takes it: look-alikes read as meant, dots and signs in words as such."""
    words = re.split(r"(\s+)", visible)
    read = "".join(
        word if word.isascii() or not _LATIN.search(word) else word.translate(_LOOK_ALIKE)
        for word in words
    )
    return _AT.sub("@", _DOT.sub(".", read))


@lru_cache(maxsize=4096)
def _plain_letter(sign: str) -> str:
    """The Latin letter that a sign is by its name: a small capital, one in a box; else the sign."""
    if sign.isascii():
        return sign
    name = unicodedata.name(sign, "")
    found = _NAMED.search(name) if "WITH" not in name else None
    return found[1].lower() if found and name.endswith(found[0]) else sign


def _readings(seen: str) -> Collection[str]:
    """The text, and where that differs with words written apart put together: each once."""
    return dict.fromkeys((seen, *_together(seen)))


def _together(seen: str) -> Iterator[str]:
    """The same with words that were written letter by letter put together, dots kept and not."""
    for apart in (r"[ _\-*]", r"[ ._\-*]"):
        closed = _APART.sub(lambda found, apart=apart: re.sub(apart, "", found.group()), seen)  # type: ignore[misc]  # mypy knows no default in a lambda
        yield _BETWEEN_HAN.sub("", closed)


@cache
def _words() -> dict[str, re.Pattern[str]]:
    told = yaml_text.read(WORDS.read_text(encoding="utf-8"))
    return {kind: _pattern(words) for kind, words in told.items()}


def _pattern(words: str) -> re.Pattern[str]:
    found = {normalise(word) for word in words.split(",")} - {""}
    spaced = sorted(word for word in found if not _unspaced(word))
    other = sorted(word for word in found if _unspaced(word))
    return re.compile(
        rf"(?<= )(?:{'|'.join(map(re.escape, spaced))})(?= )|{'|'.join(map(re.escape, other))}"
    )


def _unspaced(word: str) -> bool:
    """Of a script that writes words without spaces between them."""
    return any("\u0e00" <= sign <= "\u0e7f" or sign >= "\u3040" for sign in word)
