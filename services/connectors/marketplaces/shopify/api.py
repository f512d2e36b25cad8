"""Shopify's calls for one shop: lists to compare with, and the canonical objects."""

from collections.abc import Sequence
from datetime import datetime

from schemas.base import Versioned
from schemas.dispute import Dispute
from services.connectors.marketplaces.own_customers import contact_of
from services.connectors.marketplaces.shopify import poll, queries
from services.connectors.marketplaces.shopify.client import ShopifyClient
from services.connectors.marketplaces.shopify.disputes import read_dispute
from services.connectors.marketplaces.shopify.mapping import read_order, ships
from services.connectors.marketplaces.values import identifier, mapping, readable
from services.connectors.ports import Hint, Page, Shop
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Http


class Api:
    """See ``ports.Api``."""

    listings: tuple[str, ...] = poll.LISTINGS
    pushed: frozenset[str] = frozenset(poll.LISTINGS)

    def __init__(self, shop: Shop, http: Http) -> None:
        self._shop = shop
        self._client = ShopifyClient(http, shop)

    async def changes(
        self, listing: str, since: datetime, until: datetime, cursor: str | None
    ) -> Page:
        """One page of a list."""
        return await poll.changes(self._client, listing, since, until, cursor, shop=self._shop)

    def listed(self, listing: str, raw: bytes, read_at: datetime) -> Hint:
        """The hint of an entry that comes back from the inbox; a dispute has come whole."""
        return poll.listed(listing, raw, self._shop, read_at)

    async def read(self, hint: Hint, now: datetime) -> Sequence[Versioned]:
        """The order or the dispute; nothing of an order that ships nothing.

        With the order, where its buyer can be written to, if the shop writes by e-mail.

        Raises:
            InvalidInput: the platform knows no such object, or its answer cannot be mapped.
            OutsideError: see the tree.
        """
        if isinstance(hint.value, Dispute):
            return (hint.value,)
        if hint.kind == "order":
            return await self._order(hint.order_id or hint.ref, now)
        if hint.kind == "dispute":
            name = f"gid://shopify/ShopifyPaymentsDispute/{hint.ref}"
            found = await self._client.ask("Dispute", queries.DISPUTE, {"id": name})
            source = mapping(found.get("dispute"))
            if not source:
                raise InvalidInput("unknown_object", "Shopify knows no such dispute")
            with readable("dispute"):
                return (read_dispute(source, self._shop, now),)
        return ()

    async def _order(self, order_id: str, now: datetime) -> Sequence[Versioned]:
        name = f"gid://shopify/Order/{order_id}"
        asked = {"id": name, "contact": self._shop.emails}
        found = await self._client.ask("Order", queries.ORDER, asked)
        source = mapping(found.get("order"))
        if not source:
            raise InvalidInput("unknown_object", "Shopify knows no such order")
        if not ships(source):
            return ()
        with readable("order"):
            order = read_order(source, self._shop, now)
            contact = contact_of(order, identifier(source.get("email")), self._shop, now)
        return (order, contact) if contact else (order,)
