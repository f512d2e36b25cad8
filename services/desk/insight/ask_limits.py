"""SQL of the shares that marketplaces limit, and of the orders that may count next."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from services.desk.insight.limits import MOST, Counted, Exposed, Span
from services.runtime.postgres.pool import Connection

_DAY = timedelta(days=1)

# Each along an index of weeks, which begin up to a week and a zone's day before the span.
DISPUTES = """
    SELECT
        (SELECT count(*) FROM desk.orders WHERE shop = $1 AND sent_week >= $2
            AND shipped_at >= $3 AND shipped_at <= $4) AS base,
        (SELECT count(*) FROM desk.orders WHERE shop = $1 AND dispute_week >= $2
            AND dispute_at >= $3 AND dispute_at <= $4) AS count,
        0 AS unknown
"""

LATE_DISPATCH = """
    SELECT count(*) FILTER (WHERE dispatch <> 'unknown') AS base,
        count(*) FILTER (WHERE dispatch IN ('late', 'unsent')) AS count,
        count(*) FILTER (WHERE dispatch = 'unknown') AS unknown
    FROM desk.orders WHERE shop = $1 AND ship_by_week >= $2 AND ship_by >= $3 AND ship_by <= $4
"""

# Of each shop the first along its index.
EXPOSED = """
    SELECT found.*, 'disputes' AS measure FROM unnest($1::text[]) AS mine (shop)
    CROSS JOIN LATERAL (
        SELECT order_key, shop, hazard, promise_at AS by,
            hold_at IS NOT NULL AND hold_until IS NULL AND arrived_at IS NULL AS held
        FROM desk.orders
        WHERE shop = mine.shop AND open AND shipped_at IS NOT NULL AND dispute_at IS NULL
            AND arrived_at IS NULL
        ORDER BY hazard DESC, promise_at LIMIT $2
    ) AS found
"""

UNSENT = """
    SELECT found.*, 'late_dispatch' AS measure FROM unnest($1::text[]) AS mine (shop)
    CROSS JOIN LATERAL (
        SELECT order_key, shop, 0 AS hazard, ship_by AS by, false AS held FROM desk.orders
        WHERE shop = mine.shop AND open AND shipped_at IS NULL AND ship_by IS NOT NULL
        ORDER BY ship_by LIMIT $2
    ) AS found
"""


async def counted(conn: Connection, spans: Sequence[Span], now: datetime) -> dict[Span, Counted]:
    """What each span holds."""
    found = {}
    for span in spans:
        query = DISPUTES if span.measure == "disputes" else LATE_DISPATCH
        first = (span.since - 8 * _DAY).date()
        row = await conn.fetchrow(query, span.shop, first, span.since, now)
        assert row is not None  # noqa: S101 - sums have one row
        found[span] = Counted(row["base"], row["count"], row["unknown"])
    return found


async def exposed(conn: Connection, shops: Sequence[str]) -> list[Exposed]:
    """The orders of shops that may count next, more than are told."""
    found = []
    for query in (EXPOSED, UNSENT):
        found += [Exposed(**dict(row)) for row in await conn.fetch(query, shops, 2 * MOST)]
    return found
