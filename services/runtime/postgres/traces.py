"""Which trace last changed a row: kept beside it, since a row is published by another loop."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from services.runtime.errors import Unavailable
from services.runtime.postgres.pool import Connection, Pool, identifier, one_statement
from services.runtime.tracing import tracer

KEPT = timedelta(days=1)
"""Domain time after which a trace is no longer followed."""


async def note(conn: Connection, schema: str, changed: Mapping[str, str], now: datetime) -> None:
    """Keep the trace of each row by its name; nothing is done where none is followed.

    Args:
        conn: of the transaction that changes the rows.
        schema: the service's.
        changed: name of a row to the trace that changed it.
        now: domain time.
    """
    if not changed or tracer() is None:
        return
    table = f"{identifier(schema)}.traces"
    await conn.execute(
        f"DELETE FROM {table} WHERE name IN (SELECT name FROM {table} "  # noqa: S608 - identifier
        "WHERE at < $1 ORDER BY name FOR UPDATE SKIP LOCKED)",
        now - KEPT,
    )
    await conn.execute(
        f"INSERT INTO {table} (name, traceparent, at) "  # noqa: S608 - identifier
        "SELECT name, trace, $3 FROM unnest($1::text[], $2::text[]) AS told (name, trace) "
        "ORDER BY name "
        "ON CONFLICT (name) DO UPDATE SET traceparent = excluded.traceparent, at = excluded.at",
        list(changed),
        list(changed.values()),
        now,
    )


async def found(conn: Connection, schema: str, names: Collection[str]) -> dict[str, str]:
    """The traces of those rows that have one; nothing is asked where none is followed."""
    if not names or tracer() is None:
        return {}
    rows = await conn.fetch(
        f"SELECT name, traceparent FROM {identifier(schema)}.traces "  # noqa: S608 - identifier
        "WHERE name = ANY($1::text[])",
        list(names),
    )
    return {row["name"]: row["traceparent"] for row in rows}


async def one(pool: Pool, schema: str, name: str) -> str:
    """The trace of one row; empty where it has none, or where PostgreSQL does not answer."""
    if tracer() is None:
        return ""
    try:
        async with one_statement(pool) as conn:
            return (await found(conn, schema, [name])).get(name, "")
    except Unavailable:
        return ""
