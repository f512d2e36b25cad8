"""A seller's answer to a TikTok Shop request for a refund: the call that carries it. Pure.

Source: *Approve Return*, *Reject Return* and *Get Reject Reasons* of the API reference, version
202309 (documented, as copied on 2025-12-03). ``REFUND`` is the request for which no goods come
back; returns, replacements and parcels that came back are answered in the seller centre. An offer
of a part is a decision of *Approve Return* and ends the request only if the buyer takes it.
"""

from collections.abc import Mapping
from typing import Any

from services.connectors.answers import Answer, Decision, must_still_be_asked, part_of
from services.connectors.marketplaces.tiktok_shop.client import NAME
from services.connectors.marketplaces.values import Json, identifier, items, mapping, money
from services.runtime.errors import Refused

REASONS = "/return_refund/202309/reject_reasons"

_WAITS, _ALONE, _OURS = "RETURN_OR_REFUND_REQUEST_PENDING", "REFUND", "SELLER_RESPOND_REFUND"


def call_of(source: Json, answer: Answer) -> tuple[str, Mapping[str, Any]]:
    """The one call that gives an answer: the last part of its address, and its body.

    Args:
        source: the request's entry in the list, read just before.
        answer: what a person decided.

    Raises:
        Refused: no call says it, the goods would come back, it is not the seller's move, or the
            request is no longer what the person saw.
    """
    if answer.decision is Decision.SAY:
        raise Refused(NAME, "no_call", "within a return no call says words alone: use the chat")
    if identifier(source.get("return_type")) != _ALONE:
        raise Refused(NAME, "return", "the buyer would send the goods back: see its page")
    if identifier(source.get("return_status")) != _WAITS or not _ours(source):
        raise Refused(NAME, "closed", "the request is no longer one that waits for an answer")
    if answer.decision is Decision.REFUSE:
        if not answer.reason:
            raise Refused(NAME, "no_reason", "a refusal names one of TikTok Shop's own reasons")
        told = {"decision": "REJECT_REFUND", "reject_reason": answer.reason}
        return "reject", told | {"comment": answer.words}
    refund = mapping(source.get("refund_amount"))
    asked = money(refund.get("refund_total"), refund.get("currency"))
    if answer.decision is Decision.ACCEPT:
        must_still_be_asked(NAME, asked, answer)
        return "approve", {"decision": "APPROVE_REFUND"}
    amount = part_of(NAME, asked, answer)
    part = {"currency": amount.currency, "amount": f"{amount.amount:f}"}
    return "approve", {"decision": "OFFER_PARTIAL_REFUND", "partial_refund": part}


def reasons_of(found: Any) -> Mapping[str, str]:
    """The reasons of *Get Reject Reasons*, by name."""
    return {
        name: identifier(one.get("text"))
        for one in items(mapping(found).get("reasons"))
        if (name := identifier(one.get("name")))
    }


def _ours(source: Json) -> bool:
    """Whether the seller is to answer the refund; where no next action is told, the status says."""
    told = [
        identifier(one.get("action")) for one in items(source.get("seller_next_action_response"))
    ]
    return not told or _OURS in told
