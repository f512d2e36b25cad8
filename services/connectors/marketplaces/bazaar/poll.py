"""The bazaar's lists: orders and claims by time of change; it says where to go on."""

from datetime import datetime

from services.connectors.marketplaces.bazaar.client import BazaarClient
from services.connectors.marketplaces.bazaar.disputes import is_cancellation
from services.connectors.marketplaces.listing import as_listed
from services.connectors.marketplaces.values import identifier, iso, items, parse
from services.connectors.ports import Hint, Page
from services.runtime.errors import InvalidInput

LISTINGS = ("orders", "disputes")
_NAMES = {"orders": "orders", "disputes": "claims"}


async def changes(
    client: BazaarClient, listing: str, since: datetime, until: datetime, cursor: str | None
) -> Page:
    """One page of a list; see ``ports.Api.changes``.

    Raises:
        InvalidInput: there is no such list.
        OutsideError: see the tree.
    """
    name = _NAMES.get(listing)
    if name is None:
        raise InvalidInput("unknown_listing", listing)
    query = {"since": since.isoformat(), "until": until.isoformat(), "after": cursor or ""}
    found = await client.read(f"/{name}", query)
    entries = as_listed(items(found.get(name)), lambda raw: listed(listing, raw, ""))
    return Page(entries, identifier(found.get("next")) or None)


def listed(listing: str, raw: bytes, seller_id: str) -> Hint:
    """The hint of one entry; a claim that cancels is a change of its order.

    Raises:
        InvalidInput: ``unreadable``, or there is no such list.
    """
    entry = parse(raw)
    ref, order_id = identifier(entry.get("id")), identifier(entry.get("order"))
    if listing not in LISTINGS or not ref:
        raise InvalidInput("unreadable", f"no entry of a list {listing!r}")
    changed_at = iso(entry.get("changed_at"))
    if listing == "orders":
        return Hint(seller_id, "order", ref, ref, changed_at)
    if is_cancellation(entry) and order_id:
        return Hint(seller_id, "order", order_id, order_id, changed_at)
    return Hint(seller_id, "dispute", ref, order_id, changed_at)
