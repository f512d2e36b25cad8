"""Lazada's lists: orders by time of change, reverse orders by their lines' time of change.

The chat is never polled: Lazada forbids it, messages come by push (type 2) alone.
"""

from collections.abc import Sequence
from datetime import datetime

from services.connectors.marketplaces import paging
from services.connectors.marketplaces.iop.client import IopClient
from services.connectors.marketplaces.lazada.disputes import is_cancellation, reverse_lines
from services.connectors.marketplaces.lazada.mapping import instant
from services.connectors.marketplaces.listing import as_listed
from services.connectors.marketplaces.values import (
    Json,
    identifier,
    items,
    mapping,
    parse,
    total_of,
)
from services.connectors.ports import Hint, Listed, Page
from services.runtime.errors import InvalidInput

LISTINGS = ("orders", "disputes")
ORDERS_PAGE = 100
REVERSE_PAGE = 100
_MOST_OFFSET = 5000


async def changes(
    client: IopClient, listing: str, since: datetime, until: datetime, cursor: str | None
) -> Page:
    """One page of a list; see ``ports.Api.changes``.

    Raises:
        InvalidInput: there is no such list, or the cursor is not one of ours.
        OutsideError: see the tree.
    """
    if listing == "orders":
        return await _orders(client, since, until, cursor)
    if listing == "disputes":
        return await _reverse_orders(client, since, until, cursor)
    raise InvalidInput("unknown_listing", listing)


def listed(listing: str, raw: bytes, seller_id: str) -> Hint:
    """The hint of one entry; a cancellation is a change of its order.

    Raises:
        InvalidInput: ``unreadable``, or there is no such list.
    """
    entry = parse(raw)
    if listing == "orders":
        order_id, reverse_id = identifier(entry.get("order_id")), ""
        changed_at = instant(entry.get("updated_at"))
    elif listing == "disputes":
        order_id = identifier(entry.get("trade_order_id"))
        reverse_id = identifier(entry.get("reverse_order_id"))
        names = ("return_order_line_gmt_modified", "gmt_modified")
        layers = (entry, *reverse_lines(entry))
        dates = [instant(layer.get(name)) for layer in layers for name in names]
        changed_at = max((date for date in dates if date), default=None)
    else:
        raise InvalidInput("unreadable", f"there is no list {listing!r}")
    disputed = bool(reverse_id) and not (order_id and is_cancellation(entry))
    if not (reverse_id if disputed else order_id):
        raise InvalidInput("unreadable", f"no entry of the list {listing!r}")
    return Hint(
        seller_id=seller_id,
        kind="dispute" if disputed else "order",
        ref=reverse_id if disputed else order_id,
        order_id=order_id,
        changed_at=changed_at,
    )


async def _orders(client: IopClient, since: datetime, until: datetime, cursor: str | None) -> Page:
    """Pages by offset; past the greatest offset allowed the span is shortened from its start."""
    after, offset, total = (cursor or f"{since.isoformat()}|0|").split("|")
    found = mapping(
        await client.rest(
            "GET",
            "/orders/get",
            {
                "update_after": after,
                "update_before": until.isoformat(),
                "sort_by": "updated_at",
                "sort_direction": "ASC",
                "limit": str(ORDERS_PAGE),
                "offset": offset,
            },
            repeat=True,
        )
    )
    entries = items(found.get("orders"))
    count = total_of(found, "countTotal")
    return Page(_listed("orders", entries), _next(entries, after, int(offset), total, count))


def _next(entries: Sequence[Json], after: str, offset: int, before: str, total: str) -> str | None:
    """Where to go on.

    An order that changes while we page leaves the span, every later one moves up, and the next
    page would skip one: where the total has fallen the list is read again from its start. It ends,
    because a span that is over can only shrink.
    """
    if before and total and int(total) < int(before):
        return f"{after}|0|{total}"
    if len(entries) < ORDERS_PAGE:
        return None
    further = offset + len(entries)
    if further + ORDERS_PAGE <= _MOST_OFFSET:
        return f"{after}|{further}|{total}"
    last = instant(entries[-1].get("updated_at"))
    return f"{last.isoformat()}|0|" if last and last.isoformat() != after else None


async def _reverse_orders(
    client: IopClient, since: datetime, until: datetime, cursor: str | None
) -> Page:
    page, before = paging.place(cursor)
    found = mapping(
        await client.rest(
            "GET",
            "/reverse/getreverseordersforseller",
            {
                "page_no": str(page),
                "page_size": str(REVERSE_PAGE),
                "ReverseOrderLineModifiedTimeRangeStart": _milliseconds(since),
                "ReverseOrderLineModifiedTimeRangeEnd": _milliseconds(until),
            },
            repeat=True,
        )
    )
    entries = items(found.get("items") or found.get("reverse_orders"))
    full, total = len(entries) >= REVERSE_PAGE, total_of(found, "total")
    further = paging.further(page, before, total, full=full)
    return Page(_listed("disputes", entries), further)


def _milliseconds(at: datetime) -> str:
    return str(int(at.timestamp() * 1000))


def _listed(listing: str, entries: Sequence[Json]) -> tuple[Listed, ...]:
    return as_listed(entries, lambda raw: listed(listing, raw, ""))
