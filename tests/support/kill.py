"""Kill points: the instants before and after a durable step, counted from outside.

A durable step is what outlives the process that takes it: a statement that PostgreSQL keeps (a
COMMIT, or a write outside a transaction), records that Kafka acknowledges, offsets committed, a
call of the outside world. ``counted`` wraps asyncpg, the producer, aiokafka's consumer and the HTTP
client while its block runs; the services know nothing of it.
"""

import asyncio
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Literal

import asyncpg
import pytest
from aiokafka import AIOKafkaConsumer
from aiokafka.producer.message_accumulator import BatchBuilder

from services.runtime.http.client import Http
from services.runtime.kafka.consumer import Consumer
from services.runtime.kafka.producer import Producer
from services.runtime.loop import Loop
from services.runtime.postgres.pool import Pool

Step = Literal["commit", "produce", "offsets", "call"]
When = Literal["before", "after"]
Work = Callable[..., Awaitable[Any]]


class Killed(BaseException):
    """The process died at this point."""


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A kind of kill point.

    Attributes:
        service: whose life.
        part: the loop or consumer that takes the step; empty while the service starts, and for
            what has no loop (the edge).
    """

    service: str
    part: str
    step: Step
    when: When

    def __str__(self) -> str:
        return f"{self.service} {self.part or '-'}: {self.when} {self.step}"


@dataclass(slots=True)
class Reaper:
    """Counts the points that are reached, and takes each life that is due.

    Attributes:
        due: kind of point to the ordinal at which it kills, once.
        reached: how often each kind was reached.
        taken: where it killed, in order.
        over: it counts and kills no more.
    """

    due: dict[Point, int] = field(default_factory=dict)
    reached: Counter[Point] = field(default_factory=Counter)
    taken: list[Point] = field(default_factory=list)
    over: bool = False

    def kinds(self) -> list[Point]:
        """The kinds that were reached, but for those that only machine time brings about.

        That is the repeating of what stands at Alertmanager, a call by no loop.
        """
        return sorted(point for point in self.reached if point.part or point.step != "call")

    def takes(self, point: Point) -> bool:
        """Count it; whether it is the end."""
        if self.over:
            return False
        self.reached[point] += 1
        if self.reached[point] < self.due.get(point, self.reached[point] + 1):
            return False
        del self.due[point]
        self.taken.append(point)
        return True


@dataclass(slots=True)
class Life:
    """One life of a process.

    Attributes:
        pools: its connections to the database, which end with it.
        dead: set at its end.
    """

    service: str
    reaper: Reaper
    pools: list[Pool] = field(default_factory=list)
    dead: asyncio.Event = field(default_factory=asyncio.Event)

    def reach(self, step: Step, when: When) -> None:
        """Pass a point, or die there; the dead take no step at all.

        Raises:
            Killed: it is dead.
        """
        point = Point(self.service, _part.get(), step, when)
        if not self.dead.is_set() and self.reaper.takes(point):
            self.die()
        if self.dead.is_set():
            raise Killed(point)

    def die(self) -> None:
        """Cut every connection to the database in the middle of whatever it does."""
        self.dead.set()
        for pool in self.pools:
            pool.terminate()


_life: ContextVar[Life | None] = ContextVar("life", default=None)
_part: ContextVar[str] = ContextVar("part", default="")


def begin(life: Life) -> None:
    """The running task, and every task that it starts, lives this life."""
    _life.set(life)


@contextmanager
def counted() -> Iterator[None]:
    """Inside the block the durable steps of whatever lives a ``Life`` are kill points."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("execute", "executemany", "fetch", "fetchrow", "fetchval"):
            _wrap(patch, asyncpg.Connection, name, _statement)
        _wrap(patch, asyncpg.Pool, "_acquire", _alive)
        _wrap(patch, Producer, "send", _always("produce"))
        _wrap(patch, Producer, "send_batch", _batch)
        _wrap(patch, AIOKafkaConsumer, "commit", _always("offsets"))
        _wrap(patch, Http, "call", _always("call"))
        for worker in (Loop, Consumer):
            _wrap(patch, worker, "run", _named)
        yield


def _wrap(
    patch: pytest.MonkeyPatch, owner: type, name: str, around: Callable[..., Awaitable[Any]]
) -> None:
    work: Work = getattr(owner, name)

    async def wrapped(self: Any, *args: Any, **named: Any) -> Any:
        return await around(work, self, *args, **named)

    patch.setattr(owner, name, wrapped)


async def _taken(step: Step, work: Work, *args: Any, **named: Any) -> Any:
    """A durable step, between its two points."""
    life = _life.get()
    if life is None:
        return await work(*args, **named)
    life.reach(step, "before")
    try:
        result = await work(*args, **named)
    except Exception:
        life.reach(step, "after")
        raise
    life.reach(step, "after")
    return result


async def _alive(work: Work, *args: Any, **named: Any) -> Any:
    """The dead do not wait for their database to come back, as the living do in an outage."""
    life = _life.get()
    if life is not None and life.dead.is_set():
        raise Killed(life.service)
    return await work(*args, **named)


def _always(step: Step) -> Work:
    async def around(work: Work, *args: Any, **named: Any) -> Any:
        return await _taken(step, work, *args, **named)

    return around


_WRITES = re.compile(r"\b(INSERT|UPDATE|DELETE)\b")


async def _statement(
    work: Work, conn: "asyncpg.Connection[asyncpg.Record]", query: str, *args: Any, **named: Any
) -> Any:
    """A statement is durable where it commits, or writes with no transaction around it."""
    alone = not conn.is_in_transaction()
    if query.startswith("COMMIT") or (alone and _WRITES.search(query)):
        return await _taken("commit", work, conn, query, *args, **named)
    return await work(conn, query, *args, **named)


async def _batch(
    work: Work, producer: Producer, batch: BatchBuilder, topic: str, partition: int
) -> asyncio.Future[object]:
    """The edge's way of producing: the step ends with the acknowledgement, not with the call."""

    async def acknowledged() -> asyncio.Future[object]:
        ack: asyncio.Future[object] = await work(producer, batch, topic, partition)
        await asyncio.wait({ack})
        return ack

    found: asyncio.Future[object] = await _taken("produce", acknowledged)
    return found


async def _named(work: Work, worker: "Loop | Consumer[Any, Any]") -> None:
    _part.set(worker.name)
    await work(worker)
