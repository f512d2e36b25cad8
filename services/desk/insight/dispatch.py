"""Whether an order was sent by its last time, as far as anybody knows. Pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from schemas.order import Order, OrderStatus
from schemas.parcel import Parcel

Dispatch = Literal["", "on_time", "late", "unsent", "unknown"]
"""Empty: it has no last time. ``unsent``: late once that has passed. ``unknown``: nobody tells."""

_TO_SEND = frozenset(
    {
        OrderStatus.PLACED,
        OrderStatus.PAID,
        OrderStatus.PART_SHIPPED,
        OrderStatus.CANCEL_REQUESTED,
        OrderStatus.FROZEN,
    }
)
"""In which what no time of sending is told of has not been sent."""


def sent_at(order: Order | None, ours: Sequence[Parcel]) -> datetime | None:
    """When it was handed over, as the marketplace says; None where it says no time."""
    if order is not None and order.shipped_at is not None:
        return order.shipped_at
    return min((one.shipped_at for one in ours if one.shipped_at), default=None)


def dispatch_of(
    order: Order | None, sent: datetime | None, moved: datetime | None
) -> tuple[datetime | None, Dispatch]:
    """Its last time to be sent, and whether that was kept.

    The first scan tells that it was sent before, not that it was sent late: the carrier may have
    had it for days.

    Args:
        order: as the marketplace shows it.
        sent: as ``sent_at`` says.
        moved: its first scan that shows it move.
    """
    if order is None or order.ship_by is None or order.status is OrderStatus.CANCELLED:
        return None, ""
    by = order.ship_by
    if sent is not None:
        return by, "on_time" if sent <= by else "late"
    if moved is not None:
        return by, "on_time" if moved <= by else "unknown"
    return by, "unsent" if order.status in _TO_SEND else "unknown"
