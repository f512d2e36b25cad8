"""Weeks of the demo's trade played against real processes, which are killed while they work.

The seed decides what happens to whom and in which hour. A kill comes at a kill point (when a call
of the outside arrives, or has taken effect and is about to be answered) or at a moment of machine
time. What the weeks came to is judged by the demo's invariants.
"""

import asyncio
import contextlib
import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Literal

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from services.cli.demo import config, staff
from services.cli.demo.board import Board
from services.cli.demo.evidence import Row
from services.cli.demo.feed import follow
from services.cli.demo.invariants import violations
from services.cli.demo.judge import judge
from services.cli.demo.month import in_doubt
from services.cli.demo.outside import Outside
from services.cli.demo.quiet import Look, Watch, places, settle
from services.cli.installation import SERVICES
from services.runtime.embedded.children import free_port
from services.runtime.errors import Unavailable
from services.runtime.kafka.ends import Ends
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import Pool, open_pool
from services.runtime.settings import Settings, load
from services.sandbox import app, faults, terms, world
from services.sandbox.accounts import DEFAULT
from services.sandbox.clock import ClockServer
from services.sandbox.sandbox import Sandbox
from tests.support.fleet import Fleet, service_of
from tests.support.sealed import KEY
from tests.support.servers import START, kafka_environ

HOUR = timedelta(hours=1)
DAYS = 30
WITHIN = 180.0
"""Seconds of machine time in which an hour has to come to rest, restarts included."""

LATEST = 0.4
"""Seconds of machine time within which a kill at a mere moment comes."""

AFTERWARDS = tuple(timedelta(minutes=n) for n in (2, 4, 6, 16))
"""Steps after a death: leases end, looks are made, what was cut off is done again."""

PATIENCE = 1.0
"""Seconds of machine time that a call is waited for; in many hours a service makes none."""

CALLERS = {"/lazada/rest/im/": "notifier", "/track/": "tracker", "/pagerduty/": "notifier"}
"""Who makes the calls under a path; whatever is not named is ingest's."""

Where = Literal["arrived", "answered", "moment"]


class Trap:
    """Between the sandbox and its callers: does something at a call of one service, once.

    Attributes:
        sprung: set when the call has come.
    """

    def __init__(self) -> None:
        self.sprung = asyncio.Event()
        self._caller = ""
        self._where: Where = "moment"
        self._act: Callable[[], Awaitable[None]] | None = None

    def set(self, caller: str, where: Where, act: Callable[[], Awaitable[None]]) -> None:
        """Have it done at the service's next call."""
        self.sprung.clear()
        self._caller, self._where, self._act = caller, where, act

    def unset(self) -> None:
        """No call came."""
        self._act = None

    def around(self, served: ASGIApp) -> ASGIApp:
        """The application, with the trap before it."""

        async def trapped(scope: Scope, receive: Receive, send: Send) -> None:
            act = self._act if self._caller == _caller(scope.get("path", "")) else None
            if act is None:
                return await served(scope, receive, send)
            self._act = None
            if self._where == "arrived":
                await act()
            said: list[object] = []

            async def hold(message: object) -> None:
                said.append(message)

            await served(scope, receive, hold)  # type: ignore[arg-type] - it only keeps them
            if self._where == "answered":
                await act()
            self.sprung.set()
            for message in said:
                await send(message)  # type: ignore[arg-type] - what was kept
            return None

        return trapped


def _caller(path: str) -> str:
    if path.startswith("/control"):
        return ""
    return next((who for start, who in CALLERS.items() if path.startswith(start)), "ingest")


