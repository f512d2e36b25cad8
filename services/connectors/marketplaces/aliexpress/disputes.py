"""AliExpress issues to the canonical dispute. Pure.

Sources: ``issue.detail.get`` (documented fields). Inferred, 2026-11-21: which ``action_type`` a
submission has (no table is public), that whoever acted last waits for the other, and that
``receive_goods=false`` says "not received". The days to answer are a dated setting of the shop.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from schemas.base import Money, order_key
from schemas.dispute import AnswerDue, Dispute, DisputePhase, DisputeState
from services.connectors.marketplaces.aliexpress.times import pacific, unambiguous
from services.connectors.marketplaces.reasons import kind_of
from services.connectors.marketplaces.values import (
    Json,
    identifier,
    items,
    money,
    required,
)
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput

_SUBMITS = re.compile(r"initiat|creat|open|submit|modif|updat|appl|start", re.IGNORECASE)
"""A buyer's action that puts a proposal before the seller, and so starts the period anew."""

_CLOSED = {"finish": "finished", "canceled_issue": "cancelled"}


def read_dispute(source: Json, shop: Shop, now: datetime, changed_at: datetime | None) -> Dispute:
    """The dispute behind the content of ``issue.detail.get``.

    Args:
        source: the content of the answer.
        shop: whose order is disputed.
        now: when the read began.
        changed_at: the list's ``gmt_modified``: the detail itself is not dated.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    issue_id = identifier(source.get("id")) or required(source, "issue_id")
    order_id = identifier(source.get("parent_order_id")) or required(source, "order_id")
    opened_at = pacific(source.get("gmt_create"))
    if opened_at is None:
        raise InvalidInput("unreadable", "gmt_create is missing")
    history = _history(source)
    state, phase = _stands(source, history)
    submissions = [entry for entry in history if _is_submission(entry)]
    reason = str(source.get("issue_reason") or source.get("reason_english") or "")
    return Dispute(
        id=f"{shop.key}/{issue_id}",
        order_key=order_key("aliexpress", shop.name, order_id),
        kind=kind_of(reason, received=_received(history)),
        phase=phase,
        round=max(len(submissions), 1),
        state=state,
        outcome=_outcome(source) if state is DisputeState.CLOSED else None,
        opened_at=opened_at,
        answer_due=_answer_due(source, submissions, opened_at, shop)
        if state is DisputeState.OPEN
        else None,
        amount=_claimed(source),
        reason=reason,
        source_ref=issue_id,
        link=shop.link.replace("{order_id}", order_id),
        source_updated_at=unambiguous(source.get("gmt_modified")) or changed_at,
        read_started_at=now,
    )


def _history(source: Json) -> Sequence[Json]:
    """What was done, oldest first; where entries are not dated their ids ascend."""
    entries = items(source.get("process_dto_list"), "api_issue_process_dto")
    entries = entries or items(source.get("process_dto_list"), "process_dto")

    def order(entry: Json) -> tuple[str, int, str]:
        number = identifier(entry.get("id"))
        return str(entry.get("gmt_create") or ""), len(number), number

    return sorted((entry for entry in entries if "action_type" in entry), key=order)


def _by(entry: Json) -> str:
    return str(entry.get("submit_member_type") or "").lower()


def _is_submission(entry: Json) -> bool:
    return _by(entry) == "buyer" and bool(_SUBMITS.search(str(entry.get("action_type"))))


def _stands(source: Json, history: Sequence[Json]) -> tuple[DisputeState, DisputePhase]:
    """Whose move it is, and before whom."""
    arbitrated = any(_by(entry) == "waiter" for entry in history) or bool(
        items(source.get("platform_solution_list"), "solution_api_dto")
    )
    phase = DisputePhase.ARBITRATION if arbitrated else DisputePhase.CLAIM
    status = str(source.get("issue_status"))
    if status in _CLOSED:
        return DisputeState.CLOSED, phase
    if status != "processing":
        raise InvalidInput("unknown_status", "issue_status is none of the documented ones")
    if arbitrated:
        return DisputeState.ESCALATED, phase
    moves = [entry for entry in history if _is_submission(entry) or _by(entry) == "seller"]
    answered = bool(moves) and _by(moves[-1]) == "seller"
    return (DisputeState.ANSWERED if answered else DisputeState.OPEN), phase


def _answer_due(
    source: Json, submissions: Sequence[Json], opened_at: datetime, shop: Shop
) -> AnswerDue:
    """Each submission starts the period anew; where it is not dated, its solution is."""
    solutions = items(source.get("buyer_solution_list"), "solution_api_dto")
    dates = [pacific(entry.get("gmt_create")) for entry in (*submissions, *solutions)]
    begun = max([date for date in dates if date], default=opened_at)
    return AnswerDue(at=begun + timedelta(hours=shop.answer_hours), source="assumed")


def _received(history: Sequence[Json]) -> bool | None:
    """What the buyer said last of whether the goods came."""
    said = [
        entry["receive_goods"]
        for entry in history
        if _by(entry) == "buyer" and entry.get("receive_goods") is not None
    ]
    return str(said[-1]).lower() in {"true", "y", "1"} if said else None


def _claimed(source: Json) -> Money | None:
    """What the buyer asks for: the newest of their solutions."""
    solutions = items(source.get("buyer_solution_list"), "solution_api_dto")
    if not solutions:
        return None
    newest = max(solutions, key=lambda entry: str(entry.get("gmt_create") or ""))
    return money(newest.get("refund_money"), newest.get("refund_money_currency"))


def _outcome(source: Json) -> str:
    lists = ("platform_solution_list", "seller_solution_list", "buyer_solution_list")
    solutions = [entry for name in lists for entry in items(source.get(name), "solution_api_dto")]
    reached = (str(entry["reached_type"]) for entry in solutions if entry.get("reached_type"))
    return next(reached, _CLOSED[str(source.get("issue_status"))])
