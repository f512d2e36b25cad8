"""eBay through the marketplace suite and the channel's, and what is its own: lines, cases."""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from schemas.base import Money
from schemas.conversation import Message
from schemas.dispute import Dispute, DisputeKind, DisputePhase, DisputeState
from schemas.order import OrderStatus
from services.connectors.marketplaces.ebay.act import Acts
from services.connectors.marketplaces.ebay.api import Api
from services.connectors.marketplaces.ebay.mapping import read_order
from services.connectors.marketplaces.ebay.push import PushReader
from services.connectors.marketplaces.ebay.signing import key_of
from services.connectors.ports import App, Hint, Shop
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Http
from tests.contract.conformance_channel import Chat, End, UnreadableGateway, within
from tests.contract.conformance_marketplace import NOW, Bench, MarketplaceConformance, Push
from tests.contract.gateway import Answer, Asked, Call, admitted
from tests.contract.vectors import raw

ORDER, INQUIRY, CASE = "12-04567-89012", "5376995582", "5077701234"
ITEM, LINE = "254701234567", "10045834734609"
SELLER = "shop_one"
APP = App("ebay-main", "ebay", "an-app", ("a-secret",), "https://unused")
SHOP = Shop("ebay/shop-1", APP, SELLER, "a-token", site="EBAY_US", answer_hours=72)
ORDERS = "/sell/fulfillment/v1/order"
INQUIRIES = "/post-order/v2/inquiry"
CASES = "/post-order/v2/casemanagement"
SEND = f"POST {INQUIRIES}/{INQUIRY}/send_message"
SHIPMENT = f"POST {INQUIRIES}/{INQUIRY}/provide_shipment_info"
KID = "5f1c7a52-0f0e-4b7e-9a53-3d1c27a1b9d0"

DELETION = Hint(
    "",
    "erasure",
    "49feeaeb-4982-42d9-a377-9645b8479411_33f7e043-fed8-442b-9d44-791923bd9a6d",
    changed_at=datetime(2021, 3, 19, 20, 43, 59, 462_000, tzinfo=UTC),
    buyer="test_user",
)

OURS = ec.derive_private_key(11, ec.SECP256R1())
OTHERS = ec.derive_private_key(12, ec.SECP256R1())


