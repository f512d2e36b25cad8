"""Kafka to commit: the notifier's consumer on orders, parcels, disputes and messages."""

import asyncio
import os
from collections.abc import Sequence

from typing_extensions import override

from benchmarks.notifier.stream import waves
from benchmarks.span import Span
from schemas.base import Versioned
from schemas.envelope import Envelope
from services.notifier.consumer import CasesHandler
from services.notifier.hearing import tongue
from services.runtime.heap import settle
from services.runtime.kafka.consumer import Consumer
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.record import Record
from services.runtime.kafka.topics import apply_topics
from services.runtime.postgres.pool import Pool
from tests.support.notifier_shell import open_shell
from tests.support.sealed import vault

ORDERS = int(os.environ.get("FORESTALL_BENCH_EVENTS_OF", "2500"))
BAR = 2_000


class _Watched(CasesHandler):
    """Notes when the first record is read: joining the group is not what is measured."""

    servers: tuple[int, ...] = ()
    span: Span | None = None

    @override
    def parse(self, record: Record, envelope: Envelope) -> Versioned:
        if self.span is None:
            self.span = Span(*self.servers)
        return super().parse(record, envelope)


async def run(url: str, kafka: KafkaProfile, servers: tuple[int, ...]) -> None:
    """Fill the topics, then let the consumer read all of them."""
    await apply_topics(kafka)
    producer = Producer(kafka)
    await producer.start()
    sent = 0
    for wave in waves(ORDERS):
        await producer.send(wave)
        sent += len(wave)
    shell = await open_shell(url)
    handler = _Watched(shell.casework, vault("notifier"))
    handler.servers = servers
    consumer = Consumer(
        profile=kafka,
        handler=handler,
        pool=shell.pool,
        vault=vault("notifier"),
        clock=shell.clock,
        producer=producer,
    )
    tongue.make_ready()  # seconds, once in a process's life: of the first message it hears
    settle()  # as the service does before it begins
    running = asyncio.create_task(consumer.run())
    while await _read(shell.pool) < sent:  # noqa: ASYNC110 - the table sets no event
        await asyncio.sleep(0.05)
    assert handler.span is not None
    print(handler.span.told(sent, "events, Kafka to commit,", BAR))
    consumer.stop()
    await running
    await _kinds(shell.pool)
    await producer.stop()
    await shell.pool.close()


async def _read(pool: Pool) -> int:
    return int(await pool.fetchval("SELECT coalesce(sum(next_offset), 0) FROM notifier.progress"))


async def _kinds(pool: Pool) -> None:
    """What they were, and what came of them."""
    ended: Sequence[str] = [
        f"{row['n']:,} {row['topic']}"
        for row in await pool.fetch(
            """SELECT topic, sum(applied)::bigint AS n FROM notifier.progress
               GROUP BY topic HAVING sum(applied) > 0 ORDER BY topic"""
        )
    ]
    actions = await pool.fetchval("SELECT count(*) FROM notifier.actions")
    tasks = await pool.fetchval("SELECT count(*) FROM notifier.tasks")
    print(f"  of {ORDERS:,} orders: {', '.join(ended)}; {actions:,} actions, {tasks:,} tasks")
