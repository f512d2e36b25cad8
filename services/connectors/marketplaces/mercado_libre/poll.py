"""Mercado Libre's lists: orders and claims by time of change, by offset."""

from datetime import datetime

from services.connectors.marketplaces.listing import as_listed
from services.connectors.marketplaces.mercado_libre.client import MeliClient
from services.connectors.marketplaces.mercado_libre.disputes import is_cancellation, order_of
from services.connectors.marketplaces.values import (
    Json,
    identifier,
    iso,
    items,
    mapping,
    parse,
    whole,
)
from services.connectors.ports import Hint, Page
from services.runtime.errors import InvalidInput

LISTINGS = ("orders", "disputes")
PAGE = 50
_MOST_OFFSET = 1000
"""Results beyond it are not given (documented for searches): the span is then shortened."""


async def changes(
    client: MeliClient, listing: str, since: datetime, until: datetime, cursor: str | None
) -> Page:
    """One page of a list; see ``ports.Api.changes``.

    Raises:
        InvalidInput: there is no such list.
        OutsideError: see the tree.
    """
    if listing not in LISTINGS:
        raise InvalidInput("unknown_listing", listing)
    start, _, place = (cursor or f"{since.isoformat()}|0").partition("|")
    found = await _search(client, listing, (start, until.isoformat(), place))
    told = items(found.get("results" if listing == "orders" else "data"))
    entries = as_listed(told, lambda raw: listed(listing, raw, ""))
    total = whole(mapping(found.get("paging")).get("total")) or 0
    further = int(place) + len(told)
    if not told or further >= total:
        return Page(entries, None)
    if further < _MOST_OFFSET:
        return Page(entries, f"{start}|{further}")
    last = _changed(told[-1])
    return Page(entries, f"{last.isoformat()}|0" if last and last.isoformat() != start else None)


async def _search(client: MeliClient, listing: str, place: tuple[str, str, str]) -> Json:
    (start, end, offset), seller = place, client.seller_id
    if listing == "orders":
        query = {
            "seller": seller,
            "order.date_last_updated.from": start,
            "order.date_last_updated.to": end,
            "sort": "date_asc",
        }
        path = "/orders/search"
    else:
        query = {
            "player_role": "respondent",
            "player_user_id": seller,
            "range": f"last_updated:after:{start},before:{end}",
            "sort": "last_updated:asc",
        }
        path = "/post-purchase/v1/claims/search"
    return await client.call(
        "GET", path, {**query, "limit": str(PAGE), "offset": offset}, repeat=True
    )


def listed(listing: str, raw: bytes, seller_id: str) -> Hint:
    """The hint of one entry; a claim that cancels is a change of its order.

    Raises:
        InvalidInput: ``unreadable``, or there is no such list.
    """
    entry = parse(raw)
    if listing not in LISTINGS:
        raise InvalidInput("unreadable", f"there is no list {listing!r}")
    ref = identifier(entry.get("id"))
    if not ref:
        raise InvalidInput("unreadable", f"no entry of the list {listing!r}")
    order_id = ref if listing == "orders" else order_of(entry)
    if listing == "disputes" and not (is_cancellation(entry) and order_id):
        return Hint(seller_id, "dispute", ref, order_id, _changed(entry))
    return Hint(seller_id, "order", order_id, order_id, _changed(entry))


def _changed(entry: Json) -> datetime | None:
    return iso(entry.get("last_updated")) or iso(entry.get("date_last_updated"))
