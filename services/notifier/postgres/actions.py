"""Rows of actions in PostgreSQL."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime

import asyncpg
from typing_extensions import override

from schemas.action import ActionKind, ActionStatus, Offer
from services.notifier.actionrow import ActionRow
from services.notifier.stores.actions import ActionStore, Observed
from services.runtime.postgres.leases import Due
from services.runtime.postgres.pool import Connection

_COLUMNS = (
    "key",
    "order_key",
    "rule",
    "occasion",
    "kind",
    "channel",
    "status",
    "reason",
    "mode",
    "args",
    "due_at",
    "until",
    "text",
    "text_hash",
    "language",
    "conversation",
    "external_ref",
    "attempts",
    "looks",
    "doubts",
    "retry_at",
    "claimed_at",
    "done_at",
    "changed_at",
    "version",
    "recovered",
    "offer",
)
_READ = ", ".join(_COLUMNS)
_VALUES = ", ".join(f"${number}" for number in range(1, len(_COLUMNS) + 1))
_INSERT = f"""INSERT INTO notifier.actions ({", ".join(_COLUMNS)}) VALUES ({_VALUES})
    ON CONFLICT (key) DO NOTHING RETURNING key"""  # noqa: S608 - constants
_UPDATE = f"""UPDATE notifier.actions SET ({", ".join(_COLUMNS[5:])}) =
    ({", ".join(_VALUES.split(", ")[5:])}) WHERE key = $1
    AND (order_key, rule, occasion, kind) = ($2, $3, $4, $5)"""  # noqa: S608 - constants

NEXT_DUE = "SELECT min(retry_at) FROM notifier.actions WHERE retry_at IS NOT NULL"
"""Asked by every idle pass: one entry of an index, whatever the statuses."""


def _row(record: asyncpg.Record) -> ActionRow:
    values = {name: record[name] for name in _COLUMNS}
    values["args"] = json.loads(str(values["args"]))
    values["kind"] = ActionKind(str(values["kind"]))
    values["status"] = ActionStatus(str(values["status"]))
    told = values["offer"]
    values["offer"] = None if told is None else Offer.model_validate_json(str(told))
    return ActionRow(**values)  # the columns are the fields, by name


def _parameters(row: ActionRow) -> list[object]:
    values = {name: getattr(row, name) for name in _COLUMNS}
    values["args"] = json.dumps(dict(row.args))
    values["offer"] = None if row.offer is None else row.offer.model_dump_json()
    return list(values.values())


class PostgresActions(ActionStore):
    """In PostgreSQL."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    @override
    async def insert_all(self, rows: Sequence[ActionRow]) -> frozenset[str]:
        if not rows:
            return frozenset()
        added = await self._conn.fetchmany(_INSERT, [_parameters(row) for row in rows])
        return frozenset(record["key"] for record in added)

    @override
    async def write_all(self, rows: Sequence[ActionRow]) -> None:
        if rows:
            await self._conn.executemany(_UPDATE, [_parameters(row) for row in rows])

    @override
    async def read_all(self, keys: Collection[str]) -> dict[str, ActionRow]:
        records = await self._conn.fetch(
            f"SELECT {_READ} FROM notifier.actions WHERE key = ANY($1::text[])",  # noqa: S608
            list(keys),
        )
        return {record["key"]: _row(record) for record in records}

    @override
    async def lock_free(self, keys: Collection[str]) -> list[ActionRow]:
        if not keys:
            return []
        records = await self._conn.fetch(
            f"""SELECT {_READ} FROM notifier.actions WHERE key = ANY($1::text[])
                ORDER BY key FOR UPDATE SKIP LOCKED""",  # noqa: S608 - constants
            list(keys),
        )
        return [_row(record) for record in records]

    @override
    async def pending(self, order_keys: Collection[str]) -> dict[str, dict[str, ActionRow]]:
        found = await self._conn.fetch(
            f"""SELECT {_READ} FROM notifier.actions
                WHERE order_key = ANY($1::text[]) AND status IN ('ready', 'awaiting_approval')
                ORDER BY key""",  # noqa: S608 - constants
            list(order_keys),
        )
        orders: dict[str, dict[str, ActionRow]] = {}
        for record in found:
            orders.setdefault(record["order_key"], {})[record["key"]] = _row(record)
        return orders

    @override
    async def of_order(self, order_key: str) -> dict[str, ActionRow]:
        records = await self._conn.fetch(
            f"SELECT {_READ} FROM notifier.actions WHERE order_key = $1 ORDER BY key",  # noqa: S608
            order_key,
        )
        return {record["key"]: _row(record) for record in records}

    @override
    async def due(self, status: ActionStatus, now: datetime, limit: int) -> list[tuple[str, str]]:
        records = await self._conn.fetch(
            """SELECT key, order_key FROM notifier.actions
               WHERE status = $1 AND retry_at <= $2 ORDER BY retry_at, key LIMIT $3""",
            status,
            now,
            limit,
        )
        return [(record["key"], record["order_key"]) for record in records]

    @override
    async def next_due(self) -> datetime | None:
        value: datetime | None = await self._conn.fetchval(NEXT_DUE)
        return value

    @override
    async def lease(
        self, status: ActionStatus, *, now: datetime, until: datetime, limit: int
    ) -> list[ActionRow]:
        due = Due("notifier.actions", ("key",), "retry_at", f"status = '{status}'")
        leased = await due.lease(self._conn, now=now, until=until, limit=limit)
        return [_row(record) for record in leased]

    @override
    async def in_conversations(self, conversations: Collection[str]) -> dict[str, list[ActionRow]]:
        records = await self._conn.fetch(
            f"""SELECT {_READ} FROM notifier.actions
                WHERE conversation = ANY($1::text[]) AND claimed_at IS NOT NULL
                ORDER BY claimed_at, key""",  # noqa: S608 - constants
            list(conversations),
        )
        found: dict[str, list[ActionRow]] = {}
        for record in records:
            found.setdefault(record["conversation"], []).append(_row(record))
        return found

    @override
    async def set_aside(self, key: str, until: datetime) -> None:
        await self._conn.execute(
            "UPDATE notifier.actions SET retry_at = $2 WHERE key = $1", key, until
        )

    @override
    async def observed(self, shop: str, since: datetime | None) -> list[Observed]:
        rows = await self._conn.fetch(
            """SELECT order_key, rule, kind, language, text, reason, changed_at AS at
               FROM notifier.actions JOIN notifier.cases USING (order_key)
               WHERE shop = $1 AND status = 'skipped' AND mode = 'observe'
                 AND starts_with(reason, 'observe:')
                 AND ($2::timestamptz IS NULL OR changed_at > $2)
               ORDER BY changed_at DESC, key""",
            shop,
            since,
        )
        return [Observed(**{**dict(row), "kind": ActionKind(row["kind"])}) for row in rows]

    @override
    async def lock_conversations(self, conversations: Collection[str]) -> None:
        # The inner query sorts by what is locked; no lock is taken before it has come to its end.
        await self._conn.execute(
            """SELECT pg_advisory_xact_lock(hashtext('conversation'), place)
               FROM (SELECT DISTINCT hashtext(name) AS place FROM unnest($1::text[]) AS named (name)
                     ORDER BY place OFFSET 0) AS places""",
            list(conversations),
        )
