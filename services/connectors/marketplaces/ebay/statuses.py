"""What eBay's statuses mean, of orders, inquiries, cases, payment disputes. Tables; pure.

Source: the Fulfillment API's and the Post-Order API's enumerations (documented, 2026-11-27). No
status says that a parcel was delivered: its carrier does.
"""

from schemas.dispute import DisputeKind, DisputeState
from schemas.order import OrderStatus
from services.runtime.errors import InvalidInput

_CANCELLED = {
    "NONE_REQUESTED": None,
    "IN_PROGRESS": OrderStatus.CANCEL_REQUESTED,
    "CANCELED": OrderStatus.CANCELLED,
}
_PAID = {
    "PAID": None,
    "PARTIALLY_REFUNDED": None,
    "FULLY_REFUNDED": OrderStatus.REFUNDED,
    "PENDING": OrderStatus.PLACED,
    "FAILED": OrderStatus.PLACED,
}
_FULFILLED = {
    "NOT_STARTED": OrderStatus.PAID,
    "IN_PROGRESS": OrderStatus.PART_SHIPPED,
    "FULFILLED": OrderStatus.SHIPPED,
}
_INQUIRY = {
    "OPEN": DisputeState.OPEN,
    "PENDING": DisputeState.OPEN,
    "WAITING_SELLER_RESPONSE": DisputeState.OPEN,
    "WAITING_BUYER_RESPONSE": DisputeState.ANSWERED,
    "CLOSED": DisputeState.CLOSED,
    "CS_CLOSED": DisputeState.CLOSED,
    "CLOSED_WITH_ESCALATION": DisputeState.CLOSED,
}
_CASE = {
    "OPEN": DisputeState.ESCALATED,
    "ON_HOLD": DisputeState.ESCALATED,
    "WAITING_CS": DisputeState.ESCALATED,
    "WAITING_DELIVERY": DisputeState.ESCALATED,
    "REFUND_AGREED_BUT_FAILED": DisputeState.ESCALATED,
    "CLOSED": DisputeState.CLOSED,
    "CS_CLOSED": DisputeState.CLOSED,
}

_PAYMENT = {
    "ACTION_NEEDED": DisputeState.OPEN,
    "OPEN": DisputeState.ANSWERED,
    "CLOSED": DisputeState.CLOSED,
}
"""Of a dispute of the buyer's bank; ``OPEN`` is open without a move of the seller's."""

_PAYMENT_REASONS = {
    "ITEM_NOT_RECEIVED": DisputeKind.NOT_RECEIVED,
    "SIGNIFICANTLY_NOT_AS_DESCRIBED": DisputeKind.NOT_AS_DESCRIBED,
    "COUNTERFEIT": DisputeKind.NOT_AS_DESCRIBED,
}
_REASONS = {
    "EMPTY_BOX": DisputeKind.NOT_AS_DESCRIBED,
    "INCOMPLETE_ORDER": DisputeKind.NOT_AS_DESCRIBED,
    "LATE_ORDER": DisputeKind.OTHER,
}
"""Reasons of an inquiry whose buyer has received something; of all others nothing came."""

ESCALATED = "CLOSED_WITH_ESCALATION"
"""Of an inquiry: a case stands in its place."""


def order_status(cancel: str, payment: str, fulfilment: str) -> OrderStatus:
    """What an order's three statuses mean together; ``cancel`` may be empty.

    Raises:
        InvalidInput: ``unknown_status``: no guess is made, a guess may speak to a buyer.
    """
    cancel = cancel or "NONE_REQUESTED"
    if cancel not in _CANCELLED or payment not in _PAID or fulfilment not in _FULFILLED:
        raise InvalidInput("unknown_status", "one of the order's statuses is not known")
    return _CANCELLED[cancel] or _PAID[payment] or _FULFILLED[fulfilment]


def line_status(order: OrderStatus, fulfilment: str) -> OrderStatus:
    """Where a line stands: as far as it was sent, while the order is under way.

    Raises:
        InvalidInput: ``unknown_status``.
    """
    if order not in _FULFILLED.values():
        return order
    if fulfilment not in _FULFILLED:
        raise InvalidInput("unknown_status", "a line's status is not known")
    return _FULFILLED[fulfilment]


def inquiry_kind(reason: str) -> DisputeKind:
    """What the buyer complains of in an inquiry: not received, unless its reason says otherwise."""
    return _REASONS.get(reason, DisputeKind.NOT_RECEIVED)


def inquiry_state(status: str) -> DisputeState:
    """Whose move it is in a not-received inquiry.

    Raises:
        InvalidInput: ``unknown_status``.
    """
    return _known(_INQUIRY, status)


def case_state(status: str) -> DisputeState:
    """Whether the platform still decides a case.

    Raises:
        InvalidInput: ``unknown_status``.
    """
    return _known(_CASE, status)


def payment_state(status: object) -> DisputeState:
    """Whose move it is in a payment dispute.

    Raises:
        InvalidInput: ``unknown_status``.
    """
    return _known(_PAYMENT, str(status or ""))


def payment_kind(reason: str) -> DisputeKind:
    """What the buyer told their bank."""
    return _PAYMENT_REASONS.get(reason, DisputeKind.OTHER)


def _known(table: dict[str, DisputeState], status: str) -> DisputeState:
    if status not in table:
        raise InvalidInput("unknown_status", "the dispute's status is not known")
    return table[status]
