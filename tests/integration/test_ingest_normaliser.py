"""From the inbox to the objects' topics: broker, database, and a marketplace over HTTP."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from structlog.contextvars import get_contextvars

from schemas.base import Versioned
from schemas.envelope import parse_headers
from schemas.topics import CARRIER_UPDATES, CONVERSATIONS, DISPUTES, INBOX, ORDERS
from services.connectors.marketplaces.lazada.api import Api
from services.connectors.ports import Hint
from services.ingest import store_lists
from services.ingest.app import SCHEMA
from services.runtime.clock import SteppedClock
from services.runtime.kafka.consumer import Record
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.listen import Listener
from services.runtime.postgres.pool import transaction
from tests.contract.test_carrier_seventeentrack import HELD, item
from tests.contract.vectors import raw
from tests.support.eventually import eventually
from tests.support.ingest import (
    CARRIER_PATH,
    SHOP,
    Ingest,
    chat_push,
    ingest,
    normalising,
    order_push,
    records,
    running,
)
from tests.support.servers import START

CHANGED = START - timedelta(minutes=5)
LATER = START - timedelta(minutes=1)


@pytest.fixture
async def ground(
    postgres_url: str, kafka: KafkaProfile, clock: SteppedClock, producer: Producer
) -> AsyncIterator[Ingest]:
    """A shop whose platform knows one paid order, 42."""
    async with ingest(postgres_url, kafka, clock, producer) as made:
        made.platform.orders["42"] = ("pending", CHANGED)
        yield made


async def test_a_push_becomes_the_order_that_the_platform_shows(ground: Ingest) -> None:
    """The push is a hint: the canonical object is read, versioned, and published under its key."""
    await ground.push(order_push("42", CHANGED))
    async with normalising(ground):
        (order,) = await ground.published(ORDERS.name, 1)
    assert (order["key"], order["version"], order["status"]) == (f"{SHOP}/42", 1, "paid")
    (record,) = await records(ground.profile, ORDERS.name)
    assert record.key == f"{SHOP}/42".encode()
    assert parse_headers(record.headers).id == f"{SHOP}/42@1"


async def test_the_lines_of_a_read_name_the_order_and_the_shop(
    ground: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reads go on beside one another: each one's log lines are its own."""
    read, named = Api.read, set()

    async def watched(api: Api, hint: Hint, now: datetime) -> Sequence[Versioned]:
        found = await read(api, hint, now)
        named.add((hint.ref, get_contextvars().get("order"), get_contextvars().get("shop")))
        return found

    monkeypatch.setattr(Api, "read", watched)
    ground.platform.orders["43"] = ("pending", CHANGED)
    for order in ("42", "43"):
        await ground.push(order_push(order, CHANGED))
    async with normalising(ground):
        await ground.ended(applied=2)
    assert named == {(order, f"{SHOP}/{order}", SHOP) for order in ("42", "43")}


async def test_the_same_push_twice_is_one_version(ground: Ingest) -> None:
    """A repeated push has no effect, in the same batch as later."""
    for _ in range(2):
        await ground.push(order_push("42", CHANGED))
    async with normalising(ground):
        await ground.ended(applied=1, superseded=1)
        ground.clock.step_to(START + timedelta(hours=1))
        await ground.push(order_push("42", CHANGED))
        await ground.ended(applied=1, superseded=2)
        assert await ground.version("order", f"{SHOP}/42") == 1
        assert len(ground.gateway.asked("/order/get")) == 1, "a later hint of a seen change"


async def test_pushes_out_of_order_end_in_the_last_state(ground: Ingest) -> None:
    """The later change told first: the object is current, the earlier one is superseded."""
    ground.platform.orders["42"] = ("shipped", LATER)
    async with normalising(ground):
        await ground.push(order_push("42", LATER))
        await ground.ended(applied=1)
        await ground.push(order_push("42", CHANGED))
        await ground.ended(applied=1, superseded=1)
        (order,) = await ground.published(ORDERS.name, 1)
    assert (order["status"], order["version"]) == ("shipped", 1)


