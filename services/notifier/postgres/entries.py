"""Rows of entries in PostgreSQL."""

import json
from collections.abc import Iterable

from typing_extensions import override

from services.notifier.ledger import Chained, Entry
from services.notifier.stores.cases import CaseRow
from services.notifier.stores.entries import EntryStore
from services.runtime.postgres.pool import Connection


async def write(conn: Connection, rows: Iterable[CaseRow]) -> None:
    """Write the ends of the chains of locked cases; part of saving them."""
    await conn.executemany(
        """INSERT INTO notifier.entries
               (order_key, seq, source_id, kind, at, body, prev, hash)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""",
        [
            (
                row.order_key,
                link.seq,
                link.entry.source_id,
                link.entry.kind,
                link.entry.at,
                json.dumps(dict(link.entry.body)),
                link.prev,
                link.hash,
            )
            for row in rows
            for link in row.unwritten
        ],
    )


class PostgresEntries(EntryStore):
    """In PostgreSQL."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    @override
    async def chain(self, order_key: str) -> list[Chained]:
        rows = await self._conn.fetch(
            """SELECT seq, source_id, kind, at, body, prev, hash
               FROM notifier.entries WHERE order_key = $1 ORDER BY seq""",
            order_key,
        )
        return [
            Chained(
                row["seq"],
                Entry(row["source_id"], row["kind"], row["at"], json.loads(row["body"])),
                row["prev"],
                row["hash"],
            )
            for row in rows
        ]
