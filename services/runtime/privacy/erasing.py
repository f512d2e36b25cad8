"""Erasing a buyer in one service's schema: the key, the words, and raw records that wait.

Every function is one step of a transaction, safe to repeat. Progress is locked before what is
parked, as consumers lock them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import asyncpg

from services.runtime.postgres import parked, progress
from services.runtime.postgres.parked import Waiting
from services.runtime.postgres.pool import Connection
from services.runtime.postgres.progress import Partition, Tally
from services.runtime.privacy.traces import Traces
from services.runtime.privacy.vault import Vault

Position = tuple[str, int, int]
"""Topic, partition, offset."""

ERASED = "erased"
"""How a record that waited ends, in the counters of ``progress``."""

PAGE = 200
"""Parked records that are opened at a time."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What destroying a key came to.

    Attributes:
        until: what was said until then is gone, and is not kept again when it arrives late.
        kept: there was something to erase, or it is the first time; False where nothing had been
            kept since the last.
    """

    until: datetime
    kept: bool


async def destroy(conn: Connection, vault: Vault, subject: str, now: datetime) -> Erased:
    """Destroy a subject's key, and what it sealed with it.

    ``until`` moves on where no key is left too: words that were said since the last erasure may
    still be on their way, and must find their time erased.
    """
    table = f"{vault.schema}.personal"
    held = await conn.fetchrow(
        f"""SELECT wrapped IS NOT NULL OR EXISTS (
                SELECT FROM {table} AS own WHERE own.subject = held.subject) AS kept
            FROM {table}_keys AS held WHERE subject = $1 FOR UPDATE""",  # noqa: S608 - checked
        subject,
    )
    until: datetime = await conn.fetchval(
        f"""INSERT INTO {table}_keys AS held (subject, made_at, erased_at)
            VALUES ($1, $2, greatest($2, (SELECT max(at) FROM {table} WHERE subject = $1)))
            ON CONFLICT (subject) DO UPDATE
            SET wrapped = NULL, master = '',
                erased_at = greatest(held.erased_at, excluded.erased_at)
            RETURNING erased_at""",  # noqa: S608 - checked
        subject,
        now,
    )
    await conn.execute(f"DELETE FROM {table} WHERE subject = $1", subject)  # noqa: S608 - checked
    return Erased(until, held is None or held["kept"])


@dataclass(frozen=True, slots=True)
class Looked:
    """What looking through the parked records of a schema came to.

    Attributes:
        found: those about the buyer.
        shut: where those stand that cannot be opened: whose they are is known by their key alone.
    """

    found: list[Waiting]
    shut: list[Position]


async def waiting(conn: Connection, vault: Vault, traces: Traces) -> Looked:
    """The parked records that are about a buyer; all that are parked have to be opened.

    Raises:
        Unavailable: the key was wrapped by a master key that is not in the settings.
    """
    looked = Looked([], [])
    after: Position = ("", 0, 0)
    query = f"""
        SELECT * FROM {vault.schema}.parked WHERE (topic, partition, "offset") > ($1, $2, $3)
        ORDER BY topic, partition, "offset" LIMIT {PAGE}
    """  # noqa: S608 - a checked identifier
    while rows := await conn.fetch(query, *after):
        opened = await parked.opened(conn, vault, rows)
        for one in opened:
            if traces.of(one.row["key"], one.body):
                looked.found.append(one)
            elif one.shut:
                looked.shut.append(place(one.row))
        after = place(rows[-1])
    return looked


async def drop(conn: Connection, vault: Vault, positions: Sequence[Position], now: datetime) -> int:
    """Delete parked records; those that wait behind one fall due. How many there were."""
    schema = vault.schema
    if not positions:
        return 0
    await progress.lock(conn, schema, [where[:2] for where in positions])
    gone = await conn.fetch(
        f'DELETE FROM {schema}.parked WHERE (topic, partition, "offset") IN '  # noqa: S608
        "(SELECT * FROM unnest($1::text[], $2::integer[], $3::bigint[])) "
        'RETURNING topic, partition, "offset", key, bug',
        *_columns(positions),
    )
    await progress.add(conn, schema, _tallies([place(row) for row in gone], "parked"))
    chains = {(row["topic"], row["key"]) for row in gone if row["bug"] and row["key"] is not None}
    await parked.set_chains(conn, schema, chains, now)
    return len(gone)


async def forget_dead(conn: Connection, schema: str, positions: Sequence[Position]) -> int:
    """Delete dead letters, so that nobody replays them; how many there were."""
    if not positions:
        return 0
    await progress.lock(conn, schema, [where[:2] for where in positions])
    gone = await conn.fetch(
        f'DELETE FROM {schema}.dead_letters WHERE (topic, partition, "offset") IN '  # noqa: S608
        "(SELECT * FROM unnest($1::text[], $2::integer[], $3::bigint[])) "
        'RETURNING topic, partition, "offset", replayed_at',
        *_columns(positions),
    )
    standing = [place(row) for row in gone if row["replayed_at"] is None]
    await progress.add(conn, schema, _tallies(standing, "dead"))
    return len(gone)


def place(row: asyncpg.Record) -> Position:
    """Where a row's record stands."""
    return row["topic"], row["partition"], row["offset"]


def _columns(positions: Sequence[Position]) -> tuple[list[str], list[int], list[int]]:
    return [at[0] for at in positions], [at[1] for at in positions], [at[2] for at in positions]


def _tallies(positions: Sequence[Position], was: str) -> dict[Partition, Tally]:
    found: dict[Partition, Tally] = {}
    for topic, partition, _ in positions:
        tally = found.setdefault((topic, partition), Tally(ignored=Counter()))
        tally.ignored[ERASED] += 1
        setattr(tally, was, getattr(tally, was) - 1)
    return found
