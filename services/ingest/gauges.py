"""The gauges that only the database can tell, measured in machine time."""

import asyncio

from services.ingest import requests, store_lists
from services.runtime.clock import Clock
from services.runtime.errors import Unavailable
from services.runtime.metrics import LIST_AGE_SECONDS, PRIVACY_REQUESTS
from services.runtime.postgres.pool import Pool, one_statement

EVERY = 15.0
"""Seconds of machine time between two measurements."""


async def measure(pool: Pool, clock: Clock, owners: frozenset[str] = frozenset()) -> None:
    """Measure until cancelled; an outage leaves the gauges as they were.

    Args:
        pool: PostgreSQL, schema ``ingest``.
        clock: domain time.
        owners: whose lists are polled: the settings' shops, and their apps.
    """
    while True:
        try:
            async with one_statement(pool) as conn:
                now = clock.now()
                found = await requests.ages(conn, now)
                marks = await store_lists.marks(conn, sorted(owners))
            for age, count in found.items():
                PRIVACY_REQUESTS.labels(age).set(count)
            for (owner, listing), mark in marks.items():
                seconds = max((now - mark).total_seconds(), 0)
                LIST_AGE_SECONDS.labels(owner, listing).set(seconds)
        except Unavailable:
            pass  # readiness and every loop say so already
        await asyncio.sleep(EVERY)
