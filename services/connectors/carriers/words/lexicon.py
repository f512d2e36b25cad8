"""What a language offers to the classification of free text: words for concepts, as data.

A lexicon maps each concept to a comma-separated list of patterns. In a pattern ``*`` stands for any
ending of a word (or beginning, before it), ``/`` separates alternatives of one word, ``~`` allows
up to three words between two others, and ``@`` is the name of a carrier. Patterns are normalised
as the text is, so they are written as people write.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from services.connectors.carriers.words.normal import normalise

_LETTERS = r"\w*"
_NAMES = """
    aramex, bpost, brt, cainiao, canada post, cdek, chronopost, colissimo, correios, correos, ctt,
    deutsche post, dhl, dpd, ems, evri, fedex, gls, hermes, inpost, la poste, mrw, nacex, ontrac,
    paack, post, post nl, poste, poste italiane, postnl, postnord, purolator, royal mail, sda, seur,
    sf express, singpost, smsa, swiss post, tipsa, tnt, ups, usps, yanwen, yodel, yunexpress, 4px
"""
"""Carriers, whose names are the same in every language; ``post`` is any country's."""


class Concept(StrEnum):
    """A notion that carriers' sentences are made of, in any language."""

    # Customs
    CUSTOMS = "customs"  # the authority or the place
    CLEARING = "clearing"  # the procedure, as a noun or under way
    CLEARED = "cleared"  # a participle that only customs can have earned
    RELEASED = "released"  # a participle that needs customs beside it
    LEFT = "left"  # out of, departed from
    DONE = "done"  # completed, successful, passed
    HELD = "held"
    DETAINED = "detained"  # a hold by an authority even where none is named
    ONWARD = "onward"  # goes on its way again
    ALLOWS = "allows"  # lets it in, of customs
    YET = "yet"  # still to come
    OBJECTION = "objection"  # what customs has none of when it lets a parcel go
    LIFTED = "lifted"  # hold or problem resolved
    INSPECTION = "inspection"
    NEEDED = "needed"  # missing, required, awaited from someone
    PAPERS = "papers"  # papers that only customs asks for
    SENDERS_PAPERS = "senders_papers"  # of these, what only the sender can give
    DETAILS = "details"  # information, which others ask for as well
    DUTY = "duty"  # duty, import tax
    ASSESSED = "assessed"  # duty has been fixed
    PAY = "pay"
    PAID = "paid"
    COD = "cod"  # the price of the goods or their transport, which is no duty
    PROBLEM = "problem"
    MUST = "must"  # has to, of whoever is named beside it
    DECLINES = "declines"  # does not take or let in: customs, or the receiver
    REFUSED = "refused"
    SEIZED = "seized"
    PROHIBITED = "prohibited"
    EXPORT = "export"
    IMPORT = "import"
    TRANSIT_CUSTOMS = "transit_customs"
    # People
    SENDER = "sender"
    RECEIVER = "receiver"
    AGENT = "agent"  # broker, carrier
    ON_REQUEST = "on_request"  # somebody's choice
    # The way of a parcel
    INFO = "info"  # only announced
    ACCEPTED = "accepted"
    MOVING = "moving"
    ARRIVED = "arrived"  # in the country of destination
    OUT = "out"  # for delivery
    READY = "ready"  # for collection
    COLLECTED = "collected"  # by the receiver
    DELIVERED = "delivered"
    DELIVERY = "delivery"  # the act, as a noun or an infinitive, which may never come about
    FAILS = "fails"  # does not come about
    VEHICLE = "vehicle"  # what brings it to the door
    WAITS = "waits"  # is there for somebody who has to come
    FETCH = "fetch"  # the act of fetching, as a noun or an infinitive
    FETCHED = "fetched"  # by whoever is named beside it
    RECEIVED = "received"  # has it, of a parcel and of much else
    COUNTRY = "country"  # of destination
    HOME = "home"  # a country by its name, in which the language's carriers work
    ORIGIN = "origin"  # where a parcel is handed in
    BACK = "back"  # whence it came
    CONTACT = "contact"  # to reach somebody who should take it
    FOUND = "found"
    OPENS = "opens"  # the door
    ADDRESS = "address"
    COURIER = "courier"  # brings it to the door
    GOES = "goes"  # is on the way to somebody
    DOOR = "door"  # where the receiver lives
    TODAY = "today"
    ROUND = "round"  # the one on which parcels are brought to doors
    LATER = "later"  # on another day
    PUT_OFF = "put_off"
    PLACE = "place"  # made for fetching: a parcel shop, a locker
    OFFICE = "office"  # where parcels are fetched among much else: a post office
    KEPT = "kept"  # is there, ready
    REACHED = "reached"  # got there, was put there
    MAY = "may"  # may or should, said to whoever is to do it
    LABEL = "label"  # what is made out before a parcel is handed in: an order, data, a label
    MADE = "made"  # made out, passed on
    TO_US = "to_us"  # whom a parcel is handed in to
    PREPARES = "prepares"  # makes a parcel ready
    STANDS_IN = "stands_in"  # who or what takes it for the receiver: a neighbour, a letter box
    GIVEN = "given"  # left with, handed to, put into
    HANDOVER = "handover"  # to another carrier
    FAILED = "failed"  # an attempt to deliver
    RETURN = "return"
    RETURN_DONE = "return_done"  # the sender has it again
    LOST = "lost"
    DESTROYED = "destroyed"
    CANCELLED = "cancelled"
    TROUBLE = "trouble"  # damage, delay, wrong address
    EXPIRED = "expired"
    CHANGED = "changed"  # has another value than before, of what stands beside it
    WHEN = "when"  # the day or hour that a delivery is meant for
    WRONG = "wrong"  # not as it should be, of an address
    ORDERED = "ordered"  # by whose decision, who is named beside it
    # Grammar
    NOT = "not"
    IF = "if"  # a condition
    FUTURE = "future"  # forecast, purpose, or still under way
    MAYBE = "maybe"  # supposition, or a list of examples
    AND = "and"  # joins two statements
    CAUSE = "cause"  # begins a reason, which what was said before it does not change
    FINITE = "finite"  # begins a statement of its own, past or present


