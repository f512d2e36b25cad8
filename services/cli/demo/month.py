"""Plays the month: steps domain time by the hour, whenever the system is quiet.

Within an hour it stops where a message is in doubt and about to be looked for: staff who see the
clock jump by the hour would else see a buyer told two hours late.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.cli.demo import staff
from services.cli.demo.board import Board
from services.cli.demo.outside import Outside
from services.cli.demo.quiet import Watch, settle
from services.cli.installation import Installation
from services.runtime.postgres.pool import Pool
from services.runtime.settings import Settings

HOUR = timedelta(hours=1)
WITHIN = 60.0
"""Seconds of machine time in which a step has to come to rest, faults included."""

HANG = 1.5
"""Seconds for which the broker hangs: longer than the edge waits, and than a session lasts."""


WAVES = (frozenset({"ingest", "tracker"}), frozenset({"notifier"}))
"""Within a step: what is pushed, then what is polled, then what the clock alone brings about.

All of it happens in one hour, in an order that machines would else decide anew each time: whether
a parcel's delivery is seen before or after a message falls due is to be the seed's."""


_IN_DOUBT = """
SELECT min(retry_at) FROM notifier.actions
 WHERE kind = 'message' AND status IN ('claimed', 'uncertain')
"""


async def in_doubt(pool: Pool) -> datetime | None:
    """When the next message is looked for of which nobody knows whether it was sent."""
    found: datetime | None = await pool.fetchval(_IN_DOUBT)
    return found


@dataclass(frozen=True, slots=True)
class Planned:
    """What the demo breaks, and when in the month (share of it)."""

    broker_hangs: float = 0.31
    notifier_dies: float = 0.62


Work = Callable[[Pool, Settings, datetime], Awaitable[int]]
"""A round at the desk: how many tasks were worked."""


@dataclass(slots=True)
class Month:
    """The driver.

    Attributes:
        steps: machine seconds of each step, for the summary.
        held: services that do not begin yet what this step has made due.
        work: what the staff do in each hour.
    """

    installation: Installation
    outside: Outside
    watch: Watch
    pool: Pool
    settings: Settings
    board: Board
    shown: Callable[[], None]
    planned: Planned = Planned()
    steps: list[float] = field(default_factory=list)
    held: frozenset[str] = frozenset()
    work: Work = staff.work

    async def play(self) -> None:
        """From the board's present to its end.

        Raises:
            NotQuiet: a step did not come to rest.
        """
        hang_at = self._hour(self.planned.broker_hangs)
        kill_at = self._hour(self.planned.notifier_dies)
        await self._settle()
        hour = self.board.now
        while hour < self.board.end:
            began, hour = time.monotonic(), hour + HOUR
            await self._look(hour)
            hanging = self._hang() if hour == hang_at else None
            await self._step(hour)
            if hour == kill_at:
                self._kill()
            await self._settle()
            if await self.work(self.pool, self.settings, hour):
                await self._settle()
            if hanging is not None:
                await hanging
            self.steps.append(time.monotonic() - began)
            self.shown()

    async def _look(self, until: datetime) -> None:
        """Stop at each instant at which a message in doubt is looked for."""
        while (doubt := await in_doubt(self.pool)) is not None and doubt < until:
            await self._step(max(doubt, self.board.now))
            await self._settle()

    async def _step(self, instant: datetime) -> None:
        """Move on; what is pushed goes before what is polled."""
        self.board.now, self.held = instant, frozenset.union(*WAVES)
        if not await self.outside.step_to(instant, self.held):
            await self._release(WAVES[0])

    def _hour(self, share: float) -> datetime:
        hours = (self.board.end - self.board.start) / HOUR
        return self.board.start + round(hours * share) * HOUR

    async def _settle(self) -> None:
        """Until nothing is left to do, wave by wave."""
        now = self.board.now
        while due := await settle(
            self.watch, self.outside.step, now, held=self.held, within=WITHIN
        ):
            await self._release(next(wave for wave in WAVES if wave & due))

    async def _release(self, wave: frozenset[str]) -> None:
        """Let these begin what the step has made due."""
        self.held -= wave
        await self.outside.step_to(self.board.now, self.held)

    def _hang(self) -> "asyncio.Task[None]":
        self.board.faults["broker_hung"] += 1
        self.board.tell("fault", "", f"the broker hangs for {HANG} s")
        return asyncio.create_task(self.installation.supervisor.hang("broker", HANG))

    def _kill(self) -> None:
        self.board.faults["notifier_killed"] += 1
        self.board.tell("fault", "", "the notifier is killed")
        self.installation.supervisor.kill("notifier")
