"""Publishing from the row: nothing is lost, nothing of one key overtakes, a repetition shows."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import asyncpg
import pytest
from aiokafka import AIOKafkaConsumer

from schemas.envelope import Envelope
from schemas.topics import ORDERS
from services.runtime.bugs import LoopBug, OnLoopBug
from services.runtime.errors import Unavailable
from services.runtime.kafka.producer import OutRecord, Producer
from services.runtime.kafka.profile import MAX_RECORD_BYTES
from services.runtime.postgres.listen import Listener
from services.runtime.postgres.publish import Outbox, Relay
from tests.support.eventually import eventually
from tests.support.recorder import SCHEMA, Bench


def _records(row: asyncpg.Record) -> Sequence[OutRecord]:
    envelope = Envelope(
        id=f"{row['name']}@{row['version']}",
        type="forestall.order.changed",
        source="forestall/test",
        time=datetime(2026, 3, 2, tzinfo=UTC),
    )
    return [OutRecord(ORDERS.name, row["name"].encode(), row["body"].encode(), envelope)]


OUTBOX = Outbox("test.things", ("name",), ("body",), _records)


def _relay(
    ground: Bench, producer: Producer | None = None, on_bug: OnLoopBug | None = None
) -> Relay:
    return Relay(
        pool=ground.pool,
        producer=producer or ground.producer,
        outbox=OUTBOX,
        clock=ground.clock,
        channel=SCHEMA,
        on_bug=on_bug,
    )


async def _change(ground: Bench, name: str) -> None:
    await ground.pool.execute(
        "WITH changed AS (INSERT INTO test.things (name, body, version) VALUES ($1, 'b', 1) "
        "ON CONFLICT (name) DO UPDATE SET version = things.version + 1 RETURNING 1) "
        "SELECT pg_notify('test', '') FROM changed",
        name,
    )


@asynccontextmanager
async def _sent(ground: Bench) -> AsyncIterator[list[str]]:
    """The ids on the topic, growing as they come."""
    reader = AIOKafkaConsumer(
        ground.profile.topic(ORDERS.name),
        bootstrap_servers=ground.profile.bootstrap,
        auto_offset_reset="earliest",
        fetch_max_wait_ms=20,
    )
    await reader.start()
    ids: list[str] = []

    async def follow() -> None:
        while True:
            record = await reader.getone()
            ids.append(dict(record.headers)["ce_id"].decode())

    task = asyncio.create_task(follow())
    try:
        yield ids
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await reader.stop()


async def _unsent(ground: Bench) -> int:
    found: int = await ground.pool.fetchval(
        "SELECT count(*) FROM test.things WHERE published < version"
    )
    return found


async def test_a_burst_collapses_to_the_last_state(ground: Bench) -> None:
    """Changes between two passes are one record, of the greatest version."""
    for _ in range(5):
        await _change(ground, "a")
    async with _sent(ground) as ids:
        assert await _relay(ground).publish() == 1
        assert await _relay(ground).publish() == 0
        await eventually(lambda: ids == ["a@5"])


async def test_what_cannot_be_sent_holds_up_no_other(ground: Bench) -> None:
    """An object too large for a topic is passed over, aloud, and the others go out.

    People hear of it, later where they cannot be told now.
    """
    told: list[LoopBug] = []
    down = True

    async def on_bug(bug: LoopBug) -> None:
        if down:
            raise Unavailable("as told")
        told.append(bug)

    for name in ("a", "b", "c"):
        await _change(ground, name)
    long = "x" * MAX_RECORD_BYTES
    await ground.pool.execute("UPDATE test.things SET body = $1 WHERE name = 'b'", long)
    async with _sent(ground) as ids:
        relay = _relay(ground, on_bug=on_bug)
        assert await relay.publish() == 3
        await eventually(lambda: sorted(ids) == ["a@1", "c@1"])
    assert await _unsent(ground) == 0
    down = False
    for _ in range(2):
        await relay.publish()
    assert told == [LoopBug("relay test.things", "oversized")]


class _KilledAfterAck(Producer):
    """Dies between the acknowledgement and the commit."""

    async def send(self, records: Sequence[OutRecord]) -> None:
        await super().send(records)
        raise asyncio.CancelledError


async def test_a_kill_between_send_and_commit_sends_the_same_id_again(ground: Bench) -> None:
    """The row stays unsent, and the repetition carries the id of the first."""
    await _change(ground, "a")
    dying = _KilledAfterAck(ground.profile)
    await dying.start()
    async with _sent(ground) as ids:
        with pytest.raises(asyncio.CancelledError):
            await _relay(ground, dying).publish()
        assert await _unsent(ground) == 1
        assert await _relay(ground).publish() == 1
        await eventually(lambda: ids == ["a@1", "a@1"])
    await dying.stop()


class _Down(Producer):
    async def send(self, records: Sequence[OutRecord]) -> None:  # noqa: ARG002
        raise Unavailable("Kafka, send: as told")


async def test_without_kafka_nothing_is_marked_as_sent(ground: Bench) -> None:
    """A failed send leaves the row as it was."""
    await _change(ground, "a")
    with pytest.raises(Unavailable):
        await _relay(ground, _Down(ground.profile)).publish()
    assert await _unsent(ground) == 1


async def test_versions_of_a_key_never_go_back(ground: Bench, postgres_url: str) -> None:
    """Three relays under steady change: each key's versions rise, and the last one is sent."""
    relays = [_relay(ground) for _ in range(3)]
    wakes = [relay.loop.wake for relay in relays]
    works = [relay.loop.run() for relay in relays]
    tasks = [
        asyncio.create_task(work) for work in [*works, Listener(postgres_url, SCHEMA, wakes).run()]
    ]
    try:
        async with _sent(ground) as ids:
            for round_ in range(40):
                await asyncio.gather(*(_change(ground, f"k{n}") for n in range(round_ % 7, 12)))

            async def all_sent() -> bool:
                return await _unsent(ground) == 0

            await eventually(all_sent)
            last = {
                f"{row['name']}@{row['version']}"
                for row in await ground.pool.fetch("SELECT name, version FROM test.things")
            }
            await eventually(lambda: last <= set(ids))
            for name in (f"k{n}" for n in range(12)):
                own = [int(i.split("@")[1]) for i in ids if i.startswith(f"{name}@")]
                assert own == sorted(set(own))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_commit_wakes_the_relay(ground: Bench, postgres_url: str) -> None:
    """NOTIFY sets the wake, after a cut of the listener's connection too."""
    wake = asyncio.Event()
    listener = asyncio.create_task(Listener(postgres_url, SCHEMA, [wake]).run())
    try:
        await asyncio.wait_for(wake.wait(), 60)
        wake.clear()
        await _change(ground, "a")
        await asyncio.wait_for(wake.wait(), 60)
        wake.clear()
        await ground.pool.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
        )
        await asyncio.wait_for(wake.wait(), 60)
    finally:
        listener.cancel()
        await asyncio.gather(listener, return_exceptions=True)
