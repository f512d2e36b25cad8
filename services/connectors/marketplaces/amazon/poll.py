"""Amazon's list: orders by time of change, by token.

Source: ``searchOrders`` of ``orders_2026-01-01`` (documented, 2026-11-27). An end of the span is
not asked for: it must lie two minutes back, and left out it does.
"""

import re
from datetime import UTC, datetime

from services.connectors.marketplaces.amazon.client import AmazonClient
from services.connectors.marketplaces.listing import as_listed
from services.connectors.marketplaces.values import identifier, iso, items, mapping, parse
from services.connectors.ports import Hint, Page
from services.runtime.errors import InvalidInput

LISTINGS = ("orders",)
PAGE = "100"
ORDERS = "/orders/2026-01-01/orders"
_ID = re.compile(r"[\w-]{1,64}")


async def changes(
    client: AmazonClient, listing: str, since: datetime, cursor: str | None, site: str
) -> Page:
    """One page of a list; see ``ports.Api.changes``.

    Raises:
        InvalidInput: there is no such list.
        OutsideError: see the tree.
    """
    if listing not in LISTINGS:
        raise InvalidInput("unknown_listing", listing)
    query = {
        "lastUpdatedAfter": since.astimezone(UTC).isoformat(timespec="seconds")[:19] + "Z",
        "marketplaceIds": site,
        "maxResultsPerPage": PAGE,
        "paginationToken": cursor or "",
    }
    found = await client.read(ORDERS, query)
    entries = as_listed(items(found.get("orders")), lambda raw: listed(listing, raw, ""))
    token = mapping(found.get("pagination")).get("nextToken")
    return Page(entries, token if isinstance(token, str) and token else None)


def listed(listing: str, raw: bytes, seller_id: str) -> Hint:
    """The hint of one entry.

    Raises:
        InvalidInput: ``unreadable``, or there is no such list.
    """
    entry = parse(raw)
    ref = identifier(entry.get("orderId"))
    if listing not in LISTINGS or not _ID.fullmatch(ref):
        raise InvalidInput("unreadable", f"no entry of the list {listing!r}")
    return Hint(seller_id, "order", ref, ref, iso(entry.get("lastUpdatedTime")))
