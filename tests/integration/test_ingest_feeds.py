"""Lost pushes that a platform hands out once more: in the inbox first, confirmed after."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from schemas.envelope import parse_headers
from schemas.topics import INBOX
from services.connectors import registry
from services.connectors.marketplaces.lost import Lost
from services.ingest import store_lists
from services.ingest.feeds import QUEUE, Feed, Feeds, owner_of
from services.ingest.reconciler import AGAIN, EVERY
from services.runtime.clock import SteppedClock
from services.runtime.errors import TryLater, Unavailable
from services.runtime.kafka.producer import OutRecord, Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import transaction
from tests.contract.vectors import raw
from tests.support.ingest import (
    APP,
    SHOP,
    Ingest,
    chat_push,
    ingest,
    normalising,
    order_push,
    records,
)
from tests.support.servers import START
from tests.support.sqs import queue_of

MINUTE = timedelta(minutes=1)


class Killed(BaseException):
    """The process died here."""


@dataclass
class Platform:
    """Hands out two pushes at a time, until they are confirmed.

    Attributes:
        dies: at the confirmation, before it is made.
        deaf: hears no confirmation.
    """

    waiting: list[bytes] = field(default_factory=list)
    failure: Exception | None = None
    dies: bool = False
    deaf: bool = False

    async def lost(self, cursor: str | None) -> Lost:
        """The earliest two."""
        assert cursor in (None, "more")
        if self.failure is not None:
            raise self.failure
        return Lost(tuple(self.waiting[:2]), "mark", "more" if len(self.waiting) > 2 else None)

    async def confirm(self, lost: Lost) -> None:
        """They are forgotten."""
        if self.dies:
            raise Killed
        if self.deaf:
            return
        self.waiting = [body for body in self.waiting if body not in lost.bodies]


class NoKafka(Producer):
    """A producer whose broker is gone."""

    def __init__(self) -> None:
        """Nothing is connected."""

    async def send(self, records: Sequence[OutRecord]) -> None:
        """Fails."""
        del records
        raise Unavailable("Kafka: not there")


@pytest.fixture
async def ground(
    postgres_url: str, kafka: KafkaProfile, clock: SteppedClock, producer: Producer
) -> AsyncIterator[Ingest]:
    """A polled shop, whose platform has lost what it pushed."""
    async with ingest(postgres_url, kafka, clock, producer) as made:
        for number in range(3):
            made.platform.orders[str(number)] = ("shipped", START - MINUTE)
        yield made


async def nobody_waits() -> None:
    """No lease has to be held."""


def feeds(ground: Ingest, platform: Platform, producer: Producer | None = None) -> Feeds:
    """What takes them in."""
    feed = Feed("lazada", APP, platform, registry.push_reader("lazada"))
    return Feeds(producer or ground.producer, {owner_of(APP): feed})


def lost() -> Platform:
    """Three pushes of orders."""
    return Platform([order_push(str(number), START - MINUTE) for number in range(3)])


async def test_what_is_handed_out_is_taken_in_as_it_was_pushed(ground: Ingest) -> None:
    """Under the order's key; read like a push, counted as one that was lost, and then confirmed."""
    platform = lost()
    reconciler = ground.reconciler(feeds=feeds(ground, platform))
    await reconciler.begin()
    await reconciler.once()
    assert platform.waiting == []
    told = await records(ground.profile, INBOX.name)
    replayed = [one for one in told if one.key and one.key.startswith(f"lazada/{APP}/".encode())]
    assert len(replayed) == 3
    async with normalising(ground):
        await ground.ended(read=len(told))
    assert await ground.pool.fetchval("SELECT count(*) FROM ingest.objects WHERE live") == 3
    row = await ground.pool.fetchrow("SELECT heard_at, missed FROM ingest.pushes")
    assert row is not None
    assert (row["heard_at"], row["missed"]) == (None, 3), "no sign that pushes come"
    platform.waiting = [chat_push(START)]
    ground.clock.step_to(START + EVERY)
    await reconciler.once()
    async with normalising(ground):
        await ground.ended(read=len(told) + 1)


