"""The bazaar's calls for one shop: lists to compare with, and the canonical objects."""

from collections.abc import Sequence
from datetime import datetime

from schemas.base import Versioned
from services.connectors.marketplaces.bazaar import poll
from services.connectors.marketplaces.bazaar.client import BazaarClient
from services.connectors.marketplaces.bazaar.disputes import is_cancellation, read_dispute
from services.connectors.marketplaces.bazaar.mapping import read_order
from services.connectors.marketplaces.polled import PolledApi
from services.connectors.marketplaces.values import readable, required
from services.connectors.ports import Hint


class Api(PolledApi[BazaarClient]):
    """See ``ports.Api``."""

    lists = poll
    client = BazaarClient

    async def read(self, hint: Hint, now: datetime) -> Sequence[Versioned]:
        """The order, the claim, or the message (without a call).

        Raises:
            InvalidInput: the bazaar knows no such object, or its answer cannot be mapped.
            OutsideError: see the tree.
        """
        if (message := hint.message(self._shop)) is not None:
            return (message,)
        if hint.kind == "order":
            return (await self._order(hint.order_id or hint.ref, now),)
        if hint.kind == "dispute":
            source = await self._client.read(f"/claims/{hint.ref}", {})
            if is_cancellation(source):
                return (await self._order(required(source, "order"), now),)
            with readable("claim"):
                return (read_dispute(source, self._shop, now),)
        return ()

    async def _order(self, order_id: str, now: datetime) -> Versioned:
        source = await self._client.read(f"/orders/{order_id}", {})
        with readable("order"):
            return read_order(source, self._shop, now)
