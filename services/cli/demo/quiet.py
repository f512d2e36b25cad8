"""Whether the system is quiet: the only state in which stepped domain time may move on.

Quiet is: every process idle at the present step, nothing due or unpublished in any schema, no lag
on any topic, and no process that stirred while this was being looked at.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import asyncpg

from services.runtime.errors import Unavailable
from services.runtime.postgres.pool import Pool

# How far every reader has come.
_PROGRESS = """
SELECT 'ingest' AS who, topic AS what, partition, next_offset AS n, false AS timed
  FROM ingest.progress
UNION ALL SELECT 'tracker', topic, partition, next_offset, false FROM tracker.progress
UNION ALL SELECT 'notifier', topic, partition, next_offset, false FROM notifier.progress
"""

# What is due or unpublished at an instant, the due being what only time brings about.
_WORK = """
UNION ALL SELECT 'ingest', 'objects unpublished', NULL, count(*), false
  FROM ingest.objects WHERE published < version
UNION ALL SELECT 'ingest', 'lists due', NULL, count(*), true
  FROM ingest.watermarks WHERE due_at <= $1
UNION ALL SELECT 'ingest', 'parked due', NULL, count(*), true
  FROM ingest.parked WHERE due_at <= $1
UNION ALL SELECT 'tracker', 'parcels unpublished', NULL, count(*), false
  FROM tracker.parcels WHERE published < version
UNION ALL SELECT 'tracker', 'parcels due', NULL, count(*), true
  FROM tracker.polls WHERE poll_at <= $1
UNION ALL SELECT 'tracker', 'parcels to turn', NULL, count(*), true
  FROM tracker.parcels WHERE turn_at <= $1 OR kept_until <= $1
UNION ALL SELECT 'tracker', 'second looks due', NULL, count(*), true
  FROM tracker.parcels JOIN tracker.polls ON parcel_id = id
 WHERE second_at <= $1 AND (poll_at IS NULL OR (poll_at > $1 AND lease IS NULL))
UNION ALL SELECT 'tracker', 'registrations due', NULL, count(*), true
  FROM tracker.registrations WHERE due_at <= $1
UNION ALL SELECT 'tracker', 'retracks due', NULL, count(*), true
  FROM tracker.registrations WHERE retrack_at <= $1
UNION ALL SELECT 'tracker', 'corrections due', NULL, count(*), true
  FROM tracker.registrations WHERE correct_at <= $1
UNION ALL SELECT 'tracker', 'parked due', NULL, count(*), true
  FROM tracker.parked WHERE due_at <= $1
UNION ALL SELECT 'notifier', 'actions unpublished', NULL, count(*), false
  FROM notifier.actions WHERE published < version
UNION ALL SELECT 'notifier', 'cases due', NULL, count(*), true
  FROM notifier.cases WHERE wake_at <= $1
UNION ALL SELECT 'notifier', 'actions due', NULL, count(*), true
  FROM notifier.actions WHERE retry_at <= $1
UNION ALL SELECT 'notifier', 'alerts due', NULL, count(*), true
  FROM notifier.deliveries WHERE retry_at <= $1
UNION ALL SELECT 'notifier', 'parked due', NULL, count(*), true
  FROM notifier.parked WHERE due_at <= $1
