"""Amazon through the parts of the suite that concern it, and what is its own: no push, one type."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from schemas.action import ActionKind
from schemas.order import Order, OrderStatus
from services.connectors.marketplaces.amazon.act import Acts
from services.connectors.marketplaces.amazon.api import Api
from services.connectors.marketplaces.amazon.push import PushReader
from services.connectors.ports import App, Hint, Shop
from services.connectors.pushes import Pushed
from services.notifier.mannerly import unfit
from services.notifier.texts import available
from services.runtime.errors import ConfigurationError, InvalidInput, Refused
from services.runtime.http.client import Http
from tests.contract.conformance_channel import Chat, End, UnreadableGateway
from tests.contract.conformance_marketplace import (
    NOW,
    ActConformance,
    Bench,
    CallConformance,
    OrderConformance,
)
from tests.contract.gateway import Answer, Asked, admitted
from tests.contract.vectors import raw

SELLER, ORDER_ID, SITE = "A3TH9S8BH6GOGM", "903-8868176-2219830", "ATVPDKIKX0DER"
APP = App("amz", "amazon", "amzn1.app-client", ("unused-secret",), "https://unused")
ORDERS = "/orders/2026-01-01/orders"
ORDER, TALK = f"{ORDERS}/{ORDER_ID}", f"/messaging/v1/orders/{ORDER_ID}"
SEND, ATTRIBUTES = f"POST {TALK}/messages/unexpectedProblem", f"{TALK}/attributes"


class Admission:
    """A token in a header of its own."""

    def name(self, asked: Asked) -> str:
        """The path; what is sent has a name of its own."""
        return f"POST {asked.path}" if asked.method == "POST" else asked.path

    def refusal(self, secret: str, asked: Asked) -> Answer | object:
        """403, as the platform answers; everything about messages names one marketplace."""
        if asked.path.startswith("/messaging") and asked.query.get("marketplaceIds") != SITE:
            return 400
        return admitted if asked.headers.get("x-amz-access-token") == secret else 403


def changed(*path: str | int, **values: object) -> bytes:
    """The order with some values of an object within it otherwise."""
    found = json.loads(raw("amazon/order.json"))
    at: Any = found["order"]
    for step in path:
        at = at[step]
    at |= values
    return json.dumps(found).encode()


class TestAmazon(CallConformance, OrderConformance, ActConformance, UnreadableGateway):
    """See the suites."""

    bench = Bench(
        reader=PushReader(),
        app=APP,
        shop=Shop("amazon/shop-1", APP, SELLER, "a-token", site=SITE),
        pushes=(),
        unknown_type="",
        answers={
            ORDER: raw("amazon/order.json"),
            ORDERS: raw("amazon/orders.json"),
            ATTRIBUTES: raw("amazon/attributes.json"),
            TALK: raw("amazon/actions.json"),
            SEND: b"{}",
        },
        read_name=ORDER,
        order_hint=Hint(SELLER, "order", ORDER_ID, ORDER_ID),
        lists=frozenset({"orders"}),
        unauthorised=403,
        admission=Admission(),  # type: ignore[arg-type] # its answer is one of the gateway's
        credential="a-token",
    )
    chat = Chat(
        send=SEND,
        words=lambda call: call["text"],
        unnamed=b"{}",
    )
    ends = frozenset(End) - {End.UNNAMED}  # no message is ever named

    def api(self, shop: Shop, http: Http) -> Api:
        """The calls."""
        return Api(shop, http)

    def acts(self, shop: Shop, http: Http) -> Acts:
        """The acts."""
        return Acts(shop, http)

    async def test_an_order_says_what_it_shows(self) -> None:
        """Promise, parcels without those taken back, the buyer's own language."""
        order = await self.order()
        assert (order.status, order.fulfilment) == (OrderStatus.SHIPPED, "seller")
        assert order.promise is not None
        assert order.promise.at == datetime(2026, 3, 20, 6, 59, 59, tzinfo=UTC)
        assert order.ship_by == datetime(2026, 3, 2, 7, 59, 59, tzinfo=UTC)
        assert order.shipped_at == datetime(2026, 3, 1, 8, tzinfo=UTC)
        (parcel,) = order.parcels
        assert (parcel.number, parcel.carrier) == ("RR123456785CN", "China Post")
        assert [(one.line_id, one.quantity) for one in parcel.lines] == [("OI1", 2), ("OI2", 1)]
        assert (order.buyer.reference, order.buyer.language) == (f"order:{ORDER_ID}", "es-US")
        assert (order.destination.country, order.destination.postcode_prefix) == ("US", "787")
        assert order.total is not None
        assert (str(order.total.amount), order.total.currency) == ("64.97", "USD")

    @pytest.mark.parametrize(
        ("order", "package", "status"),
        [
            ("UNSHIPPED", "PENDING", OrderStatus.PAID),
            ("PARTIALLY_SHIPPED", "DELIVERED", OrderStatus.PART_SHIPPED),
            ("SHIPPED", "DELIVERED", OrderStatus.DELIVERED),
            ("SHIPPED", "UNDELIVERABLE", OrderStatus.RETURNING),
            ("CANCELLED", "DELIVERED", OrderStatus.CANCELLED),
        ],
    )
    async def test_packages_say_how_far_an_order_came(
        self, order: str, package: str, status: OrderStatus
    ) -> None:
        """The order itself ends with "shipped"."""
        found = json.loads(changed("packages", 0, packageStatus={"status": package}))
        found["order"]["fulfillment"]["fulfillmentStatus"] = order
        (read,) = await self.read(self.bench.order_hint, read=json.dumps(found).encode())
        assert isinstance(read, Order)
        assert read.status is status

    async def test_a_cancellation_asked_for_is_a_state_of_the_order(self) -> None:
        """By the buyer, of any line, before it was sent; once carried out it is none."""
        asked = {"cancellationRequest": {"requester": "BUYER"}}
        done = asked | {"cancellationExecution": {"cancelledBy": "MERCHANT"}}
        for named, told, status in (
            ("UNSHIPPED", asked, OrderStatus.CANCEL_REQUESTED),
            ("UNSHIPPED", done, OrderStatus.PAID),
            ("SHIPPED", asked, OrderStatus.SHIPPED),
        ):
            found = json.loads(changed("orderItems", 0, cancellation=told))
            found["order"]["fulfillment"]["fulfillmentStatus"] = named
            (read,) = await self.read(self.bench.order_hint, read=json.dumps(found).encode())
            assert isinstance(read, Order)
            assert read.status is status

    async def test_what_the_app_may_not_see_is_left_out(self) -> None:
        """Without an address the marketplace's country counts; without a language, none."""
        async with self.outside(read=changed(recipient=None)) as (gateway, shop, http):
            gateway.answers[ATTRIBUTES] = 403
            abroad = replace(shop, site="A1PA6795UKMFR9")
            (order,) = await Api(abroad, http).read(self.bench.order_hint, NOW)
        assert isinstance(order, Order)
        assert (order.destination.country, order.buyer.language) == ("DE", None)

    async def test_an_order_that_amazon_sends_is_amazons(self) -> None:
        """Nobody is asked about it, and nothing is said."""
        order = changed("fulfillment", fulfilledBy="AMAZON")
        async with self.outside(read=order) as (gateway, shop, http):
            (found,) = await Api(shop, http).read(self.bench.order_hint, NOW)
            assert not gateway.asked(ATTRIBUTES)
            acts = self.acts(shop, http)
        assert isinstance(found, Order)
        assert not acts.can(found, ActionKind.MESSAGE, None, NOW).allowed

    async def test_amazon_says_whether_an_order_may_be_written_about(self) -> None:
        """By the types that it names now; it answers 404 for an order of somebody else's."""
        order = await self.order()
        for answer in (b'{"_links":{"actions":[]}}', 404, b'{"_links":null}'):
            async with self.outside() as (gateway, shop, http):
                gateway.answers[TALK] = answer
                with pytest.raises(Refused):
                    await self.acts(shop, http).open_conversation(order)

    async def test_only_what_a_buyer_must_do_is_told(self) -> None:
        """No notice of a delay, no thanks: each text that may go is one of ours."""
        order = await self.order()
        manners = Acts.manners
        assert manners.kinds is not None
        assert manners.kinds <= available().spoken
        assert not unfit("hold_needs_buyer", order, None, manners, NOW)
        for text in ("running_late", "promise_passed", "thanks", "offer"):
            assert unfit(text, order, None, manners, NOW)

    def test_nothing_that_comes_in_amazons_name_is_believed(self) -> None:
        """It pushes to no address."""
        reader, push = PushReader(), Pushed({}, b"{}", NOW)
        assert not reader.verify(APP, push)
        assert (reader.partition_key(b"{}"), reader.polled(b"{}")) == (None, True)
        with pytest.raises(InvalidInput):
            reader.read(APP, push)

    async def test_a_site_that_is_none_is_told_at_once(self) -> None:
        """Every call about messages names it."""
        async with self.outside() as (_, shop, http):
            with pytest.raises(ConfigurationError, match="marketplace id"):
                Api(replace(shop, site="US"), http)

    async def test_a_list_is_followed_by_its_token(self) -> None:
        """From the instant on, for the shop's own marketplace."""
        told = json.loads(raw("amazon/orders.json")) | {"pagination": {"nextToken": "t+/="}}
        async with self.outside() as (gateway, shop, http):
            gateway.answers[ORDERS] = json.dumps(told).encode()
            api, since = Api(shop, http), NOW - timedelta(days=60)
            page = await api.changes("orders", since, NOW, None)
            assert page.cursor == "t+/="
            await api.changes("orders", since, NOW, page.cursor)
            with pytest.raises(InvalidInput):
                await api.changes("disputes", since, NOW, None)
            first, second = gateway.asked(ORDERS)
        assert (first["lastUpdatedAfter"], first["marketplaceIds"]) == (
            "2026-02-01T12:00:00Z",
            SITE,
        )
        assert second["paginationToken"] == "t+/="
        with pytest.raises(InvalidInput):
            api.listed("orders", b'{"orderId":"../1"}', NOW)
