"""The rows of records that wait: ``<schema>.parked``. What waits and why: kafka/outcome.py.

A raw record may hold anything that a platform or a buyer wrote, so headers and body lie sealed.
"""

import base64
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version

import asyncpg

from services.runtime.errors import InvalidInput
from services.runtime.postgres.pool import Connection, identifier
from services.runtime.privacy.sealing import DataKey
from services.runtime.privacy.vault import PARKED, Vault

Headers = Sequence[tuple[str, bytes]]

# Only the first record of a chain that met a bug may be tried; the others wait behind it.
_HEADS = (
    "NOT bug OR NOT EXISTS (SELECT FROM {table} AS earlier WHERE earlier.bug "
    "AND earlier.topic = own.topic AND earlier.key = own.key "
    'AND (earlier.partition, earlier."offset") < (own.partition, own."offset"))'
)


@cache
def program() -> str:
    """The program's version, with the build's own name where the image sets one."""
    try:
        released = version("forestall")
    except PackageNotFoundError:
        released = "source"
    build = os.environ.get("FORESTALL_BUILD")
    return f"{released}+{build}" if build else released


def pack_headers(headers: Headers) -> bytes:
    """Record headers as bytes: names and values may hold what no text column takes."""
    pairs = [[name, base64.b64encode(value).decode()] for name, value in headers]
    return json.dumps(pairs).encode()


def unpack_headers(packed: bytes) -> tuple[tuple[str, bytes], ...]:
    """The headers that ``pack_headers`` packed."""
    return tuple((name, base64.b64decode(value)) for name, value in json.loads(packed))


async def blocked(
    conn: Connection, schema: str, chains: Iterable[tuple[str, bytes]]
) -> set[tuple[str, bytes]]:
    """Which of these chains (topic, key) have a record parked for a bug.

    Their rows are locked until the transaction ends, so that nobody resolves a chain while
    another record is being put behind it.
    """
    wanted = sorted(set(chains))
    if not wanted:
        return set()
    rows = await conn.fetch(
        f"SELECT topic, key FROM {identifier(schema)}.parked WHERE bug "  # noqa: S608 - checked
        "AND (topic, key) IN (SELECT * FROM unnest($1::text[], $2::bytea[])) "
        'ORDER BY topic, partition, "offset" FOR SHARE',
        [topic for topic, _ in wanted],
        [key for _, key in wanted],
    )
    return {(row["topic"], row["key"]) for row in rows}