"""

_STATE = _PROGRESS + _WORK
"""In one statement, so that both are of one moment."""

READERS: Mapping[str, tuple[str, ...]] = {
    "inbox": ("ingest",),
    "orders": ("tracker", "notifier"),
    "carrier-updates": ("tracker",),
    "disputes": ("notifier",),
    "conversations": ("notifier",),
    "parcels": ("notifier",),
}
"""Topic to the schemas of the services that read it."""

PAUSE = 0.002
"""Seconds of machine time between two looks."""

PATIENCE = 0.5
"""Seconds of machine time spent on what is most often reached within, before looking anew."""

Ends = Mapping[tuple[str, int], int]
"""Partition to the offset after its last record."""

Snapshot = Mapping[str, tuple[bool, int, int]]
"""Process to (idle, the step it said so at, changes so far)."""


@dataclass(frozen=True, slots=True)
class Look:
    """The outside at one moment.

    Attributes:
        pushes: due or on their way to the edge.
        processes: what the clock knows of each process.
    """

    pushes: int
    processes: Snapshot


@dataclass(frozen=True, slots=True)
class Watch:
    """Where to look.

    Attributes:
        pool: on the database that holds the three schemas.
        ends: of the logs that somebody reads, see ``places``.
        look: at the outside and the processes; may wait a little for these to be idle.
        expected: names of the processes that must be there.
    """

    pool: Pool
    ends: Callable[[], Awaitable[Ends]]
    look: Callable[[Collection[str]], Awaitable[Look]]
    expected: frozenset[str]


def places(partitions: int) -> list[tuple[str, int]]:
    """Every partition that somebody reads."""
    return [(topic, number) for topic in READERS for number in range(partitions)]


class NotQuiet(Exception):
    """The system did not come to rest; says what was still to do."""


async def settle(
    watch: Watch, step: int, now: datetime, *, held: Collection[str], within: float
) -> frozenset[str]:
    """Wait, in machine time, until the system is quiet at a step.

    Args:
        watch: where to look.
        step: its number.
        now: its instant.
        held: services that are not to begin what is due.
        within: seconds.

    Returns:
        Those of ``held`` that have something to begin.

    Raises:
        NotQuiet: it was not within ``within`` seconds.
    """
    until = time.monotonic() + within
    while isinstance(left := await _unrest(watch, step, now, held), str):
        if time.monotonic() > until:
            raise NotQuiet(f"not quiet after {within:.0f} s at {now.isoformat()}: {left}")
        await asyncio.sleep(PAUSE)
    return left


async def _unrest(
    watch: Watch, step: int, now: datetime, held: Collection[str]
) -> str | frozenset[str]:
    """Why the system is not quiet; where it is, those of ``held`` that are due."""
    before = await watch.look(watch.expected)
    if busy := _busy(before.processes, watch.expected, step):
        return busy
    if before.pushes:
        return f"{before.pushes} pushes under way"
    try:
        # In this order: a batch that commits after its progress was read shows as lag, one that
        # committed before shows what it left to do.
        ends = await watch.ends()
        state = await _fetch(watch.pool, _STATE, now)
        if lag := _lag(state, ends):
            await _read_up(watch.pool, ends)
            return f"{lag} records not read"
        left, waiting = _work(state, held)
        if left:
            return left
    except Unavailable as error:
        return str(error)
    after = await watch.look(())
    return waiting if after == before else "a process stirred"


def _busy(processes: Snapshot, expected: frozenset[str], step: int) -> str | None:
    if missing := expected - processes.keys():
        return f"not connected: {', '.join(sorted(missing))}"
    busy = [
        name for name in sorted(expected) if not processes[name][0] or processes[name][1] != step
    ]
    return f"busy: {', '.join(busy)}" if busy else None


async def _fetch(pool: Pool, query: str, *args: object) -> list[asyncpg.Record]:
    async with pool.acquire() as conn:
        return await conn.fetch(query, *args)


def _lag(state: list[asyncpg.Record], ends: Ends) -> int:
    """Records that have not had their effect: what ``progress`` says against the logs' ends."""
    known = {(row["who"], row["what"], row["partition"]): row["n"] for row in state}
    return sum(
        max(end - known.get((schema, topic, number), 0), 0)
        for (topic, number), end in ends.items()
        for schema in READERS[topic]
    )


async def _read_up(pool: Pool, ends: Ends) -> None:
    """Wait a little for these ends to be reached, which asks less of everybody than looking."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if not _lag(await _fetch(pool, _PROGRESS), ends):
            return
        await asyncio.sleep(PAUSE)


def _work(state: list[asyncpg.Record], held: Collection[str]) -> tuple[str, frozenset[str]]:
    """What is left to do now, in words, and those of ``held`` that wait to begin."""
    rows = [row for row in state if row["partition"] is None and row["n"]]
    waiting = [row for row in rows if row["timed"] and row["who"] in held]
    left = [f"{row['n']} {row['who']} {row['what']}" for row in rows if row not in waiting]
    return "; ".join(left), frozenset(row["who"] for row in waiting)