async def test_what_no_shop_and_no_platform_knows_is_a_dead_letter(ground: Ingest) -> None:
    """An unknown seller, a signed body that cannot be read, an order that does not exist."""
    await ground.push(order_push("42", CHANGED, seller="777"))
    await ground.push(b"{broken")
    await ground.push(order_push("43", CHANGED))
    await ground.push(order_push("42", CHANGED))
    async with normalising(ground):
        await ground.ended(read=4, dead=3, applied=1)
    rows = await ground.pool.fetch("SELECT reason FROM ingest.dead_letters ORDER BY reason")
    assert [row["reason"] for row in rows] == ["unknown_object", "unknown_shop", "unreadable"]
    assert len(await records(ground.profile, "dead")) == 3


async def test_a_platform_that_does_not_answer_parks_only_its_own(ground: Ingest) -> None:
    """The others go on; what was parked is read once the platform answers again."""
    ground.platform.orders["43"] = ("pending", CHANGED)
    ground.platform.silent.add("43")
    await ground.push(order_push("43", CHANGED))
    await ground.push(order_push("42", CHANGED))
    async with normalising(ground):
        await ground.ended(applied=1, parked=1)
        assert await ground.version("order", f"{SHOP}/42") == 1
        ground.platform.silent.clear()
        ground.clock.step_to(START + timedelta(minutes=5))
        await ground.ended(applied=2, parked=0)
        assert len(await ground.published(ORDERS.name, 2)) == 2


async def test_a_message_waits_for_the_order_it_is_about(ground: Ingest) -> None:
    """Parked while no order of its buyer is known; published for the order as soon as one is."""
    await ground.push(chat_push(LATER))
    async with normalising(ground):
        await ground.ended(parked=1)
        await ground.push(order_push("42", CHANGED))
        await ground.ended(applied=1, parked=1)
        ground.clock.step_to(START + timedelta(minutes=5))
        await ground.ended(applied=2, parked=0)
        (message,) = await ground.published(CONVERSATIONS.name, 1)
    assert (message["shop"], message["order_keys"]) == (SHOP, [f"{SHOP}/42"])
    assert message["id"].startswith(f"{SHOP}/")


async def test_a_message_finds_the_order_of_its_own_batch(ground: Ingest) -> None:
    """Whichever comes first; and it is published once for each live order of the buyer."""
    ground.platform.orders["43"] = ("shipped", CHANGED)
    await ground.push(chat_push(LATER))
    for order_id in ("42", "43"):
        await ground.push(order_push(order_id, CHANGED))
    found = await records(ground.profile, INBOX.name)
    async with normalising(ground):
        await ground.ended(read=len(found), applied=3, parked=0)
        messages = await ground.published(CONVERSATIONS.name, 2)
    keys = {record.key for record in await records(ground.profile, CONVERSATIONS.name)}
    assert keys == {f"{SHOP}/42".encode(), f"{SHOP}/43".encode()}
    assert messages[0] == messages[1]


async def test_a_question_before_buying_is_let_go(ground: Ingest) -> None:
    """A buyer who never orders does not keep a record waiting for ever."""
    await ground.push(chat_push(LATER))
    async with normalising(ground):
        await ground.ended(parked=1)
        ground.clock.step_to(START + timedelta(days=3))
        await ground.ended(parked=0)
    reasons = await ground.pool.fetchval(
        "SELECT ignored FROM ingest.progress WHERE ignored <> '{}'"
    )
    assert json.loads(reasons) == {"no_order_of_this_buyer": 1}


async def test_nobody_is_a_stranger_while_the_orders_cannot_be_read(ground: Ingest) -> None:
    """A message outlasts the days in which its order could not be known, and reaches it then."""
    old = START + timedelta(days=3)
    async with transaction(ground.pool) as conn:
        await store_lists.add_watermarks(conn, [(SHOP, "orders")], START, START)
    await ground.push(chat_push(LATER))
    async with normalising(ground):
        await ground.ended(parked=1)
        for mark in (START, old):  # not read past it, then only once
            await _read_to(ground, mark)
            ground.clock.step_to(ground.clock.now() + timedelta(days=3))
            await _tried_again(ground)
            await ground.ended(parked=1)
        await ground.push(order_push("42", CHANGED))
        await ground.published(ORDERS.name, 1)
        ground.clock.step_to(ground.clock.now() + timedelta(hours=2))
        await ground.published(CONVERSATIONS.name, 1)


