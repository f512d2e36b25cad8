"""The bazaar's claims: disputes. Pure."""

from datetime import datetime, timedelta

from schemas.base import order_key
from schemas.dispute import AnswerDue, Dispute, DisputePhase, DisputeState
from services.connectors.marketplaces.bazaar import NAME
from services.connectors.marketplaces.bazaar.statuses import CANCEL, claim_kind
from services.connectors.marketplaces.values import Json, iso, required
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput


def is_cancellation(source: Json) -> bool:
    """Whether a claim asks to cancel: then it is a state of the order."""
    return source.get("kind") == CANCEL


def read_dispute(source: Json, shop: Shop, now: datetime) -> Dispute:
    """The dispute behind a claim.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    ref, order_id = required(source, "id"), required(source, "order")
    submitted = source.get("submitted")
    times = [iso(one) for one in submitted] if isinstance(submitted, list) else []
    opened = [at for at in times if at is not None]
    state = {"open": DisputeState.OPEN, "closed": DisputeState.CLOSED}.get(str(source.get("state")))
    if not opened:
        raise InvalidInput("unreadable", "submitted is missing")
    if state is None:
        raise InvalidInput("unknown_status", "the claim's state is not known")
    kind = str(source.get("kind") or "")
    return Dispute(
        id=f"{shop.key}/{ref}",
        order_key=order_key(NAME, shop.name, order_id),
        kind=claim_kind(kind),
        phase=DisputePhase.CLAIM,
        round=len(opened),
        state=state,
        outcome=str(source.get("outcome") or "closed") if state is DisputeState.CLOSED else None,
        opened_at=opened[0],
        answer_due=_due(source, opened[-1], shop) if state is DisputeState.OPEN else None,
        reason=kind,
        source_ref=ref,
        link=shop.link.replace("{order_id}", order_id),
        source_updated_at=iso(source.get("changed_at")),
        read_started_at=now,
    )


def _due(source: Json, submitted: datetime, shop: Shop) -> AnswerDue:
    stated = iso(source.get("answer_by"))
    if stated is not None:
        return AnswerDue(at=stated, source="stated")
    return AnswerDue(at=submitted + timedelta(hours=shop.answer_hours), source="assumed")
