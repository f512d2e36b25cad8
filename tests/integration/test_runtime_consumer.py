"""The consumer on the real broker and database: each record has its effect once, whatever comes."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pytest
from structlog.contextvars import get_contextvars

from services.runtime.errors import Unavailable
from services.runtime.kafka import consumer as consuming
from services.runtime.kafka.outcome import Disposition
from services.runtime.kafka.record import Item, Record
from services.runtime.kafka.topics import lag
from services.runtime.postgres import progress
from services.runtime.postgres.pool import Connection
from tests.support.eventually import eventually
from tests.support.recorder import SCHEMA, Bench, Recorder, out, running
from tests.support.servers import START


async def _no_lag(ground: Bench) -> bool:
    return not any((await lag(ground.profile, {"recorder": ["orders"]})).values())


async def test_every_record_ends_in_one_counter(ground: Bench) -> None:
    """End offset = applied + superseded + ignored + parked + dead, and the lag becomes nil."""
    texts = ["a", "b", "old", "skip", "skip", "later", "invalid", "bug", "unreadable", "c"]
    await ground.producer.send([out(f"k{i}", text) for i, text in enumerate(texts)])
    async with running(ground.consumer(Recorder())):
        await ground.read(len(texts))
        await eventually(lambda: _no_lag(ground))
    sums = await ground.sums()
    assert sums == {
        "read": 10, "applied": 3, "superseded": 1, "ignored": 2, "parked": 2, "dead": 2
    }  # fmt: skip
    assert sorted(await ground.seen()) == [("k0", "a"), ("k1", "b"), ("k9", "c")]
    assert ground.wake.is_set()


async def test_a_batch_that_comes_again_is_skipped(ground: Bench) -> None:
    """A record below ``next_offset`` has had its effect: neither applied nor counted again."""
    await ground.producer.send([out("k", f"v{i}") for i in range(20)])
    async with running(ground.consumer(Recorder())):
        await ground.read(20)
    # Another group name has no committed offsets, so everything is delivered again.
    async with running(ground.consumer(Recorder(group="recorder-again"))):
        await ground.producer.send([out("k", "last")])
        await ground.read(21)
    assert [value for _, value in await ground.seen()] == [*(f"v{i}" for i in range(20)), "last"]
    assert (await ground.sums())["applied"] == 21


async def test_partitions_move_without_loss_or_repetition(ground: Bench) -> None:
    """Members that come and go in the middle of the stream leave each record applied once."""
    stop_early, late = ground.consumer(Recorder()), ground.consumer(Recorder())
    async with running(stop_early) as first:
        await ground.producer.send([out(f"k{i}", "first") for i in range(100)])
        await ground.read(100)
        async with running(late):
            await ground.producer.send([out(f"k{i}", "second") for i in range(100)])
            await ground.read(200)
            first[0].cancel()
            await ground.producer.send([out(f"k{i}", "third") for i in range(100)])
            await ground.read(300)
    seen = await ground.seen()
    assert len(seen) == len(set(seen)) == 300
    for number in range(100):
        own = [value for key, value in seen if key == f"k{number}"]
        assert own == ["first", "second", "third"]


async def test_a_stopped_consumer_finishes_its_batch_and_leaves(ground: Bench) -> None:
    """``stop`` returns from ``run`` with the offsets committed and the partitions free at once."""
    consumer = ground.consumer(Recorder())
    async with running(consumer) as tasks:
        await ground.producer.send([out(f"k{i}", "v") for i in range(50)])
        await ground.read(50)
        consumer.stop()
        await eventually(tasks[0].done)
    assert await _no_lag(ground)


async def test_losing_every_connection_pauses_and_repeats(ground: Bench) -> None:
    """PostgreSQL cutting connections under load costs neither a record nor a member."""
    consumer = ground.consumer(Recorder())
    async with running(consumer) as tasks:
        for round_ in range(5):
            await ground.producer.send([out(f"k{i}", f"r{round_}") for i in range(40)])
            await ground.pool.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE application_name = 'test' AND pid <> pg_backend_pid()"
            )
        await ground.read(200)
        assert not tasks[0].done()
    seen = await ground.seen()
    assert len(seen) == len(set(seen)) == 200


async def test_a_log_that_the_broker_lost_is_read_from_its_start(ground: Bench) -> None:
    """Progress beyond the log's end is another log's: what is there now is applied and counted."""
    await ground.pool.execute(
        "INSERT INTO test.progress (topic, partition, next_offset, applied) "
        "SELECT 'orders', n, 900, 900 FROM generate_series(0, 3) AS n"
    )
    async with running(ground.consumer(Recorder())):
        await ground.producer.send([out(f"k{i}", "v") for i in range(30)])
        await eventually(lambda: _seen(ground, 30))
    await progress.forget_log(ground.pool, SCHEMA)
    kept = await ground.pool.fetchval("SELECT sum(applied) FROM test.progress")
    assert kept == 4 * 900 + 30


async def test_a_restored_database_reads_again_what_it_has_forgotten(ground: Bench) -> None:
    """The group's offsets are ahead of the backup: what came since it is applied once more."""
    await ground.producer.send([out(f"k{i}", "before") for i in range(10)])
    async with running(ground.consumer(Recorder())):
        await ground.read(10)
    kept = await ground.pool.fetch("SELECT topic, partition, next_offset FROM test.progress")
    async with running(ground.consumer(Recorder())):
        await ground.producer.send([out(f"k{i}", "after") for i in range(10)])
        await eventually(lambda: _seen(ground, 20))
        await eventually(lambda: _no_lag(ground))
    await ground.pool.executemany(
        "UPDATE test.progress SET next_offset = $3 WHERE topic = $1 AND partition = $2",
        [tuple(row.values()) for row in kept],
    )
    async with running(ground.consumer(Recorder())):
        await eventually(lambda: _seen(ground, 30))
    again = (await ground.seen())[20:]
    assert sorted(again) == sorted((f"k{i}", "after") for i in range(10))


