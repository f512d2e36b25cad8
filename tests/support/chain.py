"""The whole chain in one process: sandbox, ingest, tracker and notifier on real servers.

Domain time is one stepped clock that all of them share; ``step_to`` moves it and comes back when
the system is quiet, by the same check as the demo's.
"""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from services.cli.demo import config
from services.cli.demo.quiet import Look, Watch, places, settle
from services.cli.servers import keep_last_step
from services.ingest import app as ingest
from services.notifier import app as notifier
from services.runtime import logs
from services.runtime.clock import SteppedClock
from services.runtime.embedded.children import free_port
from services.runtime.kafka.ends import Ends
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import Pool, open_pool
from services.runtime.settings import Settings, load
from services.sandbox import app, world
from services.sandbox.accounts import DEFAULT
from services.sandbox.market import ChatMessage
from services.sandbox.sandbox import Sandbox
from services.tracker import app as tracker
from tests.support.eventually import eventually
from tests.support.kill import Reaper
from tests.support.reborn import Lives
from tests.support.sealed import KEY
from tests.support.servers import START, kafka_environ

LAZADA, ALIEXPRESS = "lazada/laz-1", "aliexpress/ae-1"
HOLD = "InTransit_CustomsRequiringInformation"
ASKED = "Held by customs, identification of the addressee requested"
"""What the buyer has to settle."""

WITHIN = 90.0
"""Seconds of machine time in which a step has to come to rest ..."""

WITHIN_KILLED = 240.0
"""... and where dozens of services are killed and started again in it."""

WHO = "chain"

BUILDS = {
    "notifier": notifier.build,
    "tracker": tracker.build,
    "ingest": partial(ingest.build, parts=("normaliser", "reconciler")),
    "edge": partial(ingest.build, parts=("edge",)),
}
"""The processes of an installation, each by what wires it."""


class CountedClock(SteppedClock):
    """A stepped clock that counts how often idleness came and went, as the sandbox does of a line.

    Attributes:
        changes: so far.
    """

    def __init__(self, start: datetime) -> None:
        self.changes = 0
        self._was: tuple[bool, int] | None = None
        super().__init__(start)

    @property
    def step(self) -> int:
        """The number of the last step."""
        return self._step

    def _changed(self) -> None:
        state = (self.idle, self._step)
        self.changes += state != self._was
        self._was = state


@dataclass
class Chain:
    """Everything that runs, and what a test asks of it.

    Attributes:
        sandbox: the outside; its deeds are the timeline.
        pool: on the database of the three services.
        within: seconds of machine time in which a step has to come to rest.
    """

    sandbox: Sandbox
    clock: CountedClock
    settings: Settings
    kafka: KafkaProfile
    pool: Pool
    watch: Watch
    services: AsyncExitStack
    lives: Lives
    within: float = WITHIN

    def environ(self) -> dict[str, str]:
        """What commands are given that are run beside it; they go by its clock as it stands now."""
        keep_last_step(self.settings.data_dir, self.clock.now())
        url = self.settings.database_url()
        own = {"FORESTALL_DATABASE_URL": url, "FORESTALL_PRIVACY_KEY": KEY}
        return own | kafka_environ(self.kafka)

    async def restart(self) -> None:
        """All services stop, and others begin where they left off: what a release does."""
        await self.services.aclose()
        await _start(self.services, self.lives)
        await _listening(self.settings.edge.port)
        await self.quiet()

    async def quiet(self) -> None:
        """Wait until nothing is due, under way or unread at this instant."""
        await self.sandbox.settle()
        await settle(self.watch, self.clock.step, self.clock.now(), held=(), within=self.within)

    async def step_to(self, instant: datetime, *, every: timedelta | None = None) -> None:
        """Move domain time on, in one step or in several, and wait each time until all is quiet."""
        await self.quiet()
        while self.clock.now() < instant:
            following = instant if every is None else min(self.clock.now() + every, instant)
            self.sandbox.step_to(following)
            await self.quiet()

    async def on(self, by: timedelta) -> None:
        """``step_to`` so much later."""
        await self.step_to(self.clock.now() + by)

    def told(self) -> list[ChatMessage]:
        """What the machine has said in the chats."""
        return list(self.sandbox.chats("machine"))

    async def tasks(self, rule: str = "%", status: str = "%") -> list[dict[str, Any]]:
        """The desk, oldest first."""
        return await self._rows(
            "SELECT * FROM notifier.tasks WHERE rule LIKE $1 AND status LIKE $2 ORDER BY id",
            rule,
            status,
        )

    async def actions(self, rule: str) -> list[dict[str, Any]]:
        """The actions of a rule."""
        return await self._rows("SELECT * FROM notifier.actions WHERE rule = $1 ORDER BY key", rule)

    async def roles(self) -> dict[str, str]:
        """Of the parcels that the tracker knows, by number."""
        rows = await self._rows("SELECT number, state->>'role' AS role FROM tracker.parcels")
        return {row["number"]: row["role"] for row in rows}

    async def cases(self) -> list[str]:
        """The keys of the orders that the notifier knows."""
        return [row["order_key"] for row in await self._rows("SELECT * FROM notifier.cases")]

    async def healed(self) -> list[dict[str, Any]]:
        """The changes that polling brought in place of a push."""
        return await self._rows("SELECT * FROM ingest.healed ORDER BY id")

    async def sent(self, shop: str = LAZADA, country: str = "MY", **order: Any) -> tuple[str, str]:
        """An order placed now, shipped, and picked up by its carrier; its key and its number."""
        key = self.sandbox.place_order(shop, country=country, **order)
        number = self.sandbox.ship(key)
        await self.quiet()
        self.sandbox.scan(number, "InTransit_PickedUp", "Accepted by carrier")
        await self.quiet()
        return key, number

    async def held(self, number: str, text: str = ASKED, country: str = "MY") -> None:
        """Customs of the destination holds a parcel now, and asks for something."""
        self.sandbox.scan(number, "InTransit_Arrival", "Arrived", country=country)
        self.sandbox.scan(number, HOLD, text, country=country)
        await self.quiet()

    async def _rows(self, query: str, *args: object) -> list[dict[str, Any]]:
        return [dict(row) for row in await self.pool.fetch(query, *args)]


