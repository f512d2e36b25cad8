"""A seller's answer to a Temu request after the sale: the refund in full. Pure.

Source: ``temu.aftersales.refund.issue`` and the ``availableOperateList`` of a request (documented
copies, noted 2026-11-27). A request's amounts have no documented unit, so a person agrees to a sum
that only the seller centre shows.
"""

from collections.abc import Mapping

from services.connectors.answers import Answer, Decision
from services.connectors.marketplaces.temu.client import NAME
from services.connectors.marketplaces.values import Json, identifier, required
from services.runtime.errors import Refused

ISSUE = "temu.aftersales.refund.issue"

_ALONE, _FULL, _PENDING = "1", 1, "1"


def asked_for(source: Json, answer: Answer) -> Mapping[str, str | int]:
    """The call's own parameters.

    Args:
        source: the request's entry in the list, read just before.
        answer: what a person decided.

    Raises:
        Refused: no call says it, the goods would come back, or it is not the seller's to pay now.
        InvalidInput: ``unreadable``: the request does not name itself.
    """
    if answer.decision is not Decision.ACCEPT:
        raise Refused(NAME, "no_call", "that is answered in the seller centre")
    if identifier(source.get("afterSalesType")) != _ALONE:
        raise Refused(NAME, "return", "the buyer would send the goods back: see its page")
    may = source.get("availableOperateList")
    listed = [identifier(one) for one in may] if isinstance(may, list) else []
    waits = identifier(source.get("afterSalesStatusGroup")) == _PENDING
    if not waits or str(_FULL) not in listed:
        raise Refused(NAME, "closed", "the request is no longer one that waits for an answer")
    return {
        "parentAfterSalesSn": required(source, "parentAfterSalesSn"),
        "parentOrderSn": required(source, "parentOrderSn"),
        "openApiRefundType": _FULL,
    }
