"""Rows of cases in PostgreSQL. Everyone takes them in key order, so nobody deadlocks."""

from collections.abc import Collection, Sequence
from datetime import datetime

import asyncpg
from typing_extensions import override

from schemas.base import shop_of
from schemas.order import LIVE
from services.notifier.case import Case, new_case
from services.notifier.postgres import entries
from services.notifier.stores.cases import CaseRow, CaseStore
from services.runtime.postgres.pool import Connection

ALERTS = "notifier_alerts"
"""The NOTIFY channel that says that something is owed to receivers of pages."""

CHANNEL = "notifier"
"""Channel of NOTIFY: the loops of every replica listen on it."""

_COLUMNS = "order_key, shop, state, version, playbook, wake_at, entries, head"

_LIVE = "state -> 'order' ->> 'status' = ANY($1::text[])"


def _row(record: asyncpg.Record) -> CaseRow:
    return CaseRow(
        order_key=record["order_key"],
        shop=record["shop"],
        case=Case.model_validate_json(record["state"]),
        version=record["version"],
        playbook=record["playbook"],
        wake_at=record["wake_at"],
        entries=record["entries"],
        head=record["head"],
    )


async def _locked(
    conn: Connection, keys: list[str], how: str = "", limit: int | None = None
) -> list[CaseRow]:
    found = await conn.fetch(
        f"""SELECT {_COLUMNS} FROM notifier.cases WHERE order_key = ANY($1::text[])
            ORDER BY order_key LIMIT $2 FOR UPDATE {how}""",  # noqa: S608 - constants
        keys,
        limit,
    )
    return [_row(record) for record in found]


async def notify(conn: Connection) -> None:
    """Wake every replica's loops when this transaction commits."""
    await conn.execute("SELECT pg_notify($1, '')", CHANNEL)