def published(key: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    """A public key as the platform publishes it."""
    spki = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    told = base64.b64encode(spki).decode()
    return {
        "key": f"-----BEGIN PUBLIC KEY-----{told}-----END PUBLIC KEY-----",
        "algorithm": "ECDSA",
        "digest": "SHA256",
    }


def signed(app: App, secret: str, body: bytes) -> Mapping[str, str]:
    """A push's header, by our key for the app's secret and by another's for any other."""
    key = OURS if secret in app.secrets else OTHERS
    value = base64.b64encode(key.sign(body, ec.ECDSA(hashes.SHA256()))).decode()
    told = {"alg": "ecdsa", "kid": KID, "signature": value, "digest": "SHA1"}
    return {"x-ebay-signature": base64.b64encode(json.dumps(told).encode()).decode()}


class Admission:
    """One token, under the scheme of each of the two APIs."""

    def name(self, asked: Asked) -> str:
        """The path; what changes something has a name of its own."""
        return f"POST {asked.path}" if asked.method == "POST" else asked.path

    def refusal(self, secret: str, asked: Asked) -> Answer | object:
        """401, as the platform answers."""
        scheme = "IAF" if asked.path.startswith("/post-order/") else "Bearer"
        told = asked.headers.get("authorization") == f"{scheme} {secret}"
        sited = asked.headers.get("x-ebay-c-marketplace-id") == "EBAY_US"
        return admitted if told and sited else 401


def inquiries(call: Call) -> Answer:
    """The search; by an order only the one about it."""
    found = json.loads(raw("ebay/inquiries.json"))
    if "order_id" in call:
        found["members"] = found["members"][:1] if call["order_id"] == ORDER else []
    return json.dumps(found).encode()


def changed(name: str, **update: object) -> bytes:
    """A fixture with some fields otherwise."""
    return json.dumps(json.loads(raw(f"ebay/{name}.json")) | update).encode()


class TestEbay(MarketplaceConformance, UnreadableGateway):
    """See the suites."""

    bench = Bench(
        reader=PushReader(),
        app=APP,
        shop=SHOP,
        pushes=(
            Push(
                "ebay/push_order.json",
                Hint(SELLER, "order", ORDER, ORDER, datetime(2026, 3, 1, 9, 0, 2, tzinfo=UTC)),
            ),
            Push("ebay/push_account_deletion.json", DELETION),
        ),
        unknown_type="ebay/push_unknown_type.json",
        answers={
            f"{ORDERS}/{ORDER}": raw("ebay/order.json"),
            f"{ORDERS}/{ORDER}/shipping_fulfillment": raw("ebay/fulfilments.json"),
            f"{ORDERS}/{ITEM}-{LINE}": raw("ebay/order.json"),
            ORDERS: raw("ebay/orders.json"),
            f"{INQUIRIES}/{INQUIRY}": raw("ebay/inquiry.json"),
            f"{INQUIRIES}/search": inquiries,
            f"{CASES}/{CASE}": raw("ebay/case.json"),
            f"{CASES}/search": raw("ebay/cases.json"),
            SEND: b"{}",
            SHIPMENT: b"",
        },
        read_name=f"{ORDERS}/{ORDER}",
        order_hint=Hint(SELLER, "order", ORDER, ORDER),
        dispute_hint=Hint(SELLER, "dispute", INQUIRY),
        signs=signed,
        admission=Admission(),  # type: ignore[arg-type] # its answer is one of the gateway's
        credential="a-token",
        key=key_of(published(OURS)),
    )

    chat = Chat(
        send=SEND,
        words=within("message", "content"),
        unnamed=b"{}",
    )
    ends = frozenset(End) - {End.UNNAMED}  # no message is ever named
    opens = False

    def api(self, shop: Shop, http: Http) -> Api:
        """The calls."""
        return Api(shop, http)

    def acts(self, shop: Shop, http: Http) -> Acts:
        """The acts."""
        return Acts(shop, http)

    # -- orders ---------------------------------------------------------------------------------

    async def test_an_order_says_what_it_shows(self) -> None:
        """The first date a buyer may complain from, one parcel a number, exact prices, its site."""
        order = await self.order()
        assert (order.status, order.fulfilment) == (OrderStatus.SHIPPED, "unknown")
        assert order.promise is not None
        assert order.promise.at == datetime(2026, 3, 20, 7, tzinfo=UTC)
        assert order.ship_by == datetime(2026, 3, 4, 7, 59, 59, tzinfo=UTC)
        assert order.shipped_at == datetime(2026, 3, 3, 10, 15, tzinfo=UTC)
        (parcel,) = order.parcels
        assert (parcel.number, parcel.carrier) == ("RR123456789CN", "ChinaPost")
        assert [(one.line_id, one.quantity) for one in parcel.lines] == [
            (LINE, 2),
            (f"{LINE[:-2]}10", 1),
        ]
        prices = {line.id: line.price for line in order.lines}
        assert prices[LINE] == Money(amount=Decimal("24.99"), currency="USD")
        assert prices[f"{LINE[:-2]}10"] is None  # 10.00 for three comes out uneven
        assert order.refunded == Money(amount=Decimal(3), currency="USD")
        assert (order.buyer.reference, order.buyer.language) == ("buyer_b", "en-US")
        assert (order.destination.country, order.destination.postcode_prefix) == ("US", "973")

    @pytest.mark.parametrize(
        ("update", "status"),
        [
            ({"orderPaymentStatus": "PENDING"}, OrderStatus.PLACED),
            ({"orderFulfillmentStatus": "NOT_STARTED"}, OrderStatus.PAID),
            ({"orderFulfillmentStatus": "IN_PROGRESS"}, OrderStatus.PART_SHIPPED),
            ({"orderPaymentStatus": "FULLY_REFUNDED"}, OrderStatus.REFUNDED),
            ({"cancelStatus": {"cancelState": "IN_PROGRESS"}}, OrderStatus.CANCEL_REQUESTED),
            ({"cancelStatus": {"cancelState": "CANCELED"}}, OrderStatus.CANCELLED),
        ],
    )
    def test_three_statuses_make_one(self, update: dict[str, object], status: OrderStatus) -> None:
        """What ends an order counts before how far it was sent; its lines agree."""
        order = read_order(json.loads(changed("order", **update)), {}, SHOP, NOW)
        assert order.status is status
        ended = status not in {OrderStatus.PAID, OrderStatus.PART_SHIPPED}
        assert {line.status for line in order.lines} == {status if ended else OrderStatus.SHIPPED}

    @pytest.mark.parametrize("name", ["orderPaymentStatus", "orderFulfillmentStatus"])
    def test_a_status_nobody_knows_is_refused(self, name: str) -> None:
        """No guess is made: a guess may speak to a buyer."""
        with pytest.raises(InvalidInput, match="unknown_status"):
            read_order(json.loads(changed("order", **{name: "NEW_WORD"})), {}, SHOP, NOW)

    async def test_an_order_not_sent_costs_one_call(self) -> None:
        """Its shipments are asked for only once there can be some."""
        fresh = changed("order", orderFulfillmentStatus="NOT_STARTED")
        async with self.outside(read=fresh) as (gateway, shop, http):
            await self.api(shop, http).read(self.bench.order_hint, NOW)
            assert len(gateway.calls) == 1

    def test_a_parcel_that_the_marketplace_carries_on_goes_to_its_end(self) -> None:
        """Past eBay's hub, where its international shipping takes over: its own logistics."""
        source = json.loads(raw("ebay/order.json"))
        start = source["fulfillmentStartInstructions"][0]
        start |= {
            "ebaySupportedFulfillment": True,
            "finalDestinationAddress": {"countryCode": "BR", "postalCode": "01310-100"},
        }
        order = read_order(source, {}, SHOP, NOW)
        assert (order.fulfilment, order.destination.country) == ("marketplace_label", "BR")

    def test_an_order_without_an_address_is_of_its_sites_country(self) -> None:
        """A digital order, or one that is picked up."""
        source = json.loads(changed("order", fulfillmentStartInstructions=[]))
        source["lineItems"][0]["purchaseMarketplaceId"] = "EBAY_GB"
        assert read_order(source, {}, SHOP, NOW).destination.country == "GB"

    # -- lists ----------------------------------------------------------------------------------

    async def test_a_list_that_shrinks_is_read_again_from_its_start(self) -> None:
        """An order that changes while we page moves up all that come after it."""
        found = json.loads(raw("ebay/orders.json")) | {"total": 250}
        async with self.outside() as (gateway, shop, http):
            api = self.api(shop, http)
            gateway.answers[ORDERS] = json.dumps(found).encode()
            first = await api.changes("orders", NOW - timedelta(days=1), NOW, None)
            gateway.answers[ORDERS] = json.dumps(found | {"total": 249}).encode()
            second = await api.changes("orders", NOW - timedelta(days=1), NOW, first.cursor)
            calls = gateway.asked(ORDERS)
        assert (first.cursor, second.cursor) == ("1/250", "0/249")
        span = "lastmodifieddate:[2026-04-01T12:00:00.000Z..2026-04-02T12:00:00.000Z]"
        assert calls[0]["filter"] == span

    async def test_no_list_asks_for_more_than_the_platform_gives(self) -> None:
        """Orders of 90 days, disputes of 18 months: more is refused, for ever."""
        async with self.outside() as (gateway, shop, http):
            for listing in ("orders", "disputes"):
                await self.api(shop, http).changes(listing, NOW - timedelta(days=900), NOW, None)
            (orders,) = gateway.asked(ORDERS)
            (disputes,) = gateway.asked(f"{INQUIRIES}/search")
        begin = datetime.fromisoformat(orders["filter"].split("[")[1].split("..")[0])
        assert NOW - begin < timedelta(days=90)
        begin = datetime.fromisoformat(disputes["inquiry_creation_date_range_from"])
        assert NOW - begin == timedelta(days=540)

    async def test_disputes_are_those_that_moved_and_are_the_shops(self) -> None:
        """An inquiry of before, and one that the seller opened as a buyer, are left out."""
        async with self.outside() as (_, shop, http):
            api = self.api(shop, http)
            first = await api.changes("disputes", NOW - timedelta(days=60), NOW, None)
            second = await api.changes("disputes", NOW - timedelta(days=60), NOW, first.cursor)
        assert [one.hint.ref for one in first.entries] == [INQUIRY]
        assert [one.hint.ref for one in second.entries] == [f"case-{CASE}"]
        assert first.entries[0].hint.changed_at == datetime(2026, 3, 25, 7, tzinfo=UTC)
        assert (first.cursor, second.cursor) == ("casemanagement|", None)

    # -- disputes -------------------------------------------------------------------------------

    async def test_an_inquiry_says_what_it_is_about_and_by_when(self) -> None:
        """Not received, due when the platform says; what its buyer wrote comes with it."""
        dispute, *words = await self.read(self.bench.dispute_hint)
        assert isinstance(dispute, Dispute)
        assert dispute.order_key == f"ebay/shop-1/{ORDER}"
        assert (dispute.kind, dispute.state) == (DisputeKind.NOT_RECEIVED, DisputeState.OPEN)
        assert dispute.phase is DisputePhase.INQUIRY
        assert dispute.answer_due is not None
        assert dispute.answer_due.source == "stated"
        assert dispute.answer_due.at == datetime(2026, 3, 27, 6, 59, 59, tzinfo=UTC)
        assert dispute.amount == Money(amount=Decimal("49.98"), currency="USD")
        assert all(isinstance(one, Message) for one in words)
        told = [(one.sender, one.text, one.buyer) for one in words if isinstance(one, Message)]
        assert told == [
            ("buyer", "Where is my parcel?", "buyer_b"),
            ("buyer", "It still has not come.", "buyer_b"),
        ]
        assert {one.conversation for one in words if isinstance(one, Message)} == {
            f"{ORDER}:{INQUIRY}"
        }

    @pytest.mark.parametrize(
        ("status", "state"),
        [
            ("OPEN", DisputeState.OPEN),
            ("WAITING_BUYER_RESPONSE", DisputeState.ANSWERED),
            ("CS_CLOSED", DisputeState.CLOSED),
        ],
    )
    async def test_a_status_says_whose_move_it_is(self, status: str, state: DisputeState) -> None:
        """Only what waits for the seller is due."""
        dispute = await self._inquiry(changed("inquiry", status=status))
        assert dispute.state is state
        assert (dispute.answer_due is not None) == (state is DisputeState.OPEN)

    async def test_an_inquiry_whose_buyer_got_something_is_no_not_received(self) -> None:
        """An empty box, a part of the order, or all of it late: the reason says so."""
        for reason, kind in (
            ("TRACKING_INFO_UNAVAILABLE", DisputeKind.NOT_RECEIVED),
            ("UNKNOWN", DisputeKind.NOT_RECEIVED),
            ("EMPTY_BOX", DisputeKind.NOT_AS_DESCRIBED),
            ("LATE_ORDER", DisputeKind.OTHER),
        ):
            dispute = await self._inquiry(changed("inquiry", creationReason=reason))
            assert (dispute.kind, dispute.reason) == (kind, reason)

    async def _inquiry(self, answer: bytes) -> Dispute:
        async with self.outside() as (gateway, shop, http):
            gateway.answers[f"{INQUIRIES}/{INQUIRY}"] = answer
            dispute = (await self.api(shop, http).read(self.bench.dispute_hint, NOW))[0]
        assert isinstance(dispute, Dispute)
        return dispute

    async def test_a_dispute_is_one_whether_its_identifiers_are_numbers_or_text(self) -> None:
        """The list writes numbers, the detail call text."""
        numbers = changed(
            "inquiry", inquiryId=int(INQUIRY), itemId=int(ITEM), transactionId=int(LINE)
        )
        assert await self._inquiry(numbers) == await self._inquiry(raw("ebay/inquiry.json"))

    async def test_an_escalated_inquiry_ends_as_its_case_begins(self) -> None:
        """In one reading; the case stands for itself, and its own hint gives the same."""
        async with self.outside() as (gateway, shop, http):
            ended = changed("inquiry", status="CLOSED_WITH_ESCALATION")
            gateway.answers[f"{INQUIRIES}/{INQUIRY}"] = ended
            api = self.api(shop, http)
            inquiry, case, *_ = await api.read(self.bench.dispute_hint, NOW)
            (alone,) = await api.read(Hint(SELLER, "dispute", f"case-{CASE}"), NOW)
        assert isinstance(inquiry, Dispute)
        assert isinstance(case, Dispute)
        assert (inquiry.state, case.state) == (DisputeState.CLOSED, DisputeState.ESCALATED)
        assert (case.phase, case.kind) == (DisputePhase.ARBITRATION, DisputeKind.NOT_RECEIVED)
        assert case.id == f"ebay/shop-1/case-{CASE}"
        assert case == alone

    async def test_the_order_is_found_by_its_line_where_its_old_id_is_not_known(self) -> None:
        """Among the orders of the listing, the one that has the transaction."""
        other = json.loads(raw("ebay/order.json")) | {"orderId": "12-04567-00001"}
        other["lineItems"] = [{"lineItemId": "7", "legacyItemId": ITEM}]
        found = json.loads(raw("ebay/orders.json"))
        found["orders"] = [other, *found["orders"]]
        async with self.outside() as (gateway, shop, http):
            gateway.answers[f"{ORDERS}/{ITEM}-{LINE}"] = 404
            gateway.answers[ORDERS] = json.dumps(found).encode()
            dispute = (await self.api(shop, http).read(self.bench.dispute_hint, NOW))[0]
            (asked,) = gateway.asked(ORDERS)
        assert isinstance(dispute, Dispute)
        assert dispute.order_key == f"ebay/shop-1/{ORDER}"
        assert asked["filter"].endswith("..2026-03-24T11:20:00.000Z]")

    async def test_where_no_line_names_the_transaction_the_search_by_order_tells(self) -> None:
        """Each order of the listing is asked about; none is guessed."""
        orders = []
        for number in ("1", "2"):
            order = json.loads(raw("ebay/order.json")) | {"orderId": f"12-00000-{number}"}
            order["lineItems"] = [{"lineItemId": number, "legacyItemId": ITEM}]
            orders.append(order)
        about = raw("ebay/inquiries.json")
        async with self.outside() as (gateway, shop, http):
            gateway.answers[f"{ORDERS}/{ITEM}-{LINE}"] = 404
            gateway.answers[ORDERS] = json.dumps({"orders": orders, "total": 2}).encode()
            gateway.answers[f"{INQUIRIES}/search"] = lambda call: (
                about if call.get("order_id") == "12-00000-2" else b'{"members":[]}'
            )
            api = self.api(shop, http)
            dispute = (await api.read(self.bench.dispute_hint, NOW))[0]
            gateway.answers[f"{INQUIRIES}/search"] = b'{"members":[]}'
            with pytest.raises(InvalidInput, match="unknown_order"):
                await api.read(self.bench.dispute_hint, NOW)
        assert isinstance(dispute, Dispute)
        assert dispute.order_key == "ebay/shop-1/12-00000-2"