async def _tried_again(ground: Ingest) -> None:
    """What is parked has been tried at this instant, and waits on."""

    async def waits_on() -> bool:
        due: datetime = await ground.pool.fetchval("SELECT min(due_at) FROM ingest.parked")
        return due > ground.clock.now()

    await eventually(waits_on, what="the parked record waits on")


async def _read_to(ground: Ingest, mark: datetime) -> None:
    """The list of orders is read that far."""
    now = ground.clock.now()
    async with transaction(ground.pool) as conn:
        await conn.execute("UPDATE ingest.watermarks SET due_at = $1", now)
        (one,) = await store_lists.lease_watermarks(conn, [SHOP], now, now, lease=uuid4(), most=9)
        await store_lists.finish_watermark(conn, one, mark, now)


async def test_a_dispute_is_read_and_published_under_its_order(ground: Ingest) -> None:
    """A reverse-order push leads to the dispute."""
    ground.platform.disputes["900"] = "42"
    push = json.loads(raw("lazada/push_reverse_order.json"))
    push["seller_id"] = "1000143772"
    push["data"] |= {"reverse_order_id": 900, "trade_order_id": 42}
    await ground.push(json.dumps(push).encode())
    async with normalising(ground):
        (dispute,) = await ground.published(DISPUTES.name, 1)
    assert (dispute["id"], dispute["order_key"]) == (f"{SHOP}/900", f"{SHOP}/42")
    (record,) = await records(ground.profile, DISPUTES.name)
    assert record.key == f"{SHOP}/42".encode()


async def test_a_carriers_push_becomes_an_update(ground: Ingest) -> None:
    """It came whole: nothing is called, the update goes to its own topic."""
    body = json.dumps({"event": "TRACKING_UPDATED", "data": item("RR123456789CN", HELD)}).encode()
    await ground.push(body, CARRIER_PATH)
    async with normalising(ground):
        (update,) = await ground.published(CARRIER_UPDATES.name, 1)
    assert (update["id"], update["version"]) == ("17track/RR123456789CN", 1)
    assert not ground.gateway.calls


async def test_an_owner_that_died_before_its_offsets_does_no_harm(ground: Ingest) -> None:
    """The transaction committed, the offsets did not: the next owner repeats without effect."""
    await ground.push(order_push("42", CHANGED))
    (one,) = await records(ground.profile, INBOX.name)
    record = Record(
        topic=INBOX.name,
        partition=one.partition,
        offset=one.offset,
        key=one.key,
        value=one.value or b"",
        headers=tuple(one.headers),
        timestamp=datetime.fromtimestamp(one.timestamp / 1000, UTC),
    )
    await ground.consumer().handle([record])
    await ground.push(order_push("42", CHANGED))
    async with normalising(ground):
        await ground.ended(read=2, applied=1, superseded=1)
        (order,) = await ground.published(ORDERS.name, 1)
    assert order["version"] == 1


async def test_two_owners_at_once_make_one_version(ground: Ingest) -> None:
    """First reads of one object by two consumers: one is version 1, the other changes nothing."""
    for _ in range(2):
        await ground.push(order_push("42", CHANGED))
    batches = [
        [Record(INBOX.name, number, 0, one.key, one.value or b"", tuple(one.headers), START)]
        for number, one in enumerate(await records(ground.profile, INBOX.name))
    ]
    consumers = [ground.consumer() for _ in batches]
    await asyncio.gather(*(c.handle(batch) for c, batch in zip(consumers, batches, strict=True)))
    assert await ground.version("order", f"{SHOP}/42") == 1
    assert (await ground.sums())["applied"] == 1


async def test_a_relay_in_another_process_hears_of_every_change(ground: Ingest) -> None:
    """The commit itself says so: nothing is left unsent because its own process has no relay."""
    relay = ground.relay()
    listener = Listener(ground.url, SCHEMA, (relay.loop.wake,))
    consumer = ground.consumer()
    async with running(consumer.run, listener.run, relay.loop.run):
        await ground.push(order_push("42", CHANGED))
        assert len(await ground.published(ORDERS.name, 1)) == 1