class PostgresCases(CaseStore):
    """In PostgreSQL."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    @override
    async def lock(self, keys: Collection[str], now: datetime) -> dict[str, CaseRow]:
        ordered = sorted(set(keys))
        found = await self._conn.fetch(
            "SELECT order_key FROM notifier.cases WHERE order_key = ANY($1::text[])", ordered
        )
        known = {record["order_key"] for record in found}
        # All are locked only then, and together: whoever locked some before it made others would
        # meet another who does the same in the other order.
        await self._make([key for key in ordered if key not in known], now)
        return {row.order_key: row for row in await _locked(self._conn, ordered)}

    async def _make(self, keys: Sequence[str], now: datetime) -> None:
        if keys:
            await self._conn.executemany(
                """INSERT INTO notifier.cases (order_key, shop, state, version, playbook)
                   VALUES ($1, $2, $3, 0, '') ON CONFLICT (order_key) DO NOTHING""",
                [(key, shop_of(key), new_case(key, now).model_dump_json()) for key in keys],
            )

    @override
    async def lock_known(self, keys: Collection[str]) -> dict[str, CaseRow]:
        return {row.order_key: row for row in await _locked(self._conn, sorted(set(keys)))}

    @override
    async def lock_free(self, keys: Collection[str], limit: int | None = None) -> list[CaseRow]:
        return await _locked(self._conn, sorted(set(keys)), "SKIP LOCKED", limit)

    @override
    async def lock_due(self, now: datetime, limit: int) -> list[CaseRow]:
        # The inner query picks the longest due by the index; the outer one locks in key order.
        found = await self._conn.fetch(
            f"""SELECT {_COLUMNS} FROM notifier.cases
                WHERE order_key IN (
                    SELECT order_key FROM notifier.cases
                    WHERE wake_at <= $1 ORDER BY wake_at LIMIT $2
                ) AND wake_at <= $1
                ORDER BY order_key FOR UPDATE SKIP LOCKED""",  # noqa: S608 - constants
            now,
            limit,
        )
        return [_row(record) for record in found]

    @override
    async def read(self, key: str) -> CaseRow | None:
        record = await self._conn.fetchrow(
            f"SELECT {_COLUMNS} FROM notifier.cases WHERE order_key = $1",  # noqa: S608 - constants
            key,
        )
        return None if record is None else _row(record)

    @override
    async def count_live(self) -> int:
        value: int = await self._conn.fetchval(
            f"SELECT count(*) FROM notifier.cases WHERE {_LIVE}",  # noqa: S608 - constants
            sorted(LIVE),
        )
        return value

    @override
    async def live(self, after: str, limit: int) -> list[CaseRow]:
        found = await self._conn.fetch(
            f"""SELECT {_COLUMNS} FROM notifier.cases WHERE {_LIVE} AND order_key > $2
                ORDER BY order_key LIMIT $3""",  # noqa: S608 - constants
            sorted(LIVE),
            after,
            limit,
        )
        return [_row(record) for record in found]

    @override
    async def save(self, rows: Sequence[CaseRow]) -> None:
        if not rows:
            return
        await entries.write(self._conn, rows)
        for row in rows:
            row.version += 1
            row.unwritten = []
        await self._conn.execute(
            """UPDATE notifier.cases AS held
               SET state = new.state, version = new.version, playbook = new.playbook,
                   wake_at = new.wake_at, entries = new.entries, head = new.head,
                   buyer = new.buyer
               FROM unnest($1::text[], $2::jsonb[], $3::bigint[], $4::text[], $5::timestamptz[],
                           $6::integer[], $7::text[], $8::text[])
                    AS new (order_key, state, version, playbook, wake_at, entries, head, buyer)
               WHERE held.order_key = new.order_key""",
            [row.order_key for row in rows],
            [row.case.model_dump_json() for row in rows],
            [row.version for row in rows],
            [row.playbook for row in rows],
            [row.wake_at for row in rows],
            [row.entries for row in rows],
            [row.head for row in rows],
            [row.case.order.buyer.reference if row.case.order else "" for row in rows],
        )
        await notify(self._conn)

    @override
    async def next_wake(self) -> datetime | None:
        value: datetime | None = await self._conn.fetchval(
            "SELECT min(wake_at) FROM notifier.cases"
        )
        return value

    @override
    async def sweep(self, playbook: str, now: datetime, after: str, limit: int) -> str | None:
        keys = await self._conn.fetch(
            """SELECT order_key FROM notifier.cases
               WHERE playbook <> $1 AND (wake_at IS NULL OR wake_at > $2) AND order_key > $3
               ORDER BY order_key LIMIT $4 FOR UPDATE""",
            playbook,
            now,
            after,
            limit,
        )
        return await self._wake_chunk([record["order_key"] for record in keys], now, limit)

    @override
    async def wake_shop(self, scope: str, now: datetime, after: str, limit: int) -> str | None:
        # Those that are due, too: one that is being settled now may still see what is no more.
        keys = await self._conn.fetch(
            """SELECT order_key FROM notifier.cases
               WHERE ($1 = 'all' OR shop = $1) AND order_key > $2
               ORDER BY order_key LIMIT $3 FOR UPDATE""",
            scope,
            after,
            limit,
        )
        return await self._wake_chunk([record["order_key"] for record in keys], now, limit)

    @override
    async def wake(self, keys: Collection[str], now: datetime) -> int:
        if not keys:
            return 0
        await self._conn.execute(
            "UPDATE notifier.cases SET wake_at = $2 WHERE order_key = ANY($1::text[])",
            list(keys),
            now,
        )
        await notify(self._conn)
        return len(keys)

    async def _wake_chunk(self, keys: list[str], now: datetime, limit: int) -> str | None:
        """Wake those of a locked chunk that rest; where the next begins."""
        await self._conn.execute(
            """UPDATE notifier.cases SET wake_at = $2
               WHERE order_key = ANY($1::text[]) AND (wake_at IS NULL OR wake_at > $2)""",
            keys,
            now,
        )
        if keys:
            await notify(self._conn)
        return keys[-1] if len(keys) == limit else None
