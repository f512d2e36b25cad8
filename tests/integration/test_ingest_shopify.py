"""Shopify's pushes from the edge to what is kept: an old retry, and privacy requests."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from schemas.topics import CONVERSATIONS, INBOX, ORDERS
from services.connectors import registry
from services.connectors.marketplaces.shopify.api import Api
from services.connectors.ports import Shop
from services.ingest import requests
from services.ingest.edge import Edge
from services.ingest.verify import app_door
from services.ingest.work import Shops
from services.runtime.clock import SteppedClock
from services.runtime.http.client import Http
from services.runtime.kafka.appender import Appender
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import transaction
from services.runtime.privacy import words
from services.runtime.privacy.erasing import destroy
from tests.contract.gateway import Gateway, serving
from tests.contract.test_shopify import (
    APP,
    BUYER,
    ORDER,
    SHOP,
    Admission,
    TestShopify,
    headers,
    signs,
)
from tests.contract.vectors import raw
from tests.support.dump import dump, found_in
from tests.support.ingest import Ingest, ask, ingest, normalising
from tests.support.sealed import vault
from tests.support.servers import START

KEY = f"shopify/shop-1/{ORDER}"
LATER = "2026-03-05T00:00:00Z"
MARK = "jon.mark@example.com"
PATH = "/webhooks/shopify/shp"


@dataclass
class Ground:
    """A Shopify shop beside the suite's own parts of ingest."""

    made: Ingest
    gateway: Gateway
    shop: Shop
    api: Api

    async def push(self, name: str, topic: str, at: datetime) -> int:
        """A push as Shopify sends it, with what happened dated so; the edge's answer."""
        body = raw(f"shopify/{name}.json")
        told = {**headers(topic, at.isoformat()), **signs(APP, APP.secrets[0], body)}
        door = app_door(APP, registry.push_reader("shopify"))
        inbox = Appender(self.made.producer, INBOX.name, limit=10)
        return await ask(Edge({PATH: door}, inbox, self.made.clock), PATH, told, body)

    @asynccontextmanager
    async def normalising(self) -> AsyncIterator[None]:
        """The normaliser, with its relay."""
        shops = Shops({(APP.id, SHOP): self.shop}, {self.shop.key: self.api})
        async with normalising(self.made, shops):
            yield


@pytest.fixture(name="ground")
async def _ground(
    postgres_url: str, kafka: KafkaProfile, clock: SteppedClock, producer: Producer
) -> AsyncIterator[Ground]:
    """A platform that knows one order."""
    answers = {"Order": raw("shopify/order.json")}
    gateway = Gateway("a-token", answers, Admission())  # type: ignore[arg-type] # a table, as there
    async with (
        ingest(postgres_url, kafka, clock, producer) as made,
        serving(gateway),
        Http(allow_private=True) as http,
    ):
        app = replace(APP, api=gateway.address)
        shop = replace(TestShopify.bench.shop, app=app, emails=True)
        yield Ground(made, gateway, shop, Api(shop, http))


async def test_shopifys_retry_with_old_content_changes_nothing(ground: Ground) -> None:
    """It is dated by its change, which was seen long ago: it is not even read again.

    What arrives of it is the state of then: the order stays as it was read last.
    """
    clock, happened = ground.made.clock, START - timedelta(minutes=5)
    async with ground.normalising():
        assert await ground.push("push_order", "orders/updated", happened) == 200
        [order] = await ground.made.published(ORDERS.name, 1)
        assert order["status"] == "part_shipped"
        clock.step_to(START + timedelta(hours=4))
        assert await ground.push("push_order", "orders/updated", happened) == 200
        await ground.made.ended(applied=1, superseded=1)
        assert len(ground.gateway.asked("Order")) == 1
        found = json.loads(raw("shopify/order.json"))
        found["data"]["order"] |= {"cancelledAt": LATER, "updatedAt": LATER}
        ground.gateway.answers["Order"] = json.dumps(found).encode()
        assert await ground.push("push_order", "orders/cancelled", clock.now()) == 200
        await ground.made.ended(applied=2, superseded=1)
        assert await ground.made.version("order", KEY) == 2


async def test_a_privacy_request_is_kept_once_and_asks_nothing_of_the_platform(
    ground: Ground,
) -> None:
    """All three topics, each as what it is, dated by its push; a retry is no second one."""
    at = START - timedelta(hours=1)
    names = {
        "push_redact": "customers/redact",
        "push_data_request": "customers/data_request",
        "push_shop_redact": "shop/redact",
    }
    async with ground.normalising():
        for _ in range(2):
            for name, topic in names.items():
                assert await ground.push(name, topic, at) == 200
        await ground.made.ended(applied=6)
    assert not ground.gateway.calls
    async with transaction(ground.made.pool) as conn:
        kept = await requests.kept(conn)
    assert [(one.shop, one.buyer, one.wants, one.app) for one in kept] == [
        ("shopify/shop-1", "", "erasure", "shp"),
        ("shopify/shop-1", BUYER, "erasure", "shp"),
        ("shopify/shop-1", BUYER, "export", "shp"),
    ]
    assert {(one.asked_at, one.due_at) for one in kept} == {(at, at + timedelta(days=30))}
    assert not await ground.made.pool.fetchval("SELECT count(*) FROM ingest.objects")


async def test_an_address_comes_with_its_order_lies_sealed_and_stays_erased(
    ground: Ground,
) -> None:
    """It is told for that order at once; erased, no later read of the order brings it back."""
    found = json.loads(raw("shopify/order.json"))
    found["data"]["order"] |= {"email": MARK, "createdAt": START.isoformat()}
    ground.gateway.answers["Order"] = json.dumps(found).encode()
    pool, clock = ground.made.pool, ground.made.clock
    async with ground.normalising():
        assert await ground.push("push_order", "orders/create", START) == 200
        [contact] = await ground.made.published(CONVERSATIONS.name, 1)
        assert (contact["email"], contact["order_keys"]) == (MARK, [KEY])
        assert not found_in(await dump(pool), MARK)
        clock.step_to(START + timedelta(hours=1))
        async with transaction(pool) as conn:
            await destroy(conn, vault("ingest"), f"shopify/shop-1/{BUYER}", clock.now())
        found["data"]["order"]["cancelledAt"] = found["data"]["order"]["updatedAt"] = LATER
        ground.gateway.answers["Order"] = json.dumps(found).encode()
        assert await ground.push("push_order", "orders/cancelled", clock.now()) == 200
        await ground.made.ended(applied=2)
    assert await ground.made.version("order", KEY) == 2
    async with transaction(pool) as conn:
        assert not await words.read(conn, vault("ingest"), [f"shopify/shop-1/{BUYER}"])
