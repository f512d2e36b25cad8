"""Disputes of Shopify Payments: inquiries and chargebacks. Pure.

Source: ``ShopifyPaymentsDispute`` (documented, looked up 2026-11-27). What the buyer's bank has to
have is due at ``evidenceDueBy``; it is handed in as a person decides.
"""

from datetime import UTC, date, datetime, time, timedelta

from schemas.base import order_key
from schemas.dispute import AnswerDue, Dispute, DisputeState
from services.connectors.instants import believed
from services.connectors.marketplaces.shopify.statuses import dispute_kind, dispute_state
from services.connectors.marketplaces.values import Json, iso, mapping, money, required
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput


def read_dispute(source: Json, shop: Shop, now: datetime) -> Dispute:
    """The dispute.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    ref, opened_at = required(source, "legacyResourceId"), iso(source.get("initiatedAt"))
    if opened_at is None:
        raise InvalidInput("unreadable", "initiatedAt is missing")
    order_id = required(mapping(source.get("order")), "legacyResourceId")
    status = str(source.get("status") or "")
    state, phase = dispute_state(status, str(source.get("type") or ""))
    amount, details = mapping(source.get("amount")), mapping(source.get("reasonDetails"))
    reason = str(details.get("reason") or "")
    return Dispute(
        id=f"{shop.key}/{ref}",
        order_key=order_key("shopify", shop.name, order_id),
        kind=dispute_kind(reason),
        phase=phase,
        state=state,
        outcome=status.lower() if state is DisputeState.CLOSED else None,
        opened_at=opened_at,
        answer_due=_due(source, opened_at, shop) if state is DisputeState.OPEN else None,
        amount=money(amount.get("amount"), amount.get("currencyCode")),
        reason=reason.lower(),
        source_ref=ref,
        link=shop.link.replace("{order_id}", order_id),
        source_updated_at=None,
        read_started_at=now,
    )


def finalized(source: Json) -> datetime | None:
    """From when on a dispute stands as it ended; None while it runs.

    Older versions of the API give a day: then it is the end of it.
    """
    told = source.get("finalizedOn")
    day = _day(told)
    return iso(told) or (day + timedelta(days=1) if day else None)


def _due(source: Json, opened_at: datetime, shop: Shop) -> AnswerDue:
    """As it is stated; of a bare day its first moment, so that nothing is handed in too late."""
    told = source.get("evidenceDueBy")
    if stated := iso(told) or _day(told):
        return AnswerDue(at=stated, source="stated")
    return AnswerDue(at=opened_at + timedelta(hours=shop.answer_hours), source="assumed")


def _day(value: object) -> datetime | None:
    try:
        day = date.fromisoformat(str(value or ""))
    except ValueError:
        return None
    return believed(datetime.combine(day, time(), UTC))
