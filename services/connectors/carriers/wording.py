"""A sentence read as concepts, each with what grammar does to it: denied, foreseen or supposed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from services.connectors.carriers.words import LEXICONS
from services.connectors.carriers.words.lexicon import Concept, Hit, Lexicon
from services.connectors.carriers.words.normal import clauses

C = Concept
_GRAMMAR = frozenset({C.NOT, C.IF, C.FUTURE, C.MAYBE, C.AND, C.CAUSE, C.FINITE})
_ASIDE = _GRAMMAR | {C.MAY, C.KEPT, C.REACHED, C.GOES, C.MADE}
"""Words that leave what is said before them open to what follows."""
_MODIFIERS = frozenset({C.NOT, C.IF, C.FUTURE, C.MAYBE})
_VERBS = frozenset({C.FINITE, C.FUTURE})
_PHRASES = {
    C.PAPERS: (C.DUTY,),
    C.RECEIVER: (C.SENDER,),
    C.FAILED: (C.PROBLEM, C.RETURN, C.BACK),
    C.MOVING: (C.ACCEPTED, C.READY, C.OUT, C.DELIVERED),
    C.ACCEPTED: (C.HANDOVER, C.DELIVERED, C.FETCHED),
    C.HANDOVER: (C.RELEASED,),
    C.AGENT: (C.RECEIVER,),
    C.COLLECTED: (C.SEIZED,),
    C.DELIVERED: (C.FAILED, C.OUT),
    C.SENDER: (C.RECEIVER,),
    C.CLEARING: (C.CLEARED,),
    C.INFO: (C.DELIVERED, C.CANCELLED, C.FAILED, C.CLEARING),
    C.GOES: (C.STANDS_IN,),
    C.PLACE: (C.STANDS_IN, C.OFFICE, C.ADDRESS, C.DELIVERED, C.FETCHED),
    C.ORIGIN: (C.OFFICE, C.PLACE, C.RECEIVER),
    C.COUNTRY: (C.SENDER, C.RECEIVER, C.DELIVERY),
}
"""The second inside a phrase of the first does not count: a *tax number* is no tax."""
_HAS_ENDING = frozenset({C.NEEDED, C.FAILED, C.READY})
"""Said with a verb whose ending belongs to it: *not handed in* is what is needed."""
_HAPPENED = frozenset(
    {
        C.CLEARED,
        C.RELEASED,
        C.LEFT,
        C.ACCEPTED,
        C.HANDOVER,
        C.COLLECTED,
        C.DELIVERED,
        C.OUT,
        C.PAID,
        C.READY,
        C.RECEIVED,
    }
)
"""Said of what happened: a *not* among its own words denies it, *collected by nobody*."""
_THINGS = frozenset({C.STANDS_IN, C.PLACE, C.OFFICE, C.DOOR, C.COURIER, C.COUNTRY})
"""Whose own words change nothing outside them: *before the door* is no time."""
_LIMIT = 1000
"""Characters read; carriers' sentences are a tenth of it, and a longer text is no event."""


@dataclass(frozen=True, slots=True)
class Said:
    """A concept as a clause says it.

    Attributes:
        clause: the clause's ordinal.
        start: where it begins in its clause.
        conditional: only where something else should happen, said before it or (of what is to come)
            after it.
    """

    concept: Concept
    words: str
    clause: int
    start: int
    denied: bool
    foreseen: bool
    supposed: bool
    conditional: bool

    @property
    def plain(self) -> bool:
        """Said to be so, now or in the past."""
        return not (self.denied or self.foreseen or self.supposed)


@dataclass(frozen=True)
class Wording:
    """Everything a text says.

    Attributes:
        language: of the lexicon that understood most of it, empty where none did.
    """

    language: str
    said: tuple[Said, ...]

    def named(self, *concepts: Concept) -> bool:
        """Whether any is mentioned, however."""
        return any(said.concept in concepts for said in self.said)

    def plain(self, *concepts: Concept) -> bool:
        """Whether any is said to be so."""
        return any(said.concept in concepts and said.plain for said in self.said)

    def denied(self, *concepts: Concept) -> bool:
        """Whether any is said not to be so."""
        return any(said.concept in concepts and said.denied for said in self.said)

    def undenied(self, *concepts: Concept) -> bool:
        """Whether any is mentioned other than in the negative."""
        return any(said.concept in concepts and not said.denied for said in self.said)

    def foreseen(self, *concepts: Concept) -> bool:
        """Whether any is only forecast, asked for or under way."""
        return any(
            said.concept in concepts and said.foreseen and not said.denied for said in self.said
        )

    def stated(self, *concepts: Concept) -> bool:
        """Whether any is said neither in the negative nor as a supposition."""
        return any(
            said.concept in concepts and not said.denied and not said.supposed for said in self.said
        )

    def together(self, one: Iterable[Concept], other: Iterable[Concept]) -> bool:
        """Whether a clause says plainly one of ``one`` and names one of ``other``."""
        where = {said.clause for said in self.said if said.concept in set(one) and said.plain}
        return any(said.clause in where and said.concept in set(other) for said in self.said)

    def where(self, *concepts: Concept, so: bool = True) -> frozenset[int]:
        """Clauses that name one of the concepts; those that say it plainly, unless not ``so``."""
        return frozenset(
            one.clause for one in self.said if one.concept in concepts and (one.plain or not so)
        )

    def words(self, *concepts: Concept) -> str:
        """The first words that say one of the concepts."""
        return next((said.words for said in self.said if said.concept in concepts), "")


SILENT = Wording("", ())


