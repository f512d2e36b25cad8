"""What Temu's statuses mean, of orders and of requests after the sale. Tables; pure.

Source: ``bg.order.detail.v2.get``, ``bg.aftersales.parentaftersales.list.get`` (documented copies,
noted 2026-11-27). Whose move a group of requests is, is inferred from its name.
"""

from typing import Any

from schemas.dispute import DisputePhase, DisputeState
from schemas.order import OrderStatus
from services.connectors.marketplaces.values import identifier
from services.runtime.errors import InvalidInput

_ORDER = {
    "1": OrderStatus.PLACED,
    "2": OrderStatus.PAID,
    "3": OrderStatus.CANCELLED,
    "4": OrderStatus.SHIPPED,
    "41": OrderStatus.PART_SHIPPED,
    "5": OrderStatus.DELIVERED,
    "51": OrderStatus.SHIPPED,
}
"""51 is "partly received": something is still on its way."""

_GROUP = {
    "1": (DisputeState.OPEN, "pending"),
    "2": (DisputeState.ANSWERED, "requested"),
    "3": (DisputeState.ANSWERED, "package shipped"),
    "4": (DisputeState.ESCALATED, "platform reviewing"),
    "5": (DisputeState.CLOSED, "refunded"),
    "6": (DisputeState.CLOSED, "rejected"),
    "7": (DisputeState.CLOSED, "cancelled"),
}

CANCEL_ASKED = "pending_buyer_cancellation"
"""The label of an order whose buyer asks to cancel; unanswered it is granted after 24 hours."""


def order_status(status: Any) -> OrderStatus:
    """What an order's, or a line's, status means.

    Raises:
        InvalidInput: ``unknown_status``: no guess is made, a guess may speak to a buyer.
    """
    found = _ORDER.get(identifier(status))
    if found is None:
        raise InvalidInput("unknown_status", "the order's status is none of the known ones")
    return found


def request_state(group: Any) -> tuple[DisputeState, DisputePhase, str]:
    """Where a request after the sale stands, and the platform's word for it.

    Raises:
        InvalidInput: ``unknown_status``.
    """
    found = _GROUP.get(identifier(group))
    if found is None:
        raise InvalidInput("unknown_status", "afterSalesStatusGroup is none of the known ones")
    state, word = found
    reviewed = state is DisputeState.ESCALATED
    return state, DisputePhase.ARBITRATION if reviewed else DisputePhase.CLAIM, word
