"""A seller's answer to a Lazada reverse order: agreeing to a refund, refusing a return. Pure.

``/order/reverse/onlyrefund/seller/decide`` takes ``agreeRefund`` for one line of a reverse order
of the type ``ONLY_REFUND`` (documented, 2025-03-20). ``startDispute``, which refuses one, wants
pictures at addresses of Lazada's. ``/order/reverse/return/update`` takes ``refuseReturn`` of one
line before it is sent back, with a reason of ``/order/reverse/reason/list`` and a comment
(documented, 2022-07-28; only refusing a refund wants pictures there). Once goods come back the
seller confirms that they came: a person does that in the seller centre.
"""

from collections.abc import Mapping
from typing import Any

from services.connectors.answers import Answer, Decision, must_still_be_asked
from services.connectors.marketplaces.lazada.disputes import asked_back, reverse_lines
from services.connectors.marketplaces.values import Json, identifier, items
from services.runtime.errors import Refused

DETAIL = "/order/reverse/return/detail/list"
DECIDE = "/order/reverse/onlyrefund/seller/decide"
UPDATE = "/order/reverse/return/update"
REASONS = "/order/reverse/reason/list"

_REFUND_WAITS, _RETURN_WAITS = "REFUND_INIT", "RTM_INIT"


def call_of(source: Json, answer: Answer) -> tuple[str, dict[str, str]]:
    """The one call that gives an answer: its path and parameters.

    Args:
        source: the reverse order, read just before.
        answer: what was decided.

    Raises:
        Refused: no call says it, it is about more than the one line that a call takes, or the
            request is no longer what the person saw.
    """
    alone = str(source.get("request_type") or "").upper() == "ONLY_REFUND"
    if answer.decision is Decision.ACCEPT:
        if not alone:
            raise Refused("lazada", "return", "the buyer would send the goods back: see its page")
        line = _line(source, _REFUND_WAITS)
        must_still_be_asked("lazada", asked_back(source), answer)
        return DECIDE, {"action": "agreeRefund"} | line
    if answer.decision is not Decision.REFUSE or alone:
        raise Refused("lazada", "no_call", "that is answered in the seller centre")
    line = _line(source, _RETURN_WAITS)
    if not answer.reason.isdecimal():
        raise Refused("lazada", "no_reason", "a refusal names one of Lazada's own reasons")
    told = {"reason_id": answer.reason, "comment": answer.words}
    return UPDATE, {"action": "refuseReturn"} | line | told


def refusable(source: Json) -> str:
    """The line of which a return may be refused; empty where no call refuses it."""
    if str(source.get("request_type") or "").upper() == "ONLY_REFUND":
        return ""
    lines = reverse_lines(source)
    return identifier(lines[0].get("reverse_order_line_id")) if len(lines) == 1 else ""


def reasons_of(found: Any) -> Mapping[str, str]:
    """The reasons of the list, by number."""
    return {
        ref: identifier(one.get("text")) or identifier(one.get("muti_language_text"))
        for one in items(found)
        if (ref := identifier(one.get("reason_id")))
    }


def _line(source: Json, waits: str) -> dict[str, str]:
    """The one line that the call is about, and its reverse order.

    Raises:
        Refused: there are more, it no longer waits, or it does not name itself.
    """
    lines = reverse_lines(source)
    if len(lines) != 1:
        raise Refused("lazada", "lines", "a call answers one line: see its page")
    status = str(lines[0].get("reverse_status") or source.get("reverse_status") or "").upper()
    if status != waits:
        raise Refused("lazada", "closed", "the request is no longer one that waits for an answer")
    line = identifier(lines[0].get("reverse_order_line_id"))
    ref = identifier(source.get("reverse_order_id"))
    if not line.isdecimal() or not ref.isdecimal():
        raise Refused("lazada", "unreadable", "the request does not name itself and its line")
    return {"reverse_order_id": ref, "reverse_order_item_ids": f"[{line}]"}
