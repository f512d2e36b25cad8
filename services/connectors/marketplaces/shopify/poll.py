"""Shopify's lists: orders by time of change, disputes by when they began.

The list of disputes has no filter by change (documented: ``id`` and ``initiated_at``), so those of
the last months are paged in full, whole as they stand. One that is over is not read again once it
was read after its end. Orders older than 60 days want the scope ``read_all_orders`` (documented).
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from services.connectors.marketplaces.listing import as_listed
from services.connectors.marketplaces.shopify import queries
from services.connectors.marketplaces.shopify.client import ShopifyClient
from services.connectors.marketplaces.shopify.disputes import finalized, read_dispute
from services.connectors.marketplaces.values import (
    identifier,
    iso,
    items,
    mapping,
    parse,
    readable,
)
from services.connectors.ports import Hint, Page, Shop
from services.runtime.errors import InvalidInput

LISTINGS = ("orders", "disputes")
PAGE = 50
OPEN_FOR = timedelta(days=180)
"""How long a chargeback may take from its beginning to its end; inferred, 2026-11-27."""


async def changes(
    client: ShopifyClient,
    listing: str,
    since: datetime,
    until: datetime,
    cursor: str | None,
    *,
    shop: Shop,
) -> Page:
    """One page of a list; see ``ports.Api.changes``.

    Raises:
        InvalidInput: there is no such list.
        OutsideError: see the tree.
    """
    if listing not in LISTINGS:
        raise InvalidInput("unknown_listing", listing)
    asked: dict[str, Any] = {"first": PAGE, "after": cursor}
    if listing == "orders":
        asked["query"] = f"updated_at:>='{_text(since)}' AND updated_at:<'{_text(until)}'"
        found = await client.ask("Orders", queries.ORDERS, asked)
        told = items(mapping(found.get("orders")).get("nodes"))
    else:
        asked["query"] = f"initiated_at:>='{_text(since - OPEN_FOR)}'"
        found = await client.ask("Disputes", queries.DISPUTES, asked)
        # A charge without an order of the shop's is nobody's case.
        nodes = items(mapping(found.get("disputes")).get("nodes"))
        told = [one for one in nodes if mapping(one.get("order"))]
    entries = as_listed(told, lambda raw: listed(listing, raw, shop, until))
    return Page(entries, _further(mapping(found.get(listing))))


def listed(listing: str, raw: bytes, shop: Shop, read_at: datetime) -> Hint:
    """The hint of one entry.

    Raises:
        InvalidInput: ``unreadable``, or there is no such list.
    """
    entry = parse(raw)
    ref = identifier(entry.get("legacyResourceId"))
    if listing not in LISTINGS or not ref:
        raise InvalidInput("unreadable", f"no entry of the list {listing!r}")
    if listing == "orders":
        return Hint(shop.seller_id, "order", ref, ref, iso(entry.get("updatedAt")))
    with readable("dispute"):
        dispute = read_dispute(entry, shop, read_at)
    order_id = identifier(mapping(entry.get("order")).get("legacyResourceId"))
    return Hint(shop.seller_id, "dispute", ref, order_id, finalized(entry), value=dispute)


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _further(found: Mapping[str, Any]) -> str | None:
    info = mapping(found.get("pageInfo"))
    further = info.get("endCursor")
    return further if info.get("hasNextPage") is True and isinstance(further, str) else None
