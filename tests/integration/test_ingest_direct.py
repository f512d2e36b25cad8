"""A seller's own system, from its push to the topics: whole objects, an address kept sealed."""

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from schemas.topics import CONVERSATIONS, INBOX, ORDERS
from services.connectors.marketplaces.direct.api import Api
from services.connectors.marketplaces.direct.push import PushReader
from services.connectors.marketplaces.direct.signing import ID, SIGNATURE, TIMESTAMP, sign
from services.connectors.ports import App, Shop
from services.ingest.edge import Edge
from services.ingest.verify import app_door
from services.ingest.work import Shops
from services.runtime.clock import SteppedClock
from services.runtime.http.client import Http
from services.runtime.kafka.appender import Appender
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from tests.contract.vectors import raw
from tests.support.ingest import Ingest, ask, ingest, normalising
from tests.support.servers import START

APP = App("own", "direct", "own", ("whsec_c2VzYW1l",), "")
SHOP = Shop("direct/acme", APP, "acme", "")
PATH = "/webhooks/direct/own"
ORDER = "direct/acme/A-1001"


@pytest.fixture
async def ground(
    postgres_url: str, kafka: KafkaProfile, clock: SteppedClock, producer: Producer
) -> AsyncIterator[Ingest]:
    """A migrated schema, and what runs on it."""
    async with ingest(postgres_url, kafka, clock, producer) as made:
        yield made


def told(name: str, at: datetime, **changed: Any) -> bytes:
    """A push of that name, changed at an instant."""
    found = json.loads(raw(f"direct/push_{name}.json"))
    found["timestamp"] = at.isoformat()
    found["data"] |= changed
    return json.dumps(found).encode()


async def push(ground: Ingest, body: bytes) -> None:
    """It arrives at the edge, signed now."""
    edge = Edge(
        {PATH: app_door(APP, PushReader())},
        Appender(ground.producer, INBOX.name, limit=60),
        ground.clock,
    )
    now = ground.clock.now()
    headers = {
        ID: "msg",
        TIMESTAMP: str(int(now.timestamp())),
        SIGNATURE: sign(APP.secrets[0], "msg", now, body),
    }
    assert await ask(edge, PATH, headers, body) == 200


SHOPS = Shops({("own", "acme"): SHOP}, {SHOP.key: Api(SHOP, Http(allow_private=False))})


async def test_whole_objects_are_published_and_an_older_one_changes_nothing(ground: Ingest) -> None:
    """The newest by the sender's own time; one within a minute of the last is not passed by."""
    await push(ground, told("order", START - timedelta(seconds=20)))
    async with normalising(ground, SHOPS):
        await ground.ended(applied=1)
        await push(ground, told("order", START - timedelta(seconds=10), status="delivered"))
        await ground.ended(applied=2)
        await push(ground, told("order", START - timedelta(seconds=15), status="shipped"))
        await ground.ended(applied=2, superseded=1)
        await push(ground, told("feedback", START, given_at=START.isoformat()))
        await ground.ended(applied=3)
        assert await ground.version("order", ORDER) == 2
        (rating,) = await ground.published(CONVERSATIONS.name, 1)
    assert (rating["order_key"], rating["score"], rating["text"]) == (ORDER, 2, "")


async def test_an_address_reaches_its_orders_and_lies_sealed(ground: Ingest) -> None:
    """It waits for the order, goes out in the clear on the topic alone, and no row shows it."""
    await push(ground, told("contact", START, told_at=START.isoformat()))
    async with normalising(ground, SHOPS):
        await ground.ended(parked=1)
        await push(ground, told("order", START))
        await ground.published(ORDERS.name, 1)
        ground.clock.step_to(START + timedelta(minutes=10))
        (contact,) = await ground.published(CONVERSATIONS.name, 1)
    assert (contact["email"], contact["order_keys"]) == ("mia@example.org", [ORDER])
    rows = await ground.pool.fetch("SELECT body::text FROM ingest.objects")
    assert not any("mia@" in row["body"] for row in rows)


async def test_what_no_relay_could_publish_is_a_dead_letter(ground: Ingest) -> None:
    """A message's own name is made of three; where they are too long it is refused, not kept."""
    await push(ground, told("order", START))
    long = {"conversation": "c" * 150, "source_ref": "m" * 150, "sent_at": START.isoformat()}
    await push(ground, told("message", START, **long))
    async with normalising(ground, SHOPS):
        await ground.ended(applied=1, dead=1)
        (order,) = await ground.published(ORDERS.name, 1)
    assert order["key"] == ORDER
    detail = await ground.pool.fetchval("SELECT detail FROM ingest.dead_letters")
    assert detail == "Message: id"
