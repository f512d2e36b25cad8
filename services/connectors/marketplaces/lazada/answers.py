"""A seller's answer to a refund without a return on Lazada: agreeing to it. Pure.

``/order/reverse/onlyrefund/seller/decide`` takes ``agreeRefund`` for one line of a reverse order
of the type ``ONLY_REFUND`` (documented, 2025-03-20). ``startDispute``, and refusing a return, want
pictures at addresses of Lazada's and a reason of its list; where goods come back the seller
confirms that they came: a person does all of these in the seller centre.
"""

from services.connectors.answers import Answer, Decision
from services.connectors.marketplaces.lazada.disputes import asked_back, reverse_lines
from services.connectors.marketplaces.values import Json, identifier
from services.runtime.errors import Refused

DETAIL = "/order/reverse/return/detail/list"
DECIDE = "/order/reverse/onlyrefund/seller/decide"

_WAITS = "REFUND_INIT"


def agreed(source: Json, answer: Answer) -> dict[str, str]:
    """The parameters of the call that agrees to the refund, as a person decided.

    Args:
        source: the reverse order, read just before.
        answer: what was decided.

    Raises:
        Refused: another answer than to accept, one for which goods come back, more than the one
            line that a call takes, or the request is no longer what the person saw.
    """
    if answer.decision is not Decision.ACCEPT:
        raise Refused("lazada", "no_call", "a refund is refused in the seller centre")
    if str(source.get("request_type") or "").upper() != "ONLY_REFUND":
        raise Refused("lazada", "return", "the buyer would send the goods back: see its page")
    lines = reverse_lines(source)
    if len(lines) != 1:
        raise Refused("lazada", "lines", "a call answers one line: see its page")
    status = str(lines[0].get("reverse_status") or source.get("reverse_status") or "").upper()
    if status != _WAITS:
        raise Refused("lazada", "closed", "the request is no longer one that waits for an answer")
    asked = asked_back(source)
    if asked is None or answer.amount != asked:
        raise Refused("lazada", "changed", "the buyer asks for another amount now")
    line = identifier(lines[0].get("reverse_order_line_id"))
    ref = identifier(source.get("reverse_order_id"))
    if not line.isdecimal() or not ref.isdecimal():
        raise Refused("lazada", "unreadable", "the request does not name itself and its line")
    return {"action": "agreeRefund", "reverse_order_id": ref, "reverse_order_item_ids": f"[{line}]"}
