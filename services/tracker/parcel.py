"""A parcel's state, folded from all its scans however late and in whatever order they came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from schemas.parcel import FINAL, Parcel, Scan, Stage
from services.tracker.cadence import next_poll
from services.tracker.clocks import in_step
from services.tracker.hold import customs
from services.tracker.identity import doubts
from services.tracker.lane import Lane
from services.tracker.reading import Reading, read, settled
from services.tracker.silence import Standstill, given_up, silent_after


@dataclass(frozen=True, slots=True)
class Fold:
    """The outcome of a fold.

    Attributes:
        turns_at: when time alone will change the parcel (a hold by age); None where it will not.
    """

    parcel: Parcel
    turns_at: datetime | None


def advance(
    parcel: Parcel, scans: Iterable[Scan], lane: Lane, now: datetime
) -> tuple[Parcel, datetime | None]:
    """The parcel with these scans known too, and when to ask for it next (None: no more).

    Any order and repetition of one set of scans gives one parcel. Only what was promised before
    is remembered: ordinals of holds, and the instants fixed when a stage or hold began.
    """
    folded = fold(parcel, scans, lane, now)
    return folded.parcel, next_poll(folded.parcel, now, folded.turns_at).at


def fold(parcel: Parcel, scans: Iterable[Scan], lane: Lane, now: datetime) -> Fold:
    """Fold without planning a poll.

    Args:
        parcel: as last published, with all scans known so far.
        scans: further ones; repetitions are harmless.
        lane: what is usual for it.
        now: domain time.
    """
    known = settled(parcel.scans, scans)
    ways = parcel.origin, parcel.destination
    readings = read(in_step(known, *ways), *ways)
    stage, since = _stage(readings, parcel)
    at_customs = customs(readings, parcel, lane, now)
    start = parcel.shipped_at or _first_move(readings)
    moved = _first_move(reversed(readings))
    stands = Standstill(stage, moved or since or parcel.shipped_at)
    reasons = doubts(parcel, readings, lane)
    after = parcel.model_copy(
        update={
            "scans": known,
            "stage": stage,
            "stage_since": since,
            "customs": at_customs.state,
            "holds": at_customs.holds,
            "duties_due": stage not in FINAL and any(means.duties_due for _, means in readings),
            "nothing_since": None if known else parcel.nothing_since,
            "last_movement": moved,
            "expected_by": parcel.expected_by or (lane.expected_by(start) if start else None),
            "silent_after": silent_after(parcel, stands, lane, now),
            "feed_silent_since": given_up(parcel.feed_silent_since, stage, readings),
            "doubts": reasons,
            "identity": "doubtful" if reasons else "plausible",
        }
    )
    return Fold(after, at_customs.turns_at)


def _first_move(readings: Iterable[Reading]) -> datetime | None:
    """When the first of them, in whatever order they are given, that shows a movement happened."""
    return next((scan.at for scan, means in readings if means.moved), None)


def _stage(readings: Iterable[Reading], parcel: Parcel) -> tuple[Stage, datetime | None]:
    """The stage, and since when it has been that without a break."""
    stage, since = Stage.UNKNOWN, None
    for scan, means in readings:
        if means.stage is stage:
            continue
        if means.stage is Stage.DELIVERED:
            following = _delivered(stage, scan, parcel)
        else:
            following = _follow(stage, means.stage)
        if following is not stage:
            stage, since = following, scan.at
    return stage, since


_UNDER_WAY = frozenset(Stage) - FINAL - {Stage.UNKNOWN, Stage.INFO_RECEIVED, Stage.EXPIRED}
_GONE = frozenset({Stage.RETURNED, Stage.SEIZED, Stage.LOST})


@cache  # sixteen stages by sixteen, asked for at every change of every fold
def _follow(stage: Stage, said: Stage) -> Stage:
    """The stage after one more scan, which says this one and no delivery.

    A scan that says nothing of where the parcel is leaves it: unknown codes, an aggregator
    giving up (``Expired``), a late electronic notice, whatever follows a final stage. What is on
    its way back stays so, and a final stage ends only by a delivery to the recipient.
    """
    if stage in FINAL or said is Stage.UNKNOWN:
        return stage
    if stage is Stage.RETURNING:
        return said if said in _GONE else stage
    if stage in _UNDER_WAY and said in (Stage.INFO_RECEIVED, Stage.EXPIRED):
        return stage
    if stage in _UNDER_WAY and said is Stage.ACCEPTED:
        return stage if stage is Stage.ACCEPTED else Stage.IN_TRANSIT
    return said


def _delivered(stage: Stage, scan: Scan, parcel: Parcel) -> Stage:
    """Handed over in the sending country on its way back, it reached the sender."""
    back = stage in (Stage.RETURNING, Stage.RETURNED)
    at_home = scan.country is not None and scan.country == parcel.origin
    if back and at_home and parcel.origin != parcel.destination:
        return Stage.RETURNED
    return Stage.DELIVERED
