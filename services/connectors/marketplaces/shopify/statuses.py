"""What Shopify's statuses mean, of orders, fulfilments and disputes. Tables; pure.

Source: the enums of admin-graphql 2026-10 (documented, looked up 2026-11-27). An order that is
archived (``closedAt``) is none that is over: a shop archives what it has sent.
"""

from collections.abc import Sequence

from schemas.dispute import DisputeKind, DisputePhase, DisputeState
from schemas.order import OrderStatus
from services.connectors.marketplaces.values import Json
from services.runtime.errors import InvalidInput

_MONEY = {
    "PENDING": OrderStatus.PLACED,
    "AUTHORIZED": OrderStatus.PLACED,
    "PARTIALLY_PAID": OrderStatus.PLACED,
    "EXPIRED": OrderStatus.PLACED,
    "PAID": OrderStatus.PAID,
    "PARTIALLY_REFUNDED": OrderStatus.PAID,
    "REFUNDED": OrderStatus.REFUNDED,
    "VOIDED": OrderStatus.CANCELLED,
}
_NOT_SENT = frozenset(
    {
        "UNFULFILLED",
        "PENDING_FULFILLMENT",
        "OPEN",
        "IN_PROGRESS",
        "ON_HOLD",
        "SCHEDULED",
        "REQUEST_DECLINED",
        "PARTIALLY_FULFILLED",
    }
)
_RETURN = {
    "": False,
    "NO_RETURN": False,
    "RETURN_FAILED": False,
    "RETURN_REQUESTED": True,
    "IN_PROGRESS": True,
    "INSPECTION_COMPLETE": True,
    "RETURNED": True,
}
"""Whether something goes back, or went: the machine is then silent."""

_ARRIVED = frozenset({"DELIVERED", "PICKED_UP"})
_DISPUTE = {
    "NEEDS_RESPONSE": DisputeState.OPEN,
    "UNDER_REVIEW": DisputeState.ANSWERED,
    "ACCEPTED": DisputeState.CLOSED,
    "CHARGE_REFUNDED": DisputeState.CLOSED,
    "PREVENTED": DisputeState.CLOSED,
    "LOST": DisputeState.CLOSED,
    "WON": DisputeState.CLOSED,
}
_PHASE = {"INQUIRY": DisputePhase.INQUIRY, "CHARGEBACK": DisputePhase.CLAIM}
_KIND = {
    "PRODUCT_NOT_RECEIVED": DisputeKind.NOT_RECEIVED,
    "PRODUCT_UNACCEPTABLE": DisputeKind.NOT_AS_DESCRIBED,
}


def order_status(source: Json, sent: Sequence[Json]) -> OrderStatus:
    """Where an order stands.

    Args:
        source: the order.
        sent: its fulfilments that stand.

    Raises:
        InvalidInput: ``unknown_status``: no guess is made, a guess may speak to a buyer.
    """
    money = _MONEY.get(_word(source, "displayFinancialStatus") or "PENDING")
    returns = _RETURN.get(_word(source, "returnStatus"))
    fulfilled = _word(source, "displayFulfillmentStatus")
    if money is None or returns is None:
        raise InvalidInput("unknown_status", "the payment's or the return's status is not known")
    if source.get("cancelledAt"):
        return OrderStatus.CANCELLED
    if money in {OrderStatus.REFUNDED, OrderStatus.CANCELLED}:
        return money
    if returns:
        return OrderStatus.RETURNING
    if fulfilled == "RESTOCKED":
        return OrderStatus.CLOSED
    if fulfilled == "FULFILLED":
        arrived = bool(sent) and all(has_arrived(one) for one in sent)
        return OrderStatus.DELIVERED if arrived else OrderStatus.SHIPPED
    if fulfilled not in _NOT_SENT:
        raise InvalidInput("unknown_status", "displayFulfillmentStatus is none of the documented")
    return OrderStatus.PART_SHIPPED if sent else money


def stands(fulfilment: Json) -> bool:
    """Whether a fulfilment was carried out and not taken back."""
    return _word(fulfilment, "status") == "SUCCESS"


def has_arrived(fulfilment: Json) -> bool:
    """Whether Shopify shows it as delivered."""
    return _word(fulfilment, "displayStatus") in _ARRIVED or bool(fulfilment.get("deliveredAt"))


def dispute_state(status: str, kind: str) -> tuple[DisputeState, DisputePhase]:
    """Where a dispute stands.

    Raises:
        InvalidInput: ``unknown_status``.
    """
    state, phase = _DISPUTE.get(status.upper()), _PHASE.get(kind.upper())
    if state is None or phase is None:
        raise InvalidInput("unknown_status", "the dispute's status or type is not known")
    return state, phase


def dispute_kind(reason: str) -> DisputeKind:
    """What a dispute is about, by the bank's reason."""
    return _KIND.get(reason.upper(), DisputeKind.OTHER)


def _word(source: Json, name: str) -> str:
    return str(source.get(name) or "").strip().upper()
