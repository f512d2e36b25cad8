"""WooCommerce's calls for one shop: the list to compare with, and the orders."""

from collections.abc import Sequence
from datetime import datetime

from schemas.base import Versioned
from services.connectors.marketplaces.own_customers import contact_of
from services.connectors.marketplaces.values import Json, identifier, mapping, readable
from services.connectors.marketplaces.woocommerce import poll
from services.connectors.marketplaces.woocommerce.client import WooClient
from services.connectors.marketplaces.woocommerce.mapping import (
    email_of,
    fields,
    read_order,
    ships,
)
from services.connectors.marketplaces.woocommerce.push import DELETED
from services.connectors.ports import Hint, Page, Shop
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Http


class Api:
    """See ``ports.Api``."""

    listings: tuple[str, ...] = poll.LISTINGS
    pushed: frozenset[str] = frozenset(poll.LISTINGS)

    def __init__(self, shop: Shop, http: Http) -> None:
        self._shop = shop
        self._client = WooClient(http, shop)

    async def changes(
        self, listing: str, since: datetime, until: datetime, cursor: str | None
    ) -> Page:
        """One page of a list."""
        return await poll.changes(self._client, listing, since, until, cursor)

    def listed(self, listing: str, raw: bytes, read_at: datetime) -> Hint:  # noqa: ARG002 - port's
        """The hint of an entry that comes back from the inbox."""
        return poll.listed(listing, raw, self._shop.seller_id)

    async def read(self, hint: Hint, now: datetime) -> Sequence[Versioned]:
        """The order, with where its buyer can be written to if the shop writes by e-mail.

        Nothing of an order that ships nothing, of a cart, or of one that was deleted for good.

        Raises:
            InvalidInput: the shop has no such order, or its answer cannot be mapped.
            OutsideError: see the tree.
        """
        if hint.kind != "order":
            return ()
        try:
            source = await self._order(hint.order_id or hint.ref)
        except InvalidInput:
            if hint.ref.startswith(DELETED):
                return ()
            raise
        if not ships(source):
            return ()
        with readable("order"):
            order = read_order(source, self._shop, now)
            contact = contact_of(order, email_of(source), self._shop, now)
        return (order, contact) if contact else (order,)

    async def _order(self, order_id: str) -> Json:
        asked = {"_fields": ",".join(fields(self._shop))}
        found = mapping(await self._client.object(f"/orders/{order_id}", asked))
        if identifier(found.get("id")) != order_id:
            raise InvalidInput("unreadable", "the answer is another order")
        return found
