"""Languages in which carriers write, one module each; a new one is added to ``LEXICONS``."""

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
from services.connectors.carriers.words.lexicon import Lexicon

LEXICONS: dict[str, Lexicon] = {
    module.LEXICON.language: module.LEXICON
    for module in (en, fr, de, es, pt, it, ru, uk, pl, nl, zh, ja, ko, tr, indonesian, vi, ar, th)
}
"""By ISO 639-1 code; the order decides between languages that match a text equally well."""
