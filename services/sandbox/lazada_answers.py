"""A seller's answers to a reverse order on Lazada: a refund agreed to, a return refused."""

import json
from decimal import Decimal
from typing import Any

from services.sandbox.desk import Desk, Refusal
from services.sandbox.market import Dispute
from services.sandbox.marketplace import Call
from services.sandbox.pushes import reverse_line

_REASONS = {"1000017": "The claim does not say what is wrong", "1000018": "It was used"}


class Answers:
    """The calls that a connector makes of ``/order/reverse``: reasons, decide and update."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def reasons(self, call: Call) -> list[dict[str, Any]]:
        """Why a return may be refused."""
        line = call.need("reverse_order_line_id")
        if not any(reverse_line(one) == line for one in call.floor.disputes.values()):
            raise _no("103", "no such line")
        return [
            {"reason_id": int(ref), "text": text, "muti_language_text": text}
            for ref, text in _REASONS.items()
        ]

    def agree(self, call: Call) -> None:
        """The refund of a claim for which nothing is sent back is paid, and the claim over."""
        found = self._open(call, "agreeRefund", returns=False)
        price = found.order.plan.lines[0].price
        found.order.lines[found.order.plan.lines[0].id] = "refunded"
        self._end(call, found, "agree", Decimal(price))

    def refuse(self, call: Call) -> dict[str, Any]:
        """The return is refused, and the claim over."""
        found = self._open(call, "refuseReturn", returns=True)
        if call.need("reason_id") not in _REASONS or not call.need("comment"):
            raise _no("108", "a reason of the list, and a comment")
        self._end(call, found, "refuse", Decimal(0))
        return {"reverse_order_id": int(found.ref)}

    def _open(self, call: Call, action: str, *, returns: bool) -> Dispute:
        if call.need("action") != action:
            raise _no("107", "invalid action")
        found = call.floor.disputes.get(call.need("reverse_order_id"))
        if found is None or found.kind == "cancel":
            raise _no("112", "no reverse order found")
        if json.loads(call.need("reverse_order_item_ids")) != [int(reverse_line(found))]:
            raise _no("126", "invalid reverse order lines")
        if found.closed_at is not None or (found.kind == "not_as_described") != returns:
            raise _no("114", "this reverse does not support this action")
        return found

    def _end(self, call: Call, found: Dispute, decision: str, amount: Decimal) -> None:
        now = self._desk.now()
        found.closed_at = now
        call.floor.touch_dispute(found, now)
        told = {"order": found.order.plan.key, "decision": decision, "amount": str(amount)}
        self._desk.ledger.add(now, "effect", "issue_answer", found.ref, **told)


def _no(code: str, message: str) -> Refusal:
    told = {"code": code, "type": "ISV", "message": message, "request_id": "sandbox"}
    return Refusal(code, told)
