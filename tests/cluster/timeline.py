"""One timeline: load, trouble in it, and the judgement after it."""

import contextlib
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.topics import INBOX
from services.cli.demo.quiet import Ends, NotQuiet, settle
from services.runtime.errors import Unavailable
from services.sandbox.clock import ClockServer
from tests.cluster.answers import TAKEN, Attempt, percentile, refusals
from tests.cluster.installation import Installation
from tests.cluster.judge import judge
from tests.cluster.load import Load, load
from tests.support.chain import LAZADA
from tests.support.eventually import eventually

H = timedelta(hours=1)
HOLDS = 60
"""Parcels on their way, of which customs hold one after the other."""

QUIET_WITHIN = 300.0

BAR = 0.5
"""Seconds that the strictest marketplaces wait for an answer."""

PATIENT = 0.5
"""What has to be taken on a machine that is too busy for the bar: of a second's pushes."""

_READ = """
SELECT topic, partition, next_offset FROM ingest.progress
UNION ALL SELECT topic, partition, next_offset FROM tracker.progress
UNION ALL SELECT topic, partition, next_offset FROM notifier.progress
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table at the end; seconds are counted from when the trouble began.

    Attributes:
        mended: when its cause was over; None: it was got over without that.
        again: when the first push was taken after the first that was not.
        steady: when the last was not taken.
        read: when everything was read.
        refused: how often not taken until then, by code ...
        later: ... and while the broker came back.
    """

    name: str
    pushes: int
    mended: float | None
    again: float
    steady: float
    read: float
    refused: dict[int, int]
    later: dict[int, int]
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
    mended_at: float = 0.0
    read_at: float = 0.0

    def trouble(self) -> None:
        """It begins now."""
        self.began = time.monotonic()

    def mended(self) -> None:
        """Its cause is over now."""
        self.mended_at = time.monotonic()

    async def got_over(self, within: float = 120) -> None:
        """Wait until all is taken and read again."""
        await self.load.steady(within=within)
        await self.read_up(within)
        self.read_at = time.monotonic()

    async def read_up(self, within: float = 120) -> None:
        """Wait until nothing is unread that is in the logs now."""
        ends = await eventually(self._ends, within=within, what="the ends of the logs")

        async def reached() -> bool:
            read: dict[tuple[str, int], int] = {}
            for row in await self.here.pool.fetch(_READ):
                place = row["topic"], row["partition"]
                read[place] = min(read.get(place, row["next_offset"]), row["next_offset"])
            return all(read.get(place, 0) >= end for place, end in ends.items())

        await eventually(reached, within=within, what="all of it read")

    async def _ends(self) -> Ends | None:
        """None: the broker that was asked is the one that is away."""
        try:
            return await self.here.watch.ends()
        except Unavailable:
            return None


@contextlib.asynccontextmanager
async def timeline(
    here: Installation, rows: list[Row], *, name: str, rate: float, limit: float
) -> AsyncIterator[Timeline]:
    """Load inside the block; after it the judgement, and a row for the table.

    Args:
        here: the installation.
        rows: of the table.
        name: of the trouble.
        rate: pushes a second.
        limit: seconds in which each has to be answered.

    Raises:
        AssertionError: something was lost, happened twice, or was answered late.
    """
    here.sandbox.step_to(_morning(here.sandbox.now()))
    numbers = await _on_their_way(here)
    file = here.directory / f"{name.replace(' ', '-')}.attempts"
    well = 1 if limit <= BAR else PATIENT
    async with load(
        here.sandbox, here.edges, rate=rate, file=file, to_hold=numbers, well=well
    ) as running:
        run = Timeline(here, running, name)
        await running.steady(seconds=3)
        try:
            yield run
        finally:
            await here.cluster.heal()
        attempts = await running.end()
    await _rest(here)
    for later in (H / 6, H, 3 * H):
        here.sandbox.step_to(here.sandbox.now() + later)
        await _rest(here)
    rows.append(_row(run, attempts))
    wrong = await judge(here, attempts, running.held, limit)
    for number in running.held:  # else their buyers are reminded in the timelines after this one
        here.sandbox.scan(number, "Delivered_Other", "Delivered", country="MY")
    assert not wrong, "\n".join(wrong[:40])


async def leader(run: Timeline) -> int:
    """The broker that leads most of the inbox and does not decide for all."""
    cluster = run.here.cluster
    inbox = await cluster.partitions(run.here.inside.topic(INBOX.name))
    leaders = [one for one, _ in inbox.values()]
    return max(set(leaders) - {await cluster.controller()}, key=leaders.count)


def _row(run: Timeline, attempts: Sequence[Attempt]) -> Row:
    took = sorted(one.answered - one.sent for one in attempts)
    during = [one for one in attempts if run.began <= one.sent < run.read_at]
    failed = [one.sent for one in during if one.code != TAKEN]
    first, last = (min(failed), max(failed)) if failed else (run.began, run.began)
    again = [one.sent for one in during if one.code == TAKEN and one.sent >= first]
    return Row(
        name=run.name,
        pushes=len({one.push for one in attempts}),
        mended=run.mended_at - run.began if run.mended_at else None,
        again=min(again, default=run.read_at) - run.began if failed else 0,
        steady=last - run.began,
        read=run.read_at - run.began,
        refused=refusals(during),
        later=refusals(one for one in attempts if one.sent >= run.read_at),
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
