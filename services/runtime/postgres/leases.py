"""Due work: a due column, leased by moving it, finished under a fence.

The lease ends in domain time because it moves a domain due column: a dead owner's rows simply fall
due again. Finish with ``... WHERE key = ... AND <due> = <the lease>`` and raise ``LeaseLost`` if no
row matched.
"""

from dataclasses import dataclass
from datetime import datetime

import asyncpg

from services.runtime.postgres.pool import Connection, identifier


@dataclass(frozen=True, slots=True)
class Due:
    """A table with due work.

    Attributes:
        table: schema-qualified.
        key: its primary key.
        column: the due instant; null means never.
        only: a further condition, constant SQL; it may name no parameter.
    """

    table: str
    key: tuple[str, ...]
    column: str
    only: str = "true"

    async def lease(
        self, conn: Connection, *, now: datetime, until: datetime, limit: int
    ) -> list[asyncpg.Record]:
        """Take due rows, in key order, by moving their due instant to ``until``.

        Returns:
            Whole rows, their due column being ``until``: the fence.
        """
        table, column = identifier(self.table), identifier(self.column)
        key = ", ".join(identifier(name) for name in self.key)
        statement = f"""
            WITH taken AS (
                SELECT {key} FROM {table} WHERE {column} <= $1 AND ({self.only})
                ORDER BY {column}, {key} LIMIT $3 FOR UPDATE SKIP LOCKED
            )
            UPDATE {table} SET {column} = $2
            WHERE ({key}) IN (SELECT {key} FROM taken) RETURNING *
        """  # noqa: S608 - checked identifiers and a constant
        rows = await conn.fetch(statement, now, until, limit)
        return sorted(rows, key=lambda row: tuple(row[name] for name in self.key))

    async def next(self, conn: Connection, now: datetime) -> datetime | None:
        """The earliest due instant, not before ``now``; None where nothing will be due."""
        statement = (
            f"SELECT min({identifier(self.column)}) FROM {identifier(self.table)} "  # noqa: S608
            f"WHERE {identifier(self.column)} IS NOT NULL AND ({self.only})"
        )
        found: datetime | None = await conn.fetchval(statement)
        return found if found is None else max(found, now)
