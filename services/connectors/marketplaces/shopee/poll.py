"""Shopee's lists: orders and returns by time of change.

A span of more than 15 days is asked for piece by piece (documented limit of ``get_order_list``):
the cursor is the piece's start and the place within it. Entries of the order list do not tell when
they changed.
"""

from datetime import datetime, timedelta

from services.connectors.marketplaces.listing import as_listed
from services.connectors.marketplaces.shopee.client import ShopeeClient
from services.connectors.marketplaces.values import Json, epoch, identifier, items, mapping, parse
from services.connectors.ports import Hint, Page
from services.runtime.errors import InvalidInput

LISTINGS = ("orders", "disputes")
LONGEST = timedelta(days=15) - timedelta(seconds=1)
PAGE = "100"
RETURNS_PAGE = "40"


async def changes(
    client: ShopeeClient, listing: str, since: datetime, until: datetime, cursor: str | None
) -> Page:
    """One page of a list; see ``ports.Api.changes``.

    Raises:
        InvalidInput: there is no such list, or the cursor is not one of ours.
        OutsideError: see the tree.
    """
    if listing not in LISTINGS:
        raise InvalidInput("unknown_listing", listing)
    start, _, place = (cursor or f"{since.isoformat()}|").partition("|")
    begin = datetime.fromisoformat(start)
    end = min(begin + LONGEST, until)
    if listing == "orders":
        found = await _orders(client, begin, end, place)
        name, further = "order_list", identifier(found.get("next_cursor"))
    else:
        found = await _returns(client, begin, end, place)
        name, further = "return", str(int(place or "0") + 1)
    entries = as_listed(items(found.get(name)), lambda raw: listed(listing, raw, ""))
    if str(found.get("more")).lower() == "true":
        return Page(entries, f"{start}|{further}")
    return Page(entries, f"{end.isoformat()}|" if end < until else None)


async def _orders(client: ShopeeClient, begin: datetime, end: datetime, place: str) -> Json:
    query = {
        "time_range_field": "update_time",
        "time_from": _seconds(begin),
        "time_to": _seconds(end),
        "page_size": PAGE,
        "cursor": place,
    }
    return mapping(await client.call("GET", "/api/v2/order/get_order_list", query, repeat=True))


async def _returns(client: ShopeeClient, begin: datetime, end: datetime, place: str) -> Json:
    query = {
        "update_time_from": _seconds(begin),
        "update_time_to": _seconds(end),
        "page_size": RETURNS_PAGE,
        "page_no": place or "0",
    }
    return mapping(await client.call("GET", "/api/v2/returns/get_return_list", query, repeat=True))


def _seconds(at: datetime) -> str:
    return str(int(at.timestamp()))


def listed(listing: str, raw: bytes, seller_id: str) -> Hint:
    """The hint of one entry.

    Raises:
        InvalidInput: ``unreadable``, or there is no such list.
    """
    entry = parse(raw)
    if listing not in LISTINGS:
        raise InvalidInput("unreadable", f"there is no list {listing!r}")
    order_sn, return_sn = (identifier(entry.get(name)) for name in ("order_sn", "return_sn"))
    ref = order_sn if listing == "orders" else return_sn
    if not ref:
        raise InvalidInput("unreadable", f"no entry of the list {listing!r}")
    return Hint(
        seller_id=seller_id,
        kind="order" if listing == "orders" else "dispute",
        ref=ref,
        order_id=order_sn,
        changed_at=epoch(entry.get("update_time")),
    )
