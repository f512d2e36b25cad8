"""Shopee's calls for one shop: lists to compare with, and the canonical objects."""

from collections.abc import Sequence
from datetime import datetime

from schemas.base import Versioned
from services.connectors.marketplaces.polled import PolledApi
from services.connectors.marketplaces.shopee import poll
from services.connectors.marketplaces.shopee.client import ShopeeClient
from services.connectors.marketplaces.shopee.disputes import read_dispute
from services.connectors.marketplaces.shopee.mapping import packages, read_order
from services.connectors.marketplaces.values import identifier, items, mapping, readable
from services.connectors.ports import Hint
from services.runtime.errors import InvalidInput, Refused

_DETAIL = "/api/v2/order/get_order_detail"
_NUMBER = "/api/v2/logistics/get_tracking_number"
_RETURN = "/api/v2/returns/get_return_detail"
_FIELDS = (
    "buyer_user_id,item_list,package_list,recipient_address,pay_time,pickup_done_time,"
    "shipping_carrier,checkout_shipping_carrier,fulfillment_flag,total_amount,"
    "return_request_due_date"
)
_NOT_SENT = frozenset({"UNPAID", "PENDING", "READY_TO_SHIP", "CANCELLED", "INVOICE_PENDING"})
"""Statuses in which no package has a number yet: it is not asked for."""


class Api(PolledApi[ShopeeClient]):
    """See ``ports.Api``."""

    lists = poll
    client = ShopeeClient

    async def read(self, hint: Hint, now: datetime) -> Sequence[Versioned]:
        """The order, the return, or the message (without a call).

        Raises:
            InvalidInput: the platform knows no such object, or its answer cannot be mapped.
            OutsideError: see the tree.
        """
        if (message := hint.message(self._shop)) is not None:
            return (message,)
        if hint.kind == "order":
            return (await self._order(hint.order_id or hint.ref, now),)
        if hint.kind == "dispute":
            query = {"return_sn": hint.ref}
            source = mapping(await self._client.call("GET", _RETURN, query, repeat=True))
            with readable("return"):
                return (read_dispute(source, self._shop, now),)
        return ()

    async def _order(self, order_sn: str, now: datetime) -> Versioned:
        query = {"order_sn_list": order_sn, "response_optional_fields": _FIELDS}
        found = mapping(await self._client.call("GET", _DETAIL, query, repeat=True))
        orders = items(found.get("order_list"))
        source = next((one for one in orders if identifier(one.get("order_sn")) == order_sn), None)
        if source is None:
            raise InvalidInput("unknown_object", "no order of that order_sn")
        sent = source.get("order_status") not in _NOT_SENT
        numbers = {one: await self._number(order_sn, one) for one in packages(source) if sent}
        with readable("order"):
            return read_order(source, numbers, self._shop, now)

    async def _number(self, order_sn: str, package: str) -> str:
        """A package's tracking number; empty while it has none, which is told as a refusal."""
        query = {"order_sn": order_sn, "package_number": package}
        try:
            found = mapping(await self._client.call("GET", _NUMBER, query, repeat=True))
        except Refused as error:
            if error.code.startswith("logistics."):
                return ""
            raise
        return identifier(found.get("tracking_number"))
