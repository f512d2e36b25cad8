"""A lane-wide slowdown: the lane is late, not its parcels. One notice, and the lane is shifted."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.tracker.calendar import day_number, sets_out
from services.tracker.curve import OLDEST
from services.tracker.durations import ENOUGH, Leg, Observation
from services.tracker.lane import Lane, LaneKey, LaneTable

WINDOW = timedelta(days=14)
"""What is looked at; the table it is compared with is to be learned before it."""

FEWEST = 20
"""Parcels under way within the window, below which nothing is said of a lane."""

SURE = 4.0
"""Standard deviations (of a Poisson count) by which arrivals must be missing."""

SLOW, WELL = 0.7, 0.85
"""Of the expected arrivals: below the first a slowdown begins, above the second it ends."""

LONGEST = 30
"""Days: the greatest shift."""


@dataclass(frozen=True, slots=True)
class Slowdown:
    """A lane that is slower than usual.

    Attributes:
        since: when it was first found.
        by_days: how much slower: the shift at which what arrived is what was to be expected.
        told: whether all who are to hear of it have accepted its notice.
    """

    key: LaneKey
    since: datetime
    by_days: int
    told: bool = False

    @property
    def notice(self) -> str:
        """The key of its one notice: the lane's, so that replicas and restarts raise no second."""
        return f"notice|slowdown|{'/'.join(self.key)}"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A parcel's time under way within the window, in day numbers."""

    start: float
    since: float
    until: float
    promised: float | None


def slowdowns(
    observations: Iterable[Observation],
    table: LaneTable,
    now: datetime,
    standing: Sequence[Slowdown] = (),
) -> tuple[Slowdown, ...]:
    """The slowdowns at ``now``, by lane.

    Counted is what arrived within the window against what the table expected of the same
    parcels; no parcel counts for more than one, so a few lost ones make no slowdown.

    Args:
        observations: as for ``learn_lanes``; only ways door to door are looked at.
        table: without shifts, learned before the window.
        now: domain time.
        standing: those found before and not over; one that lasts keeps its beginning.
    """
    stretches: dict[LaneKey, list[_Stretch]] = {}
    arrived: dict[LaneKey, int] = {}
    begin, end = day_number(now - WINDOW), day_number(now)
    for one in observations:
        stretch = _stretch(one, begin, end)
        if stretch is None:
            continue
        stretches.setdefault(one.key, []).append(stretch)
        there = one.end is not None and one.end <= now
        arrived[one.key] = arrived.get(one.key, 0) + there
    known = {one.key: one for one in standing}
    return tuple(
        replace(
            known.get(key, Slowdown(key, now, 0)),
            by_days=_shift(lane, stretches[key], arrived[key]),
        )
        for key in sorted(stretches)
        if (lane := table.at(key)).transit.arrivals >= ENOUGH
        and _is_slow(lane, stretches[key], arrived[key], known=key in known)
    )


def _stretch(one: Observation, begin: float, end: float) -> _Stretch | None:
    """Its time under way within the window; None where it had none."""
    if one.leg is not Leg.TRANSIT:
        return None
    start = sets_out(day_number(one.start), one.key.origin)
    until = min(end, *(day_number(at) for at in (one.end, one.watched) if at is not None), end)
    since = max(begin, start)
    if until <= since or since - start > OLDEST:
        return None
    promised = None if one.promise is None else day_number(one.promise) - start
    return _Stretch(start, since, until, promised)


def _expected(lane: Lane, stretches: Iterable[_Stretch]) -> float:
    return math.fsum(
        min(
            1.0,
            lane.transit.expected(way.start, way.since, way.until, lane.destination, way.promised),
        )
        for way in stretches
    )


def _is_slow(lane: Lane, stretches: Sequence[_Stretch], arrived: int, *, known: bool) -> bool:
    if len(stretches) < FEWEST:
        return False
    expected = _expected(lane, stretches)
    if known:
        return arrived < WELL * expected
    missing = (expected - arrived) / math.sqrt(expected) if expected else 0.0
    return arrived < SLOW * expected and missing >= SURE


def _shift(lane: Lane, stretches: Sequence[_Stretch], arrived: int) -> int:
    """The least whole days that explain what is missing."""
    for number in range(1, LONGEST):
        slower = replace(lane, transit=replace(lane.transit, delay=number))
        if _expected(slower, stretches) <= arrived:
            return number
    return LONGEST
