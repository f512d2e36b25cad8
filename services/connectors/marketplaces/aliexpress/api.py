"""AliExpress' calls for one shop: lists to compare with, and the canonical objects."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from schemas.base import Versioned
from schemas.dispute import Dispute
from services.connectors.marketplaces.aliexpress import poll, ratings
from services.connectors.marketplaces.aliexpress.disputes import read_dispute
from services.connectors.marketplaces.aliexpress.mapping import buyer_of, in_dispute, read_order
from services.connectors.marketplaces.iop.client import IopClient
from services.connectors.marketplaces.values import (
    Json,
    identifier,
    mapping,
    readable,
    whole,
)
from services.connectors.ports import Hint, Page, Shop
from services.runtime.errors import InvalidInput, Refused
from services.runtime.http.client import Http
from services.runtime.ids import canonical_json

_ORDER = "aliexpress.solution.order.info.get"
_ISSUE = "aliexpress.issue.detail.get"
_UNKNOWN = frozenset({"isv.not-found"})
"""A refusal that means "no such object" (inferred); an answer without an object means it too."""
_ALL_BLOCKS = 31
"""``ext_info_bit_flag``: issue, loan, logistics, buyer and refund."""


class Api:
    """See ``ports.Api``."""

    pushed: frozenset[str] = frozenset()

    def __init__(self, shop: Shop, http: Http) -> None:
        self._shop = shop
        self._client = IopClient(http, shop)
        own = (ratings.LISTING,) if shop.reads_ratings else ()
        self.listings: tuple[str, ...] = (*poll.LISTINGS, *own)

    async def changes(
        self, listing: str, since: datetime, until: datetime, cursor: str | None
    ) -> Page:
        """One page of a list; disputes are paged without regard to the span."""
        if listing == ratings.LISTING:
            return await ratings.changes(self._client, self._shop, since, until, cursor)
        return await poll.changes(self._client, listing, since, until, cursor)

    def listed(self, listing: str, raw: bytes, read_at: datetime) -> Hint:  # noqa: ARG002 - port's
        """The hint of an entry that comes back from the inbox."""
        if listing == ratings.LISTING:
            return ratings.listed(raw, self._shop)
        return poll.listed(listing, raw, self._shop.seller_id)

    async def read(self, hint: Hint, now: datetime) -> Sequence[Versioned]:
        """The order with the disputes that stand on it, the dispute, or the rating.

        Raises:
            InvalidInput: the platform knows no such object, or its answer cannot be mapped.
            OutsideError: see the tree.
        """
        if hint.kind == "order":
            return await self._order(hint.order_id or hint.ref, now)
        if hint.kind == "dispute":
            return (await self._dispute(hint, now),)
        return ratings.read(hint, now) if hint.kind == "feedback" else ()

    async def _order(self, order_id: str, now: datetime) -> Sequence[Versioned]:
        source = await self._source(order_id)
        with readable("order"):
            order = read_order(source, self._shop, now)
        if not in_dispute(source):
            return (order,)
        buyer = buyer_of(source)
        entries = await poll.open_issues(self._client, order_id, buyer)
        hints = [
            poll.listed("disputes", canonical_json(entry), self._shop.seller_id)
            for entry in entries
        ]
        return (order, *[await self._dispute(hint, now) for hint in hints])

    async def _dispute(self, hint: Hint, now: datetime) -> Dispute:
        buyer = hint.buyer or buyer_of(await self._source(hint.order_id))
        found = await self._one(_ISSUE, {"buyer_login_id": buyer, "issue_id": hint.ref})
        with readable("issue"):
            return read_dispute(found, self._shop, now, hint.changed_at)

    async def _source(self, order_id: str) -> Json:
        query = {"order_id": _number(order_id), "ext_info_bit_flag": _ALL_BLOCKS}
        return await self._one(_ORDER, {"param1": canonical_json(query).decode()})

    async def _one(self, method: str, business: dict[str, str]) -> Json:
        try:
            found = mapping(await self._client.sync(method, business, repeat=True))
        except Refused as error:
            if error.code not in _UNKNOWN:
                raise
            found = {}
        if not identifier(found.get("order_id")) and not identifier(found.get("id")):
            raise InvalidInput("unknown_object", f"{method} knows no such object")
        return found


def _number(order_id: str) -> Any:
    """AliExpress types the id of this call as a number."""
    number = whole(order_id)
    return order_id if number is None else number
