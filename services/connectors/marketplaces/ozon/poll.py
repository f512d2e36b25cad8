"""Ozon's list: postings by the time of their last change of status, by cursor.

Source: ``/v4/posting/fbs/list`` (the documented request and answer as public clients generate them,
noted 2026-11-27). Version 3, by offset, was to end on 2026-08-31 (secondary, several). It wants a
span of creation too, of at most a year.
"""

from datetime import datetime, timedelta

from services.connectors.marketplaces.listing import as_listed
from services.connectors.marketplaces.ozon.client import NAME, OzonClient
from services.connectors.marketplaces.values import identifier, items, parse
from services.connectors.ports import Hint, Page
from services.runtime.errors import InvalidInput, Unanswered

LISTINGS = ("orders",)
PAGE = 100
"""The most that a page holds (documented)."""

_CURSOR = 4096
"""Most characters of a cursor: of Ozon's own make, and of no documented length."""

_OLDEST = timedelta(days=364)


async def changes(
    client: OzonClient, listing: str, since: datetime, until: datetime, cursor: str | None
) -> Page:
    """One page of a list; see ``ports.Api.changes``.

    Raises:
        InvalidInput: there is no such list.
        OutsideError: see the tree.
    """
    if listing not in LISTINGS:
        raise InvalidInput("unknown_listing", listing)
    changed = {"from": since.isoformat(), "to": until.isoformat()}
    span = {"since": (until - _OLDEST).isoformat(), "to": until.isoformat()}
    body = {
        "sort_dir": "ASC",
        "filter": span | {"last_changed_status_date": changed},
        "limit": PAGE,
        "cursor": cursor or "",
    }
    found = await client.read("/v4/posting/fbs/list", body)
    told = items(found.get("postings"))
    entries = as_listed(told, lambda raw: listed(listing, raw, ""))
    further = found.get("cursor")
    if not told or found.get("has_next") is not True or further == cursor:
        return Page(entries, None)
    if not isinstance(further, str) or not 0 < len(further) <= _CURSOR:
        raise Unanswered(NAME, "cursor", "there is more, and it does not say where")
    return Page(entries, further)


def listed(listing: str, raw: bytes, seller_id: str) -> Hint:
    """The hint of one entry.

    Raises:
        InvalidInput: ``unreadable``, or there is no such list.
    """
    ref = identifier(parse(raw).get("posting_number"))
    if listing not in LISTINGS or not ref:
        raise InvalidInput("unreadable", f"no entry of the list {listing!r}")
    return Hint(seller_id, "order", ref, ref)
