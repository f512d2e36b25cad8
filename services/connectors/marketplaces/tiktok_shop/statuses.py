"""What TikTok Shop's statuses mean. Tables; pure.

Orders and returns: webhook pages (documented); ``PARTIALLY_SHIPPING`` and ``CANCELLED`` beside
``CANCEL``: from SDK code. Whose move a return status is, is inferred (2026-11-26).
"""

from schemas.dispute import DisputePhase, DisputeState
from schemas.order import OrderStatus
from services.runtime.errors import InvalidInput

_ORDER = {
    "UNPAID": OrderStatus.PLACED,
    "ON_HOLD": OrderStatus.PAID,
    "AWAITING_SHIPMENT": OrderStatus.PAID,
    "PARTIALLY_SHIPPING": OrderStatus.PART_SHIPPED,
    "AWAITING_COLLECTION": OrderStatus.PAID,
    "IN_TRANSIT": OrderStatus.SHIPPED,
    "DELIVERED": OrderStatus.DELIVERED,
    "COMPLETED": OrderStatus.COMPLETED,
    "CANCEL": OrderStatus.CANCELLED,
    "CANCELLED": OrderStatus.CANCELLED,
}
_OPEN, _ANSWERED, _CLOSED = DisputeState.OPEN, DisputeState.ANSWERED, DisputeState.CLOSED
_RETURN = {
    "RETURN_OR_REFUND_REQUEST_PENDING": _OPEN,
    "REFUND_OR_RETURN_REQUEST_REJECT": _ANSWERED,
    "AWAITING_BUYER_SHIP": _ANSWERED,
    "BUYER_SHIPPED_ITEM": _OPEN,
    "REJECT_RECEIVE_PACKAGE": _ANSWERED,
    "RETURN_OR_REFUND_REQUEST_SUCCESS": _CLOSED,
    "RETURN_OR_REFUND_REQUEST_CANCEL": _CLOSED,
    "RETURN_OR_REFUND_REQUEST_COMPLETE": _CLOSED,
    "REPLACEMENT_REQUEST_PENDING": _OPEN,
    "REPLACEMENT_REQUEST_REJECT": _ANSWERED,
    "REPLACEMENT_REQUEST_REFUND_SUCCESS": _CLOSED,
    "REPLACEMENT_REQUEST_CANCEL": _CLOSED,
    "REPLACEMENT_REQUEST_COMPLETE": _CLOSED,
}

CANCEL_ASKED = "CANCELLATION_REQUEST_PENDING"
"""A cancellation that waits for the seller (documented)."""


def order_status(name: str) -> OrderStatus:
    """What an order's, or a line's, status means.

    Raises:
        InvalidInput: ``unknown_status``: no guess is made, a guess may speak to a buyer.
    """
    found = _ORDER.get(name.strip().upper())
    if found is None:
        raise InvalidInput("unknown_status", "the order's status is none of the known ones")
    return found


def return_state(name: str) -> tuple[DisputeState, DisputePhase]:
    """Where a return, refund or replacement stands.

    Raises:
        InvalidInput: ``unknown_status``.
    """
    found = _RETURN.get(name.strip().upper())
    if found is None:
        raise InvalidInput("unknown_status", "return_status is none of the documented")
    return found, DisputePhase.CLAIM
