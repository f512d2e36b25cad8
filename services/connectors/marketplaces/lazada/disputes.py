"""Lazada reverse orders: a return or refund is a dispute, a cancellation is not. Pure.

Sources: ``/order/reverse/return/detail/list`` and the reverse push (documented in part). Lazada's
days to answer are not public (facts: not found): an answer is due when a line says so (``sla``),
else after the shop's dated setting, and then it is marked assumed.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from schemas.base import Money, order_key
from schemas.dispute import AnswerDue, Dispute, DisputeState
from services.connectors.marketplaces.lazada.mapping import instant
from services.connectors.marketplaces.lazada.statuses import reverse_state
from services.connectors.marketplaces.reasons import kind_of
from services.connectors.marketplaces.values import Json, identifier, items, money, required
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput


def is_cancellation(source: Json) -> bool:
    """Whether a reverse order asks to cancel: then it is a state of the order."""
    asked = str(source.get("request_type") or "").upper()
    return asked.startswith("CANCEL") or any(
        status.startswith("CANCEL") for status in reverse_statuses(source)
    )


def cancelling_items(source: Json) -> set[str]:
    """The order's items whose cancellation is asked for and not yet decided."""
    return {
        identifier(line.get("trade_order_line_id"))
        for line in reverse_lines(source)
        if _line_status(line, source) == "CANCEL_INIT"
    }


def reverse_lines(source: Json) -> Sequence[Json]:
    """The lines of a reverse order."""
    return items(source.get("lines") or source.get("reverse_order_lines"))


def reverse_statuses(source: Json) -> set[str]:
    """The statuses of the lines; the reverse order's own where it shows no lines."""
    found = {_line_status(line, source) for line in reverse_lines(source)}
    return found or {str(source.get("reverse_status") or "")}


def read_dispute(source: Json, shop: Shop, now: datetime) -> Dispute:
    """The dispute behind a return or refund.

    Args:
        source: the content of the detail call.
        shop: whose order.
        now: when the read began.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    ref = required(source, "reverse_order_id")
    order_id = required(source, "trade_order_id")
    opened_at = instant(source.get("gmt_create"))
    if opened_at is None:
        raise InvalidInput("unreadable", "gmt_create is missing")
    statuses = reverse_statuses(source)
    state, phase = reverse_state(statuses)
    reason = str(source.get("reason_text") or _first_reason(source))
    return Dispute(
        id=f"{shop.key}/{ref}",
        order_key=order_key("lazada", shop.name, order_id),
        kind=kind_of(reason),
        phase=phase,
        state=state,
        outcome="+".join(sorted(statuses)) if state is DisputeState.CLOSED else None,
        opened_at=opened_at,
        answer_due=_answer_due(source, opened_at, shop) if state is DisputeState.OPEN else None,
        amount=asked_back(source),
        reason=reason,
        source_ref=ref,
        link=shop.link.replace("{order_id}", order_id),
        source_updated_at=_modified(source),
        read_started_at=now,
    )


def _line_status(line: Json, source: Json) -> str:
    return str(line.get("reverse_status") or source.get("reverse_status") or "").upper()


def _first_reason(source: Json) -> str:
    reasons = (line.get("reason_text") for line in reverse_lines(source))
    return next((str(reason) for reason in reasons if reason), "")


def _answer_due(source: Json, opened_at: datetime, shop: Shop) -> AnswerDue:
    stated = [at for line in reverse_lines(source) if (at := instant(line.get("sla")))]
    if stated:
        return AnswerDue(at=min(stated), source="stated")
    return AnswerDue(at=opened_at + timedelta(hours=shop.answer_hours), source="assumed")


def asked_back(source: Json) -> Money | None:
    """What the lines ask back together, where they name one currency."""
    found = [
        amount
        for line in reverse_lines(source)
        if (
            amount := money(
                line.get("refund_amount"), line.get("currency") or source.get("currency")
            )
        )
    ]
    if not found or len({amount.currency for amount in found}) > 1:
        return None
    return Money(amount=sum(amount.amount for amount in found) + 0, currency=found[0].currency)


def _modified(source: Json) -> datetime | None:
    """The newest date of change: the whole lags behind its lines."""
    dates = [instant(source.get("gmt_modified"))]
    dates += [instant(line.get("return_order_line_gmt_modified")) for line in reverse_lines(source)]
    return max((date for date in dates if date), default=None)
