"""Amazon's calls for one seller: the list to compare with, and the canonical objects."""

from collections.abc import Sequence
from datetime import datetime

from schemas.base import Versioned
from services.connectors.marketplaces.amazon import poll
from services.connectors.marketplaces.amazon.client import AmazonClient
from services.connectors.marketplaces.amazon.mapping import read_order
from services.connectors.marketplaces.amazon.sites import site_country
from services.connectors.marketplaces.values import Json, identifier, mapping, readable
from services.connectors.ports import Hint, Page, Shop
from services.runtime.errors import ConfigurationError, NotAuthorised, Refused
from services.runtime.http.client import Http

_INCLUDED = "CANCELLATION,FULFILLMENT,PACKAGES,PROCEEDS,RECIPIENT"


class Api:
    """See ``ports.Api``. Disputes are told by no call (facts: no A-to-z claims API).

    Raises:
        ConfigurationError: Amazon has no such marketplace as the shop's ``site``.
    """

    listings: tuple[str, ...] = poll.LISTINGS
    pushed: frozenset[str] = frozenset()

    def __init__(self, shop: Shop, http: Http) -> None:
        if site_country(shop.site) is None:
            why = f"shops {shop.key}: set site to a marketplace id of Amazon's, as ATVPDKIKX0DER"
            raise ConfigurationError([why])
        self._shop = shop
        self._client = AmazonClient(http, shop)

    async def changes(
        self,
        listing: str,
        since: datetime,
        until: datetime,  # noqa: ARG002 - the port's; see poll
        cursor: str | None,
    ) -> Page:
        """One page of the list."""
        return await poll.changes(self._client, listing, since, cursor, self._shop.site)

    def listed(self, listing: str, raw: bytes, read_at: datetime) -> Hint:  # noqa: ARG002 - port's
        """The hint of an entry that comes back from the inbox."""
        return poll.listed(listing, raw, self._shop.seller_id)

    async def read(self, hint: Hint, now: datetime) -> Sequence[Versioned]:
        """The order, in the language that its buyer prefers.

        Raises:
            InvalidInput: the platform knows no such object, or its answer cannot be mapped.
            OutsideError: see the tree.
        """
        if hint.kind != "order":
            return ()
        path = f"{poll.ORDERS}/{hint.ref}"
        source = mapping((await self._client.read(path, {"includedData": _INCLUDED})).get("order"))
        language = await self._language(source)
        with readable("order"):
            return (read_order(source, language, self._shop, now),)

    async def _language(self, source: Json) -> str | None:
        """The buyer's, of orders that the seller may write about; None where it is not told."""
        by = mapping(source.get("fulfillment")).get("fulfilledBy")
        order_id = identifier(source.get("orderId"))
        if by != "MERCHANT" or not order_id:
            return None
        path = f"/messaging/v1/orders/{order_id}/attributes"
        try:
            found = await self._client.ask(path, {"marketplaceIds": self._shop.site})
        except (Refused, NotAuthorised):
            return None  # an order about which nothing is sent, or an app without that role
        return identifier(mapping(found.get("buyer")).get("locale")) or None
