"""PayPal's list of disputes by time of change, page by page; documented.

It comes latest created first. A page's own link names the token of the next; of that link nothing
else is followed.
"""

import re
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from services.connectors.marketplaces.listing import as_listed
from services.connectors.marketplaces.paypal.client import NAME, PaypalClient
from services.connectors.marketplaces.paypal.disputes import ref_of
from services.connectors.marketplaces.values import Json, iso, items, parse
from services.connectors.ports import Hint, Page
from services.runtime.errors import InvalidInput, Unanswered

LISTINGS = ("disputes",)
PAGE = 50
_TOKEN = re.compile(r"[A-Za-z0-9+/=_-]{1,255}")


async def changes(
    client: PaypalClient, listing: str, since: datetime, until: datetime, cursor: str | None
) -> Page:
    """One page of the list; see ``ports.Api.changes``.

    Raises:
        InvalidInput: there is no such list.
        OutsideError: see the tree.
    """
    if listing not in LISTINGS:
        raise InvalidInput("unknown_listing", listing)
    query = {
        "update_time_after": _told(since),
        "update_time_before": _told(until),
        "page_size": str(PAGE),
    }
    if cursor is not None:
        query["next_page_token"] = cursor
    path = "/v1/customer/disputes"
    found = await client.call("GET", path, until, query=query, repeat=True)
    entries = as_listed(items(found.get("items")), lambda raw: listed(listing, raw, ""))
    return Page(entries, _next(found))


def listed(listing: str, raw: bytes, seller_id: str) -> Hint:
    """The hint of one entry.

    Raises:
        InvalidInput: ``unreadable``, or there is no such list.
    """
    entry = parse(raw)
    if listing not in LISTINGS:
        raise InvalidInput("unreadable", f"there is no list {listing!r}")
    return Hint(seller_id, "dispute", ref_of(entry), changed_at=iso(entry.get("update_time")))


def _told(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z"


def _next(found: Json) -> str | None:
    """The token of the next page; None on the last.

    Raises:
        Unanswered: there is a further page, and how to ask for it cannot be read.
    """
    for link in items(found.get("links")):
        if link.get("rel") == "next":
            query = parse_qs(urlsplit(str(link.get("href") or "")[:2000]).query)
            # A plus sign that nobody has encoded comes out as a space.
            token = query.get("next_page_token", [""])[0].replace(" ", "+")
            if not _TOKEN.fullmatch(token):
                raise Unanswered(NAME, "unreadable", "the list's next page names no token")
            return token
    return None
