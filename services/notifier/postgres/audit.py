"""Whole chains, as they are checked: many cases at a time, of one state of the database."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from services.notifier.ledger import Chained, Entry, Told
from services.runtime.postgres.pool import Connection

# The services go on writing: a case and its entries have to be of one instant.
ONE_STATE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"

_CASES = """
    SELECT order_key, entries, head FROM notifier.cases
     WHERE order_key > $1 AND ($3::text IS NULL OR order_key = $3) ORDER BY order_key LIMIT $2
"""
_ENTRIES = """
    SELECT order_key, seq, source_id, kind, at, body, prev, hash FROM notifier.entries
     WHERE order_key = ANY($1::text[]) ORDER BY order_key, seq
"""
_STRAY = """
    SELECT DISTINCT order_key FROM notifier.entries AS own
     WHERE NOT EXISTS (SELECT FROM notifier.cases AS held WHERE held.order_key = own.order_key)
       AND ($1::text IS NULL OR order_key = $1)
     ORDER BY order_key
"""


async def told(conn: Connection, after: str, limit: int, only: str | None = None) -> list[Told]:
    """The timelines of the next cases behind ``after``, or of one alone."""
    cases = await conn.fetch(_CASES, after, limit, only)
    chains = await _chains(conn, [row["order_key"] for row in cases])
    return [
        Told(row["order_key"], row["entries"], row["head"], chains[row["order_key"]])
        for row in cases
    ]


async def stray(conn: Connection, only: str | None = None) -> Sequence[str]:
    """Orders with entries whose case is gone."""
    return [row["order_key"] for row in await conn.fetch(_STRAY, only)]


async def _chains(conn: Connection, keys: Sequence[str]) -> Mapping[str, list[Chained]]:
    found: dict[str, list[Chained]] = defaultdict(list)
    for row in await conn.fetch(_ENTRIES, keys):
        entry = Entry(row["source_id"], row["kind"], row["at"], json.loads(row["body"]))
        found[row["order_key"]].append(Chained(row["seq"], entry, row["prev"], row["hash"]))
    return found
