"""The second look: when the destination's own carrier is asked besides the first provider.

An aggregator sees everything and says little. The carrier at the other end knows why a parcel is
held, and allows few calls: it is asked only while a hold or a silence is suspected.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from schemas.parcel import FINAL, Parcel
from services.connectors.carriers.whose import first, marketplace_of, named, post_of
from services.tracker.cadence import URGENT_WITHIN, jittered
from services.tracker.reading import OPENING

AT_CUSTOMS = timedelta(hours=12)
SILENT = timedelta(hours=24)
URGENT = timedelta(hours=6)
"""Between two looks; the figures are the project's own."""

STALE = timedelta(days=3)
"""A carrier that has not told of the parcel for so long answers for no silent provider."""


@dataclass(frozen=True, slots=True)
class Second:
    """The second look at a parcel.

    Attributes:
        provider: who is asked.
        number: for which number: the hand-off's, or the parcel's own.
        at: when next; None where it refuses the number.
        why: for people, as ``cadence.Poll.why``.
        heard_at: when it last told of the parcel; None where it never has.
    """

    provider: str
    number: str
    at: datetime | None
    why: str
    heard_at: datetime | None = None


def second_look(
    parcel: Parcel,
    before: Second | None,
    known: frozenset[str],
    now: datetime,
    deadline: datetime | None = None,
    *,
    taken: bool = False,
) -> Second | None:
    """The next look; None where nothing is suspected, or nobody can be asked.

    Args:
        parcel: as folded.
        before: as planned until now.
        known: carriers' own services that are set up.
        now: domain time.
        deadline: when the earliest protection of its buyers ends.
        taken: the planned look has just been taken.
    """
    whom = asked(parcel, known) if known else None
    cause = _cause(parcel, now) if whom else None
    if whom is None or cause is None:
        return None
    start, every, why = cause
    if before is None or (before.provider, before.number) != whom:
        return Second(*whom, max(start, now), why)
    if before.at is None:
        return before
    if taken:
        urgent = deadline is not None and now < deadline <= now + URGENT_WITHIN
        interval = min(every, URGENT) if urgent else every
        return replace(before, at=max(start, now + jittered(interval, parcel.id)), why=why)
    if before.why == why and start <= now:
        return before
    return replace(before, at=max(start, now), why=why)


def refused(before: Second, code: str) -> Second:
    """It knows no such number: it is not asked for it again."""
    return replace(before, at=None, why=f"it refuses the number ({code})")


def heard_lately(second: Second | None, now: datetime) -> str:
    """Who answers for the parcel besides the first provider; empty where nobody does."""
    if second is None or second.heard_at is None or second.heard_at < now - STALE:
        return ""
    return second.provider


def asked(parcel: Parcel, known: frozenset[str]) -> tuple[str, str] | None:
    """Whom to ask for which number.

    The hand-off's carrier; else the destination's post, the carrier, the order's marketplace.
    """
    elsewhere = known - {parcel.provider}
    handoff = parcel.handoff
    if handoff is not None:
        local = first(
            (named(handoff.carrier), post_of(handoff.number, parcel.destination)), elsewhere
        )
        if local is not None:
            return local, handoff.number
    own = first(
        (
            post_of(parcel.number, parcel.destination),
            named(parcel.carrier),
            marketplace_of(parcel.order_keys),
        ),
        elsewhere,
    )
    return (own, parcel.number) if own is not None else None


def _cause(parcel: Parcel, now: datetime) -> tuple[datetime, timedelta, str] | None:
    """From when it is suspected, how often to ask then, and why; None where nothing will be."""
    if parcel.role == "void" or parcel.stage in FINAL or parcel.tracked == "pending":
        return None
    suspected = (
        (parcel.tracked == "untracked", f"{parcel.provider} does not follow it"),
        (any(hold.until is None for hold in parcel.holds), "customs holds it"),
        (parcel.customs in OPENING, "customs has it"),
        (parcel.feed_silent_since is not None, f"{parcel.provider} has fallen silent on it"),
    )
    for holds, why in suspected:
        if holds:
            return now, AT_CUSTOMS, why
    if parcel.silent_after is None:
        return None
    begun = parcel.silent_after <= now
    why = "it is silent beyond the lane's usual" if begun else "its silence begins then"
    return parcel.silent_after, SILENT, why
