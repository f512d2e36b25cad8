"""What Lazada's item and reverse statuses mean. Tables and two decisions; pure.

Item statuses: the platform's pages; an order has none of its own, its ``statuses`` are the set of
its items'. Reverse statuses: the table of its reverse-order push (documented); whose move each is,
is inferred (2026-11-21).
"""

from collections.abc import Collection

from schemas.dispute import DisputePhase, DisputeState
from schemas.order import OrderStatus
from services.runtime.errors import InvalidInput

_ITEM = {
    "unpaid": OrderStatus.PLACED,
    "pending": OrderStatus.PAID,
    "topack": OrderStatus.PAID,
    "packed": OrderStatus.PAID,
    "repacked": OrderStatus.PAID,
    "toship": OrderStatus.PAID,
    "ready_to_ship": OrderStatus.PAID,
    "ready_to_ship_pending": OrderStatus.PAID,
    "shipped": OrderStatus.SHIPPED,
    "failed_delivery": OrderStatus.SHIPPED,
    "delivered": OrderStatus.DELIVERED,
    "confirmed": OrderStatus.COMPLETED,
    "canceled": OrderStatus.CANCELLED,
    "cancelled": OrderStatus.CANCELLED,
    "failed": OrderStatus.RETURNING,
    "shipped_back": OrderStatus.RETURNING,
    "shipped_back_success": OrderStatus.RETURNING,
    "shipped_back_failed": OrderStatus.RETURNING,
    "package_returned": OrderStatus.RETURNING,
    "package_scrapped": OrderStatus.CLOSED,
    "scrapped": OrderStatus.CLOSED,
    "lost": OrderStatus.CLOSED,
    "lost_by_3pl": OrderStatus.CLOSED,
    "damaged": OrderStatus.CLOSED,
    "damaged_by_3pl": OrderStatus.CLOSED,
    "returned": OrderStatus.REFUNDED,
    "refunded": OrderStatus.REFUNDED,
}
_NOT_LIVE = (OrderStatus.CANCEL_REQUESTED, OrderStatus.RETURNING, OrderStatus.FROZEN)
"""One such line stops all speech about the order: rather a word too few."""
_ENDED = (OrderStatus.REFUNDED, OrderStatus.CLOSED, OrderStatus.CANCELLED)
_WAITING = (OrderStatus.PLACED, OrderStatus.PAID)
_SENT = (OrderStatus.SHIPPED, OrderStatus.DELIVERED, OrderStatus.COMPLETED)

_REVERSE = {
    "RTM_INIT": DisputeState.OPEN,
    "RTM_CANCELED": DisputeState.CLOSED,
    "RTM_SHIPPING_BACK": DisputeState.ANSWERED,
    "RTM_RECEIVE_ITEM": DisputeState.ANSWERED,
    "RTW_INIT": DisputeState.OPEN,
    "RTW_CANCELED": DisputeState.CLOSED,
    "RTW_SHIPPING_BACK": DisputeState.ANSWERED,
    "RTW_REJECT": DisputeState.CLOSED,
    "RTW_REFUND_PENDING": DisputeState.ANSWERED,
    "REFUND_INIT": DisputeState.OPEN,
    "REFUND_PENDING": DisputeState.ANSWERED,
    "REFUND_SUCCESS": DisputeState.CLOSED,
    "REFUND_REJECTED": DisputeState.CLOSED,
}
_URGENCY = (DisputeState.OPEN, DisputeState.ESCALATED, DisputeState.ANSWERED, DisputeState.CLOSED)


def item_status(name: str) -> OrderStatus:
    """What an item's status means.

    Raises:
        InvalidInput: ``unknown_status``: no guess is made, a guess may speak to a buyer.
    """
    found = _ITEM.get(name.strip().lower().removeprefix("info_st_"))
    if found is None:
        raise InvalidInput("unknown_status", "an item's status is none of the known ones")
    return found


def order_status(found: Collection[OrderStatus]) -> OrderStatus:
    """One status for the set of an order's lines.

    A line that stops speech decides; ended lines count only where nothing else is left; lines sent
    beside lines waiting are ``part_shipped``; else the line that is least far.
    """
    for status in _NOT_LIVE:
        if status in found:
            return status
    going = set(found) - set(_ENDED)
    if not going:
        return next((status for status in _ENDED if status in found), OrderStatus.PLACED)
    if going & set(_WAITING) and going & set(_SENT):
        return OrderStatus.PART_SHIPPED
    return next(status for status in (*_WAITING, *_SENT) if status in going)


def reverse_state(names: Collection[str]) -> tuple[DisputeState, DisputePhase]:
    """Where a return or refund stands, from its lines: the one that waits for the seller decides.

    Raises:
        InvalidInput: ``unknown_status``.
    """
    try:
        states = {_REVERSE[name] for name in names}
    except KeyError as error:
        raise InvalidInput("unknown_status", "reverse_status is none of the documented") from error
    state = next((state for state in _URGENCY if state in states), DisputeState.OPEN)
    return state, DisputePhase.CLAIM
