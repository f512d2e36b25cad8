"""The play: the sandbox's chat on one side, the notifier's dispatcher on the other."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from schemas.base import Versioned
from schemas.parcel import Stage
from services.cli.demo import config
from services.connectors import registry
from services.connectors.marketplaces.lazada.push import PushReader
from services.connectors.ports import Shop
from services.connectors.pushes import Pushed
from services.notifier.app import MIGRATIONS, SCHEMA
from services.notifier.casework import Casework
from services.notifier.consumer import CasesHandler
from services.notifier.dispatcher import Dispatcher
from services.notifier.playbook import load as load_playbook
from services.notifier.postgres.unit import PostgresStores
from services.notifier.texts import default
from services.notifier.timer import Timer
from services.notifier.world import World
from services.runtime.clock import SteppedClock
from services.runtime.embedded.children import free_port
from services.runtime.http.client import Http
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import Pool, open_pool, transaction
from services.runtime.settings import Settings, load
from services.sandbox import world
from services.sandbox.accounts import DEFAULT
from services.sandbox.app import start
from services.sandbox.sandbox import Sandbox
from services.sandbox.terms import Terms
from tests.faults.lost import plot
from tests.faults.lost.plot import Person
from tests.support.notifier import NOW
from tests.support.notifier_shell import item
from tests.support.sandbox import Edge
from tests.support.sealed import vault

SHOP = "lazada/laz-1"
WAVE = 200
"""Buyers whose parcels are held on the same day."""

BATCH = 50
PEOPLE_TYPE = timedelta(seconds=5)
NEXT_RULE = timedelta(seconds=20)

_OPEN = "(status IN ('claimed', 'uncertain', 'done') AND retry_at IS NOT NULL OR status = 'ready')"
_UNSETTLED = f"SELECT count(*) FROM notifier.actions WHERE {_OPEN}"  # noqa: S608 - our own text
_NEXT = f"""SELECT least((SELECT min(retry_at) FROM notifier.actions WHERE {_OPEN}),
                         (SELECT min(wake_at) FROM notifier.cases))"""  # noqa: S608 - the same


@dataclass(frozen=True, slots=True)
class Channel:
    """A chat as the shop's settings and the platform have it.

    Attributes:
        reads_back: the shop's setting.
        listed: whether the platform lists a chat's messages.
    """

    name: str
    reads_back: bool
    listed: bool


READ_BACK = Channel("read back", reads_back=True, listed=True)
NOT_READ_BACK = Channel("not read back", reads_back=False, listed=False)
REFUSED = Channel("reading refused", reads_back=True, listed=False)


@dataclass
class Play:
    """One channel's play.

    Attributes:
        cast: everybody so far.
    """

    sandbox: Sandbox
    edge: Edge
    pool: Pool
    clock: SteppedClock
    casework: Casework
    shop: Shop
    cast: list[Person] = field(default_factory=list)
    _heard: int = 0

    def __post_init__(self) -> None:
        stores = PostgresStores(self.pool)
        self._timer = Timer(stores=stores, clock=self.clock, casework=self.casework)
        self._dispatcher = Dispatcher(stores=stores, clock=self.clock, casework=self.casework)
        self._handler = CasesHandler(self.casework, vault("notifier"))

    async def wave(self, cast: Sequence[Person]) -> None:
        """A day's messages, from the holds to where nothing is left to do about them."""
        self.cast += cast
        began = self.clock.now()
        for person in cast:
            for order_id in person.orders:
                self.sandbox.place_order(SHOP, order_id=order_id, buyer=person.buyer)
        await self._tell(cast, began, Stage.CUSTOMS, orders=True)
        await self._run()
        await self._to(began + PEOPLE_TYPE)
        await self._people_type(cast)
        await self._to(began + NEXT_RULE)
        two = [person for person in cast if person.kind == "two rules"]
        await self._tell(two, began, Stage.PICKUP, orders=False)
        await self._run()
        while await self.pool.fetchval(_UNSETTLED):
            await self._to(await self._next())
        await self._to(began + timedelta(days=max(1, (self.clock.now() - began).days + 1)))

    async def _tell(
        self, cast: Sequence[Person], began: datetime, stage: Stage, *, orders: bool
    ) -> None:
        told: list[tuple[str, Versioned]] = []
        for person in cast:
            for order_id in person.orders:
                key = f"{SHOP}/{order_id}"
                if orders:
                    told.append((key, plot.order_of(SHOP, person, order_id, began)))
                told.append((key, plot.parcel_of(SHOP, person, order_id, began, stage=stage)))
        await self._handle(told)

    async def _handle(self, told: Sequence[tuple[str, Versioned]]) -> None:
        for place in range(0, len(told), BATCH):
            now = self.clock.now()
            items = [
                item(value, key, number, now)
                for number, (key, value) in enumerate(told[place : place + BATCH])
            ]
            async with transaction(self.pool) as conn:
                prepared = await self._handler.prepare(items)
                await self._handler.apply(conn, items, prepared, now)

    async def _people_type(self, cast: Sequence[Person]) -> None:
        """Somebody of the shop copies the text that the desk shows, or writes to the buyer."""
        for person in cast:
            key = f"{SHOP}/{person.orders[0]}"
            if person.typing == "other words":
                self.sandbox.staff_writes(key, plot.OTHER_WORDS)
            elif person.typing == "the same words":
                text = await self.pool.fetchval(
                    "SELECT text FROM notifier.actions WHERE order_key = $1 AND text <> ''", key
                )
                if text:
                    self.sandbox.staff_writes(key, text)

    async def _to(self, instant: datetime) -> None:
        """Move domain time on; what the platform pushed reaches the cases, then all due is done."""
        if instant > self.clock.now():
            self.sandbox.step_to(instant)
        await self._hear()
        await self._run()

    async def _run(self) -> None:
        now = self.clock.now()
        due: datetime | None = now
        while due is not None and due <= now:
            await self._timer.work()
            due = await self._dispatcher.work()
            await self._hear()

    async def _hear(self) -> None:
        """What the platform has pushed since, for each order of its buyer."""
        await self.sandbox.settle()
        new, self._heard = self.edge.received[self._heard :], len(self.edge.received)
        orders = {person.buyer: person.orders for person in self.cast}
        told: list[tuple[str, Versioned]] = []
        for _, _, body in new:
            message = (
                PushReader()
                .read(self.shop.app, Pushed({}, body, self.clock.now()))
                .message(self.shop)
            )
            if message is not None:
                keys = tuple(f"{SHOP}/{order_id}" for order_id in orders[message.buyer])
                whole = message.model_copy(update={"version": 1, "order_keys": keys})
                told += [(key, whole) for key in keys]
        await self._handle(told)

    async def _next(self) -> datetime:
        """The earliest instant at which anything is due."""
        found: datetime = await self.pool.fetchval(_NEXT)
        return found


