"""Rows of tasks in PostgreSQL."""

from collections.abc import Collection
from datetime import datetime

import asyncpg
from typing_extensions import override

from services.notifier.stores.tasks import Ask, Task, TaskStatus, TaskStore
from services.runtime.postgres.pool import Connection

COLUMNS = ", ".join(Task.__dataclass_fields__)


def task_of(record: asyncpg.Record) -> Task:
    """A task of a row of ``COLUMNS``."""
    return Task(**dict(record))


class PostgresTasks(TaskStore):
    """In PostgreSQL."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    @override
    async def insert(self, task: Task) -> bool:
        done = await self._conn.execute(
            """INSERT INTO notifier.tasks (key, action_key, order_key, shop, kind, rule, title, why,
                                           body, link, deadline, status, created_at, vip,
                                           country, at_risk, currency)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open', $12, $13, $14, $15,
                       $16)
               ON CONFLICT (key) DO NOTHING""",
            task.key,
            task.action_key,
            task.order_key,
            task.shop,
            task.kind,
            task.rule,
            task.title,
            task.why,
            task.body,
            task.link,
            task.deadline,
            task.created_at,
            task.vip,
            task.country,
            task.at_risk,
            task.currency,
        )
        return bool(done != "INSERT 0 0")

    @override
    async def close(
        self, key: str, *, status: TaskStatus, by: str, outcome: str, now: datetime
    ) -> bool:
        done = await self._conn.execute(
            """UPDATE notifier.tasks
               SET status = $2, closed_by = $3, outcome = $4, closed_at = $5
               WHERE key = $1 AND status = 'open'""",
            key,
            status,
            by,
            outcome,
            now,
        )
        return bool(done != "UPDATE 0")

    @override
    async def give(self, key: str, to: str) -> None:
        await self._conn.execute(
            "UPDATE notifier.tasks SET assignee = $2 WHERE key = $1 AND status = 'open'", key, to
        )

    @override
    async def snooze(self, key: str, until: datetime) -> None:
        await self._conn.execute(
            "UPDATE notifier.tasks SET snoozed_until = $2 WHERE key = $1 AND status = 'open'",
            key,
            until,
        )

    @override
    async def ask(self, key: str, ask: Ask | None) -> None:
        await self._conn.execute(
            """UPDATE notifier.tasks
               SET first_act = $2, first_by = $3, first_with = $4, first_at = $5
               WHERE key = $1 AND status = 'open'""",
            key,
            ask.act if ask else "",
            ask.by if ask else "",
            ask.given if ask else "",
            ask.at if ask else None,
        )

    @override
    async def of_order(self, order_key: str, *, status: TaskStatus | None = None) -> list[Task]:
        records = await self._conn.fetch(
            f"""SELECT {COLUMNS} FROM notifier.tasks
                WHERE order_key = $1 AND ($2::text IS NULL OR status = $2) ORDER BY id""",  # noqa: S608
            order_key,
            status,
        )
        return [task_of(record) for record in records]

    @override
    async def open_of_orders(self, order_keys: Collection[str]) -> dict[str, list[Task]]:
        records = await self._conn.fetch(
            f"""SELECT {COLUMNS} FROM notifier.tasks
                WHERE order_key = ANY($1::text[]) AND status = 'open' ORDER BY id""",  # noqa: S608
            list(order_keys),
        )
        found: dict[str, list[Task]] = {}
        for record in records:
            found.setdefault(record["order_key"], []).append(task_of(record))
        return found

    @override
    async def read(self, task_id: int) -> Task | None:
        record = await self._conn.fetchrow(
            f"SELECT {COLUMNS} FROM notifier.tasks WHERE id = $1",  # noqa: S608 - constants
            task_id,
        )
        return None if record is None else task_of(record)

    @override
    async def find(self, shop: str | None, status: TaskStatus | None, limit: int) -> list[Task]:
        records = await self._conn.fetch(
            f"""SELECT {COLUMNS} FROM notifier.tasks
                WHERE ($1::text IS NULL OR shop = $1) AND ($2::text IS NULL OR status = $2)
                ORDER BY status <> 'open', closed_at DESC,
                         status <> 'open' OR NOT vip, deadline NULLS LAST, id
                LIMIT $3""",  # noqa: S608 - constants
            shop,
            status,
            limit,
        )
        return [task_of(record) for record in records]
