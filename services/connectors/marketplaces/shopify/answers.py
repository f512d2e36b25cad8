"""A seller's answer to a dispute of Shopify Payments: the evidence, handed in. Pure.

Source: ``ShopifyPaymentsDispute.disputeEvidence`` and ``disputeEvidenceUpdate`` (documented,
admin-graphql 2026-10, looked up 2026-11-27). With ``submitEvidence`` it goes to the bank, once:
files are added in the admin before. No call accepts a dispute; one that is not answered is lost.
"""

from collections.abc import Mapping
from typing import Any

from schemas.order import Order
from services.connectors.answers import Answer, Decision
from services.connectors.marketplaces.shopify.client import NAME
from services.connectors.marketplaces.values import Json, identifier, items, mapping
from services.runtime.errors import Refused, Unanswered

_WAITS = "NEEDS_RESPONSE"


def variables_of(source: Json, order: Order, answer: Answer) -> Mapping[str, Any]:
    """The variables of the mutation: whose evidence it is, and what it says.

    Args:
        source: the dispute, read just before.
        order: whose parcels are named.
        answer: what a person decided.

    Raises:
        Refused: no call says it, or the dispute no longer waits for evidence.
    """
    if answer.decision is not Decision.REFUSE:
        raise Refused(NAME, "no_call", "no call says that: see the dispute in the admin")
    evidence = identifier(mapping(source.get("disputeEvidence")).get("id"))
    if source.get("status") != _WAITS or source.get("evidenceSentOn") or not evidence:
        raise Refused(NAME, "closed", "the dispute no longer waits for evidence")
    said = {"uncategorizedText": evidence_text(order, answer.words), "submitEvidence": True}
    return {"id": evidence, "input": said}


def evidence_text(order: Order, words: str) -> str:
    """The words, and each parcel's number, carrier and day."""
    lines = [words]
    for parcel in order.parcels:
        carrier = f", {parcel.carrier}" if parcel.carrier else ""
        sent = f", sent on {parcel.shipped_at:%Y-%m-%d} (UTC)" if parcel.shipped_at else ""
        lines.append(f"Tracking number {parcel.number}{carrier}{sent}")
    return "\n".join(lines)


def must_be_taken(data: Json) -> None:
    """That the evidence was taken, as the mutation's answer says.

    Raises:
        Refused: it was not.
        Unanswered: it does not say.
    """
    found = mapping(data.get("disputeEvidenceUpdate"))
    if told := items(found.get("userErrors")):
        raise Refused(NAME, identifier(told[0].get("code")) or "error")
    if not mapping(found.get("disputeEvidence")):
        raise Unanswered(NAME, "no_evidence", "the answer does not name the evidence")
