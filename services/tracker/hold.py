"""Holds at import customs: found in the readings, then given the ordinals they already had.

A *stay* is what customs did from the first signal to whatever ended it. A stay becomes a *hold*
when customs says so, or when a routine presentation grows old. Export and transit clearance, and
clearance whose direction nobody knows, is never a stay.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from schemas.base import Country
from schemas.parcel import (
    Actor,
    CustomsSignal,
    CustomsState,
    DecidedBy,
    Direction,
    Hold,
    HoldKind,
    Parcel,
    Scan,
)
from services.tracker.lane import Lane
from services.tracker.ordinal import numbered
from services.tracker.reading import OPENING, Reading, scanned_in

CONFIRMED_AFTER = timedelta(hours=12)
"""How long words alone must stand before they make the buyer the one to act."""

_HELD = frozenset({CustomsState.HELD, CustomsState.ACTION_REQUIRED})
_ASKED = frozenset({HoldKind.DOCUMENTS, HoldKind.DUTIES})


class Signal(NamedTuple):
    """A scan by which customs has the parcel: what it says, and what that rests on."""

    scan: Scan
    says: CustomsSignal
    decided_by: DecidedBy


@dataclass(slots=True)
class Stay:
    """One stay at import customs; ``until`` is None while it is the newest thing known."""

    signals: list[Signal] = field(default_factory=list)
    until: datetime | None = None
    released: bool = False


@dataclass(frozen=True, slots=True)
class Customs:
    """What the readings say of import customs.

    Attributes:
        holds: in the order of their beginning. Two may carry one ordinal: halves of a hold that
            was known as one. One that late scans took back stays, over as soon as it began, so
            that its ordinal is never given to another.
        turns_at: when this will change though no scan comes; None where it will not.
    """

    state: CustomsState
    holds: tuple[Hold, ...]
    turns_at: datetime | None


def customs(readings: Sequence[Reading], before: Parcel, lane: Lane, now: datetime) -> Customs:
    """Fold the readings.

    Args:
        readings: all of the parcel's.
        before: as last published: its holds have ordinals, and were found in its scans.
        lane: what is usual for it.
        now: domain time.
    """
    stays, state = _stays(readings)
    found: list[Hold] = []
    turns: list[datetime] = []
    for stay in stays:
        hold, turn = _hold(stay, before, lane, now)
        found += [hold] if hold else []
        turns += [turn] if turn else []
    newest = before.scans[-1].at if before.scans else None
    return Customs(
        state=state,
        holds=numbered(found, before.holds, newest, moved_on=state is CustomsState.RELEASED),
        turns_at=min(turns, default=None),
    )


def _stays(readings: Iterable[Reading]) -> tuple[list[Stay], CustomsState]:
    stays: list[Stay] = []
    state = CustomsState.NONE
    stay: Stay | None = None
    for scan, means in readings:
        signal = means.imports
        if signal is not None and signal.state in OPENING:
            if stay is None:
                stay = Stay()
                stays.append(stay)
            # "Presented" after "held" is the paperwork of the same hold.
            state = signal.state if signal.state in _HELD or not _held(stay) else state
            stay.signals.append(Signal(scan, signal, means.said.decided_by))
            continue
        if not (means.onward or means.refused):
            continue
        if stay is not None:
            stay.until, stay.released = scan.at, not means.refused
            state = CustomsState.REFUSED if means.refused else CustomsState.RELEASED
        elif signal is not None:
            state = signal.state
        stay = None
    return stays, state


def _held(stay: Stay) -> list[Signal]:
    return [one for one in stay.signals if one.says.state in _HELD]


def _hold(
    stay: Stay, before: Parcel, lane: Lane, now: datetime
) -> tuple[Hold | None, datetime | None]:
    """The hold this stay is by now, and when that changes by itself."""
    end = stay.until or now
    aged_at = _aged_at(stay, before.holds, lane)
    held = _held(stay)
    if not held and end < aged_at:
        return None, aged_at if stay.until is None else None
    said = _ascribed(held, before.destination, end)
    by_age = not held or aged_at < held[0].scan.at
    since = aged_at if by_age else held[0].scan.at
    scan = said.decider.scan if said.decider else stay.signals[0].scan
    hold = Hold(
        ordinal=0,
        direction=Direction.IMPORT,
        kind=said.kind,
        who_must_act=said.actor,
        since=since,
        until=stay.until,
        usual_until=since if by_age else lane.usual_hold_until(since),
        decided_by=said.decider.decided_by if said.decider else DecidedBy.TIME,
        raw_code=scan.sub_code or scan.code,
        raw_text=scan.text,
        scan_id=scan.id,
        released=stay.released,
    )
    return hold, said.turns_at if stay.until is None else None


def _aged_at(stay: Stay, known: Sequence[Hold], lane: Lane) -> datetime:
    """When age makes the stay a hold; where it already has, that instant stays as it was."""
    first, last = stay.signals[0].scan.at, stay.until
    for hold in known:
        within = first < hold.since and (last is None or hold.since <= last)
        if hold.since == hold.usual_until and within:
            return hold.since
    return lane.presentation_until(first)


@dataclass(slots=True)
class _Ascribed:
    """What the signals of a hold say together; the newest word on each point stands.

    Attributes:
        decider: whose word the actor is; while nobody is named, the kind.
        sure: that word is a code or sub-status, which mere words do not change.
    """

    kind: HoldKind = HoldKind.UNSPECIFIED
    actor: Actor = Actor.UNKNOWN
    decider: Signal | None = None
    turns_at: datetime | None = None

    @property
    def sure(self) -> bool:
        return self.actor is not Actor.UNKNOWN and _coded(self.decider)


def _ascribed(held: Sequence[Signal], destination: Country | None, end: datetime) -> _Ascribed:
    """Who must act on what, judged at ``end``.

    The buyer is asked for something only on a code or sub-status, or on words of the destination's
    own carrier that a second scan repeats or that have stood for ``CONFIRMED_AFTER``: a wrong
    word to a buyer cannot be taken back. Who must act by a code or sub-status must act until
    another one names somebody else; words of the same demand only say what it is for.
    """
    said = _Ascribed(decider=held[0] if held else None)
    worded: list[Signal] = []
    for signal in held:
        actor, kind = signal.says.who_must_act, signal.says.kind
        if said.sure and not _coded(signal):
            said.kind = _narrowed(said, signal.says)
            continue
        if kind is not HoldKind.UNSPECIFIED:
            said.kind = kind
            said.decider = signal if said.actor is Actor.UNKNOWN else said.decider
        if actor is Actor.BUYER and signal.decided_by is DecidedBy.TEXT:
            where = scanned_in(signal.scan.provider, signal.scan.country, None, destination)
            if destination is not None and where == destination:
                worded.append(signal)
            actor = Actor.BUYER if _repeated(worded) else Actor.UNKNOWN
        if actor is not Actor.UNKNOWN:
            said.actor, said.decider = actor, signal
            worded = worded if actor is Actor.BUYER else []
    if worded and said.actor is not Actor.BUYER:
        stands_at = worded[0].scan.at + CONFIRMED_AFTER
        if stands_at <= end:
            said.actor, said.decider = Actor.BUYER, worded[-1]
        else:
            said.turns_at = stands_at
    return said


def _coded(signal: Signal | None) -> bool:
    return signal is not None and signal.decided_by in (DecidedBy.CODE, DecidedBy.SUB_CODE)


def _narrowed(said: _Ascribed, signal: CustomsSignal) -> HoldKind:
    """The kind after words about whoever surely must act; words about another change nothing."""
    same = signal.who_must_act in (said.actor, Actor.UNKNOWN)
    return signal.kind if same and signal.kind in _ASKED else said.kind


def _repeated(worded: Sequence[Signal]) -> bool:
    """Whether one provider tells it of two instants: another's copy of a scan is no second scan."""
    told = {(one.scan.provider, one.scan.at) for one in worded}
    return len(told) > len({provider for provider, _ in told})
