"""What Ozon's statuses mean. Tables; pure.

Source: the documented lists as public clients type them (noted 2026-11-27). A posting is the order
here. Its status says where it is, its substatus more closely.
"""

from schemas.dispute import DisputeKind
from schemas.order import OrderStatus
from services.runtime.errors import InvalidInput

_ORDER = {
    "acceptance_in_progress": OrderStatus.PAID,
    "awaiting_approve": OrderStatus.PAID,
    "awaiting_verification": OrderStatus.PAID,
    "awaiting_registration": OrderStatus.PAID,
    "awaiting_packaging": OrderStatus.PAID,
    "awaiting_deliver": OrderStatus.PAID,
    "ship_in_process": OrderStatus.PAID,
    "not_accepted": OrderStatus.PAID,
    "sent_by_seller": OrderStatus.SHIPPED,
    "driver_pickup": OrderStatus.SHIPPED,
    "delivering": OrderStatus.SHIPPED,
    "delivered": OrderStatus.DELIVERED,
    "arbitration": OrderStatus.FROZEN,
    "client_arbitration": OrderStatus.FROZEN,
    "cancelled": OrderStatus.CANCELLED,
    "cancelled_from_split_pending": OrderStatus.CANCELLED,
}
_RECEIVED = "posting_received"
"""The buyer has it, and nothing follows (inferred, 2026-11-27)."""

_ARBITRATION = {
    "arbitration": DisputeKind.OTHER,
    "client_arbitration": DisputeKind.NOT_RECEIVED,
    "posting_in_arbitration": DisputeKind.OTHER,
    "posting_in_client_arbitration": DisputeKind.NOT_RECEIVED,
}
"""What is argued about: the buyer's is called "client delivery arbitration" (inferred, 2026-11-27:
nothing nearer to a dispute is pushed or listed)."""


def order_status(status: str, substatus: str) -> OrderStatus:
    """What a posting's status and substatus mean.

    Raises:
        InvalidInput: ``unknown_status``: no guess is made, a guess may speak to a buyer.
    """
    found = _ORDER.get(status.strip().lower())
    if found is None:
        raise InvalidInput("unknown_status", "the posting's status is none of the known ones")
    received = found is OrderStatus.DELIVERED and substatus.strip().lower() == _RECEIVED
    return OrderStatus.COMPLETED if received else found


def arbitration(*names: str) -> DisputeKind | None:
    """What is argued about where a status or substatus is one of arbitration; None where none is.

    The closer word, which comes first, counts.
    """
    return next((kind for name in names if (kind := _ARBITRATION.get(name.strip().lower()))), None)
