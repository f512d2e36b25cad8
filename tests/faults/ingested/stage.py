"""The stage: an edge and an ingest as processes, the sandbox beside them, time in steps."""

import asyncio
import contextlib
import random
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
import yaml

from schemas.topics import INBOX
from services.cli.demo import config
from services.runtime.embedded.children import free_port
from services.runtime.kafka.ends import Ends
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import Pool, open_pool
from services.runtime.settings import Settings, load
from services.sandbox import app
from services.sandbox.accounts import DEFAULT
from services.sandbox.clock import ClockServer
from services.sandbox.sandbox import Sandbox
from services.sandbox.world import World
from tests.faults.ingested.world import FAULTS
from tests.support.fleet import Fleet, service_of
from tests.support.mishaps import Trap, Where
from tests.support.sealed import KEY
from tests.support.servers import kafka_environ

SERVICES = {
    "ingest": ("ingest", "normaliser", "reconciler"),
    "ingest-edge": ("ingest", "edge"),
}
VICTIM = "ingest.0"

WITHIN = 240.0
"""Seconds of machine time in which a step has to come to rest, restarts included."""

PATIENCE, LATEST = 2.0, 0.6
"""Seconds of machine time: for a call at which to kill; within which a kill at a moment comes."""

STEP = timedelta(hours=1)
HEALED = timedelta(hours=6)
"""After the last event: a change is left to its push for an hour, then a list is read each hour;
a reading that was refused is tried again."""

_WHERE: tuple[Where, ...] = ("arrived", "answered", "moment")

# What a process has left to do; none of it may wait for a later step.
_LEFT = """
SELECT what, n FROM (
    SELECT 'objects unpublished' AS what, count(*) AS n
      FROM ingest.objects WHERE published < version
    UNION ALL SELECT 'lists due', count(*) FROM ingest.watermarks WHERE due_at <= $1
    UNION ALL SELECT 'parked due', count(*) FROM ingest.parked WHERE due_at <= $1
) AS work WHERE n > 0
"""
_READ = "SELECT partition, next_offset FROM ingest.progress WHERE topic = $1 AND partition >= 0"


@dataclass
class Stage:
    """What runs.

    Attributes:
        kills: where the normaliser was when it was killed, to how many.
    """

    sandbox: Sandbox
    settings: Settings
    fleet: Fleet
    trap: Trap
    pool: Pool
    ends: Ends
    kafka: KafkaProfile
    draw: random.Random
    kills: Counter[Where] = field(default_factory=Counter)

    async def play(self, kills: int) -> None:
        """The whole trade with so many kills spread over it, and then until all is made up for.

        The first kill is in the first step, in which the past is read.
        """
        events = self.sandbox.world.events
        last = events[-1].at
        steps = int((last - self.sandbox.now()) / STEP) + 1
        struck = {0, *self.draw.sample(range(1, steps), kills - 1)} if kills else set[int]()
        for number in range(steps):
            if number:
                self.sandbox.step_to(self.sandbox.now() + STEP)
            if number in struck:
                await self._strike(_WHERE[self.kills.total() % len(_WHERE)])
            await self.settle()
        await self._make_up(last + HEALED)

    async def settle(self) -> None:
        """Until nothing is under way at this instant."""
        until = time.monotonic() + WITHIN
        while left := await self._unrest():
            assert time.monotonic() < until, f"not quiet at {self.sandbox.now()}: {left}"
            await asyncio.sleep(0.005)

    async def _make_up(self, until: datetime) -> None:
        """Hour after hour: pushes that wait are delivered, lists are read, what is parked ends."""
        self.sandbox.pusher.flush()
        while self.sandbox.now() < until or await self._waits():
            self.sandbox.step_to(self.sandbox.now() + STEP)
            await self.settle()

    async def _waits(self) -> bool:
        parked = await self.pool.fetchval("SELECT count(*) FROM ingest.parked")
        return bool(parked or self.sandbox.pusher.waiting())

    async def _strike(self, where: Where) -> None:
        """Kill the normaliser at a call of its own or at a moment, and start it again."""
        moment = self.draw.uniform(0, LATEST)
        if where != "moment":
            self.trap.set("ingest", where, partial(self.fleet.kill, VICTIM))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.trap.sprung.wait(), PATIENCE)
            self.trap.unset()
        else:
            await asyncio.sleep(moment)  # which moment is what the seed decides
        if VICTIM in self.fleet.running():
            where = "moment"
            await self.fleet.kill(VICTIM)
        self.kills[where] += 1
        await self.fleet.start(VICTIM)

    async def _unrest(self) -> str:
        if pushes := self.sandbox.pending():
            return f"{pushes} pushes under way"
        clock = self.sandbox.clock
        assert isinstance(clock, ClockServer)
        before = clock.snapshot()
        there = {service_of(who) for who in before}
        if there != set(SERVICES) or not all(
            idle and at == clock.step for idle, at, _ in before.values()
        ):
            return f"busy: {before}"
        ends = await self.ends.read([(INBOX.name, n) for n in range(self.kafka.partitions)])
        read = {
            row["partition"]: row["next_offset"] for row in await self.pool.fetch(_READ, INBOX.name)
        }
        if lag := sum(max(end - read.get(n, 0), 0) for (_, n), end in ends.items()):
            return f"{lag} records not read"
        if left := await self.pool.fetch(_LEFT, self.sandbox.now()):
            return str([dict(row) for row in left])
        return "" if clock.snapshot() == before and not self.sandbox.pending() else "stirred"


@contextlib.asynccontextmanager
async def stage(
    kafka: KafkaProfile, url: str, directory: Path, *, told: World, seed: int
) -> AsyncIterator[Stage]:
    """Everything, ready; the past has happened and nobody has read it yet.

    Args:
        kafka: the broker, with the topics there and nothing on them.
        url: of an empty database.
        directory: for settings and logs.
        told: the trade.
        seed: of the kills.
    """
    trap = Trap()
    async with contextlib.AsyncExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        application = app.application
        patch.setattr(app, "application", lambda sandbox: trap.around(application(sandbox)))
        sandbox = await app.start(told, edge=None, going_wrong=FAULTS, clock_port=0)
        stack.push_async_callback(sandbox.stop)
        path = _written(sandbox, directory)
        environ = {
            "FORESTALL_CONFIG": str(path),
            "FORESTALL_CLOCK": sandbox.clock_address,
            **kafka_environ(kafka),
            "FORESTALL_DATABASE_URL": url,
            "FORESTALL_PRIVACY_KEY": KEY,
        }
        fleet = Fleet(environ, directory / "logs", 1, services=SERVICES)
        stack.push_async_callback(fleet.end)
        await fleet.begin()
        draw = random.Random(seed)  # noqa: S311 - mishaps, not secrets
        sandbox.pusher.edge = fleet.edge(draw)
        pool = await open_pool(url, size=2, application="test")
        stack.push_async_callback(pool.close)
        ends = Ends(kafka)
        await ends.start()
        stack.push_async_callback(ends.stop)
        settings = load(path, environ)
        yield Stage(sandbox, settings, fleet, trap, pool, ends, kafka, draw)


def _written(sandbox: Sandbox, directory: Path) -> Path:
    """The demo's settings; but a refused call is not tried again at once: its caller meets it."""
    path = directory / "forestall.yaml"
    config.write(path, DEFAULT, sandbox.addresses, free_port())
    settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    settings["http"]["attempts"] = 1
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return path
