"""The sandbox's own marketplace through the marketplace suite, on prepared answers."""

import json
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from schemas.conversation import Message
from schemas.dispute import Dispute, DisputeKind
from schemas.order import Order, OrderStatus
from services.connectors import registry
from services.connectors.marketplaces.bazaar.act import Acts
from services.connectors.marketplaces.bazaar.api import Api
from services.connectors.marketplaces.bazaar.push import HEADER, PushReader, signature
from services.connectors.ports import App, Hint, Shop
from services.runtime.apps import AppSettings
from services.runtime.errors import ConfigurationError
from services.runtime.http.client import Http
from services.runtime.settings import Settings
from tests.contract.conformance_marketplace import NOW, Bench, MarketplaceConformance, Push
from tests.contract.gateway import Answer, Asked, admitted
from tests.contract.vectors import raw

ORDER, CLAIM, SELLER = "260422900198363", "541785713465857", "B102"
APP = App("baz", "bazaar", "baz", ("first-secret", "old-secret"), "https://unused")
CHANGED = datetime(2026, 3, 11, 9, 30, tzinfo=UTC)


class Admission:
    """A bearer token."""

    def name(self, asked: Asked) -> str:
        """The path."""
        return asked.path

    def refusal(self, secret: str, asked: Asked) -> Answer | object:
        """401, as the platform answers."""
        return admitted if asked.headers.get("authorization") == f"Bearer {secret}" else 401


class TestBazaar(MarketplaceConformance):
    """See the suite."""

    bench = Bench(
        reader=PushReader(),
        app=APP,
        shop=Shop("bazaar/shop-1", APP, SELLER, "a-token", site="notes"),
        pushes=(
            Push("bazaar/push_order.json", Hint(SELLER, "order", ORDER, ORDER, CHANGED)),
            Push("bazaar/push_claim.json", Hint(SELLER, "dispute", CLAIM, ORDER, CHANGED)),
            Push("bazaar/push_message.json", Hint(SELLER, "message", "tB102-990001112/m1")),
        ),
        unknown_type="bazaar/push_unknown_type.json",
        answers={
            f"/orders/{ORDER}": raw("bazaar/order.json"),
            f"/claims/{CLAIM}": raw("bazaar/claim.json"),
            "/orders": raw("bazaar/orders.json"),
            "/claims": raw("bazaar/claims.json"),
        },
        read_name=f"/orders/{ORDER}",
        order_hint=Hint(SELLER, "order", ORDER, ORDER),
        dispute_hint=Hint(SELLER, "dispute", CLAIM, ORDER),
        pushed=frozenset({"orders", "disputes"}),
        signs=lambda _, secret, body: {HEADER: signature(secret, body)},
        admission=Admission(),  # type: ignore[arg-type] # its answer is one of the gateway's
        credential="a-token",
    )

    def api(self, shop: Shop, http: Http) -> Api:
        """The calls."""
        return Api(shop, http)

    def acts(self, shop: Shop, http: Http) -> Acts:
        """The acts."""
        return Acts(shop, http)

    async def test_an_order_and_its_claim_are_read_as_they_are(self) -> None:
        """Dates, duties and whose move it is; nothing that is personal."""
        order = await self.order()
        (claim,) = await self.read(self.bench.dispute_hint)
        assert (order.status, order.duties.payer) == (OrderStatus.SHIPPED, "buyer_pays")
        assert [one.number for one in order.parcels] == ["RR123456785CN"]
        assert order.buyer.language == "de"
        assert "Given" not in order.model_dump_json()
        assert isinstance(claim, Dispute)
        assert claim.kind is DisputeKind.NOT_RECEIVED
        assert claim.answer_due is not None
        assert (claim.answer_due.source, claim.answer_due.at) == (
            "stated",
            datetime(2026, 3, 14, 9, 30, tzinfo=UTC),
        )

    async def test_a_claim_that_cancels_is_a_state_of_the_order(self) -> None:
        """It is read as its order."""
        claim = json.loads(raw("bazaar/claim.json")) | {"kind": "cancel"}
        order = json.loads(raw("bazaar/order.json")) | {"state": "cancel_asked"}
        async with self.outside(read=json.dumps(order).encode()) as (gateway, shop, http):
            gateway.answers[f"/claims/{CLAIM}"] = json.dumps(claim).encode()
            (found,) = await Api(shop, http).read(self.bench.dispute_hint, NOW)
        assert isinstance(found, Order)
        assert found.status is OrderStatus.CANCEL_REQUESTED

    async def test_a_message_is_whole_under_our_shop(self) -> None:
        """A buyer's message waits for no call."""
        push = self.bench.pushes[2].arrived()
        hint = self.bench.reader.read(APP, push)
        async with self.outside() as (gateway, shop, http):
            (message,) = await Api(shop, http).read(hint, NOW)
            assert not gateway.calls
        assert isinstance(message, Message)
        assert (message.shop, message.sender) == ("bazaar/shop-1", "buyer")


def test_it_is_the_sandboxs_alone() -> None:
    """Without private addresses no app of it is taken, and no list of marketplaces names it."""
    app = AppSettings(marketplace="bazaar", key="k", secrets=(SecretStr("s"),), api="https://b")
    with pytest.raises(ConfigurationError, match="sandbox"):
        registry.app(Settings(apps={"baz": app}), "baz")
    assert registry.app(Settings(apps={"baz": app}, allow_private_addresses=True), "baz")
    assert "bazaar" not in registry.manners(Settings())


def test_a_site_that_it_does_not_have_is_refused() -> None:
    """By its name, with those that there are."""
    shop = Shop("bazaar/shop-1", APP, SELLER, "a-token", site="lane")
    with pytest.raises(ConfigurationError, match="letterbox"):
        Acts(shop, Http(allow_private=True))
