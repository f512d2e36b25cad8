"""Shopify through the marketplace suite, and what is its own: headers, old retries, privacy."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.action import ActionKind
from schemas.base import Money
from schemas.conversation import Contact
from schemas.dispute import Dispute, DisputeKind, DisputePhase, DisputeState
from schemas.order import Duties, Order, OrderStatus, ParcelLine
from services.connectors.marketplaces.body_signature import sign_body
from services.connectors.marketplaces.own_site import base_of
from services.connectors.marketplaces.shopify.act import Acts
from services.connectors.marketplaces.shopify.api import Api
from services.connectors.marketplaces.shopify.push import PushReader
from services.connectors.ports import App, Hint, Shop
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput, NotAuthorised, Refused, TryLater, Unanswered
from services.runtime.http.client import Http
from tests.contract.conformance_marketplace import NOW, Bench, MarketplaceConformance, Push
from tests.contract.gateway import Answer, Asked, admitted
from tests.contract.vectors import raw

ORDER, DISPUTE, SHOP = "820982911946154508", "285332461850802050", "my-shop.myshopify.com"
BUYER, LAMP, CUP = "6940095564", "866550311766439020", "141249953214522974"
APP = App("shp", "shopify", "client-id", ("new-secret", "old-secret"), "https://{shop}")
TRIGGERED = datetime(2026, 3, 3, 16, 9, 55, tzinfo=UTC)


def headers(topic: str, at: str = "2026-03-03T16:09:55.123456789Z") -> dict[str, str]:
    """What stands beside a body."""
    return {
        "x-shopify-topic": topic,
        "x-shopify-shop-domain": SHOP,
        "x-shopify-triggered-at": at,
        "x-shopify-event-id": "98880550-7158-44d4-b7cd-2c97c8a091b5",
        "x-shopify-webhook-id": "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
    }


def signs(app: App, secret: str, body: bytes) -> Mapping[str, str]:
    """As Shopify signs."""
    del app
    return {"x-shopify-hmac-sha256": sign_body(secret, body)}


def failed(code: str) -> bytes:
    """An answer of GraphQL that has failed."""
    error = {"message": "m", "extensions": {"code": code}}
    return json.dumps({"errors": [error], "data": None}).encode()


class Admission:
    """An access token in a header of its own; calls are known by their operation."""

    def name(self, asked: Asked) -> str:
        """The operation."""
        assert asked.path == "/admin/api/2026-10/graphql.json"
        return asked.params["operationName"]

    def refusal(self, secret: str, asked: Asked) -> Answer | object:
        """401, as the platform answers."""
        return admitted if asked.headers.get("X-Shopify-Access-Token") == secret else 401


def request(kind: Any, ref: str, buyer: str) -> Hint:
    """A privacy request's hint."""
    return Hint(SHOP, kind, ref, changed_at=at_push(), buyer=buyer)


def at_push() -> datetime:
    """The instant of ``headers``, to the microsecond that is kept of it."""
    return TRIGGERED + timedelta(microseconds=123456)


def push(name: str, topic: str, hint: Hint) -> Push:
    """A push with its headers."""
    return Push(f"shopify/{name}.json", hint, headers(topic))


CHANGED = Hint(SHOP, "order", ORDER, ORDER, at_push())
EVENT = "98880550-7158-44d4-b7cd-2c97c8a091b5"


