"""A handler that writes down what it applies, and misbehaves where its records tell it to."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from schemas.envelope import Envelope
from schemas.topics import ORDERS, Topic
from services.runtime.clock import SteppedClock
from services.runtime.errors import InvalidInput
from services.runtime.kafka.consumer import Consumer, Item, ParkedBug, Record
from services.runtime.kafka.outcome import Applied, Disposition, Ignored, Parked, Superseded
from services.runtime.kafka.producer import OutRecord, Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import Connection, Pool, open_pool
from tests.support.eventually import eventually
from tests.support.sealed import vault

SQL = Path(__file__).parent.parent / "integration" / "sql"
SCHEMA = "test"


def out(key: str, text: str, *, marketplace: str = "lazada") -> OutRecord:
    """A record on ``orders``; its text says what the handler does with it."""
    envelope = Envelope(
        id=f"{key}@{text}",
        type="forestall.order.changed",
        source="forestall/test",
        time=datetime(2026, 3, 2, tzinfo=UTC),
        attributes={"marketplace": marketplace},
    )
    return OutRecord(ORDERS.name, key.encode(), text.encode(), envelope)


@dataclass
class Recorder:
    """Applies texts: ``bug`` raises, ``invalid`` is invalid, ``old``, ``skip`` and ``later`` are
    superseded, ignored and parked for an hour; anything else is written to ``test.seen``.

    Attributes:
        fixed: the bug is no more, as in the program's next version.
        outside: the outside system answers: ``later`` is applied.
    """  # noqa: D205 - one list

    group: str = "recorder"
    topics: tuple[Topic, ...] = (ORDERS,)
    fixed: bool = False
    outside: bool = False
    batches: list[int] = field(default_factory=list)

    def parse(self, record: Record, envelope: Envelope) -> str:  # noqa: ARG002
        """The text."""
        text = record.value.decode()
        if text == "unreadable":
            raise InvalidInput("unreadable")
        return text

    async def prepare(self, items: Sequence[Item[str]]) -> Sequence[str]:
        """The texts."""
        self.batches.append(len(items))
        return [item.value for item in items]

    async def apply(
        self,
        conn: Connection,
        items: Sequence[Item[str]],
        prepared: Sequence[str],
        now: datetime,
    ) -> Sequence[Disposition]:
        """See the class."""
        return [
            await self._one(conn, (item.record.key or b"").decode(), text, now)
            for item, text in zip(items, prepared, strict=True)
        ]

    async def _one(self, conn: Connection, key: str, text: str, now: datetime) -> Disposition:
        word = text.split(":", maxsplit=1)[0]
        if word == "bug" and not self.fixed:
            raise ZeroDivisionError(text)
        if word == "invalid":
            raise InvalidInput("invalid", "as told")
        if word == "old":
            return Superseded()
        if word == "skip":
            return Ignored("told_so")
        if word == "later" and not self.outside:
            return Parked("no_answer", now + timedelta(hours=1))
        await conn.execute("INSERT INTO test.seen (key, value) VALUES ($1, $2)", key, text)
        return Applied()


@dataclass
class Bench:
    """Everything that a consumer's test needs."""

    profile: KafkaProfile
    pool: Pool
    clock: SteppedClock
    producer: Producer
    bugs: list[ParkedBug] = field(default_factory=list)
    wake: asyncio.Event = field(default_factory=asyncio.Event)

    def consumer(self, handler: Recorder) -> Consumer[str, str]:
        """A consumer of the handler."""

        async def note(bug: ParkedBug) -> None:
            self.bugs.append(bug)

        return Consumer(
            profile=self.profile,
            handler=handler,
            pool=self.pool,
            vault=vault(SCHEMA),
            clock=self.clock,
            producer=self.producer,
            wakes=[self.wake],
            on_bug=note,
        )

    async def seen(self) -> list[tuple[str, str]]:
        """What has been applied, in order."""
        rows = await self.pool.fetch("SELECT key, value FROM test.seen ORDER BY seq")
        return [(row["key"], row["value"]) for row in rows]

    async def read(self, count: int) -> None:
        """Wait until so many records have been read."""

        async def reached() -> bool:
            return (await self.sums())["read"] >= count

        await eventually(reached, what=f"{count} records read")

    async def sums(self) -> dict[str, int]:
        """The counters of ``progress``, added up; ``read`` is the sum of next offsets."""
        row = await self.pool.fetchrow(
            "SELECT sum(next_offset) AS read, sum(applied) AS applied, sum(parked) AS parked, "
            "sum(superseded) AS superseded, sum(dead) AS dead, "
            "sum((SELECT coalesce(sum(v::bigint), 0) FROM jsonb_each_text(ignored) AS e (k, v))) "
            "AS ignored FROM test.progress WHERE partition >= 0"
        )
        assert row is not None
        return {name: int(value or 0) for name, value in row.items()}


@asynccontextmanager
async def running(*consumers: Consumer[str, str]) -> AsyncIterator[list[asyncio.Task[None]]]:
    """The consumers and their loops, run inside the block and cancelled after it."""
    works = [consumer.run for consumer in consumers]
    works += [loop.run for consumer in consumers for loop in consumer.loops]
    tasks = [asyncio.create_task(work()) for work in works]
    try:
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            with suppress(asyncio.CancelledError):
                await task


@asynccontextmanager
async def bench(
    url: str, profile: KafkaProfile, clock: SteppedClock, producer: Producer
) -> AsyncIterator[Bench]:
    """A migrated schema and a pool on it."""
    await migrate(url, SCHEMA, SQL)
    pool = await open_pool(url, application="test")
    try:
        yield Bench(profile, pool, clock, producer)
    finally:
        await pool.close()