async def test_nothing_is_confirmed_that_is_not_in_the_inbox(ground: Ingest) -> None:
    """Without Kafka all is handed out again; killed after the append, some of it twice."""
    platform = lost()
    with pytest.raises(Unavailable):
        await feeds(ground, platform, NoKafka()).read(owner_of(APP), START, nobody_waits)
    assert len(platform.waiting) == 3
    platform.dies = True
    with pytest.raises(Killed):
        await feeds(ground, platform).read(owner_of(APP), START, nobody_waits)
    platform.dies = False
    await feeds(ground, platform).read(owner_of(APP), START, nobody_waits)
    assert platform.waiting == []
    assert len(await records(ground.profile, INBOX.name)) == 5
    async with normalising(ground):
        await ground.ended(read=5)
    assert [await ground.version("order", f"{SHOP}/{number}") for number in range(3)] == [1, 1, 1]


async def test_a_platform_that_fails_holds_up_no_list(ground: Ingest) -> None:
    """It is asked again later; the shop's own lists are read meanwhile."""
    platform = lost()
    platform.failure = TryLater("lazada", "429")
    reconciler = ground.reconciler(feeds=feeds(ground, platform))
    await reconciler.begin()
    await reconciler.once()
    assert ground.gateway.asked("/orders/get")
    platform.failure = None
    ground.clock.step_to(START + AGAIN)
    await reconciler.once()
    assert platform.waiting == []


async def test_what_is_handed_out_again_and_again_is_left(ground: Ingest) -> None:
    """A platform that hears no confirmation is asked again later, and fills no log meanwhile."""
    platform = lost()
    platform.deaf = True
    reconciler = ground.reconciler(feeds=feeds(ground, platform))
    await reconciler.begin()
    await reconciler.once()
    told = await records(ground.profile, INBOX.name)
    assert len([one for one in told if one.key and one.key.startswith(b"lazada/laz/")]) == 2
    due = await ground.pool.fetchval("SELECT due_at FROM ingest.watermarks WHERE shop LIKE 'app:%'")
    assert due == ground.clock.now() + AGAIN


async def test_a_queues_message_is_deleted_once_it_is_in_the_inbox(ground: Ingest) -> None:
    """Not before: without Kafka it is handed out again. It is a push like any, and no lost one."""
    body = raw("amazon/order_change.json")
    async with queue_of([body.decode()]) as (queue, calls):

        def of(producer: Producer) -> Feeds:
            feed = Feed("amazon", "amz", calls, registry.push_reader("amazon"), QUEUE)
            return Feeds(producer, {owner_of("amz"): feed})

        async with transaction(ground.pool) as conn:
            await store_lists.add_watermarks(conn, of(ground.producer).lists, START, START)
        with pytest.raises(Unavailable):
            await ground.reconciler(feeds=of(NoKafka())).once()
        assert (queue.calls, len(queue.hidden)) == (["ReceiveMessage"], 1)
        queue.show()
        await ground.reconciler(feeds=of(ground.producer)).once()
        assert (queue.waiting, queue.hidden) == ([], {})
    (told,) = await records(ground.profile, INBOX.name)
    assert (told.key, told.value) == (b"amazon/amz/903-8868176-2219830", body)
    assert "replayed" not in parse_headers(told.headers).attributes


async def test_the_same_told_twice_is_taken_twice(ground: Ingest) -> None:
    """A queue may hold one thing twice, each under a receipt of its own: it has an end."""
    body = order_push("1", START - MINUTE)
    given = [Lost((body,), f"receipt {number}", "more") for number in range(3)]

    class Queue(Platform):
        async def lost(self, cursor: str | None) -> Lost:
            assert cursor in (None, "more")
            return given.pop(0) if given else Lost((), "", None)

    await feeds(ground, Queue()).read(owner_of(APP), START, nobody_waits)
    assert len(await records(ground.profile, INBOX.name)) == 3
