"""eBay's payment disputes: what a buyer's bank or payment provider asks the seller for. Pure.

Source: ``getPaymentDisputeSummaries``, ``getPaymentDispute``, ``acceptPaymentDispute`` and
``contestPaymentDispute`` of the Fulfillment API (documented, 2026-11-27). The list without a filter
holds all that are open or have closed of late. A dispute names its order. Files are shown before it
is contested, on its page: nothing can be added after.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from schemas.base import order_key
from schemas.dispute import AnswerDue, Dispute, DisputePhase, DisputeState
from services.connectors.answers import Answer, Decision, must_still_be_asked
from services.connectors.marketplaces.ebay.client import NAME
from services.connectors.marketplaces.ebay.mapping import amount_of
from services.connectors.marketplaces.ebay.statuses import payment_kind, payment_state
from services.connectors.marketplaces.values import Json, identifier, iso, mapping, required, whole
from services.connectors.ports import Hint, Shop
from services.runtime.errors import InvalidInput, Refused

LISTING = "payment_disputes"
PAYMENT = "payment-"
"""Before the id in a dispute's: they are numbered apart from inquiries and cases."""

LONGEST_NOTE = 1000
"""Characters (documented)."""

_GOODS_BACK = "SIGNIFICANTLY_NOT_AS_DESCRIBED"
"""Contesting it wants an address for returns (documented): a person gives it, on its page."""


def listed(entry: Json, seller_id: str) -> Hint:
    """The hint of an entry of the list; nothing says when it last changed.

    Raises:
        InvalidInput: ``unreadable``.
    """
    ref = required(entry, "paymentDisputeId")
    return Hint(seller_id, "dispute", PAYMENT + ref, identifier(entry.get("orderId")))


def read_payment(source: Json, shop: Shop, now: datetime) -> Dispute:
    """The dispute behind a payment dispute.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    ref, order_id = PAYMENT + required(source, "paymentDisputeId"), required(source, "orderId")
    opened = iso(source.get("openDate"))
    if opened is None:
        raise InvalidInput("unreadable", "openDate is missing")
    state, reason = payment_state(source.get("paymentDisputeStatus")), str(source.get("reason"))
    ended = identifier(mapping(source.get("resolution")).get("reasonForClosure")) or "CLOSED"
    return Dispute(
        id=f"{shop.key}/{ref}",
        order_key=order_key("ebay", shop.name, order_id),
        kind=payment_kind(reason),
        phase=DisputePhase.CLAIM,
        state=state,
        outcome=ended if state is DisputeState.CLOSED else None,
        opened_at=opened,
        answer_due=_due(source, opened, shop) if state is DisputeState.OPEN else None,
        amount=amount_of(source.get("amount")),
        reason=reason,
        source_ref=ref,
        link=shop.link.replace("{order_id}", order_id),
        read_started_at=now,
    )


def call_of(source: Json, answer: Answer) -> tuple[str, Mapping[str, Any]]:
    """The one call that gives an answer: the last part of its address, and its body.

    Args:
        source: the payment dispute, read just before.
        answer: what a person decided.

    Raises:
        Refused: no call says it, it is not the seller's choice now, or it is no longer what the
            person saw.
    """
    may = source.get("availableChoices")
    choices = {identifier(one) for one in may} if isinstance(may, list) else set()
    revision = whole(source.get("revision"))
    if revision is None:
        raise Refused(NAME, "unreadable", "the dispute does not tell its revision")
    if answer.decision is Decision.ACCEPT and "ACCEPT" in choices:
        must_still_be_asked(NAME, amount_of(source.get("amount")), answer)
        return "accept", {"revision": revision}
    if answer.decision is Decision.REFUSE and "CONTEST" in choices:
        if source.get("reason") == _GOODS_BACK:
            raise Refused(NAME, "return", "contesting it wants a return address: see its page")
        if len(answer.words) > LONGEST_NOTE:
            raise Refused(NAME, "too_long", f"eBay takes {LONGEST_NOTE} characters")
        return "contest", {"revision": revision, "note": answer.words}
    raise Refused(NAME, "no_call", "that is not the seller's choice now: see its page")


def _due(source: Json, opened: datetime, shop: Shop) -> AnswerDue:
    stated = iso(source.get("respondByDate"))
    if stated is not None:
        return AnswerDue(at=stated, source="stated")
    return AnswerDue(at=opened + timedelta(hours=shop.answer_hours), source="assumed")
