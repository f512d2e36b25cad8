"""Ozon's list: postings by the time of their last change of status, by offset.

Source: ``/v3/posting/fbs/list`` (the documented fields as public clients type them, noted
2026-11-27). It wants a span of creation too, of at most a year.
"""

from datetime import datetime, timedelta

from services.connectors.marketplaces.listing import as_listed
from services.connectors.marketplaces.ozon.client import OzonClient
from services.connectors.marketplaces.values import identifier, items, mapping, parse
from services.connectors.ports import Hint, Page
from services.runtime.errors import InvalidInput

LISTINGS = ("orders",)
PAGE = 500
OVERLAP = 50
"""Entries read again on the next page: so many may change, and leave the span, between two."""

_OLDEST = timedelta(days=364)


async def changes(
    client: OzonClient, listing: str, since: datetime, until: datetime, cursor: str | None
) -> Page:
    """One page of a list; see ``ports.Api.changes``.

    Raises:
        InvalidInput: there is no such list, or the cursor is not one of ours.
        OutsideError: see the tree.
    """
    if listing not in LISTINGS:
        raise InvalidInput("unknown_listing", listing)
    if cursor is not None and not cursor.isdecimal():
        raise InvalidInput("cursor", "not a cursor of this list")
    offset = int(cursor or 0)
    changed = {"from": since.isoformat(), "to": until.isoformat()}
    span = {"since": (until - _OLDEST).isoformat(), "to": until.isoformat()}
    body = {
        "dir": "ASC",
        "filter": span | {"last_changed_status_date": changed},
        "limit": PAGE,
        "offset": offset,
    }
    found = mapping((await client.read("/v3/posting/fbs/list", body)).get("result"))
    told = items(found.get("postings"))
    entries = as_listed(told, lambda raw: listed(listing, raw, ""))
    if not told or found.get("has_next") is not True:
        return Page(entries, None)
    return Page(entries, str(max(offset + len(told) - OVERLAP, offset + 1)))


def listed(listing: str, raw: bytes, seller_id: str) -> Hint:
    """The hint of one entry.

    Raises:
        InvalidInput: ``unreadable``, or there is no such list.
    """
    ref = identifier(parse(raw).get("posting_number"))
    if listing not in LISTINGS or not ref:
        raise InvalidInput("unreadable", f"no entry of the list {listing!r}")
    return Hint(seller_id, "order", ref, ref)
