"""A process of the notifier that can die at any point, over stores of either kind."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any

from schemas.base import Versioned
from services.connectors.oncall.audience import Audience
from services.notifier.casework import Casework
from services.notifier.consumer import CasesHandler
from services.notifier.dispatcher import Dispatcher
from services.notifier.playbook import Playbook
from services.notifier.stores.unit import Stores, Unit
from services.notifier.texts import default
from services.notifier.timer import Timer
from services.notifier.world import World
from services.runtime.clock import SteppedClock
from services.runtime.kafka.batch import Chain, read, settle
from services.runtime.kafka.consumer import Consumer
from services.runtime.kafka.outcome import Disposition, Outcome
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.record import Item, Record
from services.runtime.postgres.pool import Connection, Pool
from services.runtime.shops import ShopSettings
from tests.support.lives.outside import Outside
from tests.support.memory.unit import MemoryStores
from tests.support.mortal import Life, MortalActs, MortalStores
from tests.support.notifier_shell import Receiver
from tests.support.sealed import vault

RECEIVERS = Audience([Receiver("duty")])

Reader = Callable[[Sequence[Record]], Awaitable[None]]
"""One micro-batch, up to and with its transaction."""


class Process:
    """One replica: timer, dispatcher and consumer."""

    def __init__(
        self,
        *,
        ground: "Ground",
        clock: SteppedClock,
        outside: Outside,
        shop: ShopSettings,
        playbook: Playbook,
    ) -> None:
        self.life = Life()
        self.stores = MortalStores(ground.stores, self.life)
        self.world = World([shop], {shop.key: MortalActs(outside, self.life)}, playbook, default())
        self.casework = Casework(self.world, RECEIVERS)
        self.timer = Timer(stores=self.stores, clock=clock, casework=self.casework)
        self.dispatcher = Dispatcher(stores=self.stores, clock=clock, casework=self.casework)
        self.read = ground.reader(self.casework, clock, self.life)

    async def work(self) -> None:
        """Everything that is due."""
        await self.timer.work()
        await self.dispatcher.work()
        await self.timer.work()


class Ground(ABC):
    """What processes stand on, and what outlives them."""

    stores: Stores

    @abstractmethod
    def reader(self, casework: Casework, clock: SteppedClock, life: Life) -> Reader:
        """A process's consumer."""

    @abstractmethod
    async def ended(self) -> dict[str, Counter[str]]:
        """How the records of each topic have ended, and under ``read`` how many were counted."""


class MemoryGround(Ground):
    """Stores in memory, and the books of a consumer beside them."""

    def __init__(self) -> None:
        self.stores: MemoryStores = MemoryStores()

    def reader(self, casework: Casework, clock: SteppedClock, life: Life) -> Reader:
        """Reads as the consumer of the services does; its books stand in for PostgreSQL's."""
        handler = _OverUnits(casework, vault("notifier"))
        stores = MortalStores(self.stores, life)

        async def handle(records: Sequence[Record]) -> None:
            batch = await read(handler, records)
            async with stores.transaction() as unit:
                books = unit.tables.books  # type: ignore[attr-defined] # they are MemoryStores'
                fresh = [one for one in records if one.offset >= _read(books, one.topic)]
                blocked: set[Chain] = set()
                conn: Any = _AsConnection(unit)
                found = await settle(
                    handler, conn, batch, fresh=fresh, blocked=blocked, now=clock.now()
                )
                ended = [(one.topic, _word(found[one.position])) for one in fresh]
                for topic, word in ended:
                    books[topic] = books.get(topic, Counter()) + Counter({"read": 1, word: 1})

        return handle

    async def ended(self) -> dict[str, Counter[str]]:
        """Of the books beside the stores."""
        return self.stores.tables.books


class PostgresGround(Ground):
    """PostgreSQL, and the consumer of the services with its books."""

    def __init__(self, pool: Pool, stores: Stores) -> None:
        self.stores = stores
        self._pool = pool

    def reader(self, casework: Casework, clock: SteppedClock, life: Life) -> Reader:
        """The consumer itself, without its broker: a batch is given to it."""
        nowhere: Any = _Nowhere()
        consumer: Consumer[Versioned, Versioned] = Consumer(
            profile=KafkaProfile("none", embedded=True),
            handler=_Mortal(casework, life),
            pool=self._pool,
            vault=vault("notifier"),
            clock=clock,
            producer=nowhere,
        )
        return consumer.handle

    async def ended(self) -> dict[str, Counter[str]]:
        """Of the rows of progress."""
        rows = await self._pool.fetch(
            """SELECT topic, next_offset AS read, applied, superseded, parked, dead,
                      (SELECT coalesce(sum(n::bigint), 0)::bigint
                       FROM jsonb_each_text(ignored) AS i (reason, n)) AS ignored
               FROM notifier.progress"""
        )
        return {
            row["topic"]: Counter({k: v for k, v in row.items() if k != "topic"}) for row in rows
        }


class _AsConnection:
    """A unit as ``settle`` takes a connection: for savepoints, and to hand on."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit

    def transaction(self) -> "_Savepoint":
        return _Savepoint(self.unit.savepoint())


class _Savepoint:
    """A unit's savepoint, begun and ended as the driver's are."""

    def __init__(self, part: AbstractAsyncContextManager[object]) -> None:
        self._part = part

    async def start(self) -> None:
        await self._part.__aenter__()

    async def commit(self) -> None:
        await self._part.__aexit__(None, None, None)

    async def rollback(self) -> None:
        undone = _Undone()
        await self._part.__aexit__(_Undone, undone, None)


class _Undone(Exception):
    """What a savepoint is told to undo it."""


class _OverUnits(CasesHandler):
    async def apply(
        self,
        conn: Any,
        items: Sequence[Item[Versioned]],
        prepared: Sequence[Versioned],
        now: datetime,
    ) -> Sequence[Disposition]:
        return await self.change(conn.unit, items, prepared, now)


class _Mortal(CasesHandler):
    def __init__(self, casework: Casework, life: Life) -> None:
        super().__init__(casework, vault("notifier"))
        self._life = life

    async def apply(
        self,
        conn: Connection,
        items: Sequence[Item[Versioned]],
        prepared: Sequence[Versioned],
        now: datetime,
    ) -> Sequence[Disposition]:
        await self._life.point()
        answers = await super().apply(conn, items, prepared, now)
        await self._life.point()
        return answers


class _Nowhere:
    """The producer of dead letters; their rows are what is looked at."""

    async def send(self, records: Sequence[object]) -> None:
        pass


def _read(books: dict[str, Counter[str]], topic: str) -> int:
    return books.get(topic, Counter())["read"]


def _word(outcome: Outcome) -> str:
    word = type(outcome).__name__.lower()
    return "parked" if word == "bug" else word
