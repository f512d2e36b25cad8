"""eBay from its pushes and lists to what is kept: one version each, words, requests to erase."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from schemas.topics import CONVERSATIONS, DISPUTES, INBOX
from services.connectors.marketplaces.ebay.api import Api
from services.connectors.marketplaces.ebay.keys import Keys
from services.connectors.marketplaces.ebay.push import PushReader
from services.connectors.ports import App, Shop
from services.ingest import requests
from services.ingest.edge import Edge
from services.ingest.reconciler import Reconciler
from services.ingest.verify import Door, app_door
from services.ingest.work import Shops
from services.runtime.clock import SteppedClock
from services.runtime.http.client import Http
from services.runtime.kafka.appender import Appender
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import transaction
from tests.contract import test_ebay, test_ebay_push
from tests.contract.gateway import Answer, Asked, Gateway, admitted, serving
from tests.contract.test_ebay import APP, CASE, INQUIRY, ORDER, OURS, SELLER, published, signed
from tests.contract.vectors import raw
from tests.support.eventually import eventually
from tests.support.ingest import EVERY, Ingest, ask, ingest, normalising

PATH = f"/webhooks/ebay/{APP.id}"
KEYS = "/commerce/notification/v1/public_key"
BUYER = "test_user"
"""Whose account the published vector deletes."""
LATER = datetime(2026, 3, 29, tzinfo=UTC)


class Admission:
    """As the suite's for a shop's calls, as the pushes' for the app's own."""

    def name(self, asked: Asked) -> str:
        """The path."""
        return asked.path

    def refusal(self, secret: str, asked: Asked) -> Answer | object:
        """401, as the platform answers."""
        if asked.path.startswith(("/identity", "/commerce/notification")):
            return test_ebay_push.Admission().refusal(APP.secret, asked)
        return test_ebay.Admission().refusal(secret, asked) or admitted


@dataclass
class Ground:
    """An eBay shop beside the suite's own parts of ingest."""

    made: Ingest
    gateway: Gateway
    api: Api
    shop: Shop
    door: Door

    async def push(self, body: bytes, headers: Mapping[str, str]) -> int:
        """It arrives; the edge's answer."""
        inbox = Appender(self.made.producer, INBOX.name, limit=10)
        return await ask(Edge({PATH: self.door}, inbox, self.made.clock), PATH, dict(headers), body)

    def reconciler(self) -> Reconciler:
        """What polls."""
        return Reconciler(
            pool=self.made.pool,
            producer=self.made.producer,
            clock=self.made.clock,
            apis={self.shop.key: self.api},
            every={self.shop.key: EVERY},
        )

    @asynccontextmanager
    async def normalising(self) -> AsyncIterator[None]:
        """The normaliser, with its relay."""
        shops = Shops({(APP.id, SELLER): self.shop}, {self.shop.key: self.api})
        async with normalising(self.made, shops):
            yield


@pytest.fixture(name="ground")
async def _ground(
    postgres_url: str, kafka: KafkaProfile, clock: SteppedClock, producer: Producer
) -> AsyncIterator[Ground]:
    """A platform with one order of the vector's buyer, an inquiry about it and a case."""
    order = json.loads(raw("ebay/order.json")) | {"buyer": {"username": BUYER}}
    order_at = json.dumps(order).encode()
    answers = dict(test_ebay.TestEbay.bench.answers) | {
        f"{test_ebay.ORDERS}/{ORDER}": order_at,
        f"{test_ebay.ORDERS}/{test_ebay.ITEM}-{test_ebay.LINE}": order_at,
        test_ebay_push.TOKEN: b'{"access_token":"app-token","expires_in":7200}',
        test_ebay_push.KEY: raw("ebay/key.json"),
        f"{KEYS}/{test_ebay.KID}": json.dumps(published(OURS)).encode(),
    }
    gateway = Gateway("a-token", answers, Admission())  # type: ignore[arg-type] # a table, as there
    async with (
        ingest(postgres_url, kafka, clock, producer) as made,
        serving(gateway),
        Http(allow_private=True) as http,
    ):
        app: App = replace(APP, api=gateway.address)
        shop = replace(test_ebay.SHOP, app=app)
        door = app_door(app, PushReader(), Keys(app, http))
        yield Ground(made, gateway, Api(shop, http), shop, door)


async def test_an_order_is_one_version_pushed_and_polled(ground: Ground) -> None:
    """Its push, the push again, and the list that brings it: read once, kept once."""
    body = raw("ebay/push_order.json")
    reconciler = ground.reconciler()
    await reconciler.begin()
    ground.made.clock.step_to(LATER - EVERY)
    async with ground.normalising():
        for _ in range(2):
            assert await ground.push(body, signed(APP, APP.secret, body)) == 200
        await ground.made.ended(read=2)
        ground.made.clock.step_to(LATER)
        await reconciler.once()
        await ground.made.published(DISPUTES.name, 2)
        assert await ground.made.version("order", f"ebay/shop-1/{ORDER}") == 1
    assert len(ground.gateway.asked(f"{test_ebay.ORDERS}/{ORDER}")) == 1


async def test_an_inquiry_found_by_polling_brings_what_its_buyer_wrote(ground: Ground) -> None:
    """Both disputes and both words, once; polled again nothing new is told."""
    reconciler = ground.reconciler()
    await reconciler.begin()
    ground.made.clock.step_to(LATER)
    await reconciler.once()
    async with ground.normalising():
        disputes = await ground.made.published(DISPUTES.name, 2)
        assert {one["source_ref"] for one in disputes} == {INQUIRY, f"case-{CASE}"}
        words = await _words(ground)
        assert words == {"Where is my parcel?", "It still has not come."}
        before = await ground.made.sums()
        ground.made.clock.step_to(LATER + EVERY)
        await reconciler.once()
        await ground.made.ended(read=before["read"])
        assert await ground.made.sums() == before


async def _words(ground: Ground) -> set[str]:
    """A message may have waited for its order, which the same poll has brought."""
    ground.made.clock.step_to(LATER + timedelta(minutes=15))
    told = await ground.made.published(CONVERSATIONS.name, 2)
    assert all(one["order_keys"] == [f"ebay/shop-1/{ORDER}"] for one in told)
    return {one["text"] for one in told}


async def test_a_deleted_account_is_a_request_where_its_owner_is_a_buyer(ground: Ground) -> None:
    """The published vector, through the whole edge: nothing before we know them, then one."""
    body, header = test_ebay_push.BODY, {"x-ebay-signature": test_ebay_push.VECTOR_K}
    forged = {"x-ebay-signature": test_ebay_push.VECTOR_K_NEGATIVE}
    order = raw("ebay/push_order.json")
    async with ground.normalising():
        assert await ground.push(body, forged) == 401
        assert await ground.push(body, header) == 200
        await ground.made.ended(read=1)
        assert await _requests(ground) == []

        async def taken() -> bool:
            # Another key than the first: the edge asks for one a second, the platform pushes again.
            return await ground.push(order, signed(APP, APP.secret, order)) == 200

        await eventually(taken)
        await ground.made.ended(applied=1)
        for _ in range(2):
            assert await ground.push(body, header) == 200
        await ground.made.ended(read=4)
    assert await _requests(ground) == [("ebay/shop-1", BUYER, "erasure", APP.id)]


async def _requests(ground: Ground) -> list[tuple[str, str, str, str]]:
    async with transaction(ground.made.pool) as conn:
        kept = await requests.kept(conn)
    return [(one.shop, one.buyer, one.wants, one.app) for one in kept]
