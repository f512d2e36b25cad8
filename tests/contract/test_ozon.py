"""Ozon through the marketplace suite, and what is its own: pointers, arbitration, unnamed sends."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from schemas.action import ActionKind
from schemas.base import Versioned
from schemas.conversation import Message
from schemas.dispute import Dispute, DisputeKind, DisputePhase, DisputeState
from schemas.order import Order, OrderStatus
from services.connectors.marketplaces.ozon.act import Acts
from services.connectors.marketplaces.ozon.api import Api
from services.connectors.marketplaces.ozon.push import PushReader
from services.connectors.ports import App, Hint, OwnMessage, Shop
from services.connectors.pushes import Pushed
from services.ingest.versions import advance
from services.runtime.clock import SteppedClock
from services.runtime.errors import InvalidInput, Unanswered
from services.runtime.http.client import Http
from tests.contract.conformance_channel import Chat, GatewayChannel
from tests.contract.conformance_marketplace import NOW, Bench, MarketplaceConformance, Push
from tests.contract.gateway import Answer, Asked, Call, Gateway, admitted
from tests.contract.vectors import raw

SELLER, POSTING, DISPUTED = "15", "24219509-0020-2", "24219509-0021-1"
CHAT, MESSAGE = "b646d975-0c9c-4872-9f41-8b1e57181063", "3000000000817031943"
APP = App("ozon", "ozon", SELLER, ("unused-secret",), "https://unused")
GET, LIST, SEND, HISTORY = (
    "/v3/posting/fbs/get",
    "/v4/posting/fbs/list",
    "/v1/chat/send/message",
    "/v3/chat/history",
)


class Admission:
    """Two headers."""

    def name(self, asked: Asked) -> str:
        """The path."""
        return asked.path

    def refusal(self, secret: str, asked: Asked) -> Answer | object:
        """401, as the platform answers."""
        told = asked.headers.get("client-id"), asked.headers.get("api-key")
        return admitted if told == (SELLER, secret) else 401


class Talk:
    """A chat that takes what is sent, names nothing in its answer, and shows it as Markdown."""

    def __init__(self) -> None:
        self.prepared = json.loads(raw("ozon/messages.json"))
        self.said: list[dict[str, Any]] = []

    def send(self, call: Call) -> bytes:
        """Taken."""
        at = NOW + timedelta(seconds=len(self.said))
        text = call["text"].replace(".", "\\.")
        one = {
            "message_id": f"M{len(self.said)}",
            "created_at": at.isoformat(),
            "user": {"id": SELLER, "type": "Seller"},
            "data": [text],
        }
        self.said.insert(0, one)
        return b'{"result":"success"}'

    def history(self, _call: Call) -> bytes:
        """The newest first, and always more of the same behind it."""
        return json.dumps(
            {**self.prepared, "messages": self.said + self.prepared["messages"]}
        ).encode()


class TestOzon(MarketplaceConformance, GatewayChannel):
    """See the suites."""

    bench = Bench(
        reader=PushReader(),
        app=APP,
        shop=Shop("ozon/shop-1", APP, SELLER, "an-api-key", site="RU"),
        pushes=(
            Push("ozon/push_posting.json", Hint(SELLER, "order", POSTING, POSTING)),
            Push("ozon/push_state.json", Hint(SELLER, "order", POSTING, POSTING)),
            Push("ozon/push_cancelled.json", Hint(SELLER, "order", POSTING, POSTING)),
            Push("ozon/push_delivery_date.json", Hint(SELLER, "order", POSTING, POSTING)),
            Push("ozon/push_message.json", Hint(SELLER, "message", f"{CHAT}/{MESSAGE}")),
        ),
        unknown_type="ozon/push_unknown_type.json",
        answers={
            GET: lambda call: raw(
                "ozon/arbitration.json"
                if call["posting_number"] == DISPUTED
                else "ozon/posting.json"
            ),
            LIST: raw("ozon/postings.json"),
            HISTORY: raw("ozon/messages.json"),
            "/v1/chat/start": json.dumps({"result": {"chat_id": CHAT}}).encode(),
        },
        read_name=GET,
        order_hint=Hint(SELLER, "order", POSTING, POSTING),
        dispute_hint=Hint(SELLER, "order", DISPUTED, DISPUTED),
        lists=frozenset({"orders"}),
        pushed=frozenset({"orders"}),
        signs=None,
        admission=Admission(),  # type: ignore[arg-type] # its answer is one of the gateway's
        credential="an-api-key",
    )
    chat = Chat(
        send=SEND,
        read=HISTORY,
        words=lambda call: call["text"],
        unnamed=b"{}",
        since=datetime(2026, 3, 2, tzinfo=UTC),
        shown=OwnMessage(
            "3000000000817031944",
            datetime(2026, 3, 3, 14, tzinfo=UTC),
            "Ваша посылка на таможне.",
            blocked=False,
        ),
    )

    def api(self, shop: Shop, http: Http) -> Api:
        """The calls."""
        return Api(shop, http)

    def acts(self, shop: Shop, http: Http) -> Acts:
        """The acts."""
        return Acts(shop, http, SteppedClock(NOW))

    @asynccontextmanager
    async def outside(self, **answers: Answer) -> AsyncIterator[tuple[Gateway, Shop, Http]]:
        """The suite's gateway, with a chat of its own in which what is sent can be seen."""
        async with super().outside(**answers) as (gateway, shop, http):
            talk = Talk()
            gateway.answers |= {SEND: talk.send, HISTORY: talk.history}
            yield gateway, shop, http

    def test_a_body_is_believed_no_further_than_where_to_look(self) -> None:
        """Without a signature: another seller's is refused, and a hint holds no date and value."""
        for push in self.bench.pushes:
            assert self.bench.reader.verify(APP, push.arrived())
            assert not self.bench.reader.verify(replace(APP, key="1"), push.arrived())
            hint = self.hint_of(push)
            assert (hint.value, hint.changed_at) == (None, None)
        assert not self.bench.reader.verify(APP, Pushed({}, b"<html>", NOW))

    @pytest.mark.parametrize("number", ["", "../1", "1/2", "1 2", "x" * 65, None, 1.5])
    def test_a_pointer_leads_nowhere_else(self, number: object) -> None:
        """A posting's number is the only thing that is looked for."""
        push = json.loads(raw("ozon/push_state.json")) | {"posting_number": number}
        with pytest.raises(InvalidInput):
            self.bench.reader.read(APP, Pushed({}, json.dumps(push).encode(), NOW))

    def test_a_chat_with_the_platforms_staff_is_nothing(self) -> None:
        """Only buyers are listened to."""
        push = json.loads(raw("ozon/push_message.json")) | {"chat_type": "Seller_Support"}
        hint = self.bench.reader.read(APP, Pushed({}, json.dumps(push).encode(), NOW))
        assert hint.kind == "nothing"

    def test_the_question_whether_the_address_is_ours_is_answered(self) -> None:
        """Name, version and time; nothing but the question is taken for one."""
        reader = PushReader()
        ping = Pushed({}, raw("ozon/push_ping.json"), NOW)
        found = reader.greeting(APP, "", ping)
        assert found is not None
        assert json.loads(found) == {
            "version": "1.0",
            "name": "Forestall",
            "time": "2026-04-02T12:00:00.000Z",
        }
        assert reader.asks == "POST"
        for body in (raw("ozon/push_state.json"), b"", b"[]", b"<html>", b'{"message_type":1}'):
            assert reader.greeting(APP, "", Pushed({}, body, NOW)) is None
        assert json.loads(reader.accepted) == {"result": True}

    async def test_a_posting_is_an_order(self) -> None:
        """Every field that the machine decides by."""
        (order,) = await self.read(self.bench.order_hint)
        assert isinstance(order, Order)
        assert order.key == f"ozon/shop-1/{POSTING}"
        assert order.status is OrderStatus.SHIPPED
        assert order.promise is not None
        assert order.promise.at == datetime(2026, 3, 25, 20, 59, 59, tzinfo=UTC)
        assert order.ship_by == datetime(2026, 3, 4, 10, tzinfo=UTC)
        assert (order.destination.country, order.destination.postcode_prefix) == ("RU", "101")
        assert (order.fulfilment, order.buyer.reference) == ("seller", "order:24219509-0020")
        assert order.total is not None
        assert (str(order.total.amount), order.total.currency) == ("658.5", "CNY")
        assert [(one.number, one.carrier) for one in order.parcels] == [
            ("RU123456785CN", "China Post")
        ]

    async def test_a_country_that_is_nowhere_told_is_no_guess(self) -> None:
        """Ozon's own delivery hides the address: the setting says where the buyers are."""
        posting = json.loads(raw("ozon/posting.json"))
        posting["result"]["customer"] = None
        async with self.outside(read=json.dumps(posting).encode()) as (_, shop, http):
            kazakh = replace(shop, site="KZ")
            (order,) = await Api(kazakh, http).read(self.bench.order_hint, NOW)
            assert isinstance(order, Order)
            assert order.destination.country == "KZ"
            with pytest.raises(InvalidInput, match="site"):
                await Api(replace(shop, site=""), http).read(self.bench.order_hint, NOW)

    async def test_arbitration_is_a_dispute_that_the_platform_decides(self) -> None:
        """It comes with its order, which nobody speaks about while it stands."""
        order, dispute = await self.read(self.bench.dispute_hint)
        assert isinstance(order, Order)
        assert isinstance(dispute, Dispute)
        assert (order.status, order.destination.country) == (OrderStatus.FROZEN, "RU")
        assert (dispute.kind, dispute.phase) == (
            DisputeKind.NOT_RECEIVED,
            DisputePhase.ARBITRATION,
        )
        assert (dispute.state, dispute.answer_due) == (DisputeState.ESCALATED, None)

    async def test_an_arbitration_read_twice_is_one_and_its_end_is_told(self) -> None:
        """Undated as it is, it was opened when it was first read."""

        async def dispute_at(now: datetime, **changed: str) -> Versioned:
            posting = json.loads(raw("ozon/arbitration.json"))
            posting["result"] |= changed
            found = await self.read(self.bench.dispute_hint, now, read=json.dumps(posting).encode())
            return found[1]

        later = NOW + timedelta(days=1)
        first = advance(None, await dispute_at(NOW), NOW)
        again = advance(first, await dispute_at(later), later)
        assert again is not None
        assert (again.version, again.body["opened_at"]) == (1, "2026-04-02T12:00:00Z")
        ended = {
            "status": "delivered",
            "substatus": "posting_delivered",
            "previous_substatus": "posting_in_client_arbitration",
        }
        over = advance(again, await dispute_at(later, **ended), later)
        assert over is not None
        assert (over.version, over.body["state"]) == (2, "closed")
        assert over.body["outcome"] == "posting_delivered"

    async def test_a_message_is_read_and_finds_its_buyer(self) -> None:
        """The pointer is followed; the order that the chat is about tells whose it is."""
        async with self.outside() as (gateway, shop, http):
            (message,) = await Api(shop, http).read(
                Hint(SELLER, "message", f"{CHAT}/{MESSAGE}"), NOW
            )
            (order,) = await Api(shop, http).read(self.bench.order_hint, NOW)
            gateway.answers[HISTORY] = raw("ozon/messages.json").replace(b"true", b"false")
            with pytest.raises(InvalidInput):
                await Api(shop, http).read(Hint(SELLER, "message", f"{CHAT}/1"), NOW)
        assert isinstance(message, Message)
        assert isinstance(order, Order)
        assert (message.sender, message.conversation) == ("buyer", CHAT)
        assert message.buyer == order.buyer.reference
        assert message.text == "Где моя посылка?"

    async def test_a_send_that_the_chat_does_not_show_may_have_been_made(self) -> None:
        """The answer names no message: what cannot be found is uncertain, never said again."""
        for answer in (b'{"messages":[],"has_next":false}', 500, b"<html>"):
            async with self.outside() as (gateway, shop, http):
                gateway.answers[HISTORY] = answer
                with pytest.raises(Unanswered):
                    await self.acts(shop, http).send(CHAT, "Здравствуйте")
                assert len(gateway.asked(SEND)) == 1

    async def test_a_chat_opens_for_72_hours(self) -> None:
        """Then a person has the words."""
        order = await self.order()
        async with self.outside() as (_, shop, http):
            acts = self.acts(shop, http)
        last = order.placed_at + timedelta(hours=72)
        assert acts.can(order, ActionKind.MESSAGE, None, last).allowed
        after = acts.can(order, ActionKind.MESSAGE, CHAT, last + timedelta(seconds=1))
        assert (after.allowed, after.closes_at) == (False, last)

    async def test_a_list_goes_on_where_its_cursor_says(self) -> None:
        """To where the platform says that it ends, or tells the same place again."""
        found = json.loads(raw("ozon/postings.json")) | {"has_next": True, "cursor": "there"}
        async with self.outside() as (gateway, shop, http):
            gateway.answers[LIST] = json.dumps(found).encode()
            api = Api(shop, http)
            page = await api.changes("orders", NOW - timedelta(days=60), NOW, None)
            assert page.cursor == "there"
            page = await api.changes("orders", NOW - timedelta(days=60), NOW, page.cursor)
            assert page.cursor is None
            first, second = gateway.asked(LIST)
            gateway.answers[LIST] = json.dumps(found | {"cursor": "x" * 5000}).encode()
            with pytest.raises(Unanswered, match="where"):
                await api.changes("orders", NOW - timedelta(days=60), NOW, None)
        assert (first["cursor"], second["cursor"]) == ("", "there")
        spans = json.loads(first["filter"])
        assert spans["last_changed_status_date"]["to"] == NOW.isoformat()
        assert spans["since"] == (NOW - timedelta(days=364)).isoformat()