@asynccontextmanager
async def chain(
    kafka: KafkaProfile,
    url: str,
    directory: Path,
    *,
    start: datetime = START,
    reaper: Reaper | None = None,
) -> AsyncIterator[Chain]:
    """Everything, wired as it ships, on the servers of a test.

    Args:
        kafka: the broker, with the topics there.
        url: of an empty database.
        directory: for the settings and the made-up secrets.
        start: domain time at first.
        reaper: counts the kill points of the services, and kills there; see ``kill.counted``.
    """
    logs.configure("chain")
    clock, port = CountedClock(start), free_port()
    async with AsyncExitStack() as stack:
        edge = f"http://127.0.0.1:{port}"
        sandbox = await app.start(world.empty(start), clock=clock, edge=edge)
        stack.push_async_callback(sandbox.stop)
        settings = _settings(sandbox, kafka, url, directory, port)
        lives = Lives(settings, clock, reaper or Reaper())
        services = await stack.enter_async_context(AsyncExitStack())
        await _start(services, lives)
        pool = await open_pool(url, size=2, application="test")
        stack.push_async_callback(pool.close)
        watch = await _watch(stack, pool, kafka, sandbox, lives)
        made = Chain(sandbox, clock, settings, kafka, pool, watch, services, lives)
        if reaper is not None and reaper.due:
            made.within = WITHIN_KILLED
        await _listening(port)
        await made.quiet()
        yield made


def _settings(
    sandbox: Sandbox, kafka: KafkaProfile, url: str, directory: Path, port: int
) -> Settings:
    path = directory / "forestall.yaml"
    config.write(path, DEFAULT, sandbox.addresses, port)
    environ = {
        **kafka_environ(kafka),
        "FORESTALL_DATABASE_URL": url,
        "FORESTALL_PRIVACY_KEY": KEY,
    }
    return load(path, environ)


async def _start(stack: AsyncExitStack, lives: Lives) -> None:
    for name, build in BUILDS.items():
        await stack.enter_async_context(lives.keep(name, build, database=name != "edge"))


async def _watch(
    stack: AsyncExitStack, pool: Pool, kafka: KafkaProfile, sandbox: Sandbox, lives: Lives
) -> Watch:
    ends = Ends(kafka)
    await ends.start()
    stack.push_async_callback(ends.stop)
    clock = sandbox.clock
    assert isinstance(clock, CountedClock)

    async def look(expected: Collection[str]) -> Look:
        del expected
        idle = clock.idle and not lives.down
        return Look(sandbox.pending(), {WHO: (idle, clock.step, clock.changes)})

    return Watch(pool, lambda: ends.read(places(kafka.partitions)), look, frozenset({WHO}))


async def _listening(port: int) -> None:
    async def answers() -> bool:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            return False
        writer.close()
        return True

    await eventually(answers, what="the edge listens")