async def test_a_database_restored_under_an_idle_consumer_is_caught_up(
    ground: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it has forgotten is read again, though nothing newer comes and no connection is cut."""
    monkeypatch.setattr(consuming, "IDLE_LOOK", 0.2)
    await ground.producer.send([out("k", f"v{i}") for i in range(10)])
    async with running(ground.consumer(Recorder())):
        await ground.read(10)
        await ground.pool.execute(
            "UPDATE test.progress SET next_offset = 4, applied = 4 WHERE next_offset > 0"
        )
        await ground.pool.execute("DELETE FROM test.seen WHERE seq > 4")
        await ground.read(10)
    assert [value for _, value in await ground.seen()] == [f"v{i}" for i in range(10)]


async def test_a_database_restored_under_a_running_consumer_is_caught_up(ground: Bench) -> None:
    """What it has forgotten is read again before anything newer, connections cut or not."""
    await ground.producer.send([out("k", f"v{i}") for i in range(10)])
    async with running(ground.consumer(Recorder())):
        await ground.read(10)
        await ground.pool.execute(
            "UPDATE test.progress SET next_offset = 4, applied = 4 WHERE next_offset > 0"
        )
        await ground.pool.execute("DELETE FROM test.seen WHERE seq > 4")
        await ground.producer.send([out("k", "new")])
        await ground.read(11)
    assert [value for _, value in await ground.seen()] == [*(f"v{i}" for i in range(10)), "new"]
    assert (await ground.sums())["applied"] == 11


async def test_a_log_with_a_gap_is_read_on(ground: Bench) -> None:
    """A batch beyond ``progress`` is refused once; where it comes again nothing lies in between."""
    consumer = ground.consumer(Recorder())
    beyond = [Record("orders", 0, 7 + n, b"k", b"no envelope", (), START) for n in range(2)]
    for _ in range(2):
        with pytest.raises(Unavailable):
            await consumer.handle(beyond)
        assert (await ground.sums())["read"] == 0
        await consumer.handle(beyond)
        assert (await ground.sums())["read"] == 9
        await ground.pool.execute("UPDATE test.progress SET next_offset = 0")


async def _seen(ground: Bench, count: int) -> bool:
    return len(await ground.seen()) == count


async def test_partitions_can_be_assigned_by_hand(ground: Bench) -> None:
    """Without a group the progress table alone says what has had its effect."""
    await ground.producer.send([out(f"k{i}", "v") for i in range(30)])
    for _ in range(2):
        consumer = ground.consumer(Recorder())
        task = asyncio.create_task(consumer.assign([("orders", n) for n in range(4)]))
        await ground.read(30)
        consumer.stop()
        await task
    assert len(await ground.seen()) == 30


Name = tuple[int, str | None, str | None]
"""How many records were applied at once, and the order and trace that their lines name."""


@dataclass
class Naming(Recorder):
    """Keeps what its log lines would be named by while it applies."""

    names: set[Name] = field(default_factory=set)

    async def apply(
        self, conn: Connection, items: Sequence[Item[str]], prepared: Sequence[str], now: datetime
    ) -> Sequence[Disposition]:
        """As the recorder."""
        bound = get_contextvars()
        self.names.add((len(items), bound.get("order"), bound.get("trace")))
        return await super().apply(conn, items, prepared, now)


async def test_the_lines_of_one_record_name_its_order_and_trace(ground: Bench) -> None:
    """What is handled alone is named in the log; a batch of several is nobody's in particular."""
    handler = Naming()
    await ground.producer.send([out("lazada/a/1", "bug"), out("lazada/a/2", "a")])
    async with running(ground.consumer(handler)):
        await ground.read(2)
    alone = {(1, "lazada/a/1", "lazada/a/1@bug"), (1, "lazada/a/2", "lazada/a/2@a")}
    assert handler.names - {(2, None, None)} == alone
