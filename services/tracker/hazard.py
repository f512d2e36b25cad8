"""The parcel's hazard: whether it will still arrive in time, given that it has not arrived yet.

In five bands, since a parcel is published when its band changes, not with every day.
"""

import math
from datetime import datetime
from typing import NamedTuple

from schemas.parcel import Hazard, Parcel, Stage
from services.tracker.calendar import day_number, sets_out
from services.tracker.lane import Lane

BOUNDS = (0.1, 0.3, 0.5, 0.75)
"""Where, by the probability of missing the instant, the next band begins."""

MARGIN = 0.03
"""How far beyond a bound a parcel must be to leave its band: a new table must not flutter it."""

_BANDS = tuple(Hazard)
_THERE = frozenset({Stage.DELIVERED, Stage.PICKUP})
_NOT_COMING = frozenset({Stage.RETURNING, Stage.RETURNED, Stage.SEIZED, Stage.LOST})


def miss(
    lane: Lane,
    start: datetime,
    now: datetime,
    by: datetime,
    *,
    promise: datetime | None = None,
    held_since: datetime | None = None,
) -> float:
    """The probability that a parcel under way at ``now`` has not arrived at ``by``.

    Never falls while ``now`` goes on and nothing else changes. Held at customs it is at least the
    probability of still being held then.

    Args:
        lane: what is usual for it.
        start: when it was handed over.
        now: domain time.
        by: the end of the promised day, of protection, or any other instant.
        promise: the end of the day it was promised for: says how far it goes.
        held_since: since when customs has had it, where it still has.
    """
    return _miss(
        lane,
        _Days(
            day_number(start),
            day_number(now),
            day_number(by),
            None if promise is None else day_number(promise),
            None if held_since is None else day_number(held_since),
        ),
    )


class _Days(NamedTuple):
    """The instants of a question, as day numbers."""

    start: float
    now: float
    by: float
    promise: float | None
    held: float | None


def _miss(lane: Lane, at: _Days) -> float:
    began = sets_out(at.start, lane.origin)
    promised = None if at.promise is None else at.promise - began
    ahead = lane.transit.expected(began, max(began, at.now), at.by, lane.destination, promised)
    if at.held is not None:
        leaves = lane.customs.expected(at.held, max(at.held, at.now), at.by, lane.destination, None)
        ahead = min(ahead, leaves)
    return math.exp(-ahead)


_KNOWN: dict[tuple[str, str, str, str, _Days], float] = {}
_MOST_KNOWN = 100_000


def _about(lane: Lane, at: _Days) -> float:
    """``_miss`` to the day and the quarter of a day, so that parcels share it.

    What lies ahead is of the quarter: in Tokyo the promised day is over at three in the afternoon,
    and counting it out would leave out the hours in which most of its parcels arrive.
    """
    whole = _Days(
        math.floor(at.start),
        math.floor(at.now * 4) / 4,
        math.floor(at.by * 4) / 4,
        None if at.promise is None else math.floor(at.promise * 4) / 4,
        None if at.held is None else math.floor(at.held),
    )
    key = (lane.version, lane.origin, lane.destination, lane.service, whole)
    found = _KNOWN.get(key)
    if found is None:
        if len(_KNOWN) >= _MOST_KNOWN:
            _KNOWN.clear()
        found = _KNOWN[key] = _miss(lane, whole)
    return found


def band(probability: float, before: Hazard | None = None) -> Hazard:
    """The band of a probability of missing; ``before`` is kept until it is clearly left."""
    found = _plain(probability)
    if before is None or found is before:
        return found
    up = _BANDS.index(found) > _BANDS.index(before)
    sure = _plain(probability - MARGIN if up else probability + MARGIN)
    moved = _BANDS.index(sure) - _BANDS.index(before)
    return sure if (moved > 0 if up else moved < 0) else before


def hazard(
    parcel: Parcel,
    lane: Lane,
    now: datetime,
    by: datetime | None,
    *,
    promise: datetime | None = None,
    before: Hazard | None = None,
) -> Hazard | None:
    """The band of a folded parcel for one instant.

    Args:
        parcel: as folded.
        lane: what is usual for it.
        now: domain time.
        by: the end of the promised day, or when protection ends.
        promise: the end of the promised day, where it is known.
        before: the band as last published.

    Returns:
        None where nothing can be said: no instant, no start, or a parcel that is there.
    """
    if by is None or parcel.stage in _THERE:
        return None
    if parcel.stage in _NOT_COMING:
        return Hazard.SEVERE
    start = parcel.shipped_at or min((scan.at for scan in parcel.scans), default=None)
    if start is None:
        return None
    held = parcel.stage_since if parcel.stage is Stage.CUSTOMS else None
    days = _Days(
        day_number(start),
        day_number(now),
        day_number(by),
        None if promise is None else day_number(promise),
        None if held is None else day_number(held),
    )
    return band(_about(lane, days), before)


def _plain(probability: float) -> Hazard:
    return _BANDS[sum(probability >= bound for bound in BOUNDS)]
