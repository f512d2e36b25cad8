"""What outside systems allow us, held for the whole cluster: one row an account.

Its next free instant is reserved ahead, in machine time; the calls of a day are counted in it, in
the domain's days (UTC).
"""

import math
from datetime import UTC, datetime, time, timedelta

from services.runtime.postgres.pool import Pool, identifier, one_statement

SHARE = 0.9
"""Of the published rate that we use."""


async def reserve(
    pool: Pool,
    schema: str,
    provider: str,
    account: str,
    *,
    interval: float,
    slots: int = 1,
    within: float | None = None,
) -> float:
    """Reserve the next free slots; never a burst, since a slot not used in time is gone.

    Machine time: PostgreSQL's clock, because every process must see the same one.

    Args:
        pool: of the service's database.
        schema: the service's.
        provider: who sets the limit.
        account: whose limit it is, where a provider counts by account; else empty.
        interval: seconds between two calls that the provider allows us.
        slots: how many calls will be made from the first slot on, ``interval`` apart.
        within: seconds; nothing is reserved where the first slot is further off.

    Returns:
        Seconds of machine time to wait before the first reserved slot; infinity where none is.

    Raises:
        Unavailable: PostgreSQL does not answer.
    """
    table = f"{identifier(schema)}.budgets"
    # One statement, so the row is locked for its own duration only.
    statement = f"""
        INSERT INTO {table} AS b (provider, account, next_free_at)
        VALUES ($1, $2, clock_timestamp() + $3::float8 * interval '1 second')
        ON CONFLICT (provider, account) DO UPDATE
        SET next_free_at = greatest(b.next_free_at, clock_timestamp())
                           + $3::float8 * interval '1 second'
        WHERE $4::float8 IS NULL
           OR b.next_free_at <= clock_timestamp() + $4::float8 * interval '1 second'
        RETURNING extract(epoch FROM next_free_at - clock_timestamp())::float8 - $3::float8
    """  # noqa: S608 - a checked identifier
    async with one_statement(pool) as conn:
        wait = await conn.fetchval(statement, provider, account, interval * slots, within)
    return math.inf if wait is None else max(wait, 0.0)


async def spend(
    pool: Pool, schema: str, provider: str, account: str, *, now: datetime, most: int
) -> datetime | None:
    """Count one call of the day, before it is made: one that is cut off counts too.

    Args:
        pool: of the service's database.
        schema: the service's; its ``budgets`` count days.
        provider: who sets the limit.
        account: whose limit it is.
        now: domain time. A replica whose day is behind counts on the later one.
        most: calls of the day from which on nothing is counted.

    Returns:
        None; where so many were made, when the next day begins (domain time).

    Raises:
        Unavailable: PostgreSQL does not answer.
    """
    table = f"{identifier(schema)}.budgets"
    statement = f"""
        INSERT INTO {table} AS held (provider, account, next_free_at, day, day_used)
        VALUES ($1, $2, clock_timestamp(), $3, 1)
        ON CONFLICT (provider, account) DO UPDATE
        SET day = greatest(held.day, $3),
            day_used = CASE WHEN held.day >= $3 THEN held.day_used + 1 ELSE 1 END
        WHERE held.day IS NULL OR held.day < $3 OR held.day_used < $4
        RETURNING day_used
    """  # noqa: S608 - the same
    today = now.astimezone(UTC).date()
    async with one_statement(pool) as conn:
        used = await conn.fetchval(statement, provider, account, today, most)
    return datetime.combine(today + timedelta(days=1), time(), UTC) if used is None else None
