"""Temu through the marketplace suite, and what is its own: locked events, packages, no chat."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from schemas.action import ActionKind
from schemas.dispute import Dispute, DisputeKind, DisputePhase, DisputeState
from schemas.order import Order, OrderStatus
from services.connectors.marketplaces.temu.act import Acts
from services.connectors.marketplaces.temu.api import Api
from services.connectors.marketplaces.temu.push import PushReader
from services.connectors.marketplaces.temu.signing import sign_call, sign_push, unlocked
from services.connectors.ports import App, Hint, Shop
from services.connectors.pushes import Pushed
from services.runtime.errors import InvalidInput, Refused, TryLater
from services.runtime.http.client import Http
from tests.contract.conformance_marketplace import NOW, Bench, MarketplaceConformance, Push
from tests.contract.gateway import Answer, Asked, admitted
from tests.contract.vectors import raw

MALL, ORDER_SN = "635517726820718", "PO-211-02066072965752676"
REQUEST_SN = f"{ORDER_SN}-D01"
SECRETS = ("first-secret-of-the-app", "old-secret-of-the-app")
APP = App("temu", "temu", "demo-app", SECRETS, "https://unused")
ORDER, ORDERS, SHIPMENTS, REQUESTS, REQUEST = (
    "bg.order.detail.v2.get",
    "bg.order.list.v2.get",
    "bg.logistics.shipment.v2.get",
    "bg.aftersales.parentaftersales.list.get",
    "temu.aftersales.parentaftersales.detail.get",
)
CHANGED = datetime.fromtimestamp(1772450000, UTC)
ASKED = datetime.fromtimestamp(1773500000, UTC)
EVENTS = {
    "temu/push_order.json": "bg_order_status_change_event",
    "temu/push_request.json": "bg_aftersales_status_change",
    "temu/push_cancel.json": "bg_cancel_order_status_change",
    "temu/push_address.json": "bg_trade_logistics_address_changed",
    "temu/push_unknown_type.json": "bg_open_event_test",
}


class Admission:
    """Signed over every parameter of the JSON."""

    def name(self, asked: Asked) -> str:
        """The call's type."""
        return asked.params["type"]

    def refusal(self, secret: str, asked: Asked) -> Answer | object:
        """3000001, as a wrong signature is told."""
        told = json.loads(asked.body)
        sign = told.pop("sign")
        written = {
            name: json.dumps(value, separators=(",", ":"))
            if isinstance(value, list)
            else str(value)
            for name, value in told.items()
        }
        right = sign == sign_call(secret, written) and told["access_token"] == "a-token"
        return admitted if right else failure(3000001)


def failure(code: int) -> bytes:
    """An answer that says no."""
    return json.dumps({"success": False, "errorCode": code, "errorMsg": "m"}).encode()


def signed(app: App, secret: str, body: bytes) -> Mapping[str, str]:
    """The headers of an event over what its body holds."""
    event = next(event for name, event in EVENTS.items() if raw(name) == body)
    locked = json.loads(body)["eventData"]
    told = {
        "x-tm-app-key": app.key,
        "x-tm-event-code": event,
        "x-tm-timestamp": "1772450000123",
        "x-tm-ext-param": "{}",
    }
    data = unlocked(SECRETS[0], locked) or locked
    return told | {"x-tm-signature": sign_push(secret, told | {"eventData": data})}


def event(name: str, hint: Hint) -> Push:
    """A push with the header that names its event."""
    return Push(name, hint, {"x-tm-event-code": EVENTS[name]})


def changed(name: str, *path: str | int, **values: object) -> bytes:
    """A fixture with some values of an object within it otherwise."""
    found = json.loads(raw(f"temu/{name}.json"))
    at: Any = found["result"]
    for step in path:
        at = at[step]
    at |= values
    return json.dumps(found).encode()


