"""When an order has come: all of its goods, not the first of its parcels. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from schemas.order import Order, OrderStatus
from schemas.parcel import Parcel, Stage


def arrived_at(order: Order | None, ours: Sequence[Parcel]) -> datetime | None:
    """When the last of an order's parcels was delivered; None while goods of it are owed.

    Where the parcels do not tell, when the buyer said that all is there. A replacement stands for
    what did not come of the parcels before it.

    Args:
        order: as the marketplace shows it.
        ours: its parcels: those that go to the buyer.
    """
    by_parcels = _by_parcels(order, ours)
    if by_parcels is not None or order is None or order.status is not OrderStatus.COMPLETED:
        return by_parcels
    return order.completed_at


def _by_parcels(order: Order | None, ours: Sequence[Parcel]) -> datetime | None:
    first, again = (_delivered(ours, role) for role in ("original", "replacement"))
    if again:
        came = [at for at in first.values() if at is not None]
        return _last([*came, *again.values()])
    return _last(first.values()) if first and not _more_to_come(order, len(first)) else None


def _more_to_come(order: Order | None, known: int) -> bool:
    """Whether some of it has not been sent, or was in a parcel that nobody has told of yet."""
    if order is None:
        return False
    named = {one.number for one in order.parcels}
    return order.status is OrderStatus.PART_SHIPPED or len(named) > known


def _delivered(ours: Sequence[Parcel], role: str) -> dict[str, datetime | None]:
    """Numbers of a role to when each was delivered, whoever tells of it; None: it was not."""
    told: dict[str, list[datetime]] = defaultdict(list)
    for one in ours:
        if one.role == role:
            told[one.number] += _since(one)
    return {number: min(at, default=None) for number, at in told.items()}


def _since(parcel: Parcel) -> list[datetime]:
    """When it was delivered, if it was; where it may be another's, nobody can say."""
    came = parcel.stage is Stage.DELIVERED and parcel.identity == "plausible"
    return [parcel.stage_since] if came and parcel.stage_since is not None else []


def _last(found: Iterable[datetime | None]) -> datetime | None:
    """The last of them; None where one has not come."""
    told = list(found)
    known = [at for at in told if at is not None]
    return max(known) if len(known) == len(told) else None
