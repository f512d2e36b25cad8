"""Which carrier a provider is to ask instead of the one it asks: pure.

A wrong carrier hides a parcel. A person may name another at any time. By itself the program does so
where the provider finds nothing and something else says whose number it is: the destination's own
carrier that knows it, the number's form with its check digit, the order. Who delivers it is named
where the provider has handed it on. Each number has few such changes, so none is tried twice.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.parcel import FINAL, Doubt, Parcel
from services.connectors.carriers.numbers import carrier_of
from services.connectors.carriers.port import Rejected
from services.connectors.carriers.whose import name_of, post_named
from services.tracker.identity import Claim
from services.tracker.unfound import FOUND_WITHIN

MOST = 4
"""Of the five that 17TRACK allows a number (docs/providers.md): one is left to its own page."""

MOST_ON_EVIDENCE = 2

MOST_REFUSALS = 5
"""After so many times that it was not possible yet, it is given up."""

NOT_YET = timedelta(hours=6)
STOPPED = timedelta(days=1)
"""Until the next try, where the carrier has not answered yet, and where a retrack comes first."""

Ids = Callable[[str], str]
"""A provider's own word for a carrier's name, empty where it has none: names are compared by it."""


@dataclass(frozen=True, slots=True)
class Named:
    """Carriers to be asked; an empty name leaves the one that is.

    Attributes:
        final_carrier: who delivers it.
        why: for people.
    """

    carrier: str
    final_carrier: str
    by_hand: bool
    why: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A change that was asked for.

    Attributes:
        instead_of: the carriers that were asked before: who took it in, and who delivers it.
        refusals: how often it was not possible yet.
        counted: it has, or may have, used up one of the number's changes.
        ended: it is not to be asked for again.
        outcome: ``done``, or the refusal in the words of ``port.Rejected.meaning``.
    """

    ordinal: int
    named: Named
    instead_of: tuple[str, str] = ("", "")
    refusals: int = 0
    counted: bool = True
    ended: bool = False
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """How a provider follows a number.

    Attributes:
        carrier: the name it was registered or last changed under; empty: it found out by itself.
        since: when it was registered.
        wish: what a person wants, and nobody has asked for yet.
        history: every change, the oldest first.
    """

    number: str
    carrier: str
    final_carrier: str
    since: datetime
    wish: Named | None = None
    history: Sequence[Correction] = ()

    @property
    def open(self) -> Correction | None:
        """The change whose answer is not known, or that was not possible yet."""
        return next((one for one in self.history if not one.ended), None)

    @property
    def left(self) -> int:
        """How many changes a person still has."""
        return MOST - sum(one.counted for one in self.history)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a number whose time to look has come.

    Attributes:
        again: a change to be asked for again.
        named: a new change.
        overtaken: a change not to be asked for again: needless by now, or without a word for it.
        look_at: when to look again, where nothing is asked for.
    """

    again: Correction | None = None
    named: Named | None = None
    overtaken: Correction | None = None
    look_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the parcel behind a number.

    Attributes:
        claims: the orders that name it.
    """

    parcel: Parcel
    claims: Sequence[Claim] = ()

    @property
    def seen(self) -> bool:
        """Whether the provider itself has found it."""
        return any(scan.provider == self.parcel.provider for scan in self.parcel.scans)

    @property
    def told(self) -> str:
        """The destination's own carrier by name, where that tells of it; else empty."""
        others = (one.provider for one in reversed(self.parcel.scans))
        return next((name_of(one) for one in others if one != self.parcel.provider), "")


def judged(known: Known, followed: Followed, ids: Ids, now: datetime) -> Verdict:
    """Whether the provider is told to ask another carrier now, and which.

    Args:
        known: of the parcel.
        followed: how the provider follows it.
        ids: the provider's own word for a carrier.
        now: domain time.
    """
    waiting = followed.open
    if waiting is not None:
        return _waiting(waiting, known, followed, ids)
    if followed.wish is not None:
        return Verdict(named=followed.wish)
    if known.parcel.role == "void" or known.parcel.stage in FINAL or not _may(followed):
        return Verdict()
    return _on_evidence(known, followed, ids, now)


