"""A tracker without its service: its handlers, loops and tables, on the real database."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from schemas.order import Order
from schemas.parcel import CarrierUpdate, Parcel
from services.connectors.carriers.seventeentrack.api import SeventeenTrack
from services.connectors.ports import Alert
from services.runtime.bugs import LoopBug
from services.runtime.clock import SteppedClock
from services.runtime.kafka.outcome import Disposition
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import Pool, open_pool, transaction
from services.tracker import store, store_polls
from services.tracker.app import MIGRATIONS
from services.tracker.batches import Means
from services.tracker.consumers import OrdersHandler, UpdatesHandler
from services.tracker.corrector import Corrector
from services.tracker.credits import Credits
from services.tracker.poller import Poller
from services.tracker.registrar import Registrar
from services.tracker.retracker import Retracker
from services.tracker.surroundings import Surroundings
from services.tracker.turn import Turn
from services.tracker.turner import Turner
from tests.support.provider import Provider
from tests.support.tracks import NUMBER, PROVIDER

V = TypeVar("V", Order, CarrierUpdate)

PARCEL = f"{PROVIDER}/{NUMBER}"


@dataclass
class Tracker:
    """The tracker's parts; the provider is the test's.

    Attributes:
        api: a provider's own connector, where it is asked instead.
        around: what parcels are judged by.
        bugs: what people were told of its loops.
        budget: credits of a month.
        notices: what stands, by source.
    """

    pool: Pool
    clock: SteppedClock
    provider: Provider = field(default_factory=Provider)
    around: Surroundings = field(default_factory=Surroundings)
    api: SeventeenTrack | None = None
    bugs: list[LoopBug] = field(default_factory=list)
    budget: int | None = None
    notices: dict[str, Sequence[Alert]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Wire the loops as the service does."""
        api = self.api or self.provider
        turn = Turn(self.pool, api.name, "main", api.limit, self.clock)

        async def note(bug: LoopBug) -> None:
            self.bugs.append(bug)

        async def hear(source: str, standing: Sequence[Alert]) -> None:
            self.notices[source] = standing

        means = Means(turn, self.pool, self.clock, self.around, note, hear)
        self.poller = Poller(f"poll {api.name}", api, means, store_polls)
        self.registrar = Registrar(api, means, Credits(self.pool, api.name, "main", self.budget))
        self.retracker = Retracker(api, means)
        self.corrector = Corrector(api, means)
        self.turner = Turner(pool=self.pool, clock=self.clock, around=self.around, on_bug=note)

    async def orders(self, *orders: Order, registers: bool = True) -> Sequence[Disposition]:
        """Apply a batch of orders in one transaction."""
        handler = OrdersHandler(PROVIDER, self.around, registers=registers)
        async with transaction(self.pool) as conn:
            return await handler.apply(conn, orders, self.clock.now())

    async def updates(self, *updates: CarrierUpdate) -> Sequence[Disposition]:
        """Apply a batch of carriers' updates in one transaction."""
        handler = UpdatesHandler(self.around)
        async with transaction(self.pool) as conn:
            return await handler.apply(conn, updates, self.clock.now())

    async def parcel(self, parcel_id: str = PARCEL) -> Parcel:
        """A parcel as its row has it."""
        async with transaction(self.pool) as conn:
            return (await store.lock(conn, [parcel_id]))[parcel_id].parcel

    async def value(self, column: str, parcel_id: str = PARCEL) -> object:
        """A column of a parcel's row, or of that of its poll."""
        rows = "tracker.parcels JOIN tracker.polls ON parcel_id = id"
        query = f"SELECT {column} FROM {rows} WHERE id = $1"  # noqa: S608 - a constant
        return await self.pool.fetchval(query, parcel_id)

    async def follow(self, *numbers: str) -> None:
        """Have the numbers of the orders so far registered."""
        await self.registrar.register()
        assert set(numbers) <= set(self.provider.charged)

    def step(self, instant: datetime) -> None:
        """Move domain time on."""
        self.clock.step_to(instant)


@asynccontextmanager
async def tracker(
    url: str,
    clock: SteppedClock,
    provider: Provider | None = None,
    *,
    around: Surroundings | None = None,
    budget: int | None = None,
    api: SeventeenTrack | None = None,
) -> AsyncIterator[Tracker]:
    """A migrated schema with nothing in it."""
    await migrate(url, store.SCHEMA, MIGRATIONS)
    pool = await open_pool(url, application="test")
    try:
        around = around or Surroundings()
        yield Tracker(pool, clock, provider or Provider(), around, api, budget=budget)
    finally:
        await pool.close()
