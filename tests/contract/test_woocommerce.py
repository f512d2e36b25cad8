"""WooCommerce through the marketplace suite, and what is its own: the ping, bins, plugins."""

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from schemas.action import ActionKind
from schemas.base import Money
from schemas.conversation import Contact
from schemas.order import Order, OrderStatus
from services.connectors.marketplaces.body_signature import sign_body
from services.connectors.marketplaces.woocommerce.act import Acts
from services.connectors.marketplaces.woocommerce.api import Api
from services.connectors.marketplaces.woocommerce.push import PushReader, seller_of
from services.connectors.ports import App, Hint, Shop
from services.connectors.pushes import Greets, Pushed
from services.ingest.verify import app_door
from services.runtime.errors import InvalidInput, Refused, Unanswered
from services.runtime.http.client import Http
from tests.contract.conformance_marketplace import (
    NOW,
    ActConformance,
    Bench,
    CallConformance,
    OrderConformance,
    Push,
    PushConformance,
)
from tests.contract.gateway import Answer, Asked, admitted
from tests.contract.vectors import raw

ORDER, SHOP = "727", "shop.example"
APP = App("woo", "woocommerce", "-", ("new-secret", "old-secret"), "https://{shop}")
TOKEN = "ck_key:cs_secret"
ONE, ALL = f"/wp-json/wc/v3/orders/{ORDER}", "/wp-json/wc/v3/orders"
CHANGED = datetime(2026, 3, 3, 16, 9, 54, tzinfo=UTC)


def headers(topic: str, source: str = "https://Shop.example/") -> dict[str, str]:
    """What stands beside a body."""
    return {"x-wc-webhook-topic": topic, "x-wc-webhook-source": source}


def signs(app: App, secret: str, body: bytes) -> Mapping[str, str]:
    """As WooCommerce signs."""
    del app
    return {"x-wc-webhook-signature": sign_body(secret, body)}


class Admission:
    """Consumer key and secret by basic authentication."""

    def name(self, asked: Asked) -> str:
        """The path."""
        return asked.path

    def refusal(self, secret: str, asked: Asked) -> Answer | object:
        """401, as the platform answers."""
        wanted = f"Basic {b64encode(secret.encode()).decode()}"
        return admitted if asked.headers.get("Authorization") == wanted else 401


def unknown(code: str) -> Answer:
    """A 404 of the API, or of what stands in its place."""
    return 404, json.dumps({"code": code, "data": {"status": 404}}).encode()


GONE = unknown("woocommerce_rest_shop_order_invalid_id")