def _waiting(waiting: Correction, known: Known, followed: Followed, ids: Ids) -> Verdict:
    """It is asked for again, unless a person wants another, or it is needless by now."""
    named = waiting.named
    found = not named.by_hand and bool(named.carrier) and known.seen
    wordless = any(name and not ids(name) for name in (named.carrier, named.final_carrier))
    if found or wordless or followed.wish is not None:
        return Verdict(overtaken=waiting)
    return Verdict(again=waiting)


def _on_evidence(known: Known, followed: Followed, ids: Ids, now: datetime) -> Verdict:
    deliverer = next(_deliverers(known, followed, ids), None)
    if deliverer is not None:
        return Verdict(named=deliverer)
    found_by_others = bool(known.parcel.scans)
    if known.seen or not (Doubt.NOT_FOUND in known.parcel.doubts or found_by_others):
        return Verdict()
    if now < followed.since + FOUND_WITHIN:
        return Verdict(look_at=followed.since + FOUND_WITHIN)
    return Verdict(named=next(_takers(known, followed, ids), None))


def _may(followed: Followed) -> bool:
    """Whether evidence alone may still change anything: never what a person has named."""
    closed = any(one.named.by_hand or one.outcome == "unchangeable" for one in followed.history)
    own = sum(one.counted for one in followed.history)
    return followed.left > 0 and own < MOST_ON_EVIDENCE and not closed


def _deliverers(known: Known, followed: Followed, ids: Ids) -> Iterator[Named]:
    """Posts that deliver it, where a post has taken it in: only posts hand on under one number."""
    own = carrier_of(followed.number)
    if not post_named(followed.carrier) and not post_named(own):
        return
    tried = {ids(name) for name in ("", followed.carrier, followed.final_carrier, own)}
    for one in followed.history:
        tried |= {ids(one.named.final_carrier), ids(one.instead_of[1])}
    handoff = known.parcel.handoff
    posts = [(handoff.carrier, "it was handed on to them")] if handoff else []
    posts.append((known.told, "they tell of it themselves"))
    for name, why in posts:
        post = post_named(name)
        if ids(post) not in tried:
            yield Named("", post, by_hand=False, why=why)


def _takers(known: Known, followed: Followed, ids: Ids) -> Iterator[Named]:
    """Carriers that may have taken it in and were not asked yet, the surest first."""
    own, handoff = carrier_of(followed.number), known.parcel.handoff
    tried = {"", ids(followed.carrier) or ids(own)}
    for one in followed.history:
        tried |= {ids(one.named.carrier), ids(one.instead_of[0]) or ids(own)}
    names = []
    if handoff is None or handoff.number == followed.number:
        names.append((known.told, "they tell of it themselves"))
    names.append((own, "the number has their form and check digit"))
    names += [(one.carrier, "the order names them") for one in known.claims]
    for name, why in names:
        if ids(name) not in tried:
            yield Named(name, "", by_hand=False, why=why)


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a change.

    Attributes:
        ended: it is not asked for again.
        counted: it has, or may have, used up one of the number's changes.
        outcome: ``done``, or the refusal in the words of ``port.Rejected.meaning``.
        look_at: when it is asked for again, or the number looked at; None for not by itself.
    """

    ended: bool
    counted: bool
    outcome: str
    look_at: datetime | None = None

    @property
    def done(self) -> bool:
        """Whether the provider asks the new carrier now."""
        return self.outcome == "done"


def answered(answer: Rejected | None, one: Correction, now: datetime, *, doubtful: bool) -> Settled:
    """What the answer to a change says.

    Args:
        answer: None where that carrier is asked now.
        one: the change, as it was before.
        now: domain time.
        doubtful: it had been asked for before, and may have been carried out then.
    """
    later = None if one.named.by_hand else now + FOUND_WITHIN
    if answer is None:
        return Settled(ended=True, counted=True, outcome="done", look_at=later)
    waits = {"later": NOT_YET, "no_information": NOT_YET, "quota": STOPPED, "stopped": STOPPED}
    wait = waits.get(answer.meaning)
    if wait is not None and one.refusals + 1 < MOST_REFUSALS:
        return Settled(ended=False, counted=True, outcome=answer.meaning, look_at=now + wait)
    counted = doubtful or wait is not None
    return Settled(ended=True, counted=counted, outcome=answer.meaning, look_at=later)
