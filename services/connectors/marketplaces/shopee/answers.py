"""A seller's answer to a Shopee return: paying what is asked, or offering a part. Pure.

``v2.returns.confirm`` takes a return's number and pays its amount; ``v2.returns.offer`` takes a
solution and an amount between those of ``v2.returns.get_available_solutions`` (documented, as
copied on 2025-12-03). What refuses one, ``v2.returns.dispute``, wants an address, a reason's number
and pictures by modules of its own: a person does that in the seller centre.
"""

from collections.abc import Mapping
from typing import Any

from services.connectors.answers import Answer, Decision, must_still_be_asked, part_of
from services.connectors.marketplaces.shopee.client import NAME
from services.connectors.marketplaces.values import Json, identifier, mapping, money
from services.runtime.errors import Refused

DETAIL = "/api/v2/returns/get_return_detail"
CONFIRM = "/api/v2/returns/confirm"
SOLUTIONS = "/api/v2/returns/get_available_solutions"
OFFER = "/api/v2/returns/offer"

_ALONE = "REFUND"
"""The solution for which no goods come back."""


def call_of(source: Json, solutions: Json, answer: Answer) -> tuple[str, Mapping[str, Any]]:
    """The one call that gives an answer: its path and body.

    Args:
        source: the return, read just before.
        solutions: what may be offered in it; empty where nothing is proposed.
        answer: what was decided.

    Raises:
        Refused: no call says it, the goods would come back, or the return is no longer what the
            person saw.
    """
    ref = {"return_sn": identifier(source.get("return_sn"))}
    if answer.decision not in {Decision.ACCEPT, Decision.PROPOSE}:
        raise Refused(NAME, "no_call", "a return is refused in the seller centre")
    if identifier(source.get("status")).upper() != "REQUESTED":
        raise Refused(NAME, "closed", "the return is no longer one that waits for an answer")
    asked = money(source.get("refund_amount"), source.get("currency"))
    if answer.decision is Decision.ACCEPT:
        if source.get("needs_logistics") is True:
            raise Refused(NAME, "return", "the buyer would send the goods back: see its page")
        must_still_be_asked(NAME, asked, answer)
        return CONFIRM, ref
    amount = part_of(NAME, asked, answer).amount
    refund = mapping(solutions.get("offer_refund"))
    least, most = (
        money(refund.get(name), source.get("currency"))
        for name in ("min_refund_amount", "max_refund_amount")
    )
    if refund.get("eligibility") is not True or refund.get("refund_amount_adjustable") is not True:
        raise Refused(NAME, "not_now", "Shopee takes no offer of a part in this return")
    if (least and amount < least.amount) or (most and amount > most.amount):
        raise Refused(NAME, "offers", "Shopee takes no offer of so much in this return")
    # A number, as documented: two decimals are exact enough of any currency there.
    return OFFER, ref | {
        "proposed_solution": _ALONE,
        "proposed_adjusted_refund_amount": float(amount),
    }