class TestWooCommerce(PushConformance, CallConformance, OrderConformance, ActConformance):
    """See the suite."""

    bench = Bench(
        reader=PushReader(),
        app=APP,
        shop=Shop("woocommerce/shop-1", APP, SHOP, TOKEN),
        pushes=(
            Push(
                "woocommerce/push_order.json",
                Hint(SHOP, "order", ORDER, ORDER, CHANGED),
                headers("order.updated"),
            ),
            Push(
                "woocommerce/push_deleted.json",
                Hint(SHOP, "order", f"deleted:{ORDER}", ORDER),
                headers("order.deleted"),
            ),
        ),
        unknown_type="woocommerce/push_unknown_type.json",
        answers={ONE: raw("woocommerce/order.json"), ALL: raw("woocommerce/orders.json")},
        read_name=ONE,
        order_hint=Hint(SHOP, "order", ORDER, ORDER),
        unknown=GONE,
        lists=frozenset({"orders"}),
        pushed=frozenset({"orders"}),
        signs=signs,
        admission=Admission(),  # type: ignore[arg-type] # its answer is one of the gateway's
        credential=TOKEN,
    )

    def api(self, shop: Shop, http: Http) -> Api:
        """The calls."""
        return Api(shop, http)

    def acts(self, shop: Shop, http: Http) -> Acts:
        """The acts."""
        del shop, http
        return Acts()

    async def changed(self, **changes: Any) -> Order:
        """The order with fields of its answer changed."""
        found = {**json.loads(raw("woocommerce/order.json")), **changes}
        [order] = await self.read(self.bench.order_hint, read=json.dumps(found).encode())
        assert isinstance(order, Order)
        return order

    def test_an_unknown_message_type_is_nothing(self) -> None:
        """A topic that we do not read is valid; one without any topic is not readable."""
        body = raw(self.bench.unknown_type)
        for topic in ("product.updated", "customer.deleted", "action.woocommerce_add_to_cart"):
            hint = self.bench.reader.read(APP, Pushed(headers(topic), body, NOW))
            assert hint.kind == "nothing"
        with pytest.raises(InvalidInput):
            self.bench.reader.read(APP, Pushed({}, body, NOW))

    def test_the_vector_holds(self) -> None:
        """N: computed with the documented algorithm."""
        app = replace(APP, secrets=("secret",))
        told = {"x-wc-webhook-signature": "W9XIJt//SY+TsBDWHfiYsxcRH7PheR+VfqXxO+4jhAU="}
        body = b'{"id":1,"status":"processing"}'
        assert PushReader().verify(app, Pushed(told, body, NOW))
        assert not PushReader().verify(app, Pushed(told, body + b" ", NOW))

    def test_the_ping_of_a_new_webhook_is_answered_and_nothing_else_unsigned_is(self) -> None:
        """It is a form without a signature: 200 with an empty body, and nothing is kept of it."""
        reader = PushReader()
        assert isinstance(reader, Greets)
        door = app_door(APP, reader)
        assert door.greeting is not None
        assert door.asks == "POST"
        for body, answer in (
            (b"webhook_id=17", b""),
            (b"webhook_id=17&x=1", None),
            (b"webhook_id=", None),
            (b'{"webhook_id":17}', None),
            (raw("woocommerce/push_order.json"), None),
        ):
            assert door.greeting("", Pushed({}, body, NOW)) == answer, body

    def test_a_shop_is_named_by_its_address(self) -> None:
        """Without scheme, and as it lies in a path."""
        assert seller_of("https://Shop.example/") == "shop.example"
        assert seller_of("http://shop.example/de/") == "shop.example/de"
        assert seller_of("") == ""

    async def test_an_order_is_mapped_whole(self) -> None:
        """Money, parcels of the tracking extension, a coarse destination; and no name is asked."""
        order = await self.changed()
        assert order.status is OrderStatus.PART_SHIPPED
        assert [(one.id, one.quantity, one.price) for one in order.lines] == [
            ("315", 2, Money(amount=Decimal("20.15"), currency="EUR")),
            ("316", 1, Money(amount=Decimal("4.5"), currency="EUR")),
        ]
        [parcel] = order.parcels
        assert (parcel.number, parcel.carrier) == ("RR123456785CN", "China Post")
        assert order.shipped_at == datetime(2026, 3, 3, 16, tzinfo=UTC)
        assert order.total == Money(amount=Decimal("49.8"), currency="EUR")
        assert order.refunded == Money(amount=Decimal("13.5"), currency="EUR")
        assert (order.destination.country, order.destination.postcode_prefix) == ("DE", "101")
        assert (order.buyer.reference, order.service) == ("26", "Flat rate")
        assert (await self.changed(customer_id=0)).buyer.reference == f"order:{ORDER}"

    @pytest.mark.parametrize(
        ("changes", "status"),
        [
            ({"meta_data": []}, OrderStatus.PAID),
            ({"status": "on-hold"}, OrderStatus.PLACED),
            ({"status": "wc-shipped"}, OrderStatus.SHIPPED),
            ({"status": "delivered"}, OrderStatus.DELIVERED),
            ({"status": "trash"}, OrderStatus.CANCELLED),
            ({"status": "refunded"}, OrderStatus.REFUNDED),
        ],
    )
    async def test_statuses(self, changes: dict[str, Any], status: OrderStatus) -> None:
        """WooCommerce's own, and those of tracking plugins."""
        assert (await self.changed(**changes)).status is status
        with pytest.raises(InvalidInput, match="unknown_status"):
            await self.changed(status="in-production")

    async def test_a_completed_order_was_sent_and_is_not_over(self) -> None:
        """A shop completes by sending; without a parcel's own date that is when it went."""
        order = await self.changed(
            status="completed", meta_data=[], date_completed_gmt="2026-03-02T08:00:00"
        )
        assert order.status is OrderStatus.SHIPPED
        assert order.shipped_at == datetime(2026, 3, 2, 8, tzinfo=UTC)
        kept = json.loads(raw("woocommerce/order.json"))["meta_data"][0]["value"]
        as_object = [{"key": "_wc_shipment_tracking_items", "value": {"1": kept[0]}}]
        assert (await self.changed(meta_data=as_object)).parcels == (await self.changed()).parcels

    async def test_what_ships_nothing_is_not_ours(self) -> None:
        """Digital goods, a pick-up, a cart; and an order that was deleted for good."""
        pickup = [{"method_id": "local_pickup", "method_title": "Pick up"}]
        for odd in ({"shipping_lines": []}, {"shipping_lines": pickup}, {"status": "auto-draft"}):
            found = {**json.loads(raw("woocommerce/order.json")), **odd}
            assert not await self.read(self.bench.order_hint, read=json.dumps(found).encode())
        deleted = Hint(SHOP, "order", f"deleted:{ORDER}", ORDER)
        assert not await self.read(deleted, read=GONE)
        [binned] = await self.read(deleted)
        assert isinstance(binned, Order)

    async def test_an_address_that_is_none_of_the_apis_is_not_an_unknown_order(self) -> None:
        """Else every order of a shop that moved would become a dead letter."""
        for answer in (404, unknown("rest_no_route"), (404, b"<html>")):
            with pytest.raises(Refused, match="see `api`"):
                await self.read(self.bench.order_hint, read=answer)
        with pytest.raises(InvalidInput, match="another order"):
            await self.read(self.bench.order_hint, read=b'{"id":728}')

    async def test_the_key_is_sent_over_tls_alone(self) -> None:
        """WooCommerce itself takes it no other way."""
        shop = replace(self.bench.shop, app=replace(APP, api="http://{shop}"))
        async with Http(allow_private=False) as http:
            with pytest.raises(Refused, match="https"):
                await Api(shop, http).read(self.bench.order_hint, NOW)

    async def test_a_list_is_read_on_from_its_last_change(self) -> None:
        """A full page shortens the span; pages are counted where all of it is of one second."""
        entry = {"id": 1, "date_modified_gmt": "2026-03-03T16:09:54"}
        async with self.outside() as (gateway, shop, http):
            gateway.answers[ALL] = json.dumps([entry] * 100).encode()
            since = datetime(2026, 3, 1, tzinfo=UTC)
            first = await Api(shop, http).changes("orders", since, NOW, None)
            second = await Api(shop, http).changes("orders", since, NOW, first.cursor)
            gateway.answers[ALL] = b"{}"
            with pytest.raises(Unanswered):
                await Api(shop, http).changes("orders", since, NOW, None)
        assert (first.cursor, second.cursor) == ("2026-03-03T16:09:54|1", "2026-03-03T16:09:54|2")
        asked = gateway.asked(ALL)
        assert asked[0]["modified_after"] == "2026-02-28T23:59:59"
        assert asked[1]["modified_after"] == "2026-03-03T16:09:53"
        assert asked[0]["_fields"] == "id,date_modified_gmt"

    async def test_a_shop_that_writes_asks_for_the_address_and_no_other_does(self) -> None:
        """It is told with the order, as of when that was placed."""
        found = json.loads(raw("woocommerce/order.json"))
        found["billing"]["email"] = "john@example.com"
        async with self.outside(read=json.dumps(found).encode()) as (gateway, shop, http):
            assert len(await Api(shop, http).read(self.bench.order_hint, NOW)) == 1
            writes = replace(shop, emails=True)
            _, contact = await Api(writes, http).read(self.bench.order_hint, NOW)
        assert isinstance(contact, Contact)
        assert (contact.id, contact.email) == (f"{shop.key}/26", "john@example.com")
        assert contact.told_at == datetime(2026, 3, 1, 9, tzinfo=UTC)
        silent, asked = (one["_fields"].split(",") for one in gateway.asked(ONE))
        assert set(asked) - set(silent) == {"billing.email"}

    async def test_nobody_is_written_to_by_a_call(self) -> None:
        """Every act is refused, with a sentence for staff."""
        order, acts = await self.changed(), Acts()
        for kind in (ActionKind.MESSAGE, ActionKind.OFFER, ActionKind.EXTEND, ActionKind.ANSWER):
            assert not acts.can(order, kind, None, NOW + timedelta(days=1)).allowed
        with pytest.raises(Refused):
            await acts.send("c", "t")
