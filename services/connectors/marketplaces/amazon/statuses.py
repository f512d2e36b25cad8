"""What Amazon's statuses mean, of orders and packages. Tables; pure.

Source: ``orders_2026-01-01`` (documented, 2026-11-27). An order says that it was shipped, not that
it came: its packages say that. What ``UNFULFILLABLE`` leaves to be done is inferred: nothing.
"""

from collections.abc import Collection

from schemas.order import OrderStatus
from services.runtime.errors import InvalidInput

_ORDER = {
    "PENDING_AVAILABILITY": OrderStatus.PLACED,
    "PENDING": OrderStatus.PLACED,
    "UNSHIPPED": OrderStatus.PAID,
    "PARTIALLY_SHIPPED": OrderStatus.PART_SHIPPED,
    "SHIPPED": OrderStatus.SHIPPED,
    "CANCELLED": OrderStatus.CANCELLED,
    "UNFULFILLABLE": OrderStatus.CLOSED,
}
_ARRIVED = {"DELIVERED": OrderStatus.DELIVERED, "UNDELIVERABLE": OrderStatus.RETURNING}

NO_PACKAGE = "CANCELLED"
"""A package that was taken back before it left."""


def order_status(order: str, packages: Collection[str]) -> OrderStatus:
    """What an order's status and those of its packages mean together.

    Raises:
        InvalidInput: ``unknown_status``: no guess is made, a guess may speak to a buyer.
    """
    found = _ORDER.get(order.strip().upper())
    if found is None:
        raise InvalidInput("unknown_status", "the order's status is none of the known ones")
    ends = {_ARRIVED.get(one.strip().upper()) for one in packages}
    if found is not OrderStatus.SHIPPED or len(ends) != 1:
        return found
    return ends.pop() or found
