"""Rows of alerts and their causes in PostgreSQL.

The alert that causes share is folded anew at the end of the transaction, in the order of the keys,
under its own row's lock.
"""

import json
from collections.abc import Collection, Sequence
from datetime import datetime

import asyncpg
from typing_extensions import override

from services.connectors.oncall.audience import Audience
from services.notifier.cause import Cause
from services.notifier.postgres.cases import ALERTS
from services.notifier.stores.alerts import CASE, PARKED, AlertStore
from services.runtime.postgres.pool import Connection

_COLUMNS = (
    "action_key, order_key, occasion, dedup_key, level, labels, summary, why_now, what_to_do, "
    "link, since"
)


def _cause(record: asyncpg.Record) -> Cause:
    values = {name: record[name] for name in Cause.__dataclass_fields__}
    return Cause(**(values | {"labels": json.loads(record["labels"])}))


async def _fold(conn: Connection, key: str, receivers: Audience, now: datetime) -> None:
    seen = await _causes(conn, key)
    if seen:
        # Makes the row where it is missing, and locks it either way.
        await _write(conn, key, seen, locking=True)
    else:
        await conn.execute("SELECT FROM notifier.alerts WHERE dedup_key = $1 FOR UPDATE", key)
    causes = await _causes(conn, key)  # again: under the lock nobody else's is still on its way
    if causes:
        await _write(conn, key, causes, locking=False)
    else:
        await conn.execute("UPDATE notifier.alerts SET ends_at = $2 WHERE dedup_key = $1", key, now)
    row = await conn.fetchrow("SELECT level, labels FROM notifier.alerts WHERE dedup_key = $1", key)
    names = set(receivers.names(row["level"], json.loads(row["labels"]))) if row else set()
    if not causes:  # also those who were told while the settings had it go to them
        names |= await _told(conn, key) & receivers.everybody
    for receiver in sorted(names):
        # A row that is leased or backing off keeps its instant; who finishes sees `wanted`.
        await conn.execute(
            """INSERT INTO notifier.deliveries (dedup_key, receiver, wanted, retry_at)
               VALUES ($1, $2, 1, $3)
               ON CONFLICT (dedup_key, receiver) DO UPDATE
               SET wanted = deliveries.wanted + 1,
                   retry_at = coalesce(deliveries.retry_at, $3)""",
            key,
            receiver,
            now,
        )


async def _told(conn: Connection, key: str) -> set[str]:
    records = await conn.fetch("SELECT receiver FROM notifier.deliveries WHERE dedup_key = $1", key)
    return {record["receiver"] for record in records}


async def _causes(conn: Connection, key: str) -> list[Cause]:
    records = await conn.fetch(
        f"""SELECT {_COLUMNS} FROM notifier.alert_causes
            WHERE dedup_key = $1 AND gone_at IS NULL ORDER BY since, action_key""",  # noqa: S608
        key,
    )
    return [_cause(record) for record in records]


async def _write(conn: Connection, key: str, causes: Sequence[Cause], *, locking: bool) -> None:
    first = causes[0]
    others = len(causes) - 1
    summary = f"{first.summary} (and {others} more)" if others else first.summary
    update = (
        "level = alerts.level"
        if locking
        else """level = excluded.level,
        summary = excluded.summary, why_now = excluded.why_now, what_to_do = excluded.what_to_do,
        link = excluded.link, ends_at = NULL,
        starts_at = CASE WHEN alerts.ends_at IS NULL THEN alerts.starts_at
                         ELSE excluded.starts_at END"""
    )
    await conn.execute(
        f"""INSERT INTO notifier.alerts (dedup_key, level, labels, summary, why_now, what_to_do,
                                         link, starts_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (dedup_key) DO UPDATE SET {update}""",  # noqa: S608 - constants
        key,
        first.level,
        json.dumps(dict(first.labels)),
        summary,
        first.why_now,
        first.what_to_do,
        first.link,
        first.since,
    )


class PostgresAlerts(AlertStore):
    """In PostgreSQL."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    @override
    async def add_cause(self, cause: Cause) -> bool:
        done = await self._conn.execute(
            f"""INSERT INTO notifier.alert_causes ({_COLUMNS})
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                ON CONFLICT (action_key) DO NOTHING""",  # noqa: S608 - constants
            cause.action_key,
            cause.order_key,
            cause.occasion,
            cause.dedup_key,
            cause.level,
            json.dumps(dict(cause.labels)),
            cause.summary,
            cause.why_now,
            cause.what_to_do,
            cause.link,
            cause.since,
        )
        return bool(done != "INSERT 0 0")

    @override
    async def raise_again(self, cause: Cause) -> bool:
        # Locks the row even where it changes nothing: see `end_own`.
        stands = await self._conn.execute(
            """UPDATE notifier.alert_causes
               SET since = CASE WHEN gone_at IS NULL THEN greatest(since, $2) ELSE since END
               WHERE action_key = $1""",
            cause.action_key,
            cause.since,
        )
        if stands != "UPDATE 0":
            await self._conn.execute(
                "DELETE FROM notifier.alert_causes WHERE action_key = $1 AND gone_at IS NOT NULL",
                cause.action_key,
            )
        return await self.add_cause(cause)

    @override
    async def end_own(
        self, now: datetime, *, unseen_since: datetime, untried_since: datetime
    ) -> list[str]:
        # Locked before it is looked whether they hold: what is raised meanwhile waits.
        own = await self._conn.fetch(
            """SELECT action_key FROM notifier.alert_causes
               WHERE order_key = '' AND gone_at IS NULL
                 AND (starts_with(action_key, $1) OR starts_with(action_key, $2))
               ORDER BY action_key FOR UPDATE""",
            CASE,
            PARKED,
        )
        if not own:
            return []
        ended = await self._conn.fetch(
            """UPDATE notifier.alert_causes AS cause SET gone_at = $2
               WHERE action_key = ANY($1::text[]) AND CASE
                 WHEN starts_with(action_key, $3) THEN since <= $4 AND NOT EXISTS (
                   SELECT FROM notifier.actions WHERE status = 'ready' AND retry_at <= $5)
                 ELSE NOT EXISTS (
                   SELECT FROM notifier.parked
                   WHERE reason = cause.labels ->> 'reason' AND bug = (cause.level = 'page'))
                 END
               RETURNING dedup_key""",
            [record["action_key"] for record in own],
            now,
            CASE,
            unseen_since,
            untried_since,
        )
        return [record["dedup_key"] for record in ended]

    @override
    async def end_cause(self, action_key: str, now: datetime) -> str | None:
        key: str | None = await self._conn.fetchval(
            """UPDATE notifier.alert_causes SET gone_at = $2
               WHERE action_key = $1 AND gone_at IS NULL RETURNING dedup_key""",
            action_key,
            now,
        )
        return key

    @override
    async def standing_of_orders(self, order_keys: Collection[str]) -> dict[str, list[Cause]]:
        records = await self._conn.fetch(
            f"""SELECT {_COLUMNS} FROM notifier.alert_causes
                WHERE order_key = ANY($1::text[]) AND gone_at IS NULL ORDER BY action_key""",  # noqa: S608
            list(order_keys),
        )
        found: dict[str, list[Cause]] = {}
        for record in records:
            found.setdefault(record["order_key"], []).append(_cause(record))
        return found

    @override
    async def fold(
        self,
        dedup_keys: Collection[str],
        receivers: Audience,
        now: datetime,
    ) -> None:
        for key in sorted(dedup_keys):
            await _fold(self._conn, key, receivers, now)
        if dedup_keys:
            await self._conn.execute("SELECT pg_notify($1, '')", ALERTS)