@dataclass(slots=True)
class Weeks:
    """One stretch of trade, and what befalls the processes in it.

    Attributes:
        kills: (service, where) to how many.
        others: what else was done: ``stopped``, ``started``.
        unheard: the instants at which ingest was killed.
        staffed: people work at the desk between the hours.
    """

    sandbox: Sandbox
    outside: Outside
    fleet: Fleet
    watch: Watch
    pool: Pool
    settings: Settings
    kafka: KafkaProfile
    board: Board
    trap: Trap
    seed: int
    draw: random.Random
    kills: Counter[tuple[str, str]] = field(default_factory=Counter)
    others: Counter[str] = field(default_factory=Counter)
    unheard: set[str] = field(default_factory=set)
    staffed: bool = True

    async def play(self, kills: int) -> None:
        """Hour after hour to the end, with so many kills spread over it.

        Raises:
            NotQuiet: an hour did not come to rest.
        """
        begin = self.board.now
        hours = int((self.board.end - begin) / HOUR)
        struck = set(self.draw.sample(range(hours), kills))
        await self._settle()
        for hour in range(hours):
            step = partial(self._step, struck=hour in struck)
            await self._hour(begin + (hour + 1) * HOUR, step, upset=hour in struck)

    async def hour(self, meanwhile: Callable[[], Awaitable[object]] | None = None) -> None:
        """The next full hour; something may be done while what is due in it is.

        Raises:
            NotQuiet: it did not come to rest.
        """

        async def step() -> None:
            await self._begin()
            if meanwhile is not None:
                await meanwhile()

        following = START + (int((self.board.now - START) / HOUR) + 1) * HOUR
        await self._hour(following, step, upset=meanwhile is not None)

    async def hours(self, count: int) -> None:
        """So many full hours in which nobody does anything."""
        for _ in range(count):
            await self.hour()

    async def _hour(
        self, instant: datetime, step: Callable[[], Awaitable[object]], *, upset: bool
    ) -> None:
        self.board.now = instant
        self.sandbox.pusher.edge = self.fleet.edge(self.draw)
        await step()
        await self._settle()
        for later in AFTERWARDS if upset else ():
            self.board.now = instant + later
            await self._begin()
            await self._settle()
        await self._look(instant + HOUR)
        if self.staffed and await staff.work(self.pool, self.settings, self.board.now):
            await self._settle()

    async def _look(self, until: datetime) -> None:
        """Stop where a message in doubt is looked for, as the demo does."""
        while (doubt := await in_doubt(self.pool)) is not None and doubt < until:
            self.board.now = max(doubt, self.board.now)
            await self._begin()
            await self._settle()

    async def verdict(self) -> list[str]:
        """What is wrong at the end."""
        judged = await judge(self.pool, self.kafka, self.outside, self.sandbox.world, self.board)
        evidence = replace(judged, log=[self._heard(entry) for entry in judged.log])
        wrong = [f"{v.invariant} {v.key}: {v.detail}" for v in violations(evidence)]
        return [*wrong, *self.fleet.bad_ends, *(f"{who} died" for who in self.fleet.died())]

    def _heard(self, entry: Row) -> Row:
        """An answer in the hour of its caller's death may have died with it."""
        lost = entry["kind"] == "call" and entry["at"] in self.unheard
        return {**entry, "outcome": "answer_lost"} if lost else entry

    async def _step(self, *, struck: bool) -> None:
        """An hour begins; the blow falls while what is due in it is done."""
        if not struck:
            await self._begin()
        else:
            victim = self.draw.choice(self.fleet.running())
            where = self._where(victim)
            if where != "moment":
                self.trap.set(service_of(victim), where, partial(self.fleet.kill, victim))
            await self._begin()
            await self._blow(victim, where)
        if self.fleet.replicas > 1:
            await self._change()

    async def _begin(self) -> None:
        await self.outside.step_to(self.board.now)

    def _where(self, victim: str) -> Where:
        calls = service_of(victim) != "ingest-edge"
        return self.draw.choice(("arrived", "answered", "moment")) if calls else "moment"

    async def _blow(self, victim: str, where: Where) -> None:
        """Kill at the point, or (no call came, or no point was asked for) at a moment."""
        moment = self.draw.uniform(0, LATEST)  # drawn in any case: a seed's course is one
        if where != "moment":
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.trap.sprung.wait(), PATIENCE)
            self.trap.unset()
        else:
            await asyncio.sleep(moment)  # which moment is what the seed decides
        if victim in self.fleet.running():
            where = "moment"
            await self.fleet.kill(victim)
        self.kills[service_of(victim), where] += 1
        if service_of(victim) == "ingest":
            self.unheard.add(self.board.now.isoformat())
        await self.fleet.start(victim)
        self.sandbox.pusher.edge = self.fleet.edge(self.draw)

    async def _change(self) -> None:
        """Scale down and up: a replica is stopped while another does its work, or comes back."""
        missing = sorted(set(self.fleet.names()) - set(self.fleet.running()))
        if missing and self.draw.random() < 0.5:
            await self.fleet.start(self.draw.choice(missing))
            self.others["started"] += 1
            return
        name = self.draw.choice(self.fleet.running())
        if len(self.fleet.running(service_of(name))) > 1 and self.draw.random() < 0.3:
            await self.fleet.stop(name)
            self.others["stopped"] += 1
            self.sandbox.pusher.edge = self.fleet.edge(self.draw)

    async def _settle(self) -> None:
        await settle(self.watch, self.outside.step, self.board.now, held=(), within=WITHIN)


