"""The gauges that only the database can tell, measured in machine time."""

import asyncio

from services.ingest import requests
from services.runtime.clock import Clock
from services.runtime.errors import Unavailable
from services.runtime.metrics import PRIVACY_REQUESTS
from services.runtime.postgres.pool import Pool, one_statement

EVERY = 15.0
"""Seconds of machine time between two measurements."""


async def measure(pool: Pool, clock: Clock) -> None:
    """Measure until cancelled; an outage leaves the gauges as they were."""
    while True:
        try:
            async with one_statement(pool) as conn:
                found = await requests.ages(conn, clock.now())
            for age, count in found.items():
                PRIVACY_REQUESTS.labels(age).set(count)
        except Unavailable:
            pass  # readiness and every loop say so already
        await asyncio.sleep(EVERY)
