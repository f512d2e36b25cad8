"""eBay's not-received inquiries, and the cases that they are escalated to: disputes. Pure.

Source: the Post-Order API's ``InquiryDetailsResponse`` and ``CaseDetailsResponse`` (documented,
2026-11-27). The answer is due by ``sellerMakeItRightByDate``, else after the shop's dated term. An
escalated inquiry is over, and a case of another id stands in its place: eBay decides there.
"""

from datetime import datetime, timedelta

from schemas.base import order_key
from schemas.dispute import AnswerDue, Dispute, DisputeKind, DisputePhase, DisputeState
from services.connectors.marketplaces.ebay.instants import told
from services.connectors.marketplaces.ebay.mapping import amount_of
from services.connectors.marketplaces.ebay.statuses import case_state, inquiry_kind, inquiry_state
from services.connectors.marketplaces.values import Json, mapping, required
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput

CASE = "case-"
"""Before a case's id in a dispute's: inquiries and cases are numbered apart."""


def opened_at(source: Json, details: str) -> datetime:
    """When an inquiry (``inquiryDetails``) or a case (``caseDetails``) was opened.

    Raises:
        InvalidInput: ``unreadable``.
    """
    found = told(mapping(source.get(details)), "creationDate") or told(source, "creationDate")
    if found is None:
        raise InvalidInput("unreadable", "creationDate is missing")
    return found


def inquiry_status(source: Json) -> str:
    """The status of an inquiry, as the detail call or the list spells its name."""
    return str(source.get("status") or source.get("inquiryStatusEnum") or "")


def read_inquiry(source: Json, order_id: str, shop: Shop, now: datetime) -> Dispute:
    """The dispute behind an inquiry about an order.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    ref, opened = required(source, "inquiryId"), opened_at(source, "inquiryDetails")
    status, reason = inquiry_status(source), str(source.get("creationReason") or "")
    state = inquiry_state(status)
    return Dispute(
        id=f"{shop.key}/{ref}",
        order_key=order_key("ebay", shop.name, order_id),
        kind=inquiry_kind(reason),
        phase=DisputePhase.INQUIRY,
        state=state,
        outcome=status if state is DisputeState.CLOSED else None,
        opened_at=opened,
        answer_due=_due(source, opened, shop) if state is DisputeState.OPEN else None,
        amount=amount_of(source.get("claimAmount")),
        reason=reason,
        source_ref=ref,
        link=shop.link.replace("{order_id}", order_id),
        read_started_at=now,
    )


def read_case(source: Json, order_id: str, shop: Shop, now: datetime) -> Dispute:
    """The dispute behind a case; one of type ``RETURN`` says no more than that.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    ref, about = CASE + required(source, "caseId"), str(source.get("caseType") or "")
    status = str(source.get("status") or source.get("caseStatusEnum") or "")
    state, absent = case_state(status), about == "ITEM_NOT_RECEIVED"
    return Dispute(
        id=f"{shop.key}/{ref}",
        order_key=order_key("ebay", shop.name, order_id),
        kind=DisputeKind.NOT_RECEIVED if absent else DisputeKind.OTHER,
        phase=DisputePhase.ARBITRATION,
        state=state,
        outcome=status if state is DisputeState.CLOSED else None,
        opened_at=opened_at(source, "caseDetails"),
        amount=amount_of(source.get("claimAmount")),
        reason=about,
        source_ref=ref,
        link=shop.link.replace("{order_id}", order_id),
        read_started_at=now,
    )


def _due(source: Json, opened: datetime, shop: Shop) -> AnswerDue:
    stated = told(source, "sellerMakeItRightByDate")
    if stated is not None:
        return AnswerDue(at=stated, source="stated")
    return AnswerDue(at=opened + timedelta(hours=shop.answer_hours), source="assumed")
