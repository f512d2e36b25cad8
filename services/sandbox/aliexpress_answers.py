"""A seller's answers to an issue on AliExpress: agreed to, or another solution proposed."""

import json
from decimal import Decimal
from typing import Any

from services.sandbox.desk import Desk, Refusal
from services.sandbox.market import Dispute, Reply
from services.sandbox.marketplace import Call

_PROCESSING = "the issue is not open"


class Answers:
    """``issue.solution.agree`` and ``issue.solution.save``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def agree(self, call: Call, issue: Dispute) -> dict[str, Any]:
        """The buyer's last proposal is carried out: all is paid back, and the issue is over."""
        self._admit(call.need("buyer_login_id"), issue)
        if call.need("solution_id") != str(solution_id(issue)):
            raise _no("isv.solution-not-found", "that is not the last proposal")
        now = self._desk.now()
        issue.closed_at = now
        issue.order.lines = dict.fromkeys(issue.order.lines, "refunded")
        call.floor.touch_dispute(issue, now)
        total = sum(line.price for line in issue.order.plan.lines)
        self._note(issue, "agree", Decimal(total))
        return {"result_object": {"id": solution_id(issue)}, "success": True}

    def save(self, call: Call, issue: Dispute) -> dict[str, Any]:
        """The buyer's proposal is rejected, and one of the seller's stands beside it."""
        told = json.loads(call.need("param_dto"))
        self._admit(str(told["buyer_login_id"]), issue)
        if str(told["buyer_solution_id"]) != str(solution_id(issue)):
            raise _no("isv.solution-not-found", "that is not the last proposal")
        amount = Decimal(str(told["refund_amount"]))
        total = sum(line.price for line in issue.order.plan.lines)
        if not 0 <= amount <= total or told["refund_amount_currency"] != issue.order.plan.currency:
            raise _no("isv.refund-invalid", "that cannot be paid back")
        if not told["solution_context"] or told["add_solution_type"] != "refund":
            raise ValueError("solution_context and add_solution_type")
        now = self._desk.now()
        issue.replies.append(Reply(now, amount, str(told["solution_context"])))
        call.floor.touch_dispute(issue, now)
        self._note(issue, "save", amount)
        return {"result_object": {"id": int(issue.ref) + 900 + len(issue.replies)}, "success": True}

    def _admit(self, login: str, issue: Dispute) -> None:
        if login != issue.order.plan.login:
            raise ValueError("buyer_login_id is another buyer's")
        if issue.closed_at is not None:
            raise _no("isv.issue-closed", _PROCESSING)

    def _note(self, issue: Dispute, decision: str, amount: Decimal) -> None:
        order = issue.order.plan.key
        told = {"order": order, "decision": decision, "amount": str(amount)}
        self._desk.ledger.add(self._desk.now(), "effect", "issue_answer", issue.ref, **told)


def solution_id(issue: Dispute) -> int:
    """The id of the buyer's last proposal."""
    return int(issue.ref) + 500 + len(issue.submitted) - 1


def _no(code: str, message: str) -> Refusal:
    told = {"code": "15", "msg": message, "sub_code": code, "sub_msg": message}
    return Refusal(code, {"error_response": told | {"request_id": "sandbox"}})
