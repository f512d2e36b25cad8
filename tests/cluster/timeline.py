"""One timeline: load, trouble in it, and the judgement after it."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.cli.demo.quiet import NotQuiet, settle
from services.sandbox.clock import ClockServer
from tests.cluster.answers import TAKEN, Attempt, codes, hurt, percentile
from tests.cluster.installation import Installation
from tests.cluster.judge import judge
from tests.cluster.load import Load, load
from tests.support.chain import LAZADA

H = timedelta(hours=1)
HOLDS = 60
"""Parcels on their way, of which customs hold one after the other."""

QUIET_WITHIN = 300.0


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table at the end.

    Attributes:
        refused: how many were not taken at once, by code.
        first: seconds from the trouble to the last push that was not taken.
        lag: seconds from the trouble until everything was read.
    """

    name: str
    pushes: int
    refused: dict[int, int]
    refused_for: float
    lag: float
    p99: float
    slowest: float


@dataclass(slots=True)
class Timeline:
    """What runs, for a test to make trouble in.

    Attributes:
        here: the installation.
        load: the load.
        began: of the trouble.
    """

    here: Installation
    load: Load
    name: str
    began: float = 0.0
    lag_at: float = 0.0
    held: list[str] = field(default_factory=list)

    def trouble(self) -> None:
        """It begins now."""
        self.began = time.monotonic()

    async def got_over(self, within: float = 120) -> None:
        """Wait until all is taken and read again."""
        await self.load.steady(within=within)
        await self.read_up(within)
        self.lag_at = time.monotonic()

    async def read_up(self, within: float = 120) -> None:
        """Wait until nothing that is in the logs now is unread."""
        ends = await self.here.watch.ends()
        query = (
            "SELECT topic, partition, next_offset FROM ingest.progress"
            " UNION ALL SELECT topic, partition, next_offset FROM tracker.progress"
            " UNION ALL SELECT topic, partition, next_offset FROM notifier.progress"
        )
        async with asyncio.timeout(within):
            while True:
                read: dict[tuple[str, int], int] = {}
                for row in await self.here.pool.fetch(query):
                    place = row["topic"], row["partition"]
                    read[place] = min(read.get(place, row["next_offset"]), row["next_offset"])
                if all(read.get(place, 0) >= end for place, end in ends.items()):
                    return
                await asyncio.sleep(0.1)


@contextlib.asynccontextmanager
async def timeline(
    here: Installation, rows: list[Row], held: list[str], *, name: str, rate: float
) -> AsyncIterator[Timeline]:
    """Load inside the block; after it the judgement, and a row for the table.

    Args:
        here: the installation.
        rows: of the table.
        held: numbers of all parcels held so far; grows.
        name: of the trouble.
        rate: pushes a second.

    Raises:
        AssertionError: something was lost, happened twice, or was answered late.
    """
    here.sandbox.step_to(_morning(here.sandbox.now()))
    numbers = await _on_their_way(here)
    file = here.directory / f"{name.replace(' ', '-')}.attempts"
    async with load(here.sandbox, here.edges, rate=rate, file=file, to_hold=numbers) as running:
        run = Timeline(here, running, name)
        await running.steady(seconds=3)
        yield run
        attempts = await running.end()
        held += running.held
    await _rest(here)
    for _ in range(8):
        here.sandbox.step_to(here.sandbox.now() + H / 2)
        await _rest(here)
    rows.append(_row(run, attempts))
    wrong = await judge(here, attempts, held)
    assert not wrong, "\n".join(wrong[:40])


def _row(run: Timeline, attempts: Sequence[Attempt]) -> Row:
    took = sorted(one.answered - one.sent for one in attempts)
    span = hurt(attempts, run.began, time.monotonic())
    return Row(
        name=run.name,
        pushes=len({one.push for one in attempts}),
        refused={code: n for code, n in codes(attempts).items() if code != TAKEN},
        refused_for=max(span[1] - run.began, 0) if span else 0,
        lag=run.lag_at - run.began,
        p99=percentile(took, 0.99),
        slowest=took[-1],
    )


def _morning(now: datetime) -> datetime:
    """The next 09:00 in Malaysia, where buyers may be written to from then on."""
    found = now.replace(hour=1, minute=0, second=0, microsecond=0)
    return found if found > now else found + 24 * H


async def _on_their_way(here: Installation) -> list[str]:
    """Parcels that were picked up by their carrier; their numbers."""
    sandbox = here.sandbox
    keys = [sandbox.place_order(LAZADA) for _ in range(HOLDS)]
    await _rest(here)
    numbers = [sandbox.ship(key) for key in keys]
    await _rest(here)
    for number in numbers:
        sandbox.scan(number, "InTransit_PickedUp", "Accepted by carrier")
    await _rest(here)
    return numbers


async def _rest(here: Installation) -> None:
    """Quiet: nothing is due, under way or unread at this instant."""
    clock = here.sandbox.clock
    assert isinstance(clock, ClockServer)
    await here.sandbox.settle()
    try:
        await settle(here.watch, clock.step, here.sandbox.now(), held=(), within=QUIET_WITHIN)
    except NotQuiet as error:
        raise AssertionError(str(error)) from None