@dataclass(frozen=True, slots=True)
class ParkedRow:
    """A record that waits, as it is to be kept.

    Attributes:
        at: the record's own time.
        due_at: when it is tried again; None where somebody has to release it.
        bug: it waits for the next version of the program.
        now: when it was parked.
    """

    topic: str
    partition: int
    offset: int
    key: bytes | None
    headers: Headers
    body: bytes
    at: datetime
    reason: str
    attempts: int
    due_at: datetime | None
    bug: bool
    now: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row, and what was sealed in it.

    Attributes:
        shut: it is not what was sealed, or its key is gone; headers and body are empty then.
    """

    row: asyncpg.Record
    headers: tuple[tuple[str, bytes], ...]
    body: bytes
    shut: bool = False


async def put(conn: Connection, vault: Vault, rows: Sequence[ParkedRow]) -> None:
    """Park records, or park them again.

    Raises:
        Unavailable: the key was wrapped by a master key that is not in the settings.
    """
    if not rows:
        return
    now = rows[0].now
    key = (await vault.keys(conn, {PARKED: now}, now))[PARKED].key
    if key is None:
        raise InvalidInput("not_to_be_sealed", "the key of parked records is gone")
    about = _about(vault)
    await conn.executemany(
        f"INSERT INTO {vault.schema}.parked "  # noqa: S608 - a checked identifier
        '(topic, partition, "offset", key, headers, body, at, reason, attempts, due_at, bug, '
        "first_at, program, sealed) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, true) "
        'ON CONFLICT (topic, partition, "offset") DO UPDATE SET reason = excluded.reason, '
        "attempts = excluded.attempts, due_at = excluded.due_at, bug = excluded.bug, "
        "program = excluded.program",
        [
            (
                row.topic,
                row.partition,
                row.offset,
                row.key,
                key.seal(pack_headers(row.headers), about),
                key.seal(row.body, about),
                row.at,
                row.reason,
                row.attempts,
                row.due_at,
                row.bug,
                row.now,
                program(),
            )
            for row in rows
        ],
    )


async def opened(conn: Connection, vault: Vault, rows: Sequence[asyncpg.Record]) -> list[Waiting]:
    """What rows hold; one that cannot be opened is told as such, and holds up no other.

    Raises:
        Unavailable: as ``put``.
    """
    keys = await vault.known(conn, [PARKED]) if any(row["sealed"] for row in rows) else {}
    return [_opened(vault, row, keys.get(PARKED)) for row in rows]


def _opened(vault: Vault, row: asyncpg.Record, key: DataKey | None) -> Waiting:
    headers, body = row["headers"], row["body"]
    try:
        if row["sealed"]:
            if key is None:
                return Waiting(row, (), b"", shut=True)
            about = _about(vault)
            headers, body = key.open(headers, about), key.open(body, about)
        return Waiting(row, unpack_headers(headers), body)
    except (InvalidInput, ValueError):
        return Waiting(row, (), b"", shut=True)


def _about(vault: Vault) -> str:
    """Not the position: a lost log moves what was parked from it to another."""
    return f"{vault.schema}|{PARKED}"


async def drop(conn: Connection, schema: str, positions: Sequence[tuple[str, int, int]]) -> None:
    """These records wait no longer."""
    await conn.executemany(
        f"DELETE FROM {identifier(schema)}.parked "  # noqa: S608 - a checked identifier
        'WHERE topic = $1 AND partition = $2 AND "offset" = $3',
        list(positions),
    )


async def lease(
    conn: Connection, schema: str, topics: Sequence[str], *, now: datetime, until: datetime
) -> list[asyncpg.Record]:
    """Take due records of these topics, in key order, by moving ``due_at`` to ``until``."""
    table = f"{identifier(schema)}.parked"
    rows = await conn.fetch(
        f"""
        WITH taken AS (
            SELECT topic, partition, "offset" FROM {table} AS own
            WHERE due_at <= $1 AND topic = ANY($3)
              AND ({_HEADS.format(table=table)})
            ORDER BY topic, key, partition, "offset" LIMIT 100 FOR UPDATE SKIP LOCKED
        )
        UPDATE {table} SET due_at = $2
        WHERE (topic, partition, "offset") IN (SELECT * FROM taken) RETURNING *
        """,  # noqa: S608 - a checked identifier
        now,
        until,
        list(topics),
    )
    return sorted(
        rows, key=lambda row: (row["topic"], row["key"] or b"", row["partition"], row["offset"])
    )


async def held(
    conn: Connection, schema: str, positions: Sequence[tuple[str, int, int]], lease_end: datetime
) -> set[tuple[str, int, int]]:
    """Which of these leased records are still ours; they are locked, in key order."""
    rows = await conn.fetch(
        f'SELECT topic, partition, "offset" FROM {identifier(schema)}.parked '  # noqa: S608
        'WHERE due_at = $4 AND (topic, partition, "offset") IN '
        "(SELECT * FROM unnest($1::text[], $2::integer[], $3::bigint[])) "
        'ORDER BY topic, partition, "offset" FOR UPDATE',
        [topic for topic, _, _ in positions],
        [partition for _, partition, _ in positions],
        [offset for _, _, offset in positions],
        lease_end,
    )
    return {(row["topic"], row["partition"], row["offset"]) for row in rows}


async def next_due(
    conn: Connection, schema: str, topics: Sequence[str], *, after: datetime | None
) -> datetime | None:
    """The earliest due instant of these topics' records; ``after`` leaves out what is due by it."""
    found: datetime | None = await conn.fetchval(
        f"SELECT min(due_at) FROM {identifier(schema)}.parked "  # noqa: S608 - checked
        "WHERE topic = ANY($1) AND due_at IS NOT NULL "
        "AND ($2::timestamptz IS NULL OR due_at > $2)",
        list(topics),
        after,
    )
    return found


async def set_chains(
    conn: Connection, schema: str, chains: Iterable[tuple[str, bytes]], due_at: datetime | None
) -> None:
    """Let what waits in these chains fall due, their head being through, or (None) wait on."""
    await conn.executemany(
        f"UPDATE {identifier(schema)}.parked SET due_at = $3 "  # noqa: S608 - checked
        "WHERE bug AND topic = $1 AND key = $2",
        [(topic, key, due_at) for topic, key in sorted(set(chains))],
    )


async def release_for_version(
    conn: Connection, schema: str, topics: Sequence[str], now: datetime
) -> None:
    """A new version of the program tries once what an older one met a bug in."""
    await conn.execute(
        f"UPDATE {identifier(schema)}.parked SET due_at = $1 "  # noqa: S608 - checked
        "WHERE bug AND due_at IS NULL AND program <> $2 AND topic = ANY($3)",
        now,
        program(),
        list(topics),
    )


async def standing_bugs(
    conn: Connection, schema: str, topics: Sequence[str]
) -> list[asyncpg.Record]:
    """A record for each bug that something is parked for and that no new version tries now."""
    return await conn.fetch(
        f"SELECT DISTINCT ON (reason) * FROM {identifier(schema)}.parked "  # noqa: S608 - checked
        "WHERE bug AND due_at IS NULL AND reason <> 'behind' AND topic = ANY($1) "
        "ORDER BY reason, first_at",
        list(topics),
    )
