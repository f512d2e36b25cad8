"""The gauges that only the database can tell, measured in machine time."""

import asyncio
from collections.abc import Collection
from datetime import datetime, timedelta

from services.notifier.caps import measure_caps
from services.notifier.heartbeat import oldest_due
from services.runtime.clock import Clock
from services.runtime.errors import Unavailable
from services.runtime.metrics import (
    ALERTS_STANDING,
    DEADLINES,
    OLDEST_DUE_SECONDS,
    PUBLISH_BACKLOG,
    TASKS_OPEN,
)
from services.runtime.postgres.pool import Connection, Pool, transaction
from services.runtime.shops import ShopSettings

EVERY = 15.0
"""Seconds of machine time between two measurements."""

WINDOWS = {
    "1h": timedelta(hours=1),
    "6h": timedelta(hours=6),
    "1d": timedelta(days=1),
    "3d": timedelta(days=3),
}
"""What ``forestall_deadlines`` looks back over, in domain time."""

# Along the index on the deadline, from $4 on, where the longest window begins. A task that was made
# when its deadline had passed could not be met.
PASSED = """
    SELECT name, count(*) FILTER (WHERE closed_at <= deadline) AS met,
        count(*) FILTER (WHERE deadline IS NOT NULL
            AND (closed_at IS NULL OR closed_at > deadline)) AS missed
    FROM unnest($2::text[], $3::interval[]) AS windows (name, span)
    LEFT JOIN notifier.tasks
        ON deadline <= $1 AND deadline > $4 AND deadline > $1 - span AND created_at < deadline
    GROUP BY name
"""


async def measure(
    pool: Pool, clock: Clock, receivers: Collection[str], shops: Collection[ShopSettings] = ()
) -> None:
    """Measure until cancelled; an outage leaves the gauges as they were.

    Args:
        pool: of the notifier's database.
        clock: domain time.
        receivers: names of those that pages are sent to.
        shops: whose caps are measured.
    """
    while True:
        try:
            async with transaction(pool) as conn:
                await _standing(conn)
                await _passed(conn, clock.now())
                await measure_caps(conn, shops, clock.now())
            await _oldest(pool, receivers, clock.now())
        except Unavailable:
            pass  # readiness and every loop say so already
        await asyncio.sleep(EVERY)


async def _standing(conn: Connection) -> None:
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


async def _passed(conn: Connection, now: datetime) -> None:
    spans = list(WINDOWS.values())
    for row in await conn.fetch(PASSED, now, list(WINDOWS), spans, now - max(spans)):
        DEADLINES.labels(row["name"], "met").set(row["met"])
        DEADLINES.labels(row["name"], "missed").set(row["missed"])


async def _oldest(pool: Pool, receivers: Collection[str], now: datetime) -> None:
    due = await oldest_due(pool, receivers)
    for work in ("cases", "actions", "pages"):
        late = (now - due[work]).total_seconds() if work in due else 0.0
        OLDEST_DUE_SECONDS.labels(work).set(max(late, 0.0))
