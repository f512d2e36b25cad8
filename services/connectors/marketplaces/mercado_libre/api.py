"""Mercado Libre's calls for one seller: lists to compare with, and the canonical objects."""

from collections.abc import Sequence
from datetime import datetime

from schemas.base import Versioned
from services.connectors.marketplaces.mercado_libre import poll
from services.connectors.marketplaces.mercado_libre.chat import read_message
from services.connectors.marketplaces.mercado_libre.client import MeliClient
from services.connectors.marketplaces.mercado_libre.disputes import (
    is_cancellation,
    order_of,
    read_dispute,
)
from services.connectors.marketplaces.mercado_libre.mapping import read_order
from services.connectors.marketplaces.mercado_libre.push import SHIPMENT
from services.connectors.marketplaces.polled import PolledApi
from services.connectors.marketplaces.values import Json, identifier, mapping, readable
from services.connectors.ports import Hint
from services.runtime.errors import InvalidInput


class Api(PolledApi[MeliClient]):
    """See ``ports.Api``."""

    lists = poll
    client = MeliClient

    async def read(self, hint: Hint, now: datetime) -> Sequence[Versioned]:
        """The order, the claim, or the message behind a pointer.

        Raises:
            InvalidInput: the platform knows no such object, or its answer cannot be mapped.
            OutsideError: see the tree.
        """
        if hint.kind == "order":
            return (await self._order(hint, now),)
        if hint.kind == "dispute":
            return (await self._claim(hint.ref, now),)
        if hint.kind == "message":
            source = await self._get(f"/messages/{hint.ref}", {"tag": "post_sale"})
            # The answer comes bare or as a list of one (from code).
            told = source.get("messages")
            one = mapping(told[0]) if isinstance(told, list) and told else source
            with readable("message"):
                return (read_message(one, self._shop, now),)
        return ()

    async def _order(self, hint: Hint, now: datetime) -> Versioned:
        order_id, shipment = hint.order_id or hint.ref, None
        if hint.ref.startswith(SHIPMENT):
            shipment = await self._get(f"/shipments/{hint.ref.removeprefix(SHIPMENT)}")
            order_id = identifier(shipment.get("order_id"))
            if not order_id:
                raise InvalidInput("unknown_object", "the shipment carries no order")
        source = await self._get(f"/orders/{order_id}")
        if shipment is None:
            ref = identifier(mapping(source.get("shipping")).get("id"))
            shipment = await self._get(f"/shipments/{ref}") if ref else {}
        with readable("order"):
            return read_order(source, shipment, self._shop, now)

    async def _claim(self, ref: str, now: datetime) -> Versioned:
        source = await self._get(f"/post-purchase/v1/claims/{ref}")
        order_id = order_of(source)
        if not order_id and source.get("resource") == "shipment":
            shipment = await self._get(f"/shipments/{identifier(source.get('resource_id'))}")
            order_id = identifier(shipment.get("order_id"))
        if is_cancellation(source) and order_id:
            return await self._order(Hint("", "order", order_id, order_id), now)
        with readable("claim"):
            return read_dispute(source, order_id, self._shop, now)

    async def _get(self, path: str, query: dict[str, str] | None = None) -> Json:
        return await self._client.call("GET", path, query or {}, repeat=True)
