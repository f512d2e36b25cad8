"""Mercado Libre through the marketplace suite, and what is its own: pointers, packs, claims."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from schemas.conversation import Message
from schemas.dispute import Dispute, DisputeKind, DisputeState
from schemas.order import Order, OrderStatus
from services.connectors.marketplaces.mercado_libre.act import Acts
from services.connectors.marketplaces.mercado_libre.api import Api
from services.connectors.marketplaces.mercado_libre.push import PushReader
from services.connectors.ports import App, Hint, OwnMessage, Shop
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Http
from tests.contract.conformance_channel import Chat, GatewayChannel
from tests.contract.conformance_marketplace import NOW, Bench, MarketplaceConformance, Push
from tests.contract.gateway import Answer, Asked, admitted
from tests.contract.vectors import raw

ORDER, SHIPMENT, CLAIM = "2000003508897196", "40043186212", "5255473642"
PACK, BUYER, SELLER, MESSAGE = (
    "2000002501234567",
    "5501",
    "468424240",
    "3f6da1e35ac84f70a24af7360d24c7bc",
)
APP = App("meli", "mercado_libre", "2069392825111111", ("unused-secret",), "https://unused")
CHAT = f"/messages/packs/{PACK}/sellers/{SELLER}"


class Admission:
    """A bearer token."""

    def name(self, asked: Asked) -> str:
        """The path; a text that is sent has a name of its own."""
        return f"POST {asked.path}" if asked.method == "POST" else asked.path

    def refusal(self, secret: str, asked: Asked) -> Answer | object:
        """401, as the platform answers."""
        return admitted if asked.headers.get("authorization") == f"Bearer {secret}" else 401


class TestMercadoLibre(MarketplaceConformance, GatewayChannel):
    """See the suites."""

    bench = Bench(
        reader=PushReader(),
        app=APP,
        shop=Shop("mercado_libre/shop-1", APP, SELLER, "a-token", site="MLB"),
        pushes=(
            Push("mercado_libre/push_order.json", Hint(SELLER, "order", ORDER, ORDER)),
            Push("mercado_libre/push_shipment.json", Hint(SELLER, "order", f"shipment:{SHIPMENT}")),
            Push("mercado_libre/push_message.json", Hint(SELLER, "message", MESSAGE)),
            Push("mercado_libre/push_claim.json", Hint(SELLER, "dispute", CLAIM)),
        ),
        unknown_type="mercado_libre/push_unknown_type.json",
        answers={
            f"/orders/{ORDER}": raw("mercado_libre/order.json"),
            f"/shipments/{SHIPMENT}": raw("mercado_libre/shipment.json"),
            f"/post-purchase/v1/claims/{CLAIM}": raw("mercado_libre/claim.json"),
            f"/messages/{MESSAGE}": raw("mercado_libre/message.json"),
            "/orders/search": raw("mercado_libre/orders.json"),
            "/post-purchase/v1/claims/search": raw("mercado_libre/claims.json"),
            CHAT: raw("mercado_libre/messages.json"),
            f"POST {CHAT}": b'{"id":"M9"}',
        },
        read_name=f"/orders/{ORDER}",
        order_hint=Hint(SELLER, "order", ORDER, ORDER),
        dispute_hint=Hint(SELLER, "dispute", CLAIM, ORDER),
        pushed=frozenset({"orders", "disputes"}),
        signs=None,
        admission=Admission(),  # type: ignore[arg-type] # its answer is one of the gateway's
        credential="a-token",
    )

    chat = Chat(
        send=f"POST {CHAT}",
        read=CHAT,
        words=lambda call: call["text"],
        unnamed=b"{}",
        since=datetime(2026, 3, 2, tzinfo=UTC),
        shown=OwnMessage(
            "M3",
            datetime(2026, 3, 3, 14, tzinfo=UTC),
            "Seu pacote está na alfândega.",
            blocked=True,
        ),
    )
    blocks = True

    def api(self, shop: Shop, http: Http) -> Api:
        """The calls."""
        return Api(shop, http)

    def acts(self, shop: Shop, http: Http) -> Acts:
        """The acts."""
        return Acts(shop, http)

    def test_a_body_is_believed_no_further_than_where_to_look(self) -> None:
        """Without a signature: another application's is refused, and a hint holds no value."""
        for push in self.bench.pushes:
            body = raw(push.name)
            assert self.bench.reader.verify(APP, Pushed({}, body, NOW))
            assert not self.bench.reader.verify(replace(APP, key="1"), Pushed({}, body, NOW))
            assert self.bench.reader.read(self.bench.app, Pushed({}, body, NOW)).value is None
        assert not self.bench.reader.verify(APP, Pushed({}, b"<html>", NOW))

    @pytest.mark.parametrize(
        "resource", ["", "/orders/../users/me", "/orders/1?x=2", "http://a/b c"]
    )
    def test_a_pointer_leads_nowhere_else(self, resource: str) -> None:
        """Only the plain form of a pointer is followed, and of it only the last part."""
        push = json.loads(raw("mercado_libre/push_order.json")) | {"resource": resource}
        with pytest.raises(InvalidInput):
            self.bench.reader.read(self.bench.app, Pushed({}, json.dumps(push).encode(), NOW))

    async def test_a_shipment_leads_to_its_order(self) -> None:
        """The order is one, whether its own pointer or its shipment's was followed."""
        by_shipment = await self.read(Hint(SELLER, "order", f"shipment:{SHIPMENT}"))
        by_order = await self.read(self.bench.order_hint)
        assert by_shipment == by_order
        (order,) = by_order
        assert isinstance(order, Order)
        assert order.status is OrderStatus.SHIPPED
        assert order.promise is not None
        assert order.promise.at == datetime(2026, 3, 20, 3, tzinfo=UTC)
        assert [one.number for one in order.parcels] == ["ML123456789CN"]

    async def test_a_claim_says_what_it_is_about_and_by_when(self) -> None:
        """The earliest of the seller's own dates; a prefix PNR is "not received"."""
        (dispute,) = await self.read(self.bench.dispute_hint)
        assert isinstance(dispute, Dispute)
        assert (dispute.kind, dispute.state) == (DisputeKind.NOT_RECEIVED, DisputeState.OPEN)
        assert dispute.answer_due is not None
        assert dispute.answer_due.source == "stated"
        assert dispute.answer_due.at == datetime(2026, 3, 5, 14, tzinfo=UTC)

    async def test_a_claim_that_cancels_is_a_state_of_the_order(self) -> None:
        """It is read as its order."""
        claim = json.loads(raw("mercado_libre/claim.json")) | {"type": "cancel_purchase"}
        async with self.outside() as (gateway, shop, http):
            gateway.answers[f"/post-purchase/v1/claims/{CLAIM}"] = json.dumps(claim).encode()
            (found,) = await Api(shop, http).read(self.bench.dispute_hint, NOW)
        assert isinstance(found, Order)

    async def test_a_message_is_read_and_stands_where_a_text_is_sent_to(self) -> None:
        """The pointer is followed; the conversation is the pack with its buyer."""
        async with self.outside() as (gateway, shop, http):
            (message,) = await Api(shop, http).read(Hint(SELLER, "message", MESSAGE), NOW)
            (order,) = await Api(shop, http).read(self.bench.order_hint, NOW)
            assert isinstance(order, Order)
            conversation = await self.acts(shop, http).open_conversation(order)
            sent = await self.acts(shop, http).send(conversation, "Olá")
        assert isinstance(message, Message)
        assert (message.conversation, message.sender) == (conversation, "buyer")
        assert message.text == "Cadê meu pacote?"
        (call,) = gateway.asked(f"POST {CHAT}")
        assert (sent.external_ref, call["text"], call["to"]) == ("M9", "Olá", '{"user_id": 5501}')

    async def test_a_long_list_is_read_on_from_its_last_change(self) -> None:
        """Past the greatest offset the span is shortened from its start."""
        found = json.loads(raw("mercado_libre/orders.json"))
        found["paging"]["total"] = 5000
        async with self.outside() as (gateway, shop, http):
            gateway.answers["/orders/search"] = json.dumps(found).encode()
            start = (NOW - timedelta(days=60)).isoformat()
            page = await Api(shop, http).changes("orders", NOW, NOW, f"{start}|999")
        assert page.cursor == "2026-03-01T13:00:00+00:00|0"
