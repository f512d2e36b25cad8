"""Shopee through the marketplace suite, and what is its own: addresses, pieces of a span, chat."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from schemas.base import Money
from schemas.conversation import Message
from schemas.dispute import Dispute
from schemas.order import Order
from services.connectors.answers import Answer as Given
from services.connectors.answers import Decision
from services.connectors.marketplaces.shopee.act import Acts
from services.connectors.marketplaces.shopee.answers import CONFIRM, DETAIL
from services.connectors.marketplaces.shopee.api import Api
from services.connectors.marketplaces.shopee.push import PushReader
from services.connectors.marketplaces.shopee.signing import sign_call, sign_push
from services.connectors.ports import App, Hint, OwnMessage, Shop
from services.connectors.pushes import Pushed
from services.runtime.errors import Refused
from services.runtime.http.client import Http
from tests.contract.conformance_channel import Chat, GatewayChannel, within
from tests.contract.conformance_marketplace import NOW, Bench, MarketplaceConformance, Push
from tests.contract.gateway import Answer, Asked, admitted
from tests.contract.vectors import raw

ORDER_SN, RETURN_SN, SHOP_ID, BUYER = "251214B9XAB0ST", "2512150F7K", "336094210", "5501"
ADDRESS = "https://example.com/webhooks/shopee"
APP = App("shp", "shopee", "2001", ("first-secret", "old-secret"), "https://unused", ADDRESS)
CHANGED = datetime(2025, 12, 14, 5, 17, 19, tzinfo=UTC)
SEND = "/api/v2/sellerchat/send_message"
PAYS = Given(Decision.ACCEPT, Money(amount=Decimal(250_000), currency="IDR"))


class Admission:
    """Signed over partner, path, time, token and shop."""

    def name(self, asked: Asked) -> str:
        """The path."""
        return asked.path

    def refusal(self, secret: str, asked: Asked) -> Answer | object:
        """A wrong sign, as it is told."""
        told = asked.query
        parts = [told.get(n, "") for n in ("timestamp", "access_token", "shop_id")]
        if told.get("sign") == sign_call(secret, told["partner_id"], asked.path, *parts):
            return admitted
        return b'{"error":"error_sign","message":"Wrong sign."}'


class TestShopee(MarketplaceConformance, GatewayChannel):
    """See the suites."""

    bench = Bench(
        reader=PushReader(),
        app=APP,
        shop=Shop("shopee/shop-1", APP, SHOP_ID, "a-token"),
        pushes=(
            Push("shopee/push_order.json", Hint(SHOP_ID, "order", ORDER_SN, ORDER_SN, CHANGED)),
            Push("shopee/push_tracking.json", Hint(SHOP_ID, "order", ORDER_SN, ORDER_SN)),
            Push("shopee/push_return.json", Hint(SHOP_ID, "dispute", RETURN_SN, ORDER_SN)),
            Push("shopee/push_chat.json", Hint(SHOP_ID, "message", f"{BUYER}/M7")),
        ),
        unknown_type="shopee/push_unknown_type.json",
        answers={
            "/api/v2/order/get_order_detail": raw("shopee/order.json"),
            "/api/v2/order/get_order_list": raw("shopee/orders.json"),
            "/api/v2/logistics/get_tracking_number": raw("shopee/number.json"),
            "/api/v2/returns/get_return_detail": raw("shopee/return.json"),
            "/api/v2/returns/get_return_list": raw("shopee/returns.json"),
            "/api/v2/sellerchat/get_one_conversation": raw("shopee/conversation.json"),
            "/api/v2/sellerchat/get_message": raw("shopee/messages.json"),
            SEND: b'{"error":"","response":{"message_id":"M9"}}',
        },
        read_name="/api/v2/order/get_order_detail",
        order_hint=Hint(SHOP_ID, "order", ORDER_SN, ORDER_SN),
        dispute_hint=Hint(SHOP_ID, "dispute", RETURN_SN, ORDER_SN),
        throttled=b'{"error":"error_rate_limit","message":"too many"}',
        unauthorised=b'{"error":"error_auth","message":"Invalid access_token."}',
        unknown=b'{"error":"","response":{"order_list":[]}}',
        refused=b'{"error":"error_param","message":"wrong parameter"}',
        pushed=frozenset({"orders", "disputes"}),
        signs=lambda app, secret, body: {"authorization": sign_push(app.webhook, secret, body)},
        admission=Admission(),  # type: ignore[arg-type] # its answer is one of the gateway's
    )

    chat = Chat(
        send=SEND,
        read="/api/v2/sellerchat/get_message",
        words=within("content", "text"),
        unnamed=b'{"error":"","response":{}}',
        since=datetime.fromtimestamp(1772500000, UTC),
        shown=OwnMessage(
            "M3",
            datetime.fromtimestamp(1772500100, UTC),
            "Your parcel is at customs.",
            blocked=False,
        ),
        refusals=(b'{"error":"error_param","message":"blocked by the user"}',),
    )

    def api(self, shop: Shop, http: Http) -> Api:
        """The calls."""
        return Api(shop, http)

    def acts(self, shop: Shop, http: Http) -> Acts:
        """The acts."""
        return Acts(shop, http)

    def test_the_vectors_of_the_facts_hold(self) -> None:
        """A push over the registered address, and a call as the SDK's own test signs it."""
        app = replace(APP, secrets=("test_partner_key",))
        given = "4c0332ca5ee74fdfaf2221cc351abea6a8da155ab2cdf28766b987221798d432"
        body = raw("shopee/push_order.json")
        assert self.bench.reader.verify(app, Pushed({"authorization": given}, body, NOW))
        parts = ("/api/v2/auth/token/get", "123456", "test_partner_id", "test_shop_id")
        assert sign_call("test_partner_key", *parts, "test_main_account_id") == (
            "37c864bd9821ff5f2c2f46b2faca14eb1811a718d1fdc6dcf383cba7c74bf9e9"
        )

    def test_without_a_registered_address_nothing_is_believed(self) -> None:
        """Signed over no address, a push would be anybody's who guessed that it is not set."""
        app, body = replace(APP, webhook=""), raw("shopee/push_order.json")
        headers = {"authorization": sign_push("", "first-secret", body)}
        assert not self.bench.reader.verify(app, Pushed(headers, body, NOW))

    async def test_a_person_pays_back_what_the_return_still_asks_for(self) -> None:
        """One call, by the return's number."""
        async with self.outside() as (gateway, shop, http):
            gateway.answers[CONFIRM] = b'{"error":"","response":{"return_sn":"%s"}}' % (
                RETURN_SN.encode()
            )
            assert await self.acts(shop, http).answer(*await self.asked(shop, http), PAYS) == ""
        assert [call["return_sn"] for call in gateway.asked(CONFIRM)] == [RETURN_SN]

    @pytest.mark.parametrize(
        ("changed", "given"),
        [
            ({"status": "ACCEPTED"}, PAYS),
            ({"refund_amount": 250001}, PAYS),
            ({"refund_amount": None}, PAYS),
            ({"needs_logistics": True}, PAYS),
            ({}, Given(Decision.REFUSE, words="It was delivered.")),
            ({}, Given(Decision.PROPOSE, PAYS.amount, "Sorry")),
        ],
    )
    async def test_a_return_that_is_another_by_now_is_not_paid(
        self, changed: dict[str, Any], given: Given
    ) -> None:
        """It is read just before; and what no call says is said in the seller centre."""
        async with self.outside() as (gateway, shop, http):
            about = await self.asked(shop, http)
            found = json.loads(raw("shopee/return.json"))
            found["response"] |= changed
            gateway.answers[DETAIL] = json.dumps(found).encode()
            with pytest.raises(Refused):
                await self.acts(shop, http).answer(*about, given)
            assert not gateway.asked(CONFIRM)

    async def asked(self, shop: Shop, http: Http) -> tuple[Order, Dispute]:
        """The order, and the return about it."""
        (order,) = await Api(shop, http).read(self.bench.order_hint, NOW)
        (dispute,) = await Api(shop, http).read(self.bench.dispute_hint, NOW)
        assert isinstance(order, Order)
        assert isinstance(dispute, Dispute)
        return order, dispute

    async def test_a_long_span_is_asked_for_in_pieces(self) -> None:
        """Sixty days are five calls of at most fifteen days that leave no gap."""
        async with self.outside() as (gateway, shop, http):
            cursor: str | None = None
            for _ in range(10):
                page = await Api(shop, http).changes(
                    "orders", NOW - timedelta(days=60), NOW, cursor
                )
                cursor = page.cursor
                if cursor is None:
                    break
            calls = gateway.asked("/api/v2/order/get_order_list")
        spans = [(int(call["time_from"]), int(call["time_to"])) for call in calls]
        assert spans[0][0] == (NOW - timedelta(days=60)).timestamp()
        assert spans[-1][1] == NOW.timestamp()
        assert all(later[0] <= former[1] for former, later in pairwise(spans))
        assert all(end - begin < 15 * 86400 for begin, end in spans)

    async def test_a_package_without_a_number_is_no_parcel_yet(self) -> None:
        """The platform refuses to tell a number that it has not given yet."""
        async with self.outside() as (gateway, shop, http):
            gateway.answers["/api/v2/logistics/get_tracking_number"] = (
                b'{"error":"logistics.package_not_exist","message":"no"}'
            )
            (order,) = await Api(shop, http).read(self.bench.order_hint, NOW)
        assert isinstance(order, Order)
        assert order.parcels == ()

    async def test_a_message_is_whole_under_our_shop_and_its_buyer(self) -> None:
        """A buyer's message waits for no call; its conversation is where a text is sent to."""
        push = Push("shopee/push_chat.json", Hint("", "message", ""))
        hint = self.hint_of(push)
        async with self.outside() as (gateway, shop, http):
            (message,) = await Api(shop, http).read(hint, NOW)
            assert not gateway.calls
            (order,) = await Api(shop, http).read(self.bench.order_hint, NOW)
            assert isinstance(order, Order)
            conversation = await self.acts(shop, http).open_conversation(order)
            await self.acts(shop, http).send(conversation, "text")
        (call,) = gateway.asked(SEND)
        assert call["to_id"] == BUYER
        assert isinstance(message, Message)
        assert (message.conversation, message.sender) == (conversation, "buyer")
        assert message.text == "Di mana paket saya?"
