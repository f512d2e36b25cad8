"""Whether a word of negation governs what a clause says. Pure.

A negation reaches a few words to its right, in some languages to its left, and never over a word
that joins two statements. One that belongs to a topic's own words ("does not work") is spent there.
From general knowledge of the languages, 2026-11-26.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from services.connectors.carriers.words.normal import normalise

Span = tuple[int, int]
"""From and up to which sign of a clause."""

_BEFORE: Mapping[str, str] = MappingProxyType(
    {
        "en": "not|don t|dont|didn t|isn t|wasn t|aren t|doesn t|won t|never|no|nothing|nobody"
        "|cannot|can t|without|nor",
        "es": "no|nunca|ni|sin|nada|tampoco|jamás|ningún|ninguna",
        "de": "nicht|kein|keine|keinen|keiner|keinem|nie|niemals|nichts|ohne|nix",
        "fr": "ne|n|pas|jamais|rien|sans|aucun|aucune|ni",
        "it": "non|mai|nessun|nessuna|niente|senza|né|nulla",
        "pt": "não|nao|nunca|nem|nada|sem|nenhum|nenhuma|jamais|n",
        "nl": "niet|geen|nooit|niets|niks|zonder|nergens",
        "pl": "nie|nigdy|bez|nic|ani|żaden|żadnego|żadnej",
        "tr": "hiç|hiçbir|asla|ne",
        "ru": "не|ни|нет|без|никогда|ничего|нету",
        "uk": "не|ні|немає|без|ніколи|нічого|нема",
        "ar": "لا|لم|لن|ليس|ليست|لست|ما|مش|مو|غير|بدون|مب|موب|دون",
        "he": "לא|אין|בלי|אל|לעולם|אינו|אינה|אינני|שלא",
        "ko": "안|못",
        "zh": "不|没|沒|未|别|別|無|无|勿|莫",
        "th": "ไม่|ไม|มิได้|อย่า|ยังไม่|ไม่ได้",
        "vi": "không|ko|k|chưa|chẳng|đừng|chả|hông|khong",
        "id": "tidak|tak|bukan|jangan|nggak|gak|ga|enggak|tanpa|belum|ndak|tdk|tiada",
        "fil": "hindi|di|huwag|wag|wala|walang|ayaw|ayoko|ayokong|never|not|don t",
    }
)
_AFTER: Mapping[str, str] = MappingProxyType(
    {
        "de": "nicht|keinesfalls|nie",
        "nl": "niet|nooit",
        "tr": r"degil\w*|yok|\w+m[iu]yor\w*|\w+m[ae]d[iu]\w*|\w+m[ae]z|\w*m[ae]yin\w*",
        "ja": "ない|ません|なく|ず|ぬ|不要|いりま|無用",
        "ko": r"\w*(?:않|없|마세요|말아|아니|아닙|안|못|지마)\w*",
        "vi": "không",
        "ru": "не|нет",
        "uk": "не|немає",
        "pl": "nie",
    }
)
_JOINS = re.compile(
    r"\b(?:and|but|so|y|pero|und|aber|sondern|mais|et|ma|pero|mas|en|maar|ale|lecz"
    r"|ve|ama|и|а|но|але|та|لكن|אבל|va|nhung|dan|tapi|tetapi|at|pero|pati)\b"
)
FAR, NEAR = 5, 2
"""Words that may stand between a negation and a wish, and between one and a state: to miss that a
wish is negated costs more than to be unsure, and to miss a broken cup more than that it is whole.
"""

_SIGNS = 8
"""The same where words are written together."""


def governed(language: str, clause: str, place: Span, spent: Sequence[Span], *, reach: int) -> bool:
    """Whether a negation of the clause governs the words at the place.

    ``spent`` are the places of all topics' words in the clause; ``reach`` is ``FAR`` or ``NEAR``.
    """
    before, after = _words(language)
    return any(
        _near(clause[found.end() : place[0]], language, reach)
        for found in before.finditer(clause)
        if found.end() <= place[0] and not _inside(found.span(), spent)
    ) or any(
        _near(clause[place[1] : found.start()], language, reach)
        for found in after.finditer(clause)
        if place[1] <= found.start() and not _inside(found.span(), spent)
    )


def _inside(span: Span, spent: Sequence[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spent)


def _near(between: str, language: str, reach: int) -> bool:
    if _unspaced(language):
        return len(between) <= _SIGNS
    return len(between.split()) <= reach and not _JOINS.search(between)


def _unspaced(language: str) -> bool:
    return language in {"ja", "zh", "th"}


@cache
def _words(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    language = "id" if language == "ms" else language
    edges = ("", "") if _unspaced(language) else (r"(?<!\w)", r"(?!\w)")
    return _either(_BEFORE.get(language, ""), *edges), _either(_AFTER.get(language, ""), *edges)


def _either(words: str, start: str, end: str) -> re.Pattern[str]:
    """One of the words, spelled as clauses are; of none, what never matches."""
    parts = [one if "\\" in one or "(" in one else normalise(one) for one in _split(words)]
    return re.compile(rf"{start}(?:{'|'.join(parts)}){end}" if parts else r"(?!)")


def _split(words: str) -> list[str]:
    """At the bars outside of brackets."""
    return [one for one in re.split(r"\|(?![^(]*\))", words) if one]
