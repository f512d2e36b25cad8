"""What the bazaar's words mean. Tables; pure."""

from schemas.dispute import DisputeKind
from schemas.order import OrderStatus
from services.runtime.errors import InvalidInput

_ORDER = {
    "placed": OrderStatus.PLACED,
    "paid": OrderStatus.PAID,
    "part_sent": OrderStatus.PART_SHIPPED,
    "sent": OrderStatus.SHIPPED,
    "handed_over": OrderStatus.DELIVERED,
    "cancel_asked": OrderStatus.CANCEL_REQUESTED,
    "cancelled": OrderStatus.CANCELLED,
    "refunded": OrderStatus.REFUNDED,
}
_CLAIM = {
    "not_received": DisputeKind.NOT_RECEIVED,
    "not_as_described": DisputeKind.NOT_AS_DESCRIBED,
    "other": DisputeKind.OTHER,
}

CANCEL = "cancel"
"""The kind of claim that is a state of the order."""


def order_status(word: str) -> OrderStatus:
    """Of an order or one of its lines.

    Raises:
        InvalidInput: ``unknown_status``: no guess is made, a guess may speak to a buyer.
    """
    found = _ORDER.get(word)
    if found is None:
        raise InvalidInput("unknown_status", "the order's state is not known")
    return found


def claim_kind(word: str) -> DisputeKind:
    """What a buyer complains of."""
    return _CLAIM.get(word, DisputeKind.OTHER)
