"""WooCommerce's list of orders, by time of change.

Source: ``modified_after``, ``modified_before``, ``dates_are_gmt`` of the CRUD controller (from
code, 2026-11-27). The span is shortened from its start page by page: an order that changes while we
page leaves it, and counted pages would skip another.
"""

from datetime import UTC, datetime, timedelta

from services.connectors.marketplaces.listing import as_listed
from services.connectors.marketplaces.values import identifier, items, parse
from services.connectors.marketplaces.woocommerce.client import WooClient
from services.connectors.marketplaces.woocommerce.times import gmt
from services.connectors.ports import Hint, Page
from services.runtime.errors import InvalidInput

LISTINGS = ("orders",)
PAGE = 100
_SECOND = timedelta(seconds=1)


async def changes(
    client: WooClient, listing: str, since: datetime, until: datetime, cursor: str | None
) -> Page:
    """One page of a list; see ``ports.Api.changes``.

    Raises:
        InvalidInput: there is no such list.
        OutsideError: see the tree.
    """
    if listing not in LISTINGS:
        raise InvalidInput("unknown_listing", listing)
    start, _, page = (cursor or f"{_text(since)}|1").partition("|")
    begin = datetime.fromisoformat(start).replace(tzinfo=UTC)
    query = {
        "modified_after": _text(begin - _SECOND),  # exclusive, by whole seconds
        "modified_before": _text(until + _SECOND),
        "dates_are_gmt": "true",
        "orderby": "modified",
        "order": "asc",
        "per_page": str(PAGE),
        "page": page,
        "_fields": "id,date_modified_gmt",
    }
    told = items(await client.entries("/orders", query))
    entries = as_listed(told, lambda raw: listed(listing, raw, ""))
    if len(told) < PAGE:
        return Page(entries, None)
    last = gmt(told[-1].get("date_modified_gmt"))
    if last is None or last <= begin:
        return Page(entries, f"{start}|{int(page) + 1}")
    return Page(entries, f"{_text(last)}|1")


def listed(listing: str, raw: bytes, seller_id: str) -> Hint:
    """The hint of one entry.

    Raises:
        InvalidInput: ``unreadable``, or there is no such list.
    """
    entry = parse(raw)
    ref = identifier(entry.get("id"))
    if listing not in LISTINGS or not ref:
        raise InvalidInput("unreadable", f"no entry of the list {listing!r}")
    return Hint(seller_id, "order", ref, ref, gmt(entry.get("date_modified_gmt")))


def _text(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat()
