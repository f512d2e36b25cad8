"""Pointers of Ozon, Amazon and Temu from where they come to what is published."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from schemas.topics import CONVERSATIONS, DISPUTES, INBOX, ORDERS
from services.connectors import registry
from services.connectors.ports import App
from services.ingest.edge import Edge
from services.ingest.feeds import QUEUE, Feed, Feeds, owner_of
from services.ingest.verify import app_door
from services.ingest.work import Shops
from services.runtime.clock import SteppedClock
from services.runtime.http.client import Http
from services.runtime.kafka.appender import Appender
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from tests.contract.gateway import Gateway, serving
from tests.contract.test_amazon import TestAmazon as Amazon
from tests.contract.test_ozon import TestOzon as Ozon
from tests.contract.test_temu import TestTemu as Temu
from tests.contract.test_temu import signed
from tests.contract.vectors import raw
from tests.support.ingest import Ingest, ask, ingest, normalising
from tests.support.sqs import queue_of


@pytest.fixture(name="made")
async def _made(
    postgres_url: str, kafka: KafkaProfile, clock: SteppedClock, producer: Producer
) -> AsyncIterator[Ingest]:
    async with ingest(postgres_url, kafka, clock, producer) as made:
        yield made


@asynccontextmanager
async def reading(made: Ingest, suite: Ozon | Temu | Amazon) -> AsyncIterator[None]:
    """The normaliser of a marketplace whose platform is the suite's."""
    bench = suite.bench
    gateway = Gateway(
        bench.credential or bench.app.secrets[0],
        dict(bench.answers),  # type: ignore[arg-type] # a table, as there
        bench.admission,
    )
    async with serving(gateway), Http(allow_private=True) as http:
        app = replace(bench.app, api=gateway.address)
        shop = replace(bench.shop, app=app)
        shops = Shops(
            {(app.id, shop.seller_id): shop},
            {shop.key: suite.api(shop, http)},
            {(app.id, shop.seller_id, shop.site): shop},
        )
        async with normalising(made, shops):
            yield


async def push(made: Ingest, app: App, body: bytes, headers: Mapping[str, str]) -> int:
    """A push at the edge; its answer."""
    path = f"/webhooks/{app.marketplace}/{app.id}"
    door = app_door(app, registry.push_reader(app.marketplace))
    edge = Edge({path: door}, Appender(made.producer, INBOX.name, limit=10), made.clock)
    return await ask(edge, path, dict(headers), body)


async def test_a_buyers_message_on_ozon_finds_the_order_that_its_chat_is_about(
    made: Ingest,
) -> None:
    """Neither push says more than where to look."""
    suite = Ozon()
    async with reading(made, suite):
        assert await push(made, suite.bench.app, raw("ozon/push_posting.json"), {}) == 200
        [order] = await made.published(ORDERS.name, 1)
        assert await push(made, suite.bench.app, raw("ozon/push_message.json"), {}) == 200
        [message] = await made.published(CONVERSATIONS.name, 1)
    assert (message["text"], message["sender"]) == ("Где моя посылка?", "buyer")
    assert message["order_keys"] == [order["key"]]


async def test_a_temu_event_is_told_by_a_header_that_comes_along(made: Ingest) -> None:
    """The body is the same for all: locked."""
    suite, name = Temu(), "temu/push_request.json"
    body = raw(name)
    told = signed(suite.bench.app, suite.bench.app.secrets[0], body)
    async with reading(made, suite):
        assert await push(made, suite.bench.app, body, {**told, "x-tm-timestamp": "1"}) == 401
        assert await push(made, suite.bench.app, body, told) == 200
        [dispute] = await made.published(DISPUTES.name, 1)
        order = signed(suite.bench.app, suite.bench.app.secrets[0], raw("temu/push_order.json"))
        assert await push(made, suite.bench.app, raw("temu/push_order.json"), order) == 200
        [found] = await made.published(ORDERS.name, 1)
    assert dispute["order_key"] == found["key"]
    assert json.dumps(dispute).count("where is it") == 0


async def test_an_order_change_comes_out_of_amazons_queue(made: Ingest) -> None:
    """Read with the seller's token; what another site's shop would be told of is passed over."""
    suite, change = Amazon(), raw("amazon/order_change.json")
    elsewhere = change.replace(b"ATVPDKIKX0DER", b"A2EUQ1WTGCTBG2").replace(b"903-", b"904-")
    owner = owner_of(suite.bench.app.id)
    async with queue_of([change.decode(), elsewhere.decode()]) as (queue, calls):
        reader = registry.push_reader("amazon")
        feed = Feed("amazon", suite.bench.app.id, calls, reader, QUEUE)
        reconciler = made.reconciler(feeds=Feeds(made.producer, {owner: feed}))
        await reconciler.begin()
        async with reading(made, suite):
            await reconciler.once()
            [order] = await made.published(ORDERS.name, 1)
            await made.ended(read=2, applied=1, dead=0)
    assert (queue.waiting, queue.hidden) == ([], {})
    assert order["key"] == "amazon/shop-1/903-8868176-2219830"
    row = await made.pool.fetchrow("SELECT shop, missed FROM ingest.pushes")
    assert row is not None
    assert tuple(row) == ("amazon/shop-1", 0), "a push like any"
