"""Replicas of the tracker as processes, alone with the sandbox's providers and the orders' topic.

The orders are those of the demo's world, as ingest would publish them. Domain time is stepped when
all is quiet, as the demo does it.
"""

import asyncio
import contextlib
import os
import random
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest
import yaml

from schemas.topics import ORDERS
from services.cli.demo import config
from services.runtime.embedded.children import free_port
from services.runtime.kafka.ends import Ends
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import Pool, open_pool
from services.sandbox import app, world
from services.sandbox.accounts import DEFAULT, Accounts
from services.sandbox.clock import ClockServer
from services.sandbox.sandbox import Sandbox
from services.sandbox.terms import Terms
from tests.support.callers import caller
from tests.support.door import Door
from tests.support.fleet import Fleet
from tests.support.sealed import KEY
from tests.support.servers import START, Background, kafka_environ
from tests.support.shipments import Shipments

DAYS = 30
FRENCH = (("FR", 3), ("ES", 1))
"""Where AliExpress's orders go: La Poste is to have something to do."""

WITHIN = 240.0
"""Seconds of machine time in which a step has to come to rest, restarts included."""

PER_SECOND = 3
PER_MINUTE = 100
"""What 17TRACK and La Poste publish."""

# What a process has left to do; none of it may wait for a later step.
_LEFT = """
SELECT what, n FROM (
    SELECT 'polls' AS what, count(*) AS n FROM tracker.polls WHERE poll_at <= $1
    UNION ALL SELECT 'second looks', count(*)
      FROM tracker.parcels JOIN tracker.polls ON parcel_id = id
     WHERE second_at <= $1 AND (poll_at IS NULL OR (poll_at > $1 AND lease IS NULL))
    UNION ALL SELECT 'turns', count(*) FROM tracker.parcels WHERE turn_at <= $1
    UNION ALL SELECT 'registrations', count(*) FROM tracker.registrations WHERE due_at <= $1
    UNION ALL SELECT 'unpublished', count(*) FROM tracker.parcels WHERE published < version
) AS work WHERE n > 0
"""

_READ = "SELECT partition, next_offset FROM tracker.progress WHERE topic = $1 AND partition >= 0"


@dataclass
class Trackers:
    """The ground of the campaign.

    Args:
        background: where the processes are started: that takes a while, and what counts the calls
            of a second must not be held up by it.

    Attributes:
        door: what the providers were asked.
        kills: where a process was when it was killed, to how many.
        stops: how often one was held up.
    """

    shipments: Shipments
    sandbox: Sandbox
    door: Door
    fleet: Fleet
    pool: Pool
    producer: Producer
    ends: Ends
    kafka: KafkaProfile
    background: Background
    kills: Counter[str] = field(default_factory=Counter)
    stops: int = 0

    async def step_to(self, instant: datetime) -> None:
        """Move on; what was sent by then is published."""
        self.sandbox.step_to(instant)
        await self.producer.send(self.shipments.until(instant))

    async def settle(self) -> None:
        """Until every process that is there is idle, and nothing is left to do."""
        until = time.monotonic() + WITHIN
        while left := await self._unrest():
            assert time.monotonic() < until, f"not quiet at {self.sandbox.now()}: {left}"
            await asyncio.sleep(0.01)

    async def _unrest(self) -> str:
        clock = self.sandbox.clock
        assert isinstance(clock, ClockServer)
        before = clock.snapshot()
        if not before or not all(idle and at == clock.step for idle, at, _ in before.values()):
            return f"busy: {before}"
        partitions = range(self.kafka.partitions)
        ends = await self.ends.read([(ORDERS.name, number) for number in partitions])
        rows = await self.pool.fetch(_READ, ORDERS.name)
        read = {row["partition"]: row["next_offset"] for row in rows}
        if any(read.get(number, 0) < end for (_, number), end in ends.items()):
            return f"not read: {ends}, {read}"
        left = await self.pool.fetch(_LEFT, self.sandbox.now())
        if left:
            return str([tuple(row) for row in left])
        return "" if clock.snapshot() == before else "a process stirred"

    async def kill_caller(self, port: int) -> None:
        """SIGKILL whoever called from that port, and start it again."""
        pids = self.fleet.pids()
        pid = caller(port, pids)
        assert pid is not None, f"nobody has port {port}"
        await self.kill(pids[pid])

    async def kill(self, name: str) -> None:
        """SIGKILL a replica, and start it again."""
        await self.background.meanwhile(self._again(name))

    @contextlib.asynccontextmanager
    async def held_up(self) -> AsyncIterator[None]:
        """Meanwhile hold a replica up for a moment now and then, as a throttled machine does."""
        holding = asyncio.create_task(self._hold_up(random.Random(self.shipments.told.seed)))  # noqa: S311 - mishaps
        try:
            yield
            if holding.done():
                holding.result()  # it ended of a bug
        finally:
            holding.cancel()

    async def _hold_up(self, draw: random.Random) -> None:
        while True:
            await asyncio.sleep(draw.uniform(0.5, 1.5))  # when a process is held up is the seed's
            pids = list(self.fleet.pids())
            pid = draw.choice(pids) if pids else 0
            if pid:
                self.stops += 1
                _signal(pid, signal.SIGSTOP)
                await asyncio.sleep(draw.uniform(0.1, 0.6))
                _signal(pid, signal.SIGCONT)

    async def _again(self, name: str) -> None:
        await self.fleet.kill(name)
        await self.fleet.start(name)


