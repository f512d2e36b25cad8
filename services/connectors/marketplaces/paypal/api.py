"""PayPal's calls for one account: the list of disputes, and each of them."""

from collections.abc import Sequence
from datetime import datetime

from schemas.base import Versioned
from services.connectors.marketplaces.paypal import poll
from services.connectors.marketplaces.paypal.client import PaypalClient
from services.connectors.marketplaces.paypal.disputes import read_dispute
from services.connectors.marketplaces.values import readable
from services.connectors.ports import Hint, Page, Shop
from services.runtime.http.client import Http


class Api:
    """See ``ports.Api``. No orders live here."""

    listings: tuple[str, ...] = poll.LISTINGS
    pushed: frozenset[str] = frozenset(poll.LISTINGS)

    def __init__(self, shop: Shop, http: Http) -> None:
        self._shop = shop
        self._client = PaypalClient(http, shop)

    async def changes(
        self, listing: str, since: datetime, until: datetime, cursor: str | None
    ) -> Page:
        """One page of the list."""
        return await poll.changes(self._client, listing, since, until, cursor)

    def listed(self, listing: str, raw: bytes, read_at: datetime) -> Hint:  # noqa: ARG002 - port's
        """The hint of an entry that comes back from the inbox."""
        return poll.listed(listing, raw, self._shop.seller_id)

    async def read(self, hint: Hint, now: datetime) -> Sequence[Versioned]:
        """The dispute behind a hint.

        Raises:
            InvalidInput: PayPal knows no such dispute, or its answer cannot be mapped.
            OutsideError: see the tree.
        """
        if hint.kind != "dispute":
            return ()
        path = f"/v1/customer/disputes/{hint.ref}"
        source = await self._client.call("GET", path, now, repeat=True)
        with readable("dispute"):
            return (read_dispute(source, self._shop, now),)
