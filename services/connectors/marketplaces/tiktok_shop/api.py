"""TikTok Shop's calls for one shop: lists to compare with, and the canonical objects."""

from collections.abc import Sequence
from datetime import datetime

from schemas.base import Versioned
from services.connectors.marketplaces.polled import PolledApi
from services.connectors.marketplaces.tiktok_shop import poll
from services.connectors.marketplaces.tiktok_shop.client import TikTokClient
from services.connectors.marketplaces.tiktok_shop.disputes import read_dispute
from services.connectors.marketplaces.tiktok_shop.lookup import RETURNS, only, return_of, search
from services.connectors.marketplaces.tiktok_shop.mapping import read_order
from services.connectors.marketplaces.tiktok_shop.statuses import CANCEL_ASKED
from services.connectors.marketplaces.values import Json, identifier, items, mapping, readable
from services.connectors.ports import Hint

_CANCELLATIONS = "/return_refund/202309/cancellations/search"


class Api(PolledApi[TikTokClient]):
    """See ``ports.Api``."""

    lists = poll
    client = TikTokClient

    async def read(self, hint: Hint, now: datetime) -> Sequence[Versioned]:
        """The order with the returns that name it, the return, or the message (without a call).

        Raises:
            InvalidInput: the platform knows no such object, or its answer cannot be mapped.
            OutsideError: see the tree.
        """
        if (message := hint.message(self._shop)) is not None:
            return (message,)
        if hint.kind == "order":
            return await self._order(hint.order_id or hint.ref, now)
        if hint.kind == "dispute":
            return [self._dispute(await return_of(self._client, hint.ref), now)]
        return ()

    async def _order(self, order_id: str, now: datetime) -> Sequence[Versioned]:
        path = "/order/202309/orders"
        found = mapping(await self._client.call("GET", path, {"ids": order_id}, repeat=True))
        source = only(items(found.get("orders")), "id", order_id)
        named = {"order_ids": [order_id]}
        asked = await search(self._client, _CANCELLATIONS, "cancellations", named)
        returns = await search(self._client, RETURNS, "return_orders", named)
        cancelling = {
            identifier(one.get("order_id"))
            for one in asked
            if one.get("cancel_status") == CANCEL_ASKED
        }
        with readable("order"):
            order = read_order(source, cancelling, self._shop, now)
        return (order, *(self._dispute(one, now) for one in returns))

    def _dispute(self, source: Json, now: datetime) -> Versioned:
        with readable("return"):
            return read_dispute(source, self._shop, now)
