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
    links = [(row.order_key, link) for row in rows for link in row.unwritten]
    if not links:
        return
    await conn.execute(
        """INSERT INTO notifier.entries (order_key, seq, source_id, kind, at, body, prev, hash)
           SELECT * FROM unnest($1::text[], $2::integer[], $3::text[], $4::text[],
                                $5::timestamptz[], $6::jsonb[], $7::text[], $8::text[])""",
        [key for key, _ in links],
        [link.seq for _, link in links],
        [link.entry.source_id for _, link in links],
        [link.entry.kind for _, link in links],
        [link.entry.at for _, link in links],
        [json.dumps(dict(link.entry.body)) for _, link in links],
        [link.prev for _, link in links],
        [link.hash for _, link in links],
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
