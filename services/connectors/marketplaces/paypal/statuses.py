"""What PayPal's statuses, stages and reasons of disputes mean. Tables; pure.

Source: ``customer_disputes_v1`` (documented, openapi of 2024-02-03), and the guide "Use Disputes
API" (documented, copy of 2026-04-18).
"""

from schemas.dispute import DisputeKind, DisputePhase, DisputeState
from services.runtime.errors import InvalidInput

STAGES = ("INQUIRY", "CHARGEBACK", "PRE_ARBITRATION", "ARBITRATION")
"""In their order; a chargeback is PayPal's word for its own claim, and need be no bank's."""

_PHASE = {
    "INQUIRY": DisputePhase.INQUIRY,
    "CHARGEBACK": DisputePhase.CLAIM,
    "PRE_ARBITRATION": DisputePhase.ARBITRATION,
    "ARBITRATION": DisputePhase.ARBITRATION,
}
_STATE = {
    "OPEN": DisputeState.OPEN,
    "WAITING_FOR_SELLER_RESPONSE": DisputeState.OPEN,
    "WAITING_FOR_BUYER_RESPONSE": DisputeState.ANSWERED,
    "UNDER_REVIEW": DisputeState.ESCALATED,
    "RESOLVED": DisputeState.CLOSED,
    # "Does not have one of the other statuses": people look.
    "OTHER": DisputeState.OPEN,
}
_KIND = {
    "MERCHANDISE_OR_SERVICE_NOT_RECEIVED": DisputeKind.NOT_RECEIVED,
    "MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED": DisputeKind.NOT_AS_DESCRIBED,
}


def kind_of(reason: str) -> DisputeKind:
    """What the buyer complains of; payments made twice or by a stranger are ``other``."""
    return _KIND.get(reason, DisputeKind.OTHER)


def state_of(status: str, stage: str) -> tuple[DisputeState, DisputePhase]:
    """Whose move it is, and how far the dispute has gone.

    Without a stage it is a claim: an inquiry always says so.

    Raises:
        InvalidInput: ``unknown_status``.
    """
    state, phase = _STATE.get(status), _PHASE.get(stage or "CHARGEBACK")
    if state is None or phase is None:
        raise InvalidInput("unknown_status", "the dispute's status or stage is not known")
    return state, phase
