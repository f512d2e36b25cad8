"""Shopee returns: disputes. Pure.

Source: ``v2.returns.get_return_detail`` (documented; fields as shopee-sdk has them). The seller's
answer is due at ``return_seller_due_date`` or ``due_date``, else after the shop's dated setting.
"""

from datetime import datetime, timedelta

from schemas.base import order_key
from schemas.dispute import AnswerDue, Dispute, DisputeState
from services.connectors.marketplaces.reasons import kind_of
from services.connectors.marketplaces.shopee.statuses import return_state
from services.connectors.marketplaces.values import Json, epoch, money, required
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput

_NOT_RECEIVED = frozenset({"NOT_RECEIPT", "NON_RECEIPT", "NOT_RECEIVED"})


def read_dispute(source: Json, shop: Shop, now: datetime) -> Dispute:
    """The dispute behind a return.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    ref, order_sn = required(source, "return_sn"), required(source, "order_sn")
    opened_at = epoch(source.get("create_time"))
    if opened_at is None:
        raise InvalidInput("unreadable", "create_time is missing")
    status, reason = str(source.get("status") or ""), str(source.get("reason") or "")
    state, phase = return_state(status)
    return Dispute(
        id=f"{shop.key}/{ref}",
        order_key=order_key("shopee", shop.name, order_sn),
        kind=kind_of(reason, received=False if reason.upper() in _NOT_RECEIVED else None),
        phase=phase,
        state=state,
        outcome=status if state is DisputeState.CLOSED else None,
        opened_at=opened_at,
        answer_due=_answer_due(source, opened_at, shop) if state is DisputeState.OPEN else None,
        amount=money(source.get("refund_amount"), source.get("currency")),
        reason=reason,
        source_ref=ref,
        link=shop.link.replace("{order_id}", order_sn),
        source_updated_at=epoch(source.get("update_time")),
        read_started_at=now,
    )


def _answer_due(source: Json, opened_at: datetime, shop: Shop) -> AnswerDue:
    for name in ("return_seller_due_date", "due_date"):
        if stated := epoch(source.get(name)):
            return AnswerDue(at=stated, source="stated")
    return AnswerDue(at=opened_at + timedelta(hours=shop.answer_hours), source="assumed")
