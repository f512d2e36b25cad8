"""PayPal's disputes, and whose order each is about. Pure.

Source: ``customer_disputes_v1`` (documented, openapi of 2024-02-03). The order lives in another
shop, which the settings name (``orders_of``); the transaction tells which order it is.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from schemas.base import order_key
from schemas.dispute import AnswerDue, Dispute, DisputeState
from services.connectors.marketplaces.paypal.statuses import STAGES, kind_of, state_of
from services.connectors.marketplaces.values import (
    Json,
    identifier,
    iso,
    items,
    mapping,
    money,
    parse,
)
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput

_REF = re.compile(r"[A-Za-z0-9-]{1,100}")
_ORDER_ID = re.compile(r"[^/\s]{1,100}")
_TRANSACTION = ("seller_transaction_id", "buyer_transaction_id")


def ref_of(source: Json) -> str:
    """The id under which the dispute is read.

    Raises:
        InvalidInput: ``unreadable``: there is none that can stand in an address.
    """
    ref = identifier(source.get("dispute_id"))
    if not _REF.fullmatch(ref):
        raise InvalidInput("unreadable", "dispute_id is missing")
    return ref


def read_dispute(source: Json, shop: Shop, now: datetime) -> Dispute:
    """The dispute behind a dispute's details.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    ref, opened_at = ref_of(source), iso(source.get("create_time"))
    if opened_at is None:
        raise InvalidInput("unreadable", "create_time is missing")
    reason, stage = identifier(source.get("reason")), stage_of(source)
    state, phase = state_of(identifier(source.get("status")), stage)
    amount = mapping(source.get("dispute_amount"))
    outcome = identifier(mapping(source.get("dispute_outcome")).get("outcome_code")) or "closed"
    return Dispute(
        id=f"{shop.key}/{ref}",
        order_key=key_of_order(source, shop),
        kind=kind_of(reason),
        phase=phase,
        round=_round(source, stage),
        state=state,
        outcome=outcome if state is DisputeState.CLOSED else None,
        opened_at=opened_at,
        answer_due=_due(source, opened_at, shop) if state is DisputeState.OPEN else None,
        amount=money(amount.get("value"), amount.get("currency_code")),
        reason=reason,
        source_ref=ref,
        link=shop.link.replace("{order_id}", ref),
        source_updated_at=iso(source.get("update_time")),
        read_started_at=now,
    )


def key_of_order(source: Json, shop: Shop) -> str:
    """The order's key in the shop whose orders are paid here.

    The first that stands there, over all disputed transactions: ``order_id`` of a ``custom`` that
    is an object (WooCommerce writes it so), ``invoice_number`` without the shop's prefix,
    ``custom`` as it is. Where none names an order, or the settings name no shop, the dispute stands
    under a key of its own, the transaction's: it is nobody's order, but people hear of it.
    """
    transactions = items(source.get("disputed_transactions"))
    if shop.orders_of:
        for name in (name for one in transactions for name in _names(one, shop)):
            if _ORDER_ID.fullmatch(name):
                return f"{shop.orders_of}/{name}"
    own = (identifier(one.get(name)) for one in transactions for name in _TRANSACTION)
    ref = next((one for one in own if _ORDER_ID.fullmatch(one)), ref_of(source))
    return order_key("paypal", shop.name, ref)


def _names(transaction: Json, shop: Shop) -> Sequence[str]:
    """What may name the order, the surest first."""
    custom, invoice = transaction.get("custom"), identifier(transaction.get("invoice_number"))
    numbered = invoice.startswith(shop.order_prefix)
    number = invoice.removeprefix(shop.order_prefix) if numbered else ""
    if isinstance(custom, str) and custom.startswith("{"):
        return _within(custom), number
    return number, identifier(custom)


def _within(custom: str) -> str:
    """The ``order_id`` of an object that stands in a free text."""
    try:
        return identifier(parse(custom.encode()).get("order_id"))
    except InvalidInput:
        return ""


def stage_of(source: Json) -> str:
    """The stage, empty where none is told."""
    return identifier(source.get("dispute_life_cycle_stage"))


def _round(source: Json, stage: str) -> int:
    """Ordinal of the answer period: each stage, and each further request of evidence, opens one.

    PayPal asks the seller for evidence many times (documented); a request is told by its date. The
    first request of an inquiry comes minutes after its opening and opens no second period.
    """
    requests = {
        identifier(one.get("date"))
        for one in items(source.get("evidences"))
        if one.get("source") == "REQUESTED_FROM_SELLER"
    }
    gone = STAGES.index(stage) if stage in STAGES else 0
    return max(1, gone + len(requests))


def _due(source: Json, opened_at: datetime, shop: Shop) -> AnswerDue:
    stated = iso(source.get("seller_response_due_date"))
    if stated is not None:
        return AnswerDue(at=stated, source="stated")
    return AnswerDue(at=opened_at + timedelta(hours=shop.answer_hours), source="assumed")
