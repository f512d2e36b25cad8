"""Leases of 400 due parcels from five million, on the embedded PostgreSQL."""

import os
import statistics
import time
from datetime import UTC, datetime, timedelta

import asyncpg

from benchmarks.tracker.fold import parcels
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import Connection, open_pool, transaction
from services.tracker import store_polls
from services.tracker.app import MIGRATIONS
from services.tracker.looks import Lease
from services.tracker.store import SCHEMA

ROWS = int(os.environ.get("FORESTALL_BENCH_ROWS", "5000000"))
BATCH, LEASES = 400, 300
START = datetime(2026, 3, 2, tzinfo=UTC)

# Due over a day; every state has the size of a parcel with four scans.
_FILL = """
    INSERT INTO tracker.parcels (id, provider, number, state, changed_at, poll_at)
    SELECT '17track/N' || n, '17track', 'N' || n, $1::jsonb, $2::timestamptz,
           $2::timestamptz + (n::bigint * 7919 % 86400) * interval '1 second'
    FROM generate_series(1, $3::int) AS n
"""
_CLAIMS = """
    INSERT INTO tracker.parcel_orders
        (parcel_id, order_key, buyer, country, carrier, protection_end)
    SELECT '17track/N' || n, 'lazada/shop-1/' || n, 'b', 'BR', '',
           $1::timestamptz + (n % 60) * interval '1 day'
    FROM generate_series(1, $2::int) AS n
"""


async def run(url: str) -> None:
    """Fill the table, then lease over and over while domain time goes on."""
    await migrate(url, SCHEMA, MIGRATIONS)
    pool = await open_pool(url, application="bench")
    example = parcels()[0]
    state = example.model_copy(update={"scans": example.scans[:4]}).model_dump_json()
    began = time.perf_counter()
    filling = await asyncpg.connect(url)  # the pool's connections have a time limit
    await filling.execute(_FILL, state, START, ROWS)
    await filling.execute(_CLAIMS, START, ROWS)
    await filling.execute("VACUUM ANALYZE")
    await filling.close()
    print(f"{ROWS:,} parcels filled in {time.perf_counter() - began:.0f} s")
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
    taken.sort()
    p99 = taken[int(len(taken) * 0.99)] * 1000
    print(
        f"lease of {BATCH} from {ROWS:,}: median {statistics.median(taken) * 1000:.1f} ms,"
        f" p99 {p99:.1f} ms (bar 25)"
    )


async def _plan(conn: Connection) -> None:
    """The plan: along the index, nothing sorted; any other is another figure."""
    held = Lease("17track", START + timedelta(hours=13), START + timedelta(days=2), BATCH)
    rows = await conn.fetch(
        f"EXPLAIN {store_polls.LEASE}",
        *(held.provider, held.now, held.until, held.token, held.limit),
    )
    plan = "\n".join(row[0] for row in rows)
    if "Index Scan using parcels_due" not in plan or "Sort" in plan or "Seq Scan" in plan:
        raise SystemExit(f"another plan than the one along parcels_due:\n{plan}")
    print("its plan: along parcels_due, nothing sorted, no table read through")
