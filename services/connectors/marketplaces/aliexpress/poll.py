"""AliExpress' lists: orders by time of change, issues by status.

The issue list takes no modified-since filter: ``processing`` is always paged in full, the two
closed lists are paged too and their older entries left out by their own date.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from services.connectors.marketplaces import paging
from services.connectors.marketplaces.aliexpress.statuses import ORDER_STATUSES
from services.connectors.marketplaces.aliexpress.times import pacific, span, unambiguous
from services.connectors.marketplaces.iop.client import IopClient
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
PAGE_SIZE = 50
_ORDERS = "aliexpress.solution.order.get"
_ISSUES = "aliexpress.issue.issuelist.get"
_ISSUE_STATUSES = ("processing", "finish", "canceled_issue")


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
        return await _issues(client, since, cursor)
    raise InvalidInput("unknown_listing", listing)


def listed(listing: str, raw: bytes, seller_id: str) -> Hint:
    """The hint of one entry.

    Raises:
        InvalidInput: ``unreadable``, or there is no such list.
    """
    entry = parse(raw)
    changed_at = unambiguous(entry.get("gmt_update") or entry.get("gmt_modified"))
    order_id = identifier(entry.get("parent_order_id")) or identifier(entry.get("order_id"))
    ref = identifier(entry.get("issue_id")) if listing == "disputes" else order_id
    if listing not in LISTINGS or not ref:
        raise InvalidInput("unreadable", f"no entry of the list {listing!r}")
    return Hint(
        seller_id=seller_id,
        kind="dispute" if listing == "disputes" else "order",
        ref=ref,
        order_id=order_id,
        changed_at=changed_at,
        buyer=identifier(entry.get("buyer_login_id")),
    )


async def open_issues(client: IopClient, order_id: str, buyer: str) -> Sequence[Json]:
    """The list entries of the issues that stand on one order."""
    query = {"order_no": order_id, "issue_status": "processing", "current_page": 1}
    query |= {"page_size": PAGE_SIZE, "buyer_login_id": buyer}
    return _entries(await _query(client, query))


async def _orders(client: IopClient, since: datetime, until: datetime, cursor: str | None) -> Page:
    page, total = paging.place(cursor)
    start, end = span(since, until)
    query = {
        "modified_date_start": start,
        "modified_date_end": end,
        # Without a list of statuses the platform leaves FINISH out.
        "order_status_list": list(ORDER_STATUSES),
        "page_size": PAGE_SIZE,
        "current_page": page,
    }
    found = mapping(
        await client.sync(_ORDERS, {"param0": json.dumps(query, sort_keys=True)}, repeat=True)
    )
    entries = items(found.get("target_list"), "order_dto")
    return Page(
        _listed("orders", entries),
        _next(page, total, total_of(found, "total_count"), entries),
    )


async def _issues(client: IopClient, since: datetime, cursor: str | None) -> Page:
    status, _, place = (cursor or _ISSUE_STATUSES[0]).partition(":")
    if status not in _ISSUE_STATUSES:
        raise InvalidInput("cursor", "not a cursor of this list")
    page, total = paging.place(place or None)
    query = {"issue_status": status, "current_page": page, "page_size": PAGE_SIZE}
    found = await _query(client, query)
    entries = _entries(found)
    further = _next(page, total, total_of(found, "total_item"), entries)
    if further is None:
        rest = _ISSUE_STATUSES[_ISSUE_STATUSES.index(status) + 1 :]
        cursor = rest[0] if rest else None
    else:
        cursor = f"{status}:{further}"
    fresh = entries if status == "processing" else [e for e in entries if _since(e, since)]
    return Page(_listed("disputes", fresh), cursor)


async def _query(client: IopClient, query: Mapping[str, object]) -> Json:
    text = json.dumps({name: value for name, value in query.items() if value}, sort_keys=True)
    return mapping(await client.sync(_ISSUES, {"query_dto": text}, repeat=True))


def _entries(found: Json) -> Sequence[Json]:
    return items(found.get("data_list"), "issue_api_issue_dto")


def _since(entry: Json, since: datetime) -> bool:
    """Whether a closed issue changed in the span; one that cannot be dated did, to be safe."""
    changed = unambiguous(entry.get("gmt_modified"))
    return changed is None or changed >= since or pacific(entry.get("gmt_modified")) is None


def _listed(listing: str, entries: Sequence[Json]) -> tuple[Listed, ...]:
    return as_listed(entries, lambda raw: listed(listing, raw, ""))


def _next(page: int, before: str, total: str, entries: Sequence[Json]) -> str | None:
    return paging.further(page, before, total, full=len(entries) >= PAGE_SIZE)