class TestTemu(MarketplaceConformance):
    """See the suite."""

    bench = Bench(
        reader=PushReader(),
        app=APP,
        shop=Shop("temu/shop-1", APP, MALL, "a-token"),
        pushes=(
            event("temu/push_order.json", Hint(MALL, "order", ORDER_SN, ORDER_SN, CHANGED)),
            event("temu/push_request.json", Hint(MALL, "dispute", REQUEST_SN, ORDER_SN, ASKED)),
            event(
                "temu/push_cancel.json",
                Hint(MALL, "order", ORDER_SN, ORDER_SN, datetime.fromtimestamp(1772400000, UTC)),
            ),
            event("temu/push_address.json", Hint(MALL, "order", ORDER_SN, ORDER_SN)),
        ),
        unknown_type="temu/push_unknown_type.json",
        answers={
            ORDER: raw("temu/order.json"),
            ORDERS: raw("temu/orders.json"),
            SHIPMENTS: raw("temu/shipments.json"),
            REQUESTS: raw("temu/requests.json"),
            REQUEST: raw("temu/request.json"),
        },
        read_name=ORDER,
        order_hint=Hint(MALL, "order", ORDER_SN, ORDER_SN),
        dispute_hint=Hint(MALL, "dispute", REQUEST_SN, ORDER_SN),
        throttled=failure(4000004),
        unauthorised=failure(3000034),
        unknown=failure(140020002),
        refused=failure(140020001),
        pushed=frozenset({"orders", "disputes"}),
        signs=signed,
        signs_content=True,
        admission=Admission(),  # type: ignore[arg-type] # its answer is one of the gateway's
    )

    def api(self, shop: Shop, http: Http) -> Api:
        """The calls."""
        return Api(shop, http)

    def acts(self, shop: Shop, http: Http) -> Acts:
        """The acts."""
        return Acts(shop, http)

    def test_an_unknown_message_type_is_nothing(self) -> None:
        """An event of another name, sent open as the test event is."""
        hint = self.hint_of(event(self.bench.unknown_type, Hint("", "nothing", "")))
        assert hint.kind == "nothing"

    def test_the_vectors_of_the_facts_hold(self) -> None:
        """P and Q: the documented event under its secret; a call as the documentation signs it."""
        secret, locked = "12345678abcdefgh", "sQmNTAKR2o4HrmCO3OchFgGyJU5Qta57+JQxxgVyVPU="
        assert unlocked(secret, locked) == '{"orderSn":"XXYYZZ","status":1}'
        headers = {
            "x-tm-app-key": "demo-test-app",
            "x-tm-event-code": "bg_test_event",
            "x-tm-ext-param": "{}",
            "x-tm-timestamp": "1726127013525",
            "x-tm-signature": "b5143d1a831453afbcf76d4621baa74a2dc07a486f26f5a956c6e50c61a338fb",
        }
        app = replace(APP, key="demo-test-app", secrets=(secret,))
        body = json.dumps({"eventData": locked}).encode()
        assert self.bench.reader.verify(app, Pushed(headers, body, NOW))
        asked = {
            "access_token": "2nifvmpyymvypwmcms5ct4uqqudrwgpmzbcnmkt1jzjkuaf3x56iixym",
            "app_key": "f9d5cc9313893a20d5aa85c654e8f503",
            "data_type": "JSON",
            "sendRequestList": '[{"orderSendInfoList":[{"quantity":1,"orderSn":'
            '"211-21905473070712792","parentOrderSn":"PO-211-21905452099192792",'
            '"goodsId":601099548666279,"skuId":17592352673534}],"carrierId":"699272611",'
            '"trackingNumber":"270324232756"}]',
            "sendType": "0",
            "timestamp": "1711009072",
            "type": "bg.logistics.shipment.confirm",
        }
        found = sign_call("c7e0a1a63542be4de3cb5488f9fba8149e8fc290", asked)
        assert found == "4CCF219942D4180C6DDA3CE36C1B838F"

    @pytest.mark.parametrize("ext_param", ["{}", "", None])
    def test_the_extra_header_may_be_signed_or_not(self, ext_param: str | None) -> None:
        """One documented example signs it and another does not; a blank one is never signed."""
        body = raw("temu/push_order.json")
        told = dict(signed(APP, SECRETS[0], body))
        del told["x-tm-signature"], told["x-tm-ext-param"]
        data = unlocked(SECRETS[0], json.loads(body)["eventData"])
        assert data is not None
        told["x-tm-signature"] = sign_push(SECRETS[0], told | {"eventData": data})
        if ext_param is not None:
            told["x-tm-ext-param"] = ext_param
        assert self.bench.reader.verify(APP, Pushed(told, body, NOW))

    def test_what_is_signed_cannot_be_otherwise(self) -> None:
        """Another event, time or app, one byte of the words: none holds."""
        body = raw("temu/push_order.json")
        told = signed(APP, SECRETS[0], body)
        reader = self.bench.reader
        assert reader.verify(APP, Pushed(told, body, NOW))
        for name in ("x-tm-event-code", "x-tm-timestamp", "x-tm-app-key"):
            assert not reader.verify(APP, Pushed(told | {name: "1"}, body, NOW))
        assert not reader.verify(replace(APP, key="another"), Pushed(told, body, NOW))
        locked = json.loads(body)["eventData"]
        other = "A" if locked[40] != "A" else "B"
        bent = json.dumps({"eventData": locked[:40] + other + locked[41:]}).encode()
        assert not reader.verify(APP, Pushed(told, bent, NOW))
        for unreadable in (b"", b"[]", b"{}", b'{"eventData":1}'):
            assert not reader.verify(APP, Pushed(told, unreadable, NOW))

    def test_what_no_live_secret_opens_is_refused(self) -> None:
        """An event from before a secret was taken away is a dead letter, not a crash."""
        push = self.bench.pushes[0]
        kept = replace(APP, secrets=SECRETS[::-1])
        assert self.bench.reader.read(kept, push.arrived()).ref == ORDER_SN
        for secrets in ((SECRETS[1],), ("short",)):
            with pytest.raises(InvalidInput):
                self.bench.reader.read(replace(APP, secrets=secrets), push.arrived())

    def test_an_event_that_no_header_names_is_refused(self) -> None:
        """The body does not say what it is about."""
        with pytest.raises(InvalidInput):
            self.bench.reader.read(APP, Pushed({}, raw("temu/push_order.json"), NOW))

    async def test_an_order_brings_its_packages_and_requests(self) -> None:
        """A package that two lines share is asked for once; a parcel in parts is two."""
        async with self.outside() as (gateway, shop, http):
            order, dispute = await Api(shop, http).read(self.bench.order_hint, NOW)
            assert len(gateway.asked(SHIPMENTS)) == 1
        assert isinstance(order, Order)
        assert (order.status, order.destination.country) == (OrderStatus.SHIPPED, "US")
        assert (order.fulfilment, order.total) == ("seller", None)
        assert order.promise is not None
        assert order.promise.at == datetime.fromtimestamp(1773600000, UTC)
        assert [one.number for one in order.parcels] == ["UT000000001US", "UT123456789US"]
        assert [len(one.lines) for one in order.parcels] == [1, 2]
        assert [dispute] == await self.read(self.bench.dispute_hint)

    async def test_an_order_without_numbers_has_no_parcels(self) -> None:
        """The platform tells none of what others send."""
        async with self.outside() as (gateway, shop, http):
            gateway.answers[SHIPMENTS] = failure(180020001)
            order = (await Api(shop, http).read(self.bench.order_hint, NOW))[0]
        assert isinstance(order, Order)
        assert order.parcels == ()

    @pytest.mark.parametrize(
        ("status", "asked", "expected"),
        [
            (2, 1, OrderStatus.CANCEL_REQUESTED),
            (2, 0, OrderStatus.PAID),
            (4, 1, OrderStatus.SHIPPED),
            (41, 1, OrderStatus.CANCEL_REQUESTED),
            (5, 0, OrderStatus.DELIVERED),
        ],
    )
    async def test_a_cancellation_asked_for_is_a_state_of_the_order(
        self, status: int, asked: int, expected: OrderStatus
    ) -> None:
        """By its label, while there is something to cancel."""
        label = [{"name": "pending_buyer_cancellation", "value": asked}]
        order = changed("order", "parentOrderMap", parentOrderStatus=status, parentOrderLabel=label)
        found = (await self.read(self.bench.order_hint, read=order))[0]
        assert isinstance(found, Order)
        assert found.status is expected

    async def test_a_request_says_what_it_is_about_and_by_when(self) -> None:
        """The buyer's reason; until when the seller may act."""
        (dispute,) = await self.read(self.bench.dispute_hint)
        assert isinstance(dispute, Dispute)
        assert (dispute.kind, dispute.state) == (DisputeKind.NOT_RECEIVED, DisputeState.OPEN)
        assert (dispute.reason, dispute.amount) == ("Item never arrived", None)
        assert dispute.answer_due is not None
        assert dispute.answer_due.source == "stated"
        assert dispute.answer_due.at == datetime.fromtimestamp(1773700000, UTC)

    @pytest.mark.parametrize(
        ("group", "kind", "state", "phase"),
        [
            (1, 2, DisputeState.OPEN, DisputePhase.CLAIM),
            (3, 2, DisputeState.ANSWERED, DisputePhase.CLAIM),
            (4, 1, DisputeState.ESCALATED, DisputePhase.ARBITRATION),
            (5, 1, DisputeState.CLOSED, DisputePhase.CLAIM),
        ],
    )
    async def test_whose_move_it_is(
        self, group: int, kind: int, state: DisputeState, phase: DisputePhase
    ) -> None:
        """By its group; a buyer who sends something back has had it."""
        values = {"afterSalesStatusGroup": group, "afterSalesType": kind}
        async with self.outside() as (gateway, shop, http):
            gateway.answers[REQUESTS] = changed(
                "requests", "data", 0, **values, operateExpireTimeMs=None
            )
            (found,) = await Api(shop, http).read(self.bench.dispute_hint, NOW)
        assert isinstance(found, Dispute)
        assert (found.state, found.phase) == (state, phase)
        assert (found.kind is DisputeKind.NOT_RECEIVED) == (kind == 1)
        assumed = found.opened_at + timedelta(hours=48)
        assert (found.answer_due.at if found.answer_due else None) == (
            assumed if state is DisputeState.OPEN else None
        )

    async def test_a_list_that_has_shrunk_is_read_again(self) -> None:
        """What changes leaves the span, and everything behind it moves up."""
        found = json.loads(raw("temu/orders.json"))
        found["result"] |= {"totalItemNum": 250, "pageItems": found["result"]["pageItems"] * 100}
        async with self.outside() as (gateway, shop, http):
            gateway.answers[ORDERS] = json.dumps(found).encode()
            api = Api(shop, http)
            span = (NOW - timedelta(days=1), NOW)
            cursors = [
                (await api.changes("orders", *span, cursor)).cursor
                for cursor in (None, "2/250", "2/251")
            ]
            with pytest.raises(InvalidInput):
                await api.changes("orders", *span, "x")
            call = gateway.asked(ORDERS)[0]
        assert cursors == ["2/250", "3/250", "1/250"]
        assert (call["updateAtStart"], call["pageNumber"]) == (
            str(int(span[0].timestamp())),
            "1",
        )

    async def test_nobody_is_written_to(self) -> None:
        """There is no message API; a passing fault of the platform is no refusal."""
        order = await self.order()
        async with self.outside() as (gateway, shop, http):
            acts = self.acts(shop, http)
            for kind in (ActionKind.MESSAGE, ActionKind.OFFER, ActionKind.CONVERSATION):
                assert not acts.can(order, kind, None, NOW).allowed
            with pytest.raises(Refused):
                await acts.open_conversation(order)
            with pytest.raises(Refused):
                await acts.send("c", "text")
            with pytest.raises(Refused):
                await acts.own_messages("c", NOW)
            with pytest.raises(Refused):
                await acts.extend(order, 1)
            assert not gateway.calls
        with pytest.raises(TryLater):
            await self.read(self.bench.order_hint, read=failure(4000000))
