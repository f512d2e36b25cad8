"""Whether a parcel was with the buyer sooner than any parcel of its lane can be.

Then the scans are another parcel's: a number mistyped by a digit, or one that was used before.
"""

from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache

from schemas.base import Country
from schemas.parcel import Parcel
from services.tracker.durations import ENOUGH
from services.tracker.lane import Lane
from services.tracker.reading import Reading
from services.tracker.territory import EU, same_territory

SHARE = 5
"""The fast end of a lane is divided by this: a parcel may be lucky, it does not fly fivefold.

A choice of the project's, no source's: a day for a courier across a border, two for standard post.
"""

OVERNIGHT = timedelta(hours=12)
"""Between neighbours, until the shop's parcels have taught the lane: couriers come overnight."""

_NEIGHBOURS: tuple[frozenset[Country], ...] = (
    EU | {"CH", "GB", "IS", "LI", "NO"},
    frozenset(("CN", "HK", "JP", "KR", "MO", "TW")),
    frozenset(("AM", "BY", "GE", "KG", "KZ", "RU", "UZ")),
    frozenset(("CA", "MX", "US")),
    frozenset(("BN", "ID", "MY", "PH", "SG", "TH", "VN")),
    frozenset(("AE", "BH", "KW", "OM", "QA", "SA")),
)

DECLARED_LATE = timedelta(hours=48)
"""How long after the real shipment a seller may declare it; counts where no first mile is told."""


def soonest(lane: Lane) -> timedelta:
    """The least time from the sender to the buyer's district in which a parcel can be ours."""
    floor = timedelta(days=lane.transit_days[0] - lane.transit.delay) / SHARE
    untaught = lane.transit.arrivals < ENOUGH
    return min(floor, OVERNIGHT) if untaught and _near(lane.origin, lane.destination) else floor


@lru_cache(maxsize=4096)
def _near(origin: Country, destination: Country) -> bool:
    return any({origin, destination} <= group for group in _NEIGHBOURS)


def too_fast(parcel: Parcel, readings: Sequence[Reading], lane: Lane) -> bool:
    """Whether it came to the buyer's district sooner after its shipment than it can.

    Only a parcel that surely crosses a border is judged: from a warehouse in the buyer's country a
    day is enough.

    Args:
        parcel: with the route and shipment as the orders have them.
        readings: all of it, in the order of their happening.
        lane: what is usual for it.
    """
    if parcel.shipped_at is None or not _crosses(parcel):
        return False
    there = next((scan.at for scan, means in readings if means.arrived), None)
    if there is None:
        return False
    moved = next((scan.at for scan, means in readings if means.moved and not means.arrived), None)
    if moved is None:
        return there - (parcel.shipped_at - DECLARED_LATE) < soonest(lane)
    return there - min(parcel.shipped_at, moved) < soonest(lane)


def _crosses(parcel: Parcel) -> bool:
    origin, target = parcel.origin, parcel.destination
    if origin is None or target is None:
        return False
    return origin != target and not same_territory(origin, target)