def _signal(pid: int, number: signal.Signals) -> None:
    """To one that may have been killed meanwhile."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


@contextlib.asynccontextmanager
async def trackers(
    kafka: KafkaProfile,
    url: str,
    directory: Path,
    background: Background,
    *,
    seed: int,
    replicas: int,
) -> AsyncIterator[Trackers]:
    """Start it all; nothing is shipped before the first step.

    Args:
        kafka: the broker, with the topics there and nothing on them.
        url: of an empty database.
        directory: for settings and logs.
        background: see ``Trackers``.
        seed: of the world and of what fails.
        replicas: of the tracker.
    """
    told = world.build(seed, START, DAYS, accounts=_accounts())
    async with contextlib.AsyncExitStack() as stack:
        draw = random.Random(seed)  # noqa: S311 - mishaps, not secrets
        clock = ClockServer(START)
        door = Door(clock.now, draw)
        await stack.enter_async_context(door.counting())
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        application = app.application
        patch.setattr(app, "application", lambda made: door.around(application(made)))
        terms = Terms(tracking_per_second=PER_SECOND, laposte_per_minute=PER_MINUTE)
        sandbox = await app.start(told, clock=clock, published=terms, clock_port=0)
        stack.push_async_callback(sandbox.stop)
        environ = _environ(sandbox, kafka, url, directory)
        fleet = Fleet(
            environ,
            directory / "logs",
            replicas,
            services={"tracker": ("tracker",)},
            module="tests.support.hurried",
        )
        stack.push_async_callback(lambda: background.meanwhile(fleet.end()))
        await background.meanwhile(fleet.begin())
        pool = await open_pool(url, size=2, application="test")
        stack.push_async_callback(pool.close)
        producer, ends = Producer(kafka), Ends(kafka)
        await producer.start()
        stack.push_async_callback(producer.stop)
        await ends.start()
        stack.push_async_callback(ends.stop)
        yield Trackers(
            Shipments(told), sandbox, door, fleet, pool, producer, ends, kafka, background
        )


def _accounts() -> Accounts:
    shops = tuple(
        replace(shop, countries=FRENCH) if shop.marketplace == "aliexpress" else shop
        for shop in DEFAULT.shops
    )
    return replace(DEFAULT, shops=shops)


def _environ(sandbox: Sandbox, kafka: KafkaProfile, url: str, directory: Path) -> dict[str, str]:
    """The demo's settings, but with the limits that the providers publish."""
    path = directory / "forestall.yaml"
    config.write(path, DEFAULT, sandbox.addresses, free_port())
    settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    for carrier in settings["carriers"].values():
        del carrier["per_second"]
    path.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return {
        "FORESTALL_CONFIG": str(path),
        "FORESTALL_CLOCK": sandbox.clock_address,
        **kafka_environ(kafka),
        "FORESTALL_DATABASE_URL": url,
        "FORESTALL_PRIVACY_KEY": KEY,
    }
