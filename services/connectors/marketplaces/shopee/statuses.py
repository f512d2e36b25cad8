"""What Shopee's statuses mean. Tables; pure.

Orders: order-management guide and ``v2.order.get_order_detail`` (documented); returns: shopee-sdk
(from SDK code). Whose move a return status is, is inferred (2026-11-26).
"""

from schemas.dispute import DisputePhase, DisputeState
from schemas.order import OrderStatus
from services.runtime.errors import InvalidInput

_ORDER = {
    "UNPAID": OrderStatus.PLACED,
    "PENDING": OrderStatus.PAID,
    "READY_TO_SHIP": OrderStatus.PAID,
    "PROCESSED": OrderStatus.PAID,
    "RETRY_SHIP": OrderStatus.PAID,
    "SHIPPED": OrderStatus.SHIPPED,
    "TO_CONFIRM_RECEIVE": OrderStatus.DELIVERED,
    "IN_CANCEL": OrderStatus.CANCEL_REQUESTED,
    "CANCELLED": OrderStatus.CANCELLED,
    "TO_RETURN": OrderStatus.RETURNING,
    "COMPLETED": OrderStatus.COMPLETED,
    "INVOICE_PENDING": OrderStatus.PAID,
}
_RETURN = {
    "REQUESTED": (DisputeState.OPEN, DisputePhase.CLAIM),
    "PROCESSING": (DisputeState.ANSWERED, DisputePhase.CLAIM),
    "SELLER_DISPUTE": (DisputeState.ESCALATED, DisputePhase.ARBITRATION),
    "JUDGING": (DisputeState.ESCALATED, DisputePhase.ARBITRATION),
    "ACCEPTED": (DisputeState.CLOSED, DisputePhase.CLAIM),
    "CANCELLED": (DisputeState.CLOSED, DisputePhase.CLAIM),
    "CLOSED": (DisputeState.CLOSED, DisputePhase.CLAIM),
}


def order_status(name: str) -> OrderStatus:
    """What an order's status means.

    Raises:
        InvalidInput: ``unknown_status``: no guess is made, a guess may speak to a buyer.
    """
    found = _ORDER.get(name.strip().upper())
    if found is None:
        raise InvalidInput("unknown_status", "the order's status is none of the known ones")
    return found


def return_state(name: str) -> tuple[DisputeState, DisputePhase]:
    """Where a return or refund stands.

    Raises:
        InvalidInput: ``unknown_status``.
    """
    found = _RETURN.get(name.strip().upper())
    if found is None:
        raise InvalidInput("unknown_status", "the return's status is none of the known ones")
    return found
