"""Mercado Libre's claims: disputes. Pure.

Source: ``/post-purchase/v1/claims/{id}`` (documented page as copied). A ``reason_id`` of prefix PNR
is "product not received", PDD "different or defective" (inferred from code, 2026-11-26). The answer
is due at the earliest date among the seller's own actions.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from schemas.base import order_key
from schemas.dispute import AnswerDue, Dispute, DisputeKind, DisputeState
from services.connectors.marketplaces.mercado_libre.statuses import CANCELS, claim_state
from services.connectors.marketplaces.values import Json, identifier, iso, items, mapping, required
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput

_KINDS = {"PNR": DisputeKind.NOT_RECEIVED, "PDD": DisputeKind.NOT_AS_DESCRIBED}


def is_cancellation(source: Json) -> bool:
    """Whether a claim asks to cancel: then it is a state of the order."""
    return str(source.get("type") or "") in CANCELS


def order_of(source: Json) -> str:
    """The order that a claim is about; empty where it is about something else."""
    about_order = str(source.get("resource") or "order") == "order"
    return identifier(source.get("resource_id")) if about_order else ""


def read_dispute(source: Json, order_id: str, shop: Shop, now: datetime) -> Dispute:
    """The dispute behind a claim about an order.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    ref, opened_at = required(source, "id"), iso(source.get("date_created"))
    if opened_at is None or not order_id:
        raise InvalidInput("unreadable", "date_created or the order is missing")
    actions, reason = _our_actions(source, shop), str(source.get("reason_id") or "")
    status, stage = str(source.get("status") or ""), str(source.get("stage") or "")
    state, phase = claim_state(status, stage, ours_to_move=bool(actions))
    outcome = str(mapping(source.get("resolution")).get("reason") or "") or "closed"
    return Dispute(
        id=f"{shop.key}/{ref}",
        order_key=order_key("mercado_libre", shop.name, order_id),
        kind=_KINDS.get(reason[:3].upper(), DisputeKind.OTHER),
        phase=phase,
        state=state,
        outcome=outcome if state is DisputeState.CLOSED else None,
        opened_at=opened_at,
        answer_due=_due(actions, opened_at, shop) if state is DisputeState.OPEN else None,
        reason=reason,
        source_ref=ref,
        link=shop.link.replace("{order_id}", order_id),
        source_updated_at=iso(source.get("last_updated")),
        read_started_at=now,
    )


def may_do(source: Json, shop: Shop) -> Sequence[str]:
    """The names of what the seller may do now."""
    return [identifier(action.get("action")) for action in _our_actions(source, shop)]


def _our_actions(source: Json, shop: Shop) -> Sequence[Json]:
    """What the seller may do now, with until when."""
    return [
        action
        for player in items(source.get("players"))
        if identifier(player.get("user_id")) == shop.seller_id
        for action in items(player.get("available_actions"))
    ]


def _due(actions: Sequence[Json], opened_at: datetime, shop: Shop) -> AnswerDue:
    stated = [at for action in actions if (at := iso(action.get("due_date")))]
    if stated:
        return AnswerDue(at=min(stated), source="stated")
    return AnswerDue(at=opened_at + timedelta(hours=shop.answer_hours), source="assumed")
