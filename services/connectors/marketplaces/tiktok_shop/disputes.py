"""TikTok Shop returns, refunds and replacements: disputes. Pure.

Source: type 12 pushes (documented) and ``POST /return_refund/202309/returns/search`` as public
clients type it (from SDK code, noted 2026-11-26). Where a return says by when the seller has to
answer (``seller_next_action_response[].deadline``), that counts; else the shop's dated setting.
"""

from datetime import datetime, timedelta

from schemas.base import Money, order_key
from schemas.dispute import AnswerDue, Dispute, DisputeState
from services.connectors.marketplaces.reasons import kind_of
from services.connectors.marketplaces.tiktok_shop.statuses import return_state
from services.connectors.marketplaces.values import (
    Json,
    epoch,
    identifier,
    items,
    mapping,
    money,
    required,
)
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput


def read_dispute(source: Json, shop: Shop, now: datetime) -> Dispute:
    """The dispute behind an entry of the returns.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    ref, order_id = required(source, "return_id"), required(source, "order_id")
    opened_at = epoch(source.get("create_time"))
    if opened_at is None:
        raise InvalidInput("unreadable", "create_time is missing")
    status = str(source.get("return_status") or "")
    state, phase = return_state(status)
    reason = str(source.get("return_reason_text") or source.get("return_reason") or "")
    return Dispute(
        id=f"{shop.key}/{ref}",
        order_key=order_key("tiktok_shop", shop.name, order_id),
        kind=kind_of(reason),
        phase=phase,
        state=state,
        outcome=status if state is DisputeState.CLOSED else None,
        opened_at=opened_at,
        answer_due=_answer_due(source, opened_at, shop) if state is DisputeState.OPEN else None,
        amount=_amount(source),
        reason=reason,
        source_ref=ref,
        link=shop.link.replace("{order_id}", order_id),
        source_updated_at=epoch(source.get("update_time")),
        read_started_at=now,
    )


def _answer_due(source: Json, opened_at: datetime, shop: Shop) -> AnswerDue:
    told = (epoch(one.get("deadline")) for one in items(source.get("seller_next_action_response")))
    stated = [at for at in told if at]
    if stated:
        return AnswerDue(at=min(stated), source="stated")
    return AnswerDue(at=opened_at + timedelta(hours=shop.answer_hours), source="assumed")


def _amount(source: Json) -> Money | None:
    refund = mapping(source.get("refund_amount"))
    return money(refund.get("refund_total"), identifier(refund.get("currency")))
