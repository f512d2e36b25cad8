"""TikTok Shop's lists: orders and returns by time of change, by page token.

Sources: ``POST /order/202309/orders/search``, ``POST /return_refund/202309/returns/search`` (from
SDK code, noted 2026-11-26). Messages have no list across conversations.
"""

from datetime import datetime

from services.connectors.marketplaces.listing import as_listed
from services.connectors.marketplaces.tiktok_shop.client import TikTokClient
from services.connectors.marketplaces.values import epoch, identifier, items, mapping, parse
from services.connectors.ports import Hint, Page
from services.runtime.errors import InvalidInput

LISTINGS = ("orders", "disputes")
PAGE = "100"
_PATHS = {
    "orders": ("/order/202309/orders/search", "orders", "id"),
    "disputes": ("/return_refund/202309/returns/search", "return_orders", "return_id"),
}


async def changes(
    client: TikTokClient, listing: str, since: datetime, until: datetime, cursor: str | None
) -> Page:
    """One page of a list; see ``ports.Api.changes``.

    Raises:
        InvalidInput: there is no such list.
        OutsideError: see the tree.
    """
    if listing not in _PATHS:
        raise InvalidInput("unknown_listing", listing)
    path, name, _ = _PATHS[listing]
    query = {
        "page_size": PAGE,
        "sort_field": "update_time",
        "sort_order": "ASC",
        "page_token": cursor or "",
    }
    span = {"update_time_ge": int(since.timestamp()), "update_time_lt": int(until.timestamp()) + 1}
    found = mapping(await client.call("POST", path, query, span, repeat=True))
    further = identifier(found.get("next_page_token")) or None
    entries = as_listed(items(found.get(name)), lambda raw: listed(listing, raw, ""))
    return Page(entries, further)


def listed(listing: str, raw: bytes, seller_id: str) -> Hint:
    """The hint of one entry.

    Raises:
        InvalidInput: ``unreadable``, or there is no such list.
    """
    entry = parse(raw)
    if listing not in _PATHS:
        raise InvalidInput("unreadable", f"there is no list {listing!r}")
    ref = identifier(entry.get(_PATHS[listing][2]))
    if not ref:
        raise InvalidInput("unreadable", f"no entry of the list {listing!r}")
    return Hint(
        seller_id=seller_id,
        kind="order" if listing == "orders" else "dispute",
        ref=ref,
        order_id=ref if listing == "orders" else identifier(entry.get("order_id")),
        changed_at=epoch(entry.get("update_time")),
    )
