"""WooCommerce's calls for one shop: the list to compare with, and the orders."""

from collections.abc import Sequence
from datetime import datetime

from schemas.base import Versioned
from services.connectors.marketplaces.own_customers import contact_of
from services.connectors.marketplaces.polled import PolledApi
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
from services.connectors.ports import Hint
from services.runtime.errors import InvalidInput


class Api(PolledApi[WooClient]):
    """See ``ports.Api``."""

    lists = poll
    client = WooClient

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
