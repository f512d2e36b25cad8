"""What Mercado Libre's statuses mean, of orders, shipments and claims. Tables; pure.

Source: order, shipment and claim resources (documented pages as copied; noted 2026-11-26). An order
does not tell where its parcel is: the shipment does, and where both speak the later one counts.
"""

from schemas.dispute import DisputePhase, DisputeState
from schemas.order import OrderStatus
from services.runtime.errors import InvalidInput

_ORDER = {
    "confirmed": OrderStatus.PLACED,
    "payment_required": OrderStatus.PLACED,
    "payment_in_process": OrderStatus.PLACED,
    "partially_paid": OrderStatus.PLACED,
    "paid": OrderStatus.PAID,
    "partially_refunded": OrderStatus.PAID,
    "pending_cancel": OrderStatus.CANCEL_REQUESTED,
    "cancelled": OrderStatus.CANCELLED,
    "invalid": OrderStatus.CANCELLED,
}
_SHIPMENT = {
    "to_be_agreed": OrderStatus.PAID,
    "pending": OrderStatus.PAID,
    "handling": OrderStatus.PAID,
    "ready_to_ship": OrderStatus.PAID,
    "shipped": OrderStatus.SHIPPED,
    "delivered": OrderStatus.DELIVERED,
    "not_delivered": OrderStatus.RETURNING,
    "cancelled": OrderStatus.PAID,
}
_PHASE = {
    "none": DisputePhase.CLAIM,
    "claim": DisputePhase.CLAIM,
    "recontact": DisputePhase.CLAIM,
    "dispute": DisputePhase.ARBITRATION,
}

CANCELS = frozenset({"cancel_sale", "cancel_purchase"})
"""Types of claims that are a state of the order."""


def order_status(order: str, shipment: str) -> OrderStatus:
    """What an order's status and its shipment's (empty where it has none) mean together.

    Raises:
        InvalidInput: ``unknown_status``: no guess is made, a guess may speak to a buyer.
    """
    found = _ORDER.get(order.strip().lower())
    sent = _SHIPMENT.get(shipment.strip().lower()) if shipment else OrderStatus.PAID
    if found is None or sent is None:
        raise InvalidInput("unknown_status", "the order's or its shipment's status is not known")
    return sent if found is OrderStatus.PAID else found


def claim_state(
    status: str, stage: str, *, ours_to_move: bool
) -> tuple[DisputeState, DisputePhase]:
    """Where a claim stands: open while the seller has something to do by a date.

    Raises:
        InvalidInput: ``unknown_status``.
    """
    phase = _PHASE.get(stage.strip().lower() or "none")
    if phase is None or status not in {"opened", "closed"}:
        raise InvalidInput("unknown_status", "the claim's status or stage is not known")
    if status == "closed":
        return DisputeState.CLOSED, phase
    if phase is DisputePhase.ARBITRATION:
        return DisputeState.ESCALATED, phase
    return DisputeState.OPEN if ours_to_move else DisputeState.ANSWERED, phase
