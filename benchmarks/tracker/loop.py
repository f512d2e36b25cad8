"""The polling loop end to end against the sandbox, its limits lifted, on one core.

Ten scans a parcel; five in a hundred have one more at each look. The sandbox is a process of its
own on another core, with PostgreSQL.
"""

import asyncio
import os
import resource
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta

from benchmarks.tracker.provider import CHANGED, KEY, PARCELS, SCANS, START, number
from services.connectors.carriers.installed import carriers
from services.connectors.carriers.port import Access
from services.runtime.clock import SteppedClock
from services.runtime.heap import settle
from services.runtime.http.client import Http
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import Pool, open_pool, transaction
from services.tracker import store, store_polls
from services.tracker.app import MIGRATIONS
from services.tracker.batches import Means
from services.tracker.change import Row, learn
from services.tracker.identity import Claim
from services.tracker.numbers import new_parcel
from services.tracker.poller import Poller
from services.tracker.surroundings import Surroundings
from services.tracker.turn import Turn

POLLERS, ROUNDS, LIFTED = 4, 3, 1e6
AROUND = Surroundings()


async def run(url: str, rest: set[int]) -> None:
    """Poll every parcel once a round; the first round, in which all is new, is not counted."""
    await migrate(url, store.SCHEMA, MIGRATIONS)
    pool = await open_pool(url, application="bench", size=POLLERS * 2 + 2)
    clock = SteppedClock(START)
    server = subprocess.Popen(  # noqa: ASYNC220 - nothing else runs in this loop
        [sys.executable, "-m", "benchmarks.tracker.provider"],
        stdout=subprocess.PIPE,
        text=True,
    )
    os.sched_setaffinity(server.pid, rest)
    assert server.stdout is not None
    base = server.stdout.readline().strip()
    try:
        async with Http(allow_private=True) as http:
            access = Access(KEY, api=f"{base}/track/v2.4", per_second=LIFTED, concurrency=POLLERS)
            api = carriers()["17track"].api(http, access)
            turn = Turn(pool, "17track", "main", api.limit, clock)
            means = Means(turn, pool, clock, AROUND)
            pollers = [Poller(f"poll {n}", api, means, store_polls) for n in range(POLLERS)]
            await _enter(pool)
            settle()  # as the service does before it begins
            for round_ in range(ROUNDS + 1):
                clock.step_to(START + timedelta(days=1 + round_))
                await _round(pool, pollers, clock, counted=round_ > 0)
                await _all_heard(pool, round_ + 1)
    finally:
        server.kill()
        server.wait()
        await pool.close()


async def _enter(pool: Pool) -> None:
    """Parcels that are followed, each of one order."""
    for first in range(0, PARCELS, 1000):
        ids = [f"17track/{number(n)}" for n in range(first, first + 1000)]
        async with transaction(pool) as conn:
            await store.ensure(conn, [new_parcel(one) for one in ids], START, None)
            claims = [(one, Claim(f"lazada/shop-1/{one[8:]}", one, "BR")) for one in ids]
            await store.claim(conn, claims, START)
            rows = await store.lock(conn, ids)
            changes = [learn(_tracked(rows[one]), [claim], AROUND, START) for one, claim in claims]
            await store.write(conn, changes, START)


def _tracked(row: Row) -> Row:
    return replace(row, parcel=row.parcel.model_copy(update={"tracked": "tracked"}))


async def _all_heard(pool: Pool, looks: int) -> None:
    """Every answer was taken in, or the figure is of something else."""
    told = PARCELS * SCANS + looks * PARCELS // CHANGED
    heard = await pool.fetchval("SELECT count(*) FROM tracker.scans")
    if heard != told:
        raise SystemExit(f"{heard:,} scans were taken in of {told:,}")


async def _round(pool: Pool, pollers: list[Poller], clock: SteppedClock, *, counted: bool) -> None:
    await pool.execute("UPDATE tracker.polls SET poll_at = $1", clock.now())
    await pool.execute("VACUUM ANALYZE tracker.parcels, tracker.polls")
    wall, used = time.perf_counter(), time.process_time()

    async def until_none_is_due(poller: Poller) -> None:
        while True:
            due = await poller.poll()
            if due is None or due > clock.now():
                return

    await asyncio.gather(*(until_none_is_due(one) for one in pollers))
    wall, used = time.perf_counter() - wall, time.process_time() - used
    if counted:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"loop end to end: {PARCELS / wall:,.0f} parcels a second (bar 3,000),"
            f" {used / PARCELS * 1e6:.0f} us of our core each; memory at most {most:.0f} MB"
            f" so far (bar 250)"
        )
