"""Lazada through the marketplace suite, and what is its own: chat, reverse orders, 7 days."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from schemas.action import ActionKind
from schemas.base import Money
from schemas.conversation import Message
from schemas.dispute import Dispute
from schemas.order import Order, OrderStatus
from services.connectors.answers import Answer, Decision
from services.connectors.marketplaces.lazada.act import Acts
from services.connectors.marketplaces.lazada.answers import DECIDE, DETAIL
from services.connectors.marketplaces.lazada.api import Api
from services.connectors.marketplaces.lazada.push import PushReader
from services.connectors.ports import SKEW, App, Hint, OwnMessage, Shop
from services.runtime.clock import SteppedClock
from services.runtime.errors import Refused
from services.runtime.http.client import Http
from tests.contract.conformance_channel import Chat, GatewayChannel
from tests.contract.conformance_marketplace import NOW, Bench, MarketplaceConformance, Push
from tests.contract.gateway import Call
from tests.contract.vectors import raw

ORDER_ID = "416557324702006"
REVERSE_ID = "658960600102006"
CANCEL_ID = "658960600102007"
APP = App("laz", "lazada", "123456", ("first-secret", "old-secret"), "https://unused")
CHANGED = datetime(2021, 7, 20, 7, 54, 58, tzinfo=UTC)

PAYS = Answer(Decision.ACCEPT, Money(amount=Decimal("248.00"), currency="SGD"))


def reverse(call: Call) -> bytes:
    """The detail of either reverse order."""
    cancels = call["reverse_order_id"] == CANCEL_ID
    return raw("lazada/reverse_cancel.json" if cancels else "lazada/reverse.json")


class TestLazada(MarketplaceConformance, GatewayChannel):
    """See the suites."""

    bench = Bench(
        reader=PushReader(),
        app=APP,
        shop=Shop("lazada/shop-1", APP, "1000143772", "a-token", site="lazada_sg"),
        pushes=(
            Push(
                "lazada/push_trade_order.json",
                Hint(
                    "1234567",
                    "order",
                    "260422900198363",
                    "260422900198363",
                    datetime(2020, 10, 26, 7, 50, 38, tzinfo=UTC),
                ),
            ),
            Push(
                "lazada/push_reverse_as_trade_order.json",
                Hint(
                    "1000114855",
                    "dispute",
                    "501977696648153",
                    "252883361348153",
                    datetime(2020, 10, 26, 9, 14, 23, tzinfo=UTC),
                ),
            ),
            Push(
                "lazada/push_reverse_order.json",
                Hint("12345", "dispute", REVERSE_ID, ORDER_ID, CHANGED),
            ),
            Push(
                "lazada/push_cancel_request.json",
                Hint("12345", "order", ORDER_ID, ORDER_ID, CHANGED),
            ),
            Push("lazada/push_authorisation_ends.json", Hint("1000165972", "nothing", "")),
            Push(
                "lazada/push_chat.json",
                Hint("1000143772", "message", "100112802006_2_1000143772_1_103/4MOA1J3C0Q9I02"),
            ),
            Push(
                "lazada/push_fulfilment.json",
                Hint("12345", "order", ORDER_ID, ORDER_ID, CHANGED),
            ),
        ),
        unknown_type="lazada/push_unknown_type.json",
        answers={
            DECIDE: b'{"code":"0","data":null,"request_id":"1"}',
            "/order/get": raw("lazada/order.json"),
            "/order/items/get": raw("lazada/items.json"),
            "/orders/get": raw("lazada/orders.json"),
            "/reverse/getreverseordersforseller": raw("lazada/reverse_list.json"),
            "/order/reverse/return/detail/list": reverse,
            "/im/session/open": b'{"code":"0","data":{"session_id":"S1"}}',
            "/im/message/send": b'{"code":"0","data":{"message_id":"M9"},"error_code":"0"}',
            "/im/message/list": raw("lazada/messages.json"),
        },
        read_name="/order/get",
        order_hint=Hint("1000143772", "order", ORDER_ID, ORDER_ID),
        dispute_hint=Hint("1000143772", "dispute", REVERSE_ID, ORDER_ID),
        throttled=b'{"code":"ApiCallLimit","type":"ISV","message":"frequency","request_id":"1"}',
        unauthorised=b'{"code":"IllegalAccessToken","type":"ISP","message":"token"}',
        unknown=b'{"code":"16","type":"ISV","message":"Invalid Order ID"}',
        refused=b'{"code":"7","type":"ISV","message":"a business error of that number"}',
        pushed=frozenset({"orders", "disputes"}),
    )

    chat = Chat(
        send="/im/message/send",
        read="/im/message/list",
        words=lambda call: call["txt"],
        unnamed=b'{"code":"0","data":{}}',
        since=datetime(2026, 3, 8, 12, 0, 1, tzinfo=UTC),
        shown=OwnMessage(
            "M3",
            datetime(2026, 3, 8, 12, 1, tzinfo=UTC),
            "Your parcel is at customs.",
            blocked=True,
        ),
        refusals=(
            b'{"code":"OrderTooOld","message":"older than 7 days"}',
            b'{"code":"0","data":{},"error_code":"E1","error_msg":"no"}',
        ),
    )
    blocks = True

    def api(self, shop: Shop, http: Http) -> Api:
        """The calls."""
        return Api(shop, http)

    def acts(self, shop: Shop, http: Http) -> Acts:
        """The acts."""
        return Acts(shop, http, SteppedClock(NOW))

    async def order(self) -> Order:
        """The order of the fixtures."""
        found = (await self.read(self.bench.order_hint))[0]
        assert isinstance(found, Order)
        return found

    async def answered(self, changed: dict[str, Any], given: Answer) -> list[Call]:
        """What a person's answer has Lazada asked for, of a refund that is so by then."""
        refund = {"request_type": "ONLY_REFUND", "is_rtm": False, "reverse_status": "REFUND_INIT"}
        found = json.loads(raw("lazada/reverse.json"))
        found["data"] |= refund
        found["data"]["lines"][0] |= {"reverse_status": "REFUND_INIT"}
        async with self.outside() as (gateway, shop, http):
            gateway.answers[DETAIL] = json.dumps(found).encode()
            (dispute,) = await Api(shop, http).read(self.bench.dispute_hint, NOW)
            assert isinstance(dispute, Dispute)
            order = await self.order()
            found["data"] |= {name: it for name, it in changed.items() if name != "line"}
            if found["data"]["lines"]:
                found["data"]["lines"][0] |= changed.get("line", {})
            gateway.answers[DETAIL] = json.dumps(found).encode()
            try:
                assert await self.acts(shop, http).answer(order, dispute, given) == ""
            except Refused:
                assert not gateway.asked(DECIDE)
            return gateway.asked(DECIDE)

    async def test_a_person_agrees_to_what_the_refund_still_asks_for(self) -> None:
        """One call, by the request and its line, both as numbers."""
        (call,) = await self.answered({}, PAYS)
        assert (call["action"], call["reverse_order_id"]) == ("agreeRefund", REVERSE_ID)
        assert json.loads(call["reverse_order_item_ids"]) == [663790000102006]

    @pytest.mark.parametrize(
        ("changed", "given"),
        [
            ({"line": {"reverse_status": "REFUND_SUCCESS"}}, PAYS),
            ({"line": {"refund_amount": "249.00"}}, PAYS),
            ({"line": {"refund_amount": None}}, PAYS),
            ({"line": {"reverse_order_line_id": None}}, PAYS),
            ({"request_type": "RETURN"}, PAYS),
            ({"lines": []}, PAYS),
            ({}, Answer(Decision.REFUSE, words="It was delivered.")),
            ({}, Answer(Decision.PROPOSE, PAYS.amount, "Sorry")),
        ],
    )
    async def test_a_refund_that_is_another_by_now_is_not_paid(
        self, changed: dict[str, Any], given: Answer
    ) -> None:
        """It is read just before; and what no call says is said in the seller centre."""
        assert not await self.answered(changed, given)

    async def test_a_chat_push_is_the_whole_message_under_our_shop(self) -> None:
        """A buyer's message waits for no call; its seller_id is a number, its send_time is ms."""
        push = Push("lazada/push_chat.json", Hint("", "message", ""))
        hint = self.hint_of(push)
        async with self.outside() as (gateway, shop, http):
            (message,) = await Api(shop, http).read(hint, NOW)
            assert not gateway.calls
        assert message == hint.message(self.bench.shop)
        assert isinstance(message, Message)
        assert message.id == "lazada/shop-1/100112802006_2_1000143772_1_103/4MOA1J3C0Q9I02"
        assert (message.shop, message.sender, message.buyer) == (
            "lazada/shop-1",
            "buyer",
            "100112802006",
        )
        assert message.sent_at == datetime(2021, 8, 2, 7, 33, 29, 123000, tzinfo=UTC)
        assert message.text.endswith("Onde está?")

    async def test_a_cancel_request_is_a_state_of_the_order(self) -> None:
        """CANCEL_INIT makes the order ``cancel_requested``; there is no dispute."""
        lines = json.loads(raw("lazada/items.json"))
        lines["data"][1]["reverse_order_id"] = int(CANCEL_ID)
        async with self.outside() as (gateway, shop, http):
            gateway.answers["/order/items/get"] = json.dumps(lines).encode()
            hint = Hint("1", "dispute", CANCEL_ID, ORDER_ID)
            by_reverse = await Api(shop, http).read(hint, NOW)
            by_order = await Api(shop, http).read(self.bench.order_hint, NOW)
        assert by_reverse == by_order
        (order,) = by_order
        assert isinstance(order, Order)
        assert order.status is OrderStatus.CANCEL_REQUESTED

    async def test_an_order_brings_the_return_that_its_item_names(self) -> None:
        """The dispute inside an order is the one that its own hint leads to."""
        lines = json.loads(raw("lazada/items.json"))
        lines["data"][0]["reverse_order_id"] = REVERSE_ID
        async with self.outside() as (gateway, shop, http):
            gateway.answers["/order/items/get"] = json.dumps(lines).encode()
            found = await Api(shop, http).read(self.bench.order_hint, NOW)
        assert list(found[1:]) == await self.read(self.bench.dispute_hint)

    async def test_a_cancellation_in_the_reverse_list_asks_for_the_order(self) -> None:
        """The reverse list holds both kinds; each is read as what it is."""
        async with self.outside() as (_, shop, http):
            page = await Api(shop, http).changes("disputes", NOW - timedelta(days=60), NOW, None)
        assert [(e.hint.kind, e.hint.ref) for e in page.entries] == [
            ("dispute", REVERSE_ID),
            ("order", ORDER_ID),
        ]

    async def test_a_chat_opens_only_in_the_first_seven_days(self) -> None:
        """Afterwards only a kept session speaks, and only where the shop's setting says so."""
        order = await self.order()
        acts = self.acts(self.bench.shop, Http(allow_private=True))
        end = order.placed_at + timedelta(days=7)
        message = ActionKind.MESSAGE
        assert acts.can(order, message, None, end).closes_at == end
        late = end + timedelta(seconds=1)
        assert not acts.can(order, message, None, late).allowed
        assert acts.can(order, message, "S1", late).allowed
        values = {name: getattr(self.bench.shop, name) for name in Shop.__dataclass_fields__}
        strict = Shop(**{**values, "kept_session": False})
        assert (
            not self.acts(strict, Http(allow_private=True)).can(order, message, "S1", late).allowed
        )
        assert not acts.can(order, ActionKind.EXTEND, None, order.placed_at).allowed

    async def test_a_list_is_in_seconds_or_milliseconds_and_begins_after_our_present(self) -> None:
        """Oldest first; what a clock ahead of ours has dated is asked for, too."""
        async with self.outside() as (gateway, shop, http):
            page = json.loads(raw("lazada/messages.json"))
            page["data"]["has_more"] = False
            gateway.answers["/im/message/list"] = json.dumps(page).encode()
            since = datetime(2026, 3, 8, 12, 0, tzinfo=UTC)
            found = await self.acts(shop, http).own_messages("S1", since)
        assert [(m.external_ref, m.blocked) for m in found] == [("M1", False), ("M3", True)]
        (call,) = gateway.asked("/im/message/list")
        assert int(call["start_time"]) == (NOW + SKEW).timestamp() * 1000

    async def test_a_text_names_its_session_and_its_kind(self) -> None:
        """It travels as a form, as template 1, into the session that was opened."""
        order = await self.order()
        async with self.outside() as (gateway, shop, http):
            acts = self.acts(shop, http)
            await acts.send(await acts.open_conversation(order), "text")
        (call,) = gateway.asked("/im/message/send")
        assert (call["session_id"], call["template_id"]) == ("S1", "1")