@asynccontextmanager
async def play(channel: Channel, url: str, directory: Path) -> AsyncIterator[Play]:
    """The stage for one channel, on a database of its own; it is noon of a Tuesday."""
    await migrate(url, SCHEMA, MIGRATIONS)
    clock = SteppedClock(NOW - timedelta(days=60))
    async with AsyncExitStack() as stack:
        pool = await open_pool(url, application="lost answers")
        stack.push_async_callback(pool.close)
        edge = Edge()
        address = await edge.start()
        stack.push_async_callback(edge.stop)
        sandbox = await start(
            world.empty(NOW - timedelta(days=60)),
            clock=clock,
            edge=address,
            going_wrong=plot.FAULTS,
            published=Terms(chat_listed=channel.listed),
        )
        stack.push_async_callback(sandbox.stop)
        settings = _settings(sandbox, channel, directory)
        http = Http.of(settings)
        stack.push_async_callback(http.close)
        shop = registry.shop(settings, SHOP)
        acts = {SHOP: registry.acts(shop, http, clock)}
        around = World([settings.shops[0]], acts, load_playbook(plot.PLAYBOOK), default())
        await around.enrol(PostgresStores(pool), clock.now())
        sandbox.step_to(NOW)
        yield Play(sandbox, edge, pool, clock, Casework(around, {}), shop)


def _settings(sandbox: Sandbox, channel: Channel, directory: Path) -> Settings:
    path = directory / "forestall.yaml"
    config.write(path, DEFAULT, sandbox.addresses, free_port())
    whole = load(path, {"FORESTALL_DATABASE_URL": "postgresql://nowhere/given"})
    (found,) = [each for each in whole.shops if each.key == SHOP]
    dated = found.reads_back.model_copy(update={"value": channel.reads_back})
    ceilings = ("ceiling_per_hour", "ceiling_per_day")
    names = (*ceilings, *(f"rule_{name}" for name in ceilings))
    open_ = {"reads_back": dated, **dict.fromkeys(names, 1_000_000)}
    return whole.model_copy(update={"shops": (found.model_copy(update=open_),)})
