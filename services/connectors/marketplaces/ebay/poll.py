"""eBay's lists: orders by time of change, inquiries and cases by when they were opened.

Source: getOrders, inquiry/search and casemanagement/search (documented, 2026-11-27). The two latter
take no modified-since filter: all that were opened in the span or a dispute's life before it are
paged, and those left out that their own date says are older. Payment disputes: see ``payments``.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from services.connectors.marketplaces.ebay import payments
from services.connectors.marketplaces.ebay.client import (
    ORDERS,
    PAYMENTS,
    POST_ORDER,
    EbayClient,
)
from services.connectors.marketplaces.ebay.disputes import CASE
from services.connectors.marketplaces.ebay.instants import span, told, written
from services.connectors.marketplaces.ebay.lines import REFS
from services.connectors.marketplaces.listing import as_listed
from services.connectors.marketplaces.values import (
    Json,
    identifier,
    iso,
    items,
    mapping,
    parse,
    total_of,
)
from services.connectors.ports import Hint, Page
from services.runtime.errors import InvalidInput

LISTINGS = ("orders", "disputes")
PAGE = 100
LONGEST = timedelta(days=89)
"""How long ago changes of orders are listed: the span begins within 90 days (documented)."""

LIFE = timedelta(days=90)
"""An inquiry lives at most 21 working days (secondary); a case and its appeal come after."""

_OLDEST = timedelta(days=540)
"""How long ago a search may begin: 18 months (documented)."""

_RANGES = {"inquiry": "inquiry_creation_date_range", "casemanagement": "case_creation_date_range"}


async def changes(
    client: EbayClient, listing: str, since: datetime, until: datetime, cursor: str | None
) -> Page:
    """One page of a list; see ``ports.Api.changes``.

    Raises:
        InvalidInput: there is no such list, or the cursor is not one of ours.
        OutsideError: see the tree.
    """
    if listing == "orders":
        return await _orders(client, since, until, cursor)
    if listing == "disputes":
        return await _disputes(client, since, until, cursor)
    if listing == payments.LISTING:
        return await _payments(client, cursor)
    raise InvalidInput("unknown_listing", listing)


async def _orders(client: EbayClient, since: datetime, until: datetime, cursor: str | None) -> Page:
    offset, total = _place(cursor or "")
    query = {
        "filter": span("lastmodifieddate", max(since, until - LONGEST), until),
        "limit": str(PAGE),
        "offset": str(offset),
    }
    found = await client.get(ORDERS, query)
    entries = items(found.get("orders"))
    further = _next(offset, total, total_of(found, "total"), len(entries))
    return Page(as_listed(entries, lambda raw: listed("orders", raw, "")), further)


async def _disputes(
    client: EbayClient, since: datetime, until: datetime, cursor: str | None
) -> Page:
    """Inquiries, then cases: the cursor is which of them, and the place in it."""
    kind, _, place = (cursor or "inquiry|").partition("|")
    if kind not in _RANGES:
        raise InvalidInput("cursor", "not a cursor of this list")
    offset, total = _place(place)
    query = {
        f"{_RANGES[kind]}_from": written(max(since - LIFE, until - _OLDEST)),
        f"{_RANGES[kind]}_to": written(until),
        "limit": str(PAGE),
        "offset": str(offset),
    }
    found = await client.get(f"{POST_ORDER}/{kind}/search", query)
    entries = items(found.get("members"))
    stated = total_of(mapping(found.get("paginationOutput")), "totalEntries")
    further = _next(offset, total, stated, len(entries))
    cursor = f"{kind}|{further}" if further is not None else None
    if further is None and kind == "inquiry":
        cursor = "casemanagement|"
    fresh = [
        one for one in entries if _is_fresh(one, since) and not _is_ours(one, client.seller_id)
    ]
    return Page(as_listed(fresh, lambda raw: listed("disputes", raw, "")), cursor)


async def _payments(client: EbayClient, cursor: str | None) -> Page:
    """All that are open, and those that have closed of late: no filter asks for changes."""
    offset, total = _place(cursor or "")
    query = {"limit": str(PAGE), "offset": str(offset)}
    found = await client.get(f"{PAYMENTS}_summary", query)
    entries = items(found.get("paymentDisputeSummaries"))
    further = _next(offset, total, total_of(found, "total"), len(entries))
    return Page(as_listed(entries, lambda raw: listed(payments.LISTING, raw, "")), further)


def _is_fresh(entry: Json, since: datetime) -> bool:
    """Whether it changed in the span or after; one that is not dated did, to be safe."""
    changed = told(entry, "lastModifiedDate")
    return changed is None or changed >= since


def _is_ours(entry: Json, seller: str) -> bool:
    """Whether the seller is its buyer: an account buys as well as it sells."""
    return bool(seller) and identifier(entry.get("buyer")) == seller


def listed(listing: str, raw: bytes, seller_id: str) -> Hint:
    """The hint of one entry.

    Raises:
        InvalidInput: ``unreadable``, or there is no such list.
    """
    entry = parse(raw)
    if listing == "orders" and (ref := identifier(entry.get("orderId"))):
        return Hint(seller_id, "order", ref, ref, iso(entry.get("lastModifiedDate")))
    if listing == "disputes" and (ref := _ref(entry)):
        return Hint(seller_id, "dispute", ref, changed_at=told(entry, "lastModifiedDate"))
    if listing == payments.LISTING:
        return payments.listed(entry, seller_id)
    raise InvalidInput("unreadable", f"no entry of the list {listing!r}")


def _ref(entry: Mapping[str, object]) -> str:
    inquiry, case = (identifier(entry.get(name)) for name in REFS.values())
    return inquiry or (CASE + case if case else "")


def _place(text: str) -> tuple[int, str]:
    """How many entries to skip, and the total that the list had; of the first page neither."""
    offset, _, total = text.partition("/")
    if offset and not offset.isdecimal():
        raise InvalidInput("cursor", "not a cursor of this list")
    return int(offset or "0"), total


def _next(offset: int, before: str, total: str, count: int) -> str | None:
    """Where to go on.

    An order that changes while we page leaves the span, every later one moves up, and the next page
    would skip one: where the total has fallen the list is read again from its start. It ends,
    because a span that is over can only shrink.
    """
    if before and total and int(total) < int(before):
        return f"0/{total}"
    further = offset + count
    more = further < int(total) if total else count >= PAGE
    return f"{further}/{total}" if count and more else None
