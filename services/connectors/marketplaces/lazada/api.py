"""Lazada's calls for one shop: lists to compare with, and the canonical objects."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from schemas.base import Versioned
from schemas.dispute import Dispute
from services.connectors.marketplaces.iop.client import IopClient
from services.connectors.marketplaces.lazada import poll
from services.connectors.marketplaces.lazada.answers import DETAIL
from services.connectors.marketplaces.lazada.disputes import (
    cancelling_items,
    is_cancellation,
    read_dispute,
)
from services.connectors.marketplaces.lazada.mapping import read_order
from services.connectors.marketplaces.polled import PolledApi
from services.connectors.marketplaces.values import Json, identifier, items, mapping, readable
from services.connectors.ports import Hint
from services.runtime.errors import InvalidInput, Refused

_UNKNOWN = frozenset({"16", "OrderNotFound", "ReverseOrderNotFound"})
"""Refusals that mean "no such object": 16 is the platform's "Invalid Order ID"."""


class Api(PolledApi[IopClient]):
    """See ``ports.Api``."""

    lists = poll
    client = IopClient

    async def read(self, hint: Hint, now: datetime) -> Sequence[Versioned]:
        """The order with the disputes inside it, the dispute, or the message (without a call).

        Raises:
            InvalidInput: the platform knows no such object, or its answer cannot be mapped.
            OutsideError: see the tree.
        """
        if (message := hint.message(self._shop)) is not None:
            return (message,)
        if hint.kind == "order":
            return await self._order(hint.order_id or hint.ref, now)
        if hint.kind == "dispute":
            return await self._reverse_order(hint, now)
        return ()

    async def _reverse_order(self, hint: Hint, now: datetime) -> Sequence[Versioned]:
        """The dispute; a trade-order push may name a reverse order that turns out to cancel."""
        source = await self._detail(hint.ref)
        if not is_cancellation(source):
            return self._disputes((source,), now)
        return await self._order(identifier(source.get("trade_order_id")) or hint.order_id, now)

    async def _order(self, order_id: str, now: datetime) -> Sequence[Versioned]:
        query = {"order_id": order_id}
        source = mapping(await self._get("/order/get", query))
        lines = items(await self._get("/order/items/get", query))
        named = {identifier(line.get("reverse_order_id")) for line in lines} - {""}
        reverse = [await self._detail(ref) for ref in sorted(named)]
        cancelling = {item for found in reverse for item in cancelling_items(found)}
        with readable("order"):
            order = read_order(source, lines, cancelling, self._shop, now)
        return (order, *self._disputes(reverse, now))

    def _disputes(self, reverse: Sequence[Json], now: datetime) -> list[Dispute]:
        with readable("reverse order"):
            return [read_dispute(it, self._shop, now) for it in reverse if not is_cancellation(it)]

    async def _detail(self, ref: str) -> Json:
        return mapping(await self._get(DETAIL, {"reverse_order_id": ref}))

    async def _get(self, path: str, query: dict[str, str]) -> Any:
        try:
            return await self._client.rest("GET", path, query, repeat=True)
        except Refused as error:
            if error.code in _UNKNOWN:
                raise InvalidInput("unknown_object", f"{path} knows no such object") from error
            raise
