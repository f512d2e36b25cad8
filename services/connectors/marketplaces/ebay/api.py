"""eBay's calls for one seller: lists to compare with, and the canonical objects."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from schemas.base import Versioned
from services.connectors.marketplaces.ebay import poll
from services.connectors.marketplaces.ebay.chat import buyers_words, conversation_of
from services.connectors.marketplaces.ebay.client import (
    ORDERS,
    PAYMENTS,
    POST_ORDER,
    EbayClient,
)
from services.connectors.marketplaces.ebay.disputes import (
    CASE,
    inquiry_status,
    opened_at,
    read_case,
    read_inquiry,
)
from services.connectors.marketplaces.ebay.lines import Line, order_of
from services.connectors.marketplaces.ebay.mapping import buyer_of, read_order
from services.connectors.marketplaces.ebay.payments import LISTING, PAYMENT, read_payment
from services.connectors.marketplaces.ebay.statuses import ESCALATED
from services.connectors.marketplaces.polled import PolledApi
from services.connectors.marketplaces.values import Json, identifier, items, readable, required
from services.connectors.ports import Hint, Shop
from services.runtime.http.client import Http


class Api(PolledApi[EbayClient]):
    """See ``ports.Api``. Only a new order is pushed, so no list is left to pushes."""

    lists = poll
    client = EbayClient
    pushes = False

    def __init__(self, shop: Shop, http: Http) -> None:
        super().__init__(shop, http)
        if shop.reads_payment_disputes:
            self.listings = (*self.listings, LISTING)

    async def read(self, hint: Hint, now: datetime) -> Sequence[Versioned]:
        """The order, the inquiry with what its buyer wrote in it, the case or the bank's dispute.

        Raises:
            InvalidInput: the platform knows no such object, or its answer cannot be mapped.
            OutsideError: see the tree.
        """
        if hint.kind == "order":
            return (await self._order(hint.order_id or hint.ref, now),)
        if hint.kind == "dispute" and hint.ref.startswith(CASE):
            return (await self._case(hint.ref.removeprefix(CASE), now),)
        if hint.kind == "dispute" and hint.ref.startswith(PAYMENT):
            return (await self._payment(hint.ref.removeprefix(PAYMENT), now),)
        if hint.kind == "dispute":
            return await self._inquiry(hint.ref, now)
        return ()

    async def _order(self, order_id: str, now: datetime) -> Versioned:
        path = f"{ORDERS}/{quote(order_id, safe='')}"
        source = await self._client.get(path)
        sent = source.get("orderFulfillmentStatus") != "NOT_STARTED"
        fulfilments = await self._client.get(f"{path}/shipping_fulfillment") if sent else {}
        with readable("order"):
            return read_order(source, fulfilments, self._shop, now)

    async def _inquiry(self, ref: str, now: datetime) -> Sequence[Versioned]:
        source = await self._client.get(f"{POST_ORDER}/inquiry/{quote(ref, safe='')}")
        line = Line.of("inquiry", source, opened_at(source, "inquiryDetails"))
        order = await order_of(self._client, line, now)
        order_id = required(order, "orderId")
        with readable("inquiry"):
            dispute = read_inquiry(source, order_id, self._shop, now)
            talk, buyer = conversation_of(order_id, ref), buyer_of(order)
            words = buyers_words(source, talk, buyer, self._shop, now)
        if inquiry_status(source) != ESCALATED:
            return (dispute, *words)
        # In one reading: between the end of the one and the other nothing would seem to stand.
        cases = [await self._case(case, now, order_id) for case in await self._escalated(line)]
        return (dispute, *cases, *words)

    async def _payment(self, ref: str, now: datetime) -> Versioned:
        source = await self._client.get(f"{PAYMENTS}/{quote(ref, safe='')}")
        with readable("payment dispute"):
            return read_payment(source, self._shop, now)

    async def _escalated(self, line: Line) -> Sequence[str]:
        """Ids of the cases about a line."""
        query = {"item_id": line.item, "transaction_id": line.transaction}
        found = await self._client.get(f"{POST_ORDER}/casemanagement/search", query)
        return [
            ref for one in items(found.get("members")) if (ref := identifier(one.get("caseId")))
        ]

    async def _case(self, ref: str, now: datetime, order_id: str = "") -> Versioned:
        source: Json = await self._client.get(f"{POST_ORDER}/casemanagement/{quote(ref, safe='')}")
        if not order_id:
            line = Line.of("casemanagement", source, opened_at(source, "caseDetails"))
            order_id = required(await order_of(self._client, line, now), "orderId")
        with readable("case"):
            return read_case(source, order_id, self._shop, now)