class TestShopify(MarketplaceConformance):
    """See the suite."""

    bench = Bench(
        reader=PushReader(),
        app=APP,
        shop=Shop("shopify/shop-1", APP, SHOP, "a-token"),
        pushes=(
            push("push_order", "orders/updated", CHANGED),
            push("push_order_edited", "orders/edited", CHANGED),
            push("push_fulfillment", "fulfillments/create", CHANGED),
            push(
                "push_dispute",
                "disputes/create",
                Hint(SHOP, "dispute", DISPUTE, ORDER, at_push()),
            ),
            push(
                "push_redact",
                "customers/redact",
                request("erasure", f"customers/redact {EVENT}", BUYER),
            ),
            push(
                "push_data_request",
                "customers/data_request",
                request("export", "customers/data_request 9999", BUYER),
            ),
            push("push_shop_redact", "shop/redact", request("erasure", f"shop/redact {EVENT}", "")),
        ),
        unknown_type="shopify/push_unknown_type.json",
        answers={
            name: raw(f"shopify/{name.lower()}.json")
            for name in ("Order", "Orders", "Dispute", "Disputes")
        },
        read_name="Order",
        order_hint=Hint(SHOP, "order", ORDER, ORDER),
        dispute_hint=Hint(SHOP, "dispute", DISPUTE, ORDER),
        throttled=failed("THROTTLED"),
        unauthorised=failed("ACCESS_DENIED"),
        unknown=b'{"data":{"order":null}}',
        refused=failed("MAX_COST_EXCEEDED"),
        pushed=frozenset({"orders", "disputes"}),
        signs=signs,
        admission=Admission(),  # type: ignore[arg-type] # its answer is one of the gateway's
        credential="a-token",
    )

    def api(self, shop: Shop, http: Http) -> Api:
        """The calls."""
        return Api(shop, http)

    def acts(self, shop: Shop, http: Http) -> Acts:
        """The acts."""
        return Acts(shop, http)

    async def changed(self, **changes: Any) -> Order:
        """The order with fields of its answer changed."""
        found = json.loads(raw("shopify/order.json"))
        found["data"]["order"] |= changes
        [order] = await self.read(self.bench.order_hint, read=json.dumps(found).encode())
        assert isinstance(order, Order)
        return order

    def test_an_unknown_message_type_is_nothing(self) -> None:
        """A topic that we do not read is valid; one without any topic is not readable."""
        body = raw(self.bench.unknown_type)
        for topic in ("app/uninstalled", "orders/delete", "products/update", "orders/risky"):
            hint = self.bench.reader.read(APP, Pushed(headers(topic), body, NOW))
            assert hint.kind == "nothing"
        with pytest.raises(InvalidInput):
            self.bench.reader.read(APP, Pushed({}, body, NOW))

    def test_the_official_vector_holds(self) -> None:
        """M: of the official library's own tests (verified)."""
        app = replace(APP, secrets=("test_secret_key",))
        told = {"x-shopify-hmac-sha256": "B23tXN681gZ0qIWNRrgtzBE9XSDo5yaUu6wfmhu3a7g="}
        reader = PushReader()
        assert reader.verify(app, Pushed(told, b'{"foo": "bar"}', NOW))
        assert not reader.verify(app, Pushed(told, b'{"foo":"bar"}', NOW))
        assert not reader.verify(app, Pushed({"x-shopify-hmac-sha256": "\xe9"}, b"", NOW))

    def test_any_value_under_any_topic_is_read_or_refused(self) -> None:
        """The suite sends no headers: here every known body comes changed, under every topic."""
        topics = [one.headers["x-shopify-topic"] for one in self.bench.pushes]

        @given(self._changed_pushes(), st.sampled_from(topics), st.text(max_size=40))
        def reads(body: bytes, topic: str, odd: str) -> None:
            told = headers(topic, odd) | {"x-shopify-shop-domain": odd, "x-shopify-event-id": odd}
            try:
                hint = self.bench.reader.read(APP, Pushed(told, body, NOW))
            except InvalidInput:
                return
            assert hint.ref or hint.kind == "nothing"

        reads()

    def test_a_body_is_no_privacy_request_because_a_header_says_so(self) -> None:
        """Headers are not signed: an order's own body under such a topic erases nobody."""
        for topic in ("customers/redact", "customers/data_request", "shop/redact"):
            for name in ("push_order", "push_unknown_type", "push_dispute"):
                told = Pushed(headers(topic), raw(f"shopify/{name}.json"), NOW)
                with pytest.raises(InvalidInput):
                    self.bench.reader.read(APP, told)
        without = json.loads(raw("shopify/push_redact.json"))
        del without["customer"]["id"]  # an erasure of nobody must not become one of everybody
        nobody = Pushed(headers("customers/redact"), json.dumps(without).encode(), NOW)
        with pytest.raises(InvalidInput):
            self.bench.reader.read(APP, nobody)

    def test_shopifys_retry_with_old_content(self) -> None:
        """A retry hours later carries what was then: the change's own instant dates it."""
        first = Pushed(headers("orders/updated"), raw("shopify/push_order.json"), TRIGGERED)
        retry = replace(first, at=TRIGGERED + timedelta(hours=4))
        hints = [self.bench.reader.read(APP, one) for one in (first, retry)]
        assert hints[0] == hints[1]
        assert hints[1].changed_at == at_push()
        assert hints[1].value is None, "nothing of the payload is taken over"

    def test_a_request_without_an_event_is_known_by_its_body(self) -> None:
        """So that a retry is no second request."""
        told = headers("customers/redact")
        del told["x-shopify-event-id"], told["x-shopify-webhook-id"]
        body = raw("shopify/push_redact.json")
        hints = [self.bench.reader.read(APP, Pushed(told, body, NOW)) for _ in range(2)]
        assert hints[0].ref == hints[1].ref
        assert not self.bench.reader.polled(body), "no list brings it again"

    async def test_an_order_is_mapped_whole(self) -> None:
        """Lines with states of their own, what was sent in which parcel, money as it was paid."""
        order = await self.changed()
        assert order.status is OrderStatus.PART_SHIPPED
        assert [(one.id, one.status, one.quantity) for one in order.lines] == [
            (CUP, OrderStatus.PAID, 1),
            (LAMP, OrderStatus.SHIPPED, 2),
        ]
        [parcel] = order.parcels
        assert (parcel.number, parcel.carrier) == ("RR123456785CN", "China Post")
        assert parcel.lines == (ParcelLine(line_id=LAMP, quantity=2),)
        assert order.shipped_at == parcel.shipped_at == datetime(2026, 3, 3, 16, tzinfo=UTC)
        assert (order.total, order.refunded) == (
            Money(amount=Decimal(403), currency="CAD"),
            Money(amount=Decimal(0), currency="CAD"),
        )
        assert (order.destination.country, order.destination.postcode_prefix) == ("CA", "K2P")
        assert (order.buyer.reference, order.buyer.language) == (BUYER, "fr-CA")
        assert order.duties == Duties(payer="prepaid", source="marketplace")
        assert "Steve" not in order.model_dump_json()

    @pytest.mark.parametrize(
        ("changes", "status"),
        [
            ({"displayFulfillmentStatus": "FULFILLED"}, OrderStatus.SHIPPED),
            ({"cancelledAt": "2026-03-04T00:00:00Z"}, OrderStatus.CANCELLED),
            ({"displayFinancialStatus": "REFUNDED"}, OrderStatus.REFUNDED),
            ({"displayFinancialStatus": "VOIDED"}, OrderStatus.CANCELLED),
            ({"returnStatus": "RETURN_REQUESTED"}, OrderStatus.RETURNING),
            ({"returnStatus": "RETURN_FAILED"}, OrderStatus.PART_SHIPPED),
            ({"fulfillments": []}, OrderStatus.PAID),
            ({"fulfillments": [], "displayFinancialStatus": "PENDING"}, OrderStatus.PLACED),
            ({"displayFulfillmentStatus": "RESTOCKED"}, OrderStatus.CLOSED),
        ],
    )
    async def test_statuses(self, changes: dict[str, Any], status: OrderStatus) -> None:
        """Payment, return and fulfilment together say where an order stands."""
        assert (await self.changed(**changes)).status is status

    async def test_an_order_has_arrived_when_all_of_it_has(self) -> None:
        """Every fulfilment that stands is delivered; an archived order is none that is over."""
        sent = json.loads(raw("shopify/order.json"))["data"]["order"]["fulfillments"]
        sent[0]["displayStatus"] = "DELIVERED"
        whole = await self.changed(displayFulfillmentStatus="FULFILLED", fulfillments=sent)
        assert whole.status is OrderStatus.DELIVERED
        other = {**sent[0], "displayStatus": "IN_TRANSIT"}
        part = await self.changed(displayFulfillmentStatus="FULFILLED", fulfillments=[*sent, other])
        assert part.status is OrderStatus.SHIPPED
        twice = [line.quantity for parcel in part.parcels for line in parcel.lines]
        assert twice == [2, 2], "one number in two fulfilments is one parcel"

    async def test_what_ships_nothing_is_not_ours_and_an_unknown_status_no_guess(self) -> None:
        """Digital goods and pick-ups have no parcel; a status nobody knows is a dead letter."""
        for ships_nothing in ({"requiresShipping": False}, {"shippingAddress": None}):
            found = json.loads(raw("shopify/order.json"))
            found["data"]["order"] |= ships_nothing
            assert not await self.read(self.bench.order_hint, read=json.dumps(found).encode())
        for odd in ({"displayFulfillmentStatus": "LOST"}, {"returnStatus": "MAYBE"}):
            with pytest.raises(InvalidInput, match="unknown_status"):
                await self.changed(**odd)
        with pytest.raises(InvalidInput, match="country"):
            await self.changed(shippingAddress={"countryCodeV2": None, "zip": None})

    async def test_a_dispute_says_by_when_the_bank_wants_evidence(self) -> None:
        """The stated instant; a bare day is due at its beginning."""
        [dispute] = await self.read(self.bench.dispute_hint)
        assert isinstance(dispute, Dispute)
        assert (dispute.kind, dispute.phase, dispute.state) == (
            DisputeKind.NOT_RECEIVED,
            DisputePhase.CLAIM,
            DisputeState.OPEN,
        )
        assert dispute.answer_due is not None
        assert dispute.answer_due.at == datetime(2026, 4, 8, 23, tzinfo=UTC)
        found = json.loads(raw("shopify/dispute.json"))
        found["data"]["dispute"]["evidenceDueBy"] = "2026-04-08"
        async with self.outside() as (gateway, shop, http):
            gateway.answers["Dispute"] = json.dumps(found).encode()
            [bare] = await Api(shop, http).read(self.bench.dispute_hint, NOW)
            gateway.answers["Dispute"] = b'{"data":{"dispute":null}}'
            with pytest.raises(InvalidInput, match="unknown_object"):
                await Api(shop, http).read(self.bench.dispute_hint, NOW)
        assert isinstance(bare, Dispute)
        assert bare.answer_due is not None
        assert (bare.answer_due.at, bare.answer_due.source) == (
            datetime(2026, 4, 8, tzinfo=UTC),
            "stated",
        )

    async def test_a_listed_dispute_is_the_one_that_is_read(self) -> None:
        """It comes whole; one that is over is dated by its end, one without an order left out."""
        async with self.outside() as (gateway, shop, http):
            api = Api(shop, http)
            page = await api.changes("disputes", NOW - timedelta(days=2), NOW, None)
            hints = [api.listed("disputes", one.raw, NOW) for one in page.entries]
            calls = len(gateway.calls)
            [listed] = await api.read(hints[0], NOW)
            assert len(gateway.calls) == calls, "no further call"
            [read] = await api.read(self.bench.dispute_hint, NOW)
        assert listed == read
        assert [one.changed_at for one in hints] == [None, datetime(2026, 3, 29, tzinfo=UTC)]
        [asked] = gateway.asked("Disputes")
        assert json.loads(asked["variables"])["query"] == "initiated_at:>='2025-10-02T12:00:00Z'"

    async def test_orders_are_asked_for_by_their_change(self) -> None:
        """A half-open span, oldest first, page by page."""
        found = json.loads(raw("shopify/orders.json"))
        found["data"]["orders"]["pageInfo"] = {"hasNextPage": True, "endCursor": "c1"}
        async with self.outside() as (gateway, shop, http):
            gateway.answers["Orders"] = json.dumps(found).encode()
            since = datetime(2026, 3, 1, tzinfo=UTC)
            page = await Api(shop, http).changes("orders", since, NOW, None)
            assert page.cursor == "c1"
            await Api(shop, http).changes("orders", since, NOW, page.cursor)
        first, second = (json.loads(one["variables"]) for one in gateway.asked("Orders"))
        span = "updated_at:>='2026-03-01T00:00:00Z' AND updated_at:<'2026-04-02T12:00:00Z'"
        assert first == {"first": 50, "after": None, "query": span}
        assert second["after"] == "c1"

    async def test_a_failed_query_says_what_can_be_done(self) -> None:
        """Whatever form its errors take, and never with the platform's words in the error."""
        for answer, error in (
            (failed("INTERNAL_SERVER_ERROR"), TryLater),
            (failed("SHOP_INACTIVE"), NotAuthorised),
            (b'{"errors":"Not Found"}', Refused),
            (b'{"data":null}', Unanswered),
        ):
            with pytest.raises(error):
                await self.read(self.bench.order_hint, read=answer)

    async def test_nobody_is_written_to_and_a_person_hands_in_evidence(self) -> None:
        """Every act is refused, with a sentence for staff."""
        order = await self.changed()
        async with self.outside() as (gateway, shop, http):
            acts = self.acts(shop, http)
            spoken = (ActionKind.MESSAGE, ActionKind.OFFER)
            for kind in (*spoken, ActionKind.EXTEND, ActionKind.ANSWER):
                assert not acts.can(order, kind, None, NOW).allowed
            for act in (
                acts.open_conversation(order),
                acts.send("c", "t"),
                acts.own_messages("c", NOW),
                acts.extend(order, 1),
            ):
                with pytest.raises(Refused):
                    await act
            assert not acts.remedies(order, NOW).kinds
            assert not gateway.calls

    async def test_a_shop_that_writes_asks_for_the_address_and_no_other_does(self) -> None:
        """It is told with the order, as of when that was placed."""
        found = json.loads(raw("shopify/order.json"))
        found["data"]["order"]["email"] = "jon@example.com"
        async with self.outside(read=json.dumps(found).encode()) as (gateway, shop, http):
            assert len(await Api(shop, http).read(self.bench.order_hint, NOW)) == 1
            order, contact = await Api(replace(shop, emails=True), http).read(
                self.bench.order_hint, NOW
            )
        assert isinstance(order, Order)
        assert isinstance(contact, Contact)
        assert (contact.id, contact.email) == (f"{shop.key}/{BUYER}", "jon@example.com")
        assert (contact.order_keys, contact.told_at) == ((order.key,), order.placed_at)
        asked = [json.loads(one["variables"])["contact"] for one in gateway.asked("Order")]
        assert asked == [False, True]

    def test_every_shop_has_an_address_of_its_own(self) -> None:
        """The app's address with the shop's host in place."""
        assert base_of(self.bench.shop) == f"https://{SHOP}"
