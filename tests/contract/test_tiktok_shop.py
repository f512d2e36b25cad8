"""TikTok Shop through the marketplace suite, and what is its own: cancellations, chat."""

import json
from datetime import UTC, datetime

import pytest

from schemas.conversation import Message
from schemas.order import Order, OrderStatus
from services.connectors.marketplaces.tiktok_shop.act import Acts
from services.connectors.marketplaces.tiktok_shop.api import Api
from services.connectors.marketplaces.tiktok_shop.push import PushReader
from services.connectors.marketplaces.tiktok_shop.signing import sign_call, sign_push
from services.connectors.ports import App, Hint, OwnMessage, Shop
from services.connectors.pushes import Pushed
from services.runtime.http.client import Http
from tests.contract.conformance_channel import Chat, GatewayChannel, within
from tests.contract.conformance_marketplace import NOW, Bench, MarketplaceConformance, Push
from tests.contract.gateway import Answer, Asked, admitted
from tests.contract.vectors import raw

ORDER_ID, RETURN_ID, SHOP_ID = "576486316948490001", "4035318504086604100", "7494049642642441621"
APP = App("tts", "tiktok_shop", "fake_app_key", ("first-secret", "old-secret"), "https://unused")
CHAT = "/customer_service/202309/conversations/C1/messages"
CHANGED = datetime(2022, 2, 9, 13, 21, 25, tzinfo=UTC)
ASKED = datetime(2021, 7, 29, 18, 33, 7, tzinfo=UTC)


class Admission:
    """Signed over path, query and body; the token travels as a header."""

    def name(self, asked: Asked) -> str:
        """The path."""
        return asked.path

    def refusal(self, secret: str, asked: Asked) -> Answer | object:
        """106001, as an unsigned call is told."""
        right = sign_call(secret, asked.path, asked.query, asked.body)
        token = asked.headers.get("x-tts-access-token")
        if asked.query.get("sign") == right and token == "a-token":
            return admitted
        return b'{"code":106001,"message":"signature"}'


def cancelling(status: str) -> bytes:
    """An answer with one cancellation of the order."""
    found = {"order_id": ORDER_ID, "cancel_status": status}
    return json.dumps({"code": 0, "data": {"cancellations": [found]}}).encode()


