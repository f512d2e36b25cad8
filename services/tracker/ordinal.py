"""Ordinals of holds: permanent, because what a buyer was told hangs on them.

Scans come late and move, split and merge holds. A hold is the one it overlaps, or comes within
``NEAR`` of: merged, it keeps the lowest ordinal; split, both halves keep the one they had; only a
hold that meets none gets the next.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from schemas.parcel import Hold

NEAR = timedelta(hours=72)


def numbered(
    found: Iterable[Hold],
    known: Sequence[Hold],
    known_until: datetime | None,
    *,
    moved_on: bool,
) -> tuple[Hold, ...]:
    """Give the holds just found the ordinals of the known ones they are, new ones to the rest.

    Args:
        found: without ordinals, not overlapping one another.
        known: with ordinals, as last published.
        known_until: the newest scan the known ones were found in.
        moved_on: whether customs has let the parcel go, for known holds that are found no more.

    Returns:
        In the order of their beginning; no ordinal that was ever given is missing.
    """
    before = [(hold, *_extent(hold, known_until)) for hold in known]
    fresh: list[tuple[Hold, datetime, datetime]] = []
    following = max((hold.ordinal for hold in known), default=0) + 1
    for hold in sorted(found, key=lambda one: one.since):
        since, until = _extent(hold, None)
        until = datetime.max.replace(tzinfo=since.tzinfo) if hold.until is None else until
        met = (
            _meeting(before, since, until, timedelta(0))
            or _meeting(before, since, until, NEAR)
            or _meeting(fresh, since, until, NEAR)
        )
        same = min(met, key=lambda one: one.ordinal, default=None)
        update: dict[str, int | datetime] = {"ordinal": following}
        if same is not None:
            update = {"ordinal": same.ordinal, "usual_until": same.usual_until}
        else:
            following += 1
        fresh.append((hold.model_copy(update=update), since, until))
    holds = [hold for hold, _, _ in fresh]
    holds += _taken_back(known, {hold.ordinal for hold in holds}, moved_on=moved_on)
    return tuple(sorted(holds, key=lambda one: (one.since, one.ordinal)))


def _extent(hold: Hold, known_until: datetime | None) -> tuple[datetime, datetime]:
    """From when to when a hold is known to have lasted: an open one, to the newest scan."""
    if hold.until is not None:
        return hold.since, max(hold.since, hold.until)
    return hold.since, max(hold.since, known_until or hold.since)


def _meeting(
    others: Sequence[tuple[Hold, datetime, datetime]],
    since: datetime,
    until: datetime,
    within: timedelta,
) -> list[Hold]:
    return [
        hold for hold, begin, end in others if since - within <= end and begin - within <= until
    ]


def _taken_back(known: Sequence[Hold], kept: set[int], *, moved_on: bool) -> list[Hold]:
    """Known holds that no stay bears out any more: over as soon as they began.

    Whether such a one counts as released is settled when it is taken back, and for good: it must
    not be released a second time with the hold it has turned out to be a part of.
    """
    gone: dict[int, Hold] = {}
    for hold in known:
        if hold.ordinal in kept or hold.ordinal in gone:
            continue
        already = hold.until == hold.since
        over = {"until": hold.since, "released": hold.released or moved_on}
        gone[hold.ordinal] = hold if already else hold.model_copy(update=over)
    return list(gone.values())
