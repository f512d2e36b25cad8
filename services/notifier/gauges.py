"""The gauges that only the database can tell, measured in machine time."""

import asyncio

from services.runtime.errors import Unavailable
from services.runtime.metrics import ALERTS_STANDING, PUBLISH_BACKLOG, TASKS_OPEN
from services.runtime.postgres.pool import Connection, Pool, transaction

EVERY = 15.0
"""Seconds of machine time between two measurements."""


async def measure(pool: Pool) -> None:
    """Measure until cancelled; an outage leaves the gauges as they were."""
    while True:
        try:
            async with transaction(pool) as conn:
                await _measure(conn)
        except Unavailable:
            pass  # readiness and every loop say so already
        await asyncio.sleep(EVERY)


async def _measure(conn: Connection) -> None:
    for kind in ("do", "approve", "send", "check"):
        count = await conn.fetchval(
            "SELECT count(*) FROM notifier.tasks WHERE status = 'open' AND kind = $1", kind
        )
        TASKS_OPEN.labels(kind).set(count)
    for level in ("page", "notice"):
        count = await conn.fetchval(
            "SELECT count(*) FROM notifier.alerts WHERE ends_at IS NULL AND level = $1", level
        )
        ALERTS_STANDING.labels(level).set(count)
    backlog = await conn.fetchval("SELECT count(*) FROM notifier.actions WHERE published < version")
    PUBLISH_BACKLOG.labels("notifier").set(backlog)
