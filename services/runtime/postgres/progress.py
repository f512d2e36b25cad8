"""How far each topic partition has been read, and how its records ended: ``<schema>.progress``."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from services.runtime.postgres.pool import Connection, Pool, identifier, transaction

Partition = tuple[str, int]
"""Topic (without prefix) and partition."""


@dataclass(slots=True)
class Tally:
    """Changes of one partition's counters; ``ignored`` by reason."""

    next_offset: int = 0
    applied: int = 0
    superseded: int = 0
    ignored: Counter[str] = field(default_factory=Counter)
    parked: int = 0
    dead: int = 0


async def lock(
    conn: Connection, schema: str, partitions: Iterable[Partition]
) -> dict[Partition, int]:
    """Lock the partitions' rows, in order, until the transaction ends; their next offsets.

    Two owners of one partition, as after a rebalance in mid-batch, take turns here.
    """
    wanted = sorted(set(partitions))
    found = await _locked(conn, schema, wanted)
    if len(found) < len(wanted):  # a partition's first record
        await conn.execute(
            f"INSERT INTO {identifier(schema)}.progress (topic, partition) "  # noqa: S608 - checked
            "SELECT * FROM unnest($1::text[], $2::integer[]) ON CONFLICT DO NOTHING",
            *_columns(wanted),
        )
        found = await _locked(conn, schema, wanted)
    return found


async def _locked(
    conn: Connection, schema: str, wanted: Sequence[Partition]
) -> dict[Partition, int]:
    rows = await conn.fetch(
        f"SELECT topic, partition, next_offset FROM {identifier(schema)}.progress "  # noqa: S608
        "WHERE (topic, partition) IN (SELECT * FROM unnest($1::text[], $2::integer[])) "
        "ORDER BY topic, partition FOR UPDATE",
        *_columns(wanted),
    )
    return {(row["topic"], row["partition"]): row["next_offset"] for row in rows}


def _columns(partitions: Sequence[Partition]) -> tuple[list[str], list[int]]:
    return [topic for topic, _ in partitions], [partition for _, partition in partitions]


async def add(conn: Connection, schema: str, tallies: Mapping[Partition, Tally]) -> None:
    """Add to the counters; ``next_offset`` never goes back. Rows are taken in order."""
    statement = f"""
        UPDATE {identifier(schema)}.progress SET
            next_offset = greatest(next_offset, $3),
            applied = applied + $4, superseded = superseded + $5,
            parked = parked + $6, dead = dead + $7,
            ignored = CASE WHEN $8::jsonb = '{{}}' THEN ignored ELSE (
                SELECT jsonb_object_agg(reason, n) FROM (
                    SELECT reason, sum(counted::bigint) AS n FROM (
                        SELECT * FROM jsonb_each_text(progress.ignored)
                        UNION ALL SELECT * FROM jsonb_each_text($8::jsonb)
                    ) AS both_sides (reason, counted) GROUP BY reason
                ) AS summed
            ) END
        WHERE topic = $1 AND partition = $2
    """  # noqa: S608 - a checked identifier
    await conn.executemany(
        statement,
        [
            (*where, t.next_offset, t.applied, t.superseded, t.parked, t.dead, _json(t.ignored))
            for where, t in sorted(tallies.items())
        ],
    )


def _json(ignored: Counter[str]) -> str:
    return json.dumps(ignored)


async def forget_log(
    pool: Pool, schema: str, partitions: Sequence[Partition] | None = None
) -> None:
    """The broker has lost its log: offsets start again at nought, and must be read again.

    What is kept of the lost log moves to negative partition numbers: its parked records stay due
    and its counters stay true, but they are no part of the new log's sums. Without ``partitions``
    it is all of them.
    """
    tables = [f"{identifier(schema)}.{name}" for name in ("progress", "parked", "dead_letters")]
    lowest = " UNION ALL ".join(f"SELECT min(partition) AS p FROM {table}" for table in tables)  # noqa: S608
    async with transaction(pool) as conn:
        floor: int = await conn.fetchval(f"SELECT least(min(p), 0) FROM ({lowest}) AS lows")  # noqa: S608
        for table in tables:
            await conn.execute(
                f"UPDATE {table} SET partition = $1 - 1 - partition "  # noqa: S608 - checked
                "WHERE partition >= 0 AND ($2::text[] IS NULL OR (topic, partition) IN "
                "(SELECT * FROM unnest($2::text[], $3::integer[])))",
                floor,
                None if partitions is None else [topic for topic, _ in partitions],
                None if partitions is None else [partition for _, partition in partitions],
            )
