"""The gauges that only the database can tell, measured in machine time."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from services.runtime.clock import Clock
from services.runtime.errors import Unavailable
from services.runtime.metrics import OLDEST_DUE_SECONDS
from services.runtime.postgres.pool import Connection, Pool, one_statement

EVERY = 15.0
"""Seconds of machine time between two measurements."""

# The head of the index on (provider, poll_at) for each; of others nobody is asked.
OLDEST = """
    SELECT min(poll_at) FROM unnest($1::text[]) AS asked (name) CROSS JOIN LATERAL (
        SELECT poll_at FROM tracker.polls WHERE provider = name AND poll_at IS NOT NULL
        ORDER BY poll_at LIMIT 1
    ) AS first
"""


async def measure(pool: Pool, clock: Clock, providers: Sequence[str]) -> None:
    """Measure until cancelled; an outage leaves the gauges as they were.

    Args:
        pool: of the tracker's database.
        clock: domain time.
        providers: those that are set up.
    """
    while True:
        try:
            async with one_statement(pool) as conn:
                await _measure(conn, clock.now(), providers)
        except Unavailable:
            pass  # readiness and every loop say so already
        await asyncio.sleep(EVERY)


async def _measure(conn: Connection, now: datetime, providers: Sequence[str]) -> None:
    oldest = await conn.fetchval(OLDEST, list(providers))
    late = (now - oldest).total_seconds() if oldest is not None else 0.0
    OLDEST_DUE_SECONDS.labels("polls").set(max(late, 0.0))
