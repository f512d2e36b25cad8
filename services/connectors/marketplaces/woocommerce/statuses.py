"""What WooCommerce's statuses mean. A table; pure.

Source: the REST API's documentation; those of shipment-tracking plugins: from code, 2026-11-27. A
status of another plugin is refused.
"""

from schemas.order import OrderStatus
from services.runtime.errors import InvalidInput

_ORDER = {
    "pending": OrderStatus.PLACED,
    "on-hold": OrderStatus.PLACED,
    "failed": OrderStatus.PLACED,
    "processing": OrderStatus.PAID,
    "partial-shipped": OrderStatus.PART_SHIPPED,
    "shipped": OrderStatus.SHIPPED,
    # A shop completes an order by sending it: nobody knows yet that it arrived.
    "completed": OrderStatus.SHIPPED,
    "delivered": OrderStatus.DELIVERED,
    "cancelled": OrderStatus.CANCELLED,
    "trash": OrderStatus.CANCELLED,
    "refunded": OrderStatus.REFUNDED,
}

CARTS = frozenset({"checkout-draft", "auto-draft"})
"""Of what is no order yet."""


def order_status(name: str, *, sent: bool) -> OrderStatus:
    """What an order's status means; ``sent``: it names a parcel.

    Raises:
        InvalidInput: ``unknown_status``: no guess is made, a guess may speak to a buyer.
    """
    found = _ORDER.get(name.strip().lower().removeprefix("wc-"))
    if found is None:
        raise InvalidInput("unknown_status", "the order's status is none of WooCommerce's own")
    return OrderStatus.PART_SHIPPED if found is OrderStatus.PAID and sent else found
