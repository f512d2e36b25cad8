"""Temu's calls for one shop: lists to compare with, and the canonical objects."""

from collections.abc import Sequence
from datetime import datetime

from schemas.base import Versioned
from services.connectors.marketplaces.polled import PolledApi
from services.connectors.marketplaces.temu import poll
from services.connectors.marketplaces.temu.client import TemuClient
from services.connectors.marketplaces.temu.disputes import read_dispute
from services.connectors.marketplaces.temu.lookup import request_of, requests_of
from services.connectors.marketplaces.temu.mapping import Shipment, packages_of, read_order
from services.connectors.marketplaces.values import Json, epoch, identifier, items, readable
from services.connectors.ports import Hint
from services.runtime.errors import Refused

_ORDER = "bg.order.detail.v2.get"
_SHIPMENTS = "bg.logistics.shipment.v2.get"
_REQUEST = "temu.aftersales.parentaftersales.detail.get"


class Api(PolledApi[TemuClient]):
    """See ``ports.Api``."""

    lists = poll
    client = TemuClient

    async def read(self, hint: Hint, now: datetime) -> Sequence[Versioned]:
        """The order with the requests after the sale that name it, or the request.

        Raises:
            InvalidInput: the platform knows no such object, or its answer cannot be mapped.
            OutsideError: see the tree.
        """
        if hint.kind == "order":
            return await self._order(hint.ref, now)
        if hint.kind == "dispute":
            return [await self._dispute(await request_of(self._client, hint.ref), now)]
        return ()

    async def _order(self, order_sn: str, now: datetime) -> Sequence[Versioned]:
        source = await self._client.read(_ORDER, {"parentOrderSn": order_sn})
        shipments = await self._shipments(order_sn, items(source.get("orderList")))
        with readable("order"):
            order = read_order(source, shipments, self._shop, now)
        requests = await requests_of(self._client, "parentOrderSnList", order_sn)
        return (order, *[await self._dispute(one, now) for one in requests])

    async def _shipments(self, order_sn: str, lines: Sequence[Json]) -> Sequence[Shipment]:
        """The parcels of every line that was sent, its packages asked for once."""
        found: list[Shipment] = []
        known: set[str] = set()
        for line in lines:
            line_sn, packages = identifier(line.get("orderSn")), packages_of(line)
            sent = packages or epoch(line.get("orderShippingTime"))
            if not line_sn or not sent or (packages and packages <= known):
                continue
            told = await self._sent(order_sn, line_sn)
            found += [Shipment(line_sn, one) for one in told]
            known.update(identifier(one.get("packageSn")) for one in told)
        return found

    async def _sent(self, order_sn: str, line_sn: str) -> Sequence[Json]:
        asked = {"parentOrderSn": order_sn, "orderSn": line_sn}
        try:
            found = await self._client.read(_SHIPMENTS, asked)
        except Refused:
            return ()  # not sent by the seller: the platform tells no number of it
        told = items(found.get("shipmentInfoDTO"))
        return [
            *told,
            *(sub for one in told for sub in items(one.get("subPackageShipmentInfoList"))),
        ]

    async def _dispute(self, entry: Json, now: datetime) -> Versioned:
        asked = {
            "parentOrderSn": identifier(entry.get("parentOrderSn")),
            "parentAfterSalesSn": identifier(entry.get("parentAfterSalesSn")),
        }
        detail = await self._client.read(_REQUEST, asked)
        with readable("request"):
            return read_dispute(entry, detail, self._shop, now)
