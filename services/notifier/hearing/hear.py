"""Understands a buyer's message: its language, its topics, and how sure that is. Pure.

Nothing here decides what is done. A message is trusted to be about one thing only where it is
short, its language is known, and every clause of it is about that thing or a courtesy.
"""

from collections.abc import Iterator

from services.connectors.carriers.words.normal import clauses
from services.notifier.hearing.choosing import picks_of
from services.notifier.hearing.tongue import tongue_of
from services.notifier.hearing.topics import GRAVE, STATES, Topic
from services.notifier.hearing.understood import Understood
from services.notifier.hearing.vocabulary import Vocabulary
from services.notifier.hearing.words import VOCABULARIES

SURE, LIKELY, UNSURE = 95, 70, 40
"""Percent: of a short message about one thing; of a longer one; of one about several, or that
negates what it is about."""

SHORT_WORDS = 30
SHORT_CLAUSES = 5

FEW_WORDS, FEW_LETTERS = 3, 24
"""Of a clause that says nothing we know and may be a greeting or a thank-you."""

LONGEST = 4_000
"""Characters that are read; what stands behind them makes a message long, and so unsure."""


def hear(text: str) -> Understood:
    """What a message says."""
    read = text[:LONGEST]
    language = tongue_of(read)
    said = clauses(read)
    own = VOCABULARIES.get(language.split("-")[0])
    places: dict[Topic, int] = {}
    unheard = negates = False
    for number, clause in enumerate(said):
        found = list(_topics(clause, own))
        unheard |= not found and not _is_courtesy(clause)
        for topic, negated in found:
            negates |= negated
            if not (negated and topic in STATES):
                places.setdefault(topic, number)
    whole = not unheard and len(text) <= LONGEST
    sure = _confidence(said, len(places), language, whole=whole)
    topics = sorted(places, key=lambda topic: (topic not in GRAVE, places[topic], topic))
    return Understood(
        language,
        tuple(topics),
        min(sure, UNSURE) if negates else sure,
        picks_of(text),
    )


def _topics(clause: str, own: Vocabulary | None) -> Iterator[tuple[Topic, bool]]:
    """What a clause is about, and whether it negates that; an unknown language may be any of all.

    People mix English into theirs: what is grave in it is heard too. The rest of its words mean
    other things in other languages.
    """
    if own is None:
        for vocabulary in VOCABULARIES.values():
            yield from vocabulary.topics(clause)
        return
    yield from own.topics(clause)
    if own is not VOCABULARIES["en"]:
        yield from (found for found in VOCABULARIES["en"].topics(clause) if found[0] in GRAVE)


def _is_courtesy(clause: str) -> bool:
    """Whether a clause is as short as a greeting: what is longer may say anything."""
    return len(clause.split()) <= FEW_WORDS and len(clause) <= FEW_LETTERS


def _confidence(said: list[str], topics: int, language: str, *, whole: bool) -> int:
    if not topics or not language:
        return 0
    if topics > 1:
        return UNSURE
    words = sum(len(clause.split()) for clause in said)
    short = words <= SHORT_WORDS and len(said) <= SHORT_CLAUSES
    return SURE if short and whole else LIKELY
