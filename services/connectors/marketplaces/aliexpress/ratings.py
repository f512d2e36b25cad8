"""AliExpress' ratings that have taken effect: a list by the day on which they did.

The call and its fields are known from the platform's own SDK alone (checked 2026-11-27); the form
of its times and the scale are inferred: Pacific wall time, 1 to 5. The list has no pages, so it is
asked a week at a time. A rating's words and its buyer's name are let go before anything is kept.
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from schemas.base import order_key
from schemas.conversation import Feedback
from services.connectors.marketplaces.aliexpress.times import pacific, span, unambiguous
from services.connectors.marketplaces.iop.client import IopClient
from services.connectors.marketplaces.listing import as_listed
from services.connectors.marketplaces.values import (
    Json,
    items,
    mapping,
    parse,
    readable,
    required,
    whole,
)
from services.connectors.ports import Hint, Page, Shop
from services.runtime.errors import InvalidInput

LISTING = "ratings"
_RATINGS = "aliexpress.evaluation.listorderevaluation.get"
_AT_ONCE = timedelta(days=7)
_KEPT = ("order_id", "parent_order_id", "buyer_evaluation", "buyer_fb_date", "gmt_modified")
_STARS = range(1, 6)


async def changes(
    client: IopClient, shop: Shop, since: datetime, until: datetime, cursor: str | None
) -> Page:
    """The ratings that took effect in the next week of the span; see ``ports.Api.changes``.

    Raises:
        InvalidInput: the cursor is not one of ours.
        OutsideError: see the tree.
    """
    begins = _place(cursor, since)
    ends = min(begins + _AT_ONCE, until)
    start, end = span(begins, ends)
    query = {"start_valid_date": start, "end_valid_date": end}
    found = mapping(
        await client.sync(
            _RATINGS, {"trade_evaluation_request": json.dumps(query, sort_keys=True)}, repeat=True
        )
    )
    entries = [_kept(entry) for entry in _given(found)]
    further = ends.isoformat() if ends < until else None
    return Page(as_listed(entries, lambda raw: listed(raw, shop)), further)


def listed(raw: bytes, shop: Shop) -> Hint:
    """The rating that an entry is.

    Raises:
        InvalidInput: ``unreadable``.
    """
    entry = parse(raw)
    ref, order_id = required(entry, "order_id"), required(entry, "parent_order_id")
    stars, given_at = whole(entry.get("buyer_evaluation")), pacific(entry.get("buyer_fb_date"))
    if stars not in _STARS or given_at is None:
        raise InvalidInput("unreadable", "a rating without its stars or its time")
    changed_at = unambiguous(entry.get("gmt_modified")) or unambiguous(entry.get("buyer_fb_date"))
    with readable("rating"):
        value = Feedback(
            id=f"{shop.key}/{ref}",
            version=0,
            order_key=order_key("aliexpress", shop.name, order_id),
            score=stars,
            given_at=given_at,
            source_updated_at=changed_at,
        )
    return Hint(
        seller_id=shop.seller_id,
        kind="feedback",
        ref=ref,
        order_id=order_id,
        changed_at=changed_at,
        value=value,
    )


def read(hint: Hint, now: datetime) -> Sequence[Feedback]:
    """The rating that came whole with its entry.

    Raises:
        InvalidInput: nothing came with it.
    """
    if not isinstance(hint.value, Feedback):
        raise InvalidInput("unreadable", "a rating is only read from its list")
    return (hint.value.model_copy(update={"read_started_at": now}),)


def _given(found: Json) -> list[Json]:
    """Those in which the buyer gave stars; the seller's own rating of a buyer is listed too."""
    entries = items(found.get("target_list"), "trade_evaluation_open_dto")
    return [entry for entry in entries if whole(entry.get("buyer_evaluation"))]


def _kept(entry: Json) -> Json:
    return {name: entry[name] for name in _KEPT if name in entry}


def _place(cursor: str | None, since: datetime) -> datetime:
    if cursor is None:
        return since
    try:
        return datetime.fromisoformat(cursor)
    except ValueError as error:
        raise InvalidInput("cursor", "not a cursor of this list") from error