class TestTikTokShop(MarketplaceConformance, GatewayChannel):
    """See the suites."""

    bench = Bench(
        reader=PushReader(),
        app=APP,
        shop=Shop("tiktok_shop/shop-1", APP, SHOP_ID, "a-token", site="a-cipher"),
        pushes=(
            Push(
                "tiktok_shop/push_order.json", Hint(SHOP_ID, "order", ORDER_ID, ORDER_ID, CHANGED)
            ),
            Push(
                "tiktok_shop/push_cancellation.json",
                Hint(SHOP_ID, "order", ORDER_ID, ORDER_ID, None),
            ),
            Push(
                "tiktok_shop/push_return.json",
                Hint(SHOP_ID, "dispute", "576486316948490001", ORDER_ID, CHANGED),
            ),
            Push(
                "tiktok_shop/push_message.json",
                Hint(SHOP_ID, "message", "710688832392260838/722323407926368819"),
            ),
        ),
        unknown_type="tiktok_shop/push_unknown_type.json",
        answers={
            "/order/202309/orders": raw("tiktok_shop/order.json"),
            "/order/202309/orders/search": raw("tiktok_shop/orders.json"),
            "/return_refund/202309/returns/search": raw("tiktok_shop/returns.json"),
            "/return_refund/202309/cancellations/search": raw("tiktok_shop/no_cancellations.json"),
            "/customer_service/202309/conversations": b'{"code":0,"data":{"conversation_id":"C1"}}',
            CHAT: (
                lambda call: (
                    raw("tiktok_shop/messages.json")
                    if "page_size" in call
                    else b'{"code":0,"data":{"message_id":"M9"}}'
                )
            ),
        },
        read_name="/order/202309/orders",
        order_hint=Hint(SHOP_ID, "order", ORDER_ID, ORDER_ID),
        dispute_hint=Hint(SHOP_ID, "dispute", RETURN_ID, ORDER_ID),
        throttled=b'{"code":36009002,"message":"too many requests"}',
        unauthorised=b'{"code":105002,"message":"expired credentials"}',
        unknown=b'{"code":0,"data":{"orders":[]}}',
        refused=b'{"code":11006001,"message":"a business error"}',
        pushed=frozenset({"orders", "disputes"}),
        signs=lambda app, secret, body: {"authorization": sign_push(app.key, secret, body)},
        admission=Admission(),  # type: ignore[arg-type] # its answer is one of the gateway's
    )

    chat = Chat(
        send=CHAT,
        read=CHAT,
        words=within("content", "content"),
        unnamed=b'{"code":0,"data":{}}',
        since=datetime.fromtimestamp(1772500000, UTC),
        shown=OwnMessage(
            "M3",
            datetime.fromtimestamp(1772500100, UTC),
            "Your parcel is at customs.",
            blocked=True,
        ),
        refusals=(b'{"code":45101004,"message":"the buyer cannot be written to"}',),
        sends=lambda call: "page_size" not in call,
    )
    blocks = True

    def api(self, shop: Shop, http: Http) -> Api:
        """The calls."""
        return Api(shop, http)

    def acts(self, shop: Shop, http: Http) -> Acts:
        """The acts."""
        return Acts(shop, http)

    def test_the_published_vector_holds(self) -> None:
        """The push of EcomPHP's own test verifies under its key and secret."""
        app = App("tts", "tiktok_shop", "fake_app_key", ("fake_app_secret",), "https://unused")
        given = "21109834de72ec53c9959716d8514ae388ce1f123e5ffdcafc46713fcdf62b27"
        body = raw("tiktok_shop/push_vector.json")
        assert self.bench.reader.verify(app, Pushed({"authorization": given}, body, NOW))

    @pytest.mark.parametrize(
        ("order", "status", "expected"),
        [
            ("AWAITING_SHIPMENT", "CANCELLATION_REQUEST_PENDING", OrderStatus.CANCEL_REQUESTED),
            ("AWAITING_SHIPMENT", "CANCELLATION_REQUEST_CANCEL", OrderStatus.PAID),
            ("IN_TRANSIT", "CANCELLATION_REQUEST_PENDING", OrderStatus.SHIPPED),
        ],
    )
    async def test_a_cancellation_asked_for_is_a_state_of_the_order(
        self, order: str, status: str, expected: OrderStatus
    ) -> None:
        """While it waits for the seller and nothing was sent; else the order stands as it is."""
        shown = raw("tiktok_shop/order.json").replace(b"IN_TRANSIT", order.encode())
        async with self.outside(read=shown) as (gateway, shop, http):
            gateway.answers["/return_refund/202309/cancellations/search"] = cancelling(status)
            found = (await Api(shop, http).read(self.bench.order_hint, NOW))[0]
        assert isinstance(found, Order)
        assert found.status is expected

    async def test_an_order_brings_its_returns(self) -> None:
        """The dispute inside an order is the one that its own hint leads to."""
        found = await self.read(self.bench.order_hint)
        assert found[1:] == await self.read(self.bench.dispute_hint)

    async def test_a_message_is_whole_under_our_shop(self) -> None:
        """A buyer's message waits for no call."""
        push = Push("tiktok_shop/push_message.json", Hint("", "message", ""))
        hint = self.hint_of(push)
        async with self.outside() as (gateway, shop, http):
            (message,) = await Api(shop, http).read(hint, NOW)
            assert not gateway.calls
        assert isinstance(message, Message)
        assert (message.shop, message.sender, message.text) == (
            "tiktok_shop/shop-1",
            "buyer",
            "444",
        )