@lru_cache(maxsize=8192)
def read(text: str, language: str | None = None) -> Wording:
    """Read a text in the given language, or in the one that understands most of it. Total."""
    parts = clauses(text[:_LIMIT])
    if not parts:
        return SILENT
    chosen = _chosen(parts, (language or "").lower().split("-")[0])
    if chosen is None or not (chosen.letters or chosen.hinted):
        return SILENT
    lexicon, hinted = chosen.lexicon, chosen.hinted
    judged = (
        _judge(lexicon, clause, one if hinted else lexicon.complete(clause, one), ordinal)
        for ordinal, (clause, one) in enumerate(zip(parts, chosen.hits, strict=True))
    )
    said = [one for clause in judged for one in clause]
    return Wording(lexicon.language, tuple(said))


@dataclass(frozen=True, slots=True)
class _Choice:
    """A language, how much it understands, and what it finds in each clause."""

    letters: float
    hinted: bool
    lexicon: Lexicon
    hits: list[list[Hit]]


def _chosen(parts: list[str], hint: str) -> _Choice | None:
    """The language that understands most, the hinted one first: none can more than the whole."""
    whole = sum(map(len, parts))
    best: _Choice | None = None
    candidates = _candidates(" ".join(parts), hint)
    for lexicon, weight in sorted(candidates, key=lambda one: one[0].language != hint):
        hinted = lexicon.language == hint
        hits = [_found(lexicon, clause, whole=hinted) for clause in parts]
        letters = _understood(hits) * weight
        if best is None or letters > best.letters:
            best = _Choice(letters, hinted, lexicon, hits)
        if best.letters >= whole:
            break
    return best


def _found(lexicon: Lexicon, clause: str, *, whole: bool) -> list[Hit]:
    """What tells the language, and all else where the language was told."""
    found = lexicon.find(clause)
    return lexicon.complete(clause, found) if whole else found


def _candidates(text: str, hint: str) -> list[tuple[Lexicon, float]]:
    """Lexicons whose script occurs, with a weight: the hinted language counts a little more."""
    return [
        (lexicon, 1.25 if name == hint else 1.0)
        for name, lexicon in LEXICONS.items()
        if re.search(lexicon.scripts, text)
    ]


def _understood(clauses_hits: list[list[Hit]]) -> int:
    """Letters covered by the lexicon's words; Latin text inside another script counts for both."""
    return sum(_covered(hits) for hits in clauses_hits)


def _covered(hits: list[Hit]) -> int:
    """Letters under any of the hits, which are in the order of their beginnings."""
    letters = upto = 0
    for hit in hits:
        if hit.end > upto:
            letters += hit.end - max(hit.start, upto)
            upto = hit.end
    return letters


def _judge(lexicon: Lexicon, clause: str, hits: list[Hit], ordinal: int) -> Iterable[Said]:
    things = [hit for hit in hits if hit.concept in _THINGS]
    grammar = [
        hit
        for hit in hits
        if hit.concept in _GRAMMAR and not any(_inside(hit, thing) for thing in things)
    ]
    for hit in hits:
        if hit.concept in _GRAMMAR or _part_of_another(hit, hits):
            continue
        acting = [
            one.concept
            for one in grammar
            if not (lexicon.pauses and " " in clause[one.end : hit.start])
            and (_closes(one, hit, hits) if lexicon.verb_closes else _acts(lexicon, one, hit, hits))
        ]
        condition_follows = any(one.concept is C.IF and one.start >= hit.end for one in grammar)
        yield Said(
            concept=hit.concept,
            words=hit.words,
            clause=ordinal,
            start=hit.start,
            denied=C.NOT in acting,
            foreseen=C.FUTURE in acting or C.IF in acting,
            supposed=C.MAYBE in acting,
            conditional=C.IF in acting or (C.FUTURE in acting and condition_follows),
        )


def _acts(lexicon: Lexicon, modifier: Hit, hit: Hit, hits: list[Hit]) -> bool:
    """Whether a modifier changes a word.

    It does from before the word, up to a reason, or to a conjunction that begins a statement with a
    finite verb of its own. Words that are part of the concept's own phrase do not change it.
    """
    if modifier.concept not in _MODIFIERS:
        return False
    if _inside(modifier, hit):
        return modifier.concept is C.NOT and hit.concept in _HAPPENED
    if modifier.start > hit.start:
        return lexicon.negates_after and not _another_between(hit, modifier, hits)
    between = [
        one for one in hits if one.concept in _GRAMMAR and modifier.end <= one.start < hit.start
    ]
    if any(one.concept is C.CAUSE for one in between):
        return False
    joined = [one for one in between if one.concept is C.AND]
    return not any(
        finite.concept in _VERBS and finite.start >= joined[0].end for finite in between if joined
    )


def _another_between(hit: Hit, modifier: Hit, hits: list[Hit]) -> bool:
    """Whether what stands behind a word belongs to another one, nearer to it."""
    return any(one.concept not in _ASIDE and hit.end <= one.start < modifier.start for one in hits)


def _closes(modifier: Hit, hit: Hit, hits: list[Hit]) -> bool:
    """Whether a verb's ending changes a word: its own, or one before it that no verb closed yet."""
    if modifier.concept not in _MODIFIERS or modifier.start < hit.start:
        return False
    phrases = [one for one in hits if one.concept in _HAS_ENDING and one.start < modifier.start]
    if any(_inside(modifier, one) for one in phrases):
        return False
    if _inside(modifier, hit):
        return modifier.end == hit.end
    return not any(
        one.concept in _GRAMMAR and hit.start <= one.start < modifier.start for one in hits
    )


def _part_of_another(hit: Hit, hits: list[Hit]) -> bool:
    return any(
        hit.concept in _PHRASES.get(other.concept, ())
        and _inside(hit, other)
        and hit.words != other.words
        for other in hits
    )


def _inside(modifier: Hit, hit: Hit) -> bool:
    return hit.start <= modifier.start and modifier.end <= hit.end
