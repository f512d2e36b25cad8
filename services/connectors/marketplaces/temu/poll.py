"""Temu's lists: orders and requests after the sale by the time of their last change, by page.

Source: ``bg.order.list.v2.get``, ``bg.aftersales.parentaftersales.list.get`` (documented copies,
noted 2026-11-27).
"""

from datetime import datetime

from services.connectors.marketplaces import paging
from services.connectors.marketplaces.listing import as_listed
from services.connectors.marketplaces.temu.client import TemuClient, Value
from services.connectors.marketplaces.values import (
    epoch,
    identifier,
    items,
    mapping,
    parse,
    total_of,
)
from services.connectors.ports import Hint, Page
from services.runtime.errors import InvalidInput

LISTINGS = ("orders", "disputes")
PAGE = 100
ORDERS = "bg.order.list.v2.get"
REQUESTS = "bg.aftersales.parentaftersales.list.get"


async def changes(
    client: TemuClient, listing: str, since: datetime, until: datetime, cursor: str | None
) -> Page:
    """One page of a list; see ``ports.Api.changes``.

    Raises:
        InvalidInput: there is no such list, or the cursor is not one of ours.
        OutsideError: see the tree.
    """
    if listing not in LISTINGS:
        raise InvalidInput("unknown_listing", listing)
    page, before = paging.place(cursor)
    span: dict[str, Value] = {
        "updateAtStart": int(since.timestamp()),
        "updateAtEnd": int(until.timestamp()) + 1,
        "pageSize": PAGE,
    }
    if listing == "orders":
        found = await client.read(ORDERS, span | {"pageNumber": page, "sortby": "updateTime"})
        told, total = items(found.get("pageItems")), total_of(found, "totalItemNum")
    else:
        found = await client.read(REQUESTS, span | {"pageNo": page})
        told, total = items(found.get("data")), total_of(found, "total")
    entries = as_listed(told, lambda raw: listed(listing, raw, ""))
    return Page(entries, paging.further(page, before, total, full=len(told) >= PAGE))


def listed(listing: str, raw: bytes, seller_id: str) -> Hint:
    """The hint of one entry.

    Raises:
        InvalidInput: ``unreadable``, or there is no such list.
    """
    entry = parse(raw)
    if listing == "orders":
        entry = dict(mapping(entry.get("parentOrderMap")))
    order_sn = identifier(entry.get("parentOrderSn"))
    ref = order_sn if listing == "orders" else identifier(entry.get("parentAfterSalesSn"))
    if listing not in LISTINGS or not ref or not order_sn:
        raise InvalidInput("unreadable", f"no entry of the list {listing!r}")
    changed_at = epoch(entry.get("updateTime")) or epoch(entry.get("updateAt"))
    kind = "order" if listing == "orders" else "dispute"
    return Hint(seller_id, "order" if kind == "order" else "dispute", ref, order_sn, changed_at)
