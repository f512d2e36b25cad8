"""Languages in which carriers write, one module each; a new one is added to ``LEXICONS``."""

from dataclasses import replace

from services.connectors.carriers.words import (
    ar,
    de,
    en,
    es,
    fr,
    it,
    ja,
    ko,
    nl,
    pl,
    pt,
    ru,
    th,
    tr,
    uk,
    vi,
    zh,
)
from services.connectors.carriers.words import id as indonesian
from services.connectors.carriers.words.border import BORDER
from services.connectors.carriers.words.doorstep import DOORSTEP
from services.connectors.carriers.words.fetching import FETCHING
from services.connectors.carriers.words.handling import HANDLING
from services.connectors.carriers.words.hands import HANDS
from services.connectors.carriers.words.journey import JOURNEY
from services.connectors.carriers.words.lexicon import Concept, Lexicon
from services.connectors.carriers.words.mishaps import MISHAPS
from services.connectors.carriers.words.posting import POSTING
from services.connectors.carriers.words.release import RELEASE
from services.connectors.carriers.words.shorthand import SHORTHAND
from services.connectors.carriers.words.stopped import STOPPED

_SHARED = (
    *(DOORSTEP, FETCHING, HANDS, JOURNEY, POSTING, RELEASE, HANDLING, BORDER, MISHAPS),
    *(SHORTHAND, STOPPED),
)


def _whole(own: Lexicon) -> Lexicon:
    """A language's own words, and those that stand beside all others' of the same concept."""
    words: dict[Concept, str] = dict(own.words)
    beside: dict[Concept, str] = {}
    for shared in _SHARED:
        for concept, languages in shared.items():
            given = languages.get(own.language, "")
            if concept in words:
                words[concept] += "," + given
            elif given:
                beside[concept] = ",".join(filter(None, (beside.get(concept), given)))
    return replace(own, words=words, beside=beside)


LEXICONS: dict[str, Lexicon] = {
    module.LEXICON.language: _whole(module.LEXICON)
    for module in (en, fr, de, es, pt, it, ru, uk, pl, nl, zh, ja, ko, tr, indonesian, vi, ar, th)
}
"""By ISO 639-1 code; the order decides between languages that match a text equally well."""
