"""A seller's answer to a Shopee return: paying back what is asked. Pure.

``v2.returns.confirm`` takes a return's number and pays its amount (from SDK code, 2026-11-27). What
refuses one, ``v2.returns.dispute``, wants an address, a reason of a list and pictures, and what
``offer`` takes SDKs spell in two ways: a person does both in the seller centre.
"""

from services.connectors.answers import Answer, Decision
from services.connectors.marketplaces.shopee.client import NAME
from services.connectors.marketplaces.values import Json, identifier, money
from services.runtime.errors import Refused

DETAIL = "/api/v2/returns/get_return_detail"
CONFIRM = "/api/v2/returns/confirm"


def check(source: Json, answer: Answer) -> None:
    """Whether a return can be confirmed as a person decided.

    Args:
        source: the return, read just before.
        answer: what was decided.

    Raises:
        Refused: another answer than to accept, one for which the goods come back, or the return is
            no longer what the person saw.
    """
    if answer.decision is not Decision.ACCEPT:
        raise Refused(NAME, "no_call", "a return is refused or bargained over in the seller centre")
    if identifier(source.get("status")).upper() != "REQUESTED":
        raise Refused(NAME, "closed", "the return is no longer one that waits for an answer")
    if source.get("needs_logistics") is True:
        raise Refused(NAME, "return", "the buyer would send the goods back: see its page")
    asked = money(source.get("refund_amount"), source.get("currency"))
    if asked is None or answer.amount != asked:
        raise Refused(NAME, "changed", "the buyer asks for another amount now")