@contextlib.asynccontextmanager
async def weeks(
    kafka: KafkaProfile,
    url: str,
    directory: Path,
    *,
    seed: int,
    hours: int,
    replicas: int = 1,
    tree: Path | None = None,
) -> AsyncIterator[Weeks]:
    """The demo's world with its faults, and every service as a process.

    Args:
        kafka: the broker, with the topics there and nothing on them.
        url: of an empty database.
        directory: for settings and logs.
        seed: of the world and of the mishaps.
        hours: how much of it is played.
        replicas: of every service.
        tree: of the program that is run; None: this one.
    """
    trap, told = Trap(), world.build(seed, START, DAYS)
    async with contextlib.AsyncExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        application = app.application
        patch.setattr(app, "application", lambda sandbox: trap.around(application(sandbox)))
        sandbox = await app.start(
            told,
            edge="http://127.0.0.1:9",
            going_wrong=faults.DEMO,
            published=terms.DEMO,
            clock_port=0,
        )
        stack.push_async_callback(sandbox.stop)
        environ, settings = _written(sandbox, kafka, url, directory)
        fleet = Fleet(environ, directory / "logs", replicas, tree=tree)
        stack.push_async_callback(fleet.end)
        await fleet.begin()
        pool = await open_pool(url, size=4, application="test")
        stack.push_async_callback(pool.close)
        board = Board(START, START + hours * HOUR, START)
        feed = asyncio.create_task(_follow(kafka, board))
        stack.push_async_callback(_over, feed)
        outside = await stack.enter_async_context(Outside(sandbox.base))
        watch = await _watch(stack, sandbox, fleet, pool, kafka)
        yield Weeks(
            sandbox=sandbox,
            outside=outside,
            fleet=fleet,
            watch=watch,
            pool=pool,
            settings=settings,
            kafka=kafka,
            board=board,
            trap=trap,
            seed=seed,
            draw=random.Random(seed),  # noqa: S311 - mishaps, not secrets
        )


def _written(
    sandbox: Sandbox, kafka: KafkaProfile, url: str, directory: Path
) -> tuple[dict[str, str], Settings]:
    path = directory / "forestall.yaml"
    config.write(path, DEFAULT, sandbox.addresses, free_port())
    environ = {
        "FORESTALL_CONFIG": str(path),
        "FORESTALL_CLOCK": sandbox.clock_address,
        **kafka_environ(kafka),
        "FORESTALL_DATABASE_URL": url,
        "FORESTALL_PRIVACY_KEY": KEY,
    }
    return environ, load(path, environ)


async def _watch(
    stack: contextlib.AsyncExitStack,
    sandbox: Sandbox,
    fleet: Fleet,
    pool: Pool,
    kafka: KafkaProfile,
) -> Watch:
    ends, clock = Ends(kafka), sandbox.clock
    await ends.start()
    stack.push_async_callback(ends.stop)
    assert isinstance(clock, ClockServer)

    async def look(expected: Collection[str]) -> Look:
        """The replicas of a service as one: idle once all that should run are there and idle."""
        del expected
        clients = clock.snapshot()
        states = {}
        for service in SERVICES:
            own = [state for who, state in clients.items() if service_of(who) == service]
            there = len(own) == len(fleet.running(service))
            states[service] = (
                there and all(idle and step == clock.step for idle, step, _ in own),
                clock.step,
                sum(changes for _, _, changes in own),
            )
        return Look(sandbox.pending(), states)

    return Watch(pool, lambda: ends.read(places(kafka.partitions)), look, frozenset(SERVICES))


async def _follow(kafka: KafkaProfile, board: Board) -> None:
    """Keep the board, whatever becomes of Kafka meanwhile."""
    while True:
        with contextlib.suppress(Unavailable):
            await follow(kafka, board.take)
        await asyncio.sleep(1)


async def _over(feed: "asyncio.Task[None]") -> None:
    feed.cancel()
    await asyncio.gather(feed, return_exceptions=True)