_FUTURE, _MUST = Concept.FUTURE, Concept.MUST


@dataclass(frozen=True, slots=True)
class Hit:
    """A concept found in a clause."""

    concept: Concept
    start: int
    end: int
    words: str


Patterns = tuple[tuple[Concept, re.Pattern[str]], ...]
"""What to look for, by concept."""


def _hits(patterns: Patterns, clause: str) -> list[Hit]:
    return [
        Hit(concept, match.start(), match.end(), match.group())
        for concept, pattern in patterns
        for match in pattern.finditer(clause)
    ]


def _in_order(hits: list[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: (hit.start, -hit.end))


@dataclass(frozen=True)
class Lexicon:
    """The words of one language.

    Attributes:
        language: ISO 639-1.
        words: concept to comma-separated patterns.
        beside: the same for concepts that are looked for only once the language is known.
        spaced: whether words are separated, so that word boundaries count.
        negates_after: whether negation and tense may follow the word they change (ja, ko).
        verb_closes: whether they are endings of a verb that closes what it speaks of, and change
            nothing behind it (tr).
        pauses: whether a space parts statements, so that no modifier acts across it (th).
        attached: regular expression of what may be written together with the word behind it (ar).
        endings: regular expression of a participle's ending to that of all its endings.
        nouns: what ends like one and has no other ending.
        scripts: regular expression of the letters it is written in.
    """

    language: str
    words: Mapping[Concept, str]
    beside: Mapping[Concept, str] = field(default_factory=dict)
    spaced: bool = True
    negates_after: bool = False
    verb_closes: bool = False
    pauses: bool = False
    attached: str = ""
    endings: tuple[tuple[str, str], ...] = ()
    nouns: str = ""
    scripts: str = r"[a-z]"

    @cached_property
    def _compiled(self) -> Patterns:
        """Made when the language is first met: most processes meet none."""
        words = dict(self.words)
        # What must be is not yet.
        words[_FUTURE] = ",".join(words[one] for one in (_FUTURE, _MUST) if one in words)
        return self._patterns(words)

    @cached_property
    def _beside(self) -> Patterns:
        return self._patterns(self.beside)

    def _patterns(self, words: Mapping[Concept, str]) -> Patterns:
        return tuple((concept, self._compile(given)) for concept, given in words.items() if given)

    def find(self, clause: str) -> list[Hit]:
        """What tells the language by its words, of a normalised clause, in their order."""
        return _in_order(_hits(self._compiled, clause))

    def complete(self, clause: str, found: list[Hit]) -> list[Hit]:
        """Every concept in a normalised clause of which ``find`` has told the first."""
        return _in_order([*found, *_hits(self._beside, clause)])

    def _compile(self, given: str) -> re.Pattern[str]:
        patterns = sorted(
            (self._pattern(one.strip()) for one in given.split(",") if one.strip()),
            key=len,
            reverse=True,
        )
        endings = [one.removeprefix(_LETTERS) for one in patterns if one.startswith(_LETTERS)]
        whole = [one for one in patterns if not one.startswith(_LETTERS)]
        body = "|".join([*whole, *([rf"{_LETTERS}(?:{'|'.join(endings)})"] if endings else [])])
        return re.compile(rf"\b(?:{body})\b" if self.spaced else f"(?:{body})")

    def _pattern(self, given: str) -> str:
        words = [self._word(word) for word in given.split()]
        # Where words are not separated, people may still put a space between them.
        joined = (" " if self.spaced else " ?").join(words)
        return joined.replace(" ~ ", r" (?:\w+ ){0,3}?").replace("~", ".{0,8}?")

    def _word(self, word: str) -> str:
        if word == "~":
            return word
        if word == "@":
            word = "/".join(one.strip() for one in _NAMES.split(","))
        alternatives = [self._form(one) for one in word.split("/")]
        either = alternatives[0] if len(alternatives) == 1 else f"(?:{'|'.join(alternatives)})"
        return self.attached + either

    def _form(self, word: str) -> str:
        any_letters = _LETTERS if self.spaced else ""
        before = any_letters if word.startswith("*") else ""
        after = any_letters if "*" in word[1:] else ""
        bare = re.escape(normalise(word.replace("*", "")))
        return before + (bare + after if after else self._inflected(bare))

    def _inflected(self, word: str) -> str:
        """A participle in all its genders and numbers; any other word as it is."""
        for ending, all_endings in self.endings:
            stem, found = re.subn(rf"(?<=\w\w\w)(?:{ending})$", "", word)
            if found and word not in self._nouns:
                return stem + all_endings
        return word

    @cached_property
    def _nouns(self) -> frozenset[str]:
        return frozenset(self.nouns.replace(",", " ").split())
