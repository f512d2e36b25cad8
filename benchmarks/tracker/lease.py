"""Leases of 400 due parcels from five million, on the embedded PostgreSQL."""

import asyncio
import os
import time
from datetime import UTC, datetime, timedelta

import asyncpg

from benchmarks.tracker.fold import parcels
from services.runtime.heap import settle
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import Connection, open_pool, transaction
from services.tracker import store_polls
from services.tracker.app import MIGRATIONS
from services.tracker.looks import Lease
from services.tracker.store import SCHEMA

ROWS = int(os.environ.get("FORESTALL_BENCH_ROWS", "5000000"))
BATCH, LEASES = 400, 300
BAR = 25
"""Milliseconds."""

START = datetime(2026, 3, 2, tzinfo=UTC)

# Every state has the size of a parcel with four scans.
_PARCELS = """
    INSERT INTO tracker.parcels (id, provider, number, state, changed_at)
    SELECT '17track/N' || n, '17track', 'N' || n, $1::jsonb, $2
    FROM generate_series(1, $3::int) AS n
"""
_CLAIMS = """
    INSERT INTO tracker.parcel_orders
        (parcel_id, order_key, buyer, country, carrier, protection_end)
    SELECT '17track/N' || n, 'lazada/shop-1/' || n, 'b', 'BR', '',
           $1::timestamptz + (n % 60) * interval '1 day'
    FROM generate_series(1, $2::int) AS n
"""
# Due over a day: what is due together lies as far apart in the table as can be.
_POLLS = """
    INSERT INTO tracker.polls (parcel_id, provider, poll_at, poll_why, deadline, seen, carrier,
                               destination, order_key)
    SELECT '17track/N' || n, '17track',
           $1::timestamptz + (n::bigint * 7919 % 86400) * interval '1 second',
           'its stage is in transit: about every 24 h',
           $1::timestamptz + (n % 60) * interval '1 day', md5(n::text), 'cainiao', 'BR',
           'lazada/shop-1/' || n
    FROM generate_series(1, $2::int) AS n
"""


async def run(url: str) -> None:
    """Fill the table, then lease over and over while domain time goes on."""
    await migrate(url, SCHEMA, MIGRATIONS)
    pool = await open_pool(url, application="bench")
    await _fill(url)
    settle()  # as the service does before it begins
    taken: list[float] = []
    for number in range(LEASES):
        now = START + timedelta(hours=12, seconds=number)
        wanted = Lease("17track", now, now + timedelta(days=1), BATCH)
        began = time.perf_counter()
        async with transaction(pool) as conn:
            due = await store_polls.lease(conn, wanted)
        taken.append(time.perf_counter() - began)
        assert len(due) == BATCH
    async with pool.acquire() as conn:
        await _plan(conn)
    await pool.close()
    _tell([each * 1000 for each in taken])


def _tell(taken: list[float]) -> None:
    """The spread of so many milliseconds, and which of them were the longest."""
    p50, p90, p99 = (sorted(taken)[int(len(taken) * share)] for share in (0.5, 0.9, 0.99))
    print(
        f"lease of {BATCH} from {ROWS:,}: median {p50:.1f} ms, p90 {p90:.1f}, p99 {p99:.1f}"
        f" (bar {BAR}), of {len(taken)}"
    )
    longest = sorted(range(len(taken)), key=lambda place: -taken[place])[:5]
    told = ", ".join(f"{taken[place]:.1f} (number {place + 1})" for place in longest)
    print(f"  over the bar: {sum(each > BAR for each in taken)}; the longest: {told}")


async def _fill(url: str) -> None:
    """Millions of rows, and nothing left to be written of them when it returns."""
    example = parcels()[0]
    state = example.model_copy(update={"scans": example.scans[:4]}).model_dump_json()
    began = time.perf_counter()
    conn = await asyncpg.connect(url)  # the pool's connections have a time limit
    await conn.execute("SET session_replication_role = replica")  # no foreign key is looked up
    await conn.execute(_PARCELS, state, START, ROWS)
    await conn.execute(_CLAIMS, START, ROWS)
    await conn.execute(_POLLS, START, ROWS)
    await conn.execute("VACUUM ANALYZE")
    await conn.execute("CHECKPOINT")
    await conn.close()
    await asyncio.to_thread(os.sync)  # else the system would still be writing it while we measure
    print(f"{ROWS:,} parcels filled in {time.perf_counter() - began:.0f} s")


async def _plan(conn: Connection) -> None:
    """The plan: along the index, nothing sorted; any other is another figure."""
    held = Lease("17track", START + timedelta(hours=13), START + timedelta(days=2), BATCH)
    rows = await conn.fetch(
        f"EXPLAIN {store_polls.LEASE}",
        *(held.provider, held.now, held.until, held.token, held.limit),
    )
    plan = "\n".join(row[0] for row in rows)
    if "Index Scan using polls_due" not in plan or "Sort" in plan or "Seq Scan" in plan:
        raise SystemExit(f"another plan than the one along polls_due:\n{plan}")
    print("its plan: along polls_due, nothing sorted, no table read through")
