"""A provider's limit, held for the whole cluster: one row, its next free instant reserved ahead."""

from services.runtime.postgres.pool import Pool, identifier, one_statement


async def reserve(
    pool: Pool, schema: str, provider: str, account: str, *, interval: float, slots: int = 1
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

    Returns:
        Seconds of machine time to wait before the first reserved slot.

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
        RETURNING extract(epoch FROM next_free_at - clock_timestamp())::float8 - $3::float8
    """  # noqa: S608 - a checked identifier
    async with one_statement(pool) as conn:
        wait: float = await conn.fetchval(statement, provider, account, interval * slots)
    return max(wait, 0.0)
