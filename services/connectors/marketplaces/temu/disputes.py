"""Temu's requests after the sale, refunds and returns: disputes. Pure.

Source: an entry of ``bg.aftersales.parentaftersales.list.get`` and, for the buyer's reason,
``temu.aftersales.parentaftersales.detail.get`` (documented copies, noted 2026-11-27). In which unit
their amounts count is not told, so none is taken. Type 2 is a return: then the goods came.
"""

from datetime import datetime, timedelta

from schemas.base import order_key
from schemas.dispute import AnswerDue, Dispute, DisputeState
from services.connectors.marketplaces.reasons import kind_of
from services.connectors.marketplaces.temu.statuses import request_state
from services.connectors.marketplaces.values import Json, epoch, identifier, items, required
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput

_RETURN = "2"


def read_dispute(entry: Json, detail: Json, shop: Shop, now: datetime) -> Dispute:
    """The dispute behind a request.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    ref, order_sn = required(entry, "parentAfterSalesSn"), required(entry, "parentOrderSn")
    opened_at = epoch(entry.get("createAt"))
    if opened_at is None:
        raise InvalidInput("unreadable", "createAt is missing")
    state, phase, word = request_state(entry.get("afterSalesStatusGroup"))
    returns = identifier(entry.get("afterSalesType")) == _RETURN
    reason = _reason(detail)
    return Dispute(
        id=f"{shop.key}/{ref}",
        order_key=order_key("temu", shop.name, order_sn),
        kind=kind_of(reason, received=True if returns else None),
        phase=phase,
        state=state,
        outcome=word if state is DisputeState.CLOSED else None,
        opened_at=opened_at,
        answer_due=_due(entry, opened_at, shop) if state is DisputeState.OPEN else None,
        reason=reason,
        source_ref=ref,
        link=shop.link.replace("{order_id}", order_sn),
        source_updated_at=epoch(entry.get("updateAt")),
        read_started_at=now,
    )


def _reason(detail: Json) -> str:
    """The reasons of the request's lines; what a buyer wrote beside them is not kept."""
    told = (
        identifier(one.get("afterSalesReasonDesc")) for one in items(detail.get("afterSalesList"))
    )
    return "; ".join(sorted({reason for reason in told if reason}))


def _due(entry: Json, opened_at: datetime, shop: Shop) -> AnswerDue:
    if stated := epoch(entry.get("operateExpireTimeMs")):
        return AnswerDue(at=stated, source="stated")
    return AnswerDue(at=opened_at + timedelta(hours=shop.answer_hours), source="assumed")
