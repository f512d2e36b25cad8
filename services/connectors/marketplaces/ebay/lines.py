"""Which order a dispute is about: eBay names a listing and a transaction instead.

Three ways, each taken only where the one before told nothing. The legacy order id of a single line
is ``ITEM-TRANSACTION``, and ``getOrder`` takes legacy ids (both documented; that newer orders are
still found by it is inferred, 2026-11-27). The orders placed before the dispute hold the line, and
its id is the transaction's (inferred). Of several orders of one listing the search by order tells.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.connectors.marketplaces.ebay.client import ORDERS, POST_ORDER, EbayClient
from services.connectors.marketplaces.ebay.instants import span
from services.connectors.marketplaces.values import Json, identifier, items, required
from services.runtime.errors import InvalidInput

_OLDEST = timedelta(days=89)
"""How long ago the orders were placed that are looked through: a list begins within 90 days."""

_PAGE = 200
_MOST_PAGES = 20
_MOST_ASKED = 20
"""Orders of one listing that are asked about one by one."""

REFS = {"inquiry": "inquiryId", "casemanagement": "caseId"}
"""What names an inquiry and a case, by the word for each in the calls' paths."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a dispute is about.

    Attributes:
        kind: ``inquiry`` or ``casemanagement``.
        ref: the inquiry's or case's id.
    """

    kind: str
    ref: str
    item: str
    transaction: str
    opened_at: datetime

    @classmethod
    def of(cls, kind: str, source: Json, opened_at: datetime) -> "Line":
        """The line that an inquiry or a case names.

        Raises:
            InvalidInput: ``unreadable``: it names none.
        """
        ref, item = required(source, REFS[kind]), required(source, "itemId")
        return cls(kind, ref, item, required(source, "transactionId"), opened_at)


async def order_of(client: EbayClient, line: Line, now: datetime) -> Json:
    """The order that holds the line, as ``getOrder`` or the list gives it.

    Args:
        client: the seller's calls.
        line: what is disputed.
        now: domain time.

    Raises:
        InvalidInput: ``unknown_order``: none does, or which of several cannot be told.
        OutsideError: see the tree.
    """
    try:
        found = await client.get(f"{ORDERS}/{line.item}-{line.transaction}")
    except InvalidInput:
        found = {}
    if _lines_of(found, line.item):
        return found
    several = await _holding(client, line, now)
    exact = [one for one in several if line.transaction in _lines_of(one, line.item)]
    candidates = exact or several
    if len(candidates) == 1:
        return candidates[0]
    for one in candidates[:_MOST_ASKED]:
        if await _is_about(client, line, required(one, "orderId")):
            return one
    raise InvalidInput("unknown_order", f"the order behind {line.kind} {line.ref} is not found")


def _lines_of(order: Json, item: str) -> Sequence[str]:
    """Ids of the order's lines of a listing."""
    return [
        identifier(one.get("lineItemId"))
        for one in items(order.get("lineItems"))
        if identifier(one.get("legacyItemId")) == item
    ]


async def _holding(client: EbayClient, line: Line, now: datetime) -> Sequence[Json]:
    """The orders of the listing that were placed before the dispute; none twice."""
    if line.opened_at <= now - _OLDEST:
        return ()
    placed = span("creationdate", now - _OLDEST, line.opened_at)
    found: dict[str, Json] = {}
    for page in range(_MOST_PAGES):
        query = {"filter": placed, "limit": str(_PAGE), "offset": str(page * _PAGE)}
        orders = items((await client.get(ORDERS, query)).get("orders"))
        found |= {required(one, "orderId"): one for one in orders if _lines_of(one, line.item)}
        if len(orders) < _PAGE:
            break
    return list(found.values())


async def _is_about(client: EbayClient, line: Line, order_id: str) -> bool:
    """Whether the search by order finds the dispute."""
    told = await client.get(f"{POST_ORDER}/{line.kind}/search", {"order_id": order_id})
    return line.ref in {identifier(one.get(REFS[line.kind])) for one in items(told.get("members"))}
