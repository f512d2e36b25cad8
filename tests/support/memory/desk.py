"""Tasks and alerts in memory."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import UTC, datetime

from typing_extensions import override

from schemas.action import ActionStatus
from services.connectors.oncall.audience import Audience
from services.notifier.cause import Cause
from services.notifier.stores.alerts import CASE, PARKED, AlertStore
from services.notifier.stores.tasks import Ask, Task, TaskStatus, TaskStore
from tests.support.memory.tables import Raised, Standing, Tables

_NEVER = datetime.max.replace(tzinfo=UTC)


class MemoryTasks(TaskStore):
    """In memory."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.tasks

    @override
    async def insert(self, task: Task) -> bool:
        if task.key in self._rows:
            return False
        self._rows[task.key] = replace(task, id=len(self._rows) + 1, status="open")
        return True

    @override
    async def close(
        self, key: str, *, status: TaskStatus, by: str, outcome: str, now: datetime
    ) -> bool:
        row = self._rows.get(key)
        if row is None or row.status != "open":
            return False
        self._rows[key] = replace(row, status=status, closed_by=by, outcome=outcome, closed_at=now)
        return True

    @override
    async def give(self, key: str, to: str) -> None:
        if (row := self._rows.get(key)) and row.status == "open":
            self._rows[key] = replace(row, assignee=to)

    @override
    async def snooze(self, key: str, until: datetime) -> None:
        if (row := self._rows.get(key)) and row.status == "open":
            self._rows[key] = replace(row, snoozed_until=until)

    @override
    async def ask(self, key: str, ask: Ask | None) -> None:
        if (row := self._rows.get(key)) and row.status == "open":
            act, by, given = (ask.act, ask.by, ask.given) if ask else ("", "", "")
            at = ask.at if ask else None
            self._rows[key] = replace(
                row, first_act=act, first_by=by, first_with=given, first_at=at
            )

    @override
    async def of_order(self, order_key: str, *, status: TaskStatus | None = None) -> list[Task]:
        return self._where(
            lambda task: task.order_key == order_key and status in (None, task.status)
        )

    @override
    async def open_of_orders(self, order_keys: Collection[str]) -> dict[str, list[Task]]:
        found: dict[str, list[Task]] = {}
        for task in self._where(lambda task: task.order_key in order_keys):
            if task.status == "open":
                found.setdefault(task.order_key, []).append(task)
        return found

    @override
    async def read(self, task_id: int) -> Task | None:
        return next(iter(self._where(lambda task: task.id == task_id)), None)

    @override
    async def find(self, shop: str | None, status: TaskStatus | None, limit: int) -> list[Task]:
        found = self._where(
            lambda task: shop in (None, task.shop) and status in (None, task.status)
        )
        pressing = sorted(found, key=lambda task: (not task.vip, task.deadline or _NEVER))
        closed = sorted(
            (task for task in pressing if task.closed_at),
            key=lambda task: task.closed_at or _NEVER,
            reverse=True,
        )
        return [*(task for task in pressing if not task.closed_at), *closed][:limit]

    def _where(self, wanted: Callable[[Task], bool]) -> list[Task]:
        """Tasks, by number."""
        return sorted((one for one in self._rows.values() if wanted(one)), key=lambda one: one.id)


class MemoryAlerts(AlertStore):
    """In memory; nobody is owed them, since nothing is sent from here."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._causes = tables.causes
        self._alerts = tables.alerts

    @override
    async def add_cause(self, cause: Cause) -> bool:
        if cause.action_key in self._causes:
            return False
        self._causes[cause.action_key] = Raised(cause)
        return True

    @override
    async def raise_again(self, cause: Cause) -> bool:
        known = self._causes.get(cause.action_key)
        if known is not None and known.gone_at is None:
            seen = replace(known.cause, since=max(known.cause.since, cause.since))
            self._causes[cause.action_key] = Raised(seen)
            return False
        self._causes.pop(cause.action_key, None)
        return await self.add_cause(cause)

    @override
    async def end_own(
        self, now: datetime, *, unseen_since: datetime, untried_since: datetime
    ) -> list[str]:
        untried = any(
            row.status is ActionStatus.READY and row.retry_at and row.retry_at <= untried_since
            for row in self._tables.actions.values()
        )

        def over(cause: Cause) -> bool:
            if cause.action_key.startswith(CASE):
                return cause.since <= unseen_since and not untried
            return (
                cause.labels.get("reason", ""),
                cause.level == "page",
            ) not in self._tables.parked

        own = [one for one in self._standing() if not one.order_key]
        ended = [one for one in own if one.action_key.startswith((CASE, PARKED)) and over(one)]
        for cause in ended:
            await self.end_cause(cause.action_key, now)
        return [cause.dedup_key for cause in ended]

    @override
    async def end_cause(self, action_key: str, now: datetime) -> str | None:
        known = self._causes.get(action_key)
        if known is None or known.gone_at is not None:
            return None
        self._causes[action_key] = replace(known, gone_at=now)
        return known.cause.dedup_key

    @override
    async def standing_of_orders(self, order_keys: Collection[str]) -> dict[str, list[Cause]]:
        found: dict[str, list[Cause]] = {}
        for cause in self._standing():
            if cause.order_key in order_keys:
                found.setdefault(cause.order_key, []).append(cause)
        return found

    @override
    async def fold(
        self,
        dedup_keys: Collection[str],
        receivers: Audience,
        now: datetime,
    ) -> None:
        for key in sorted(dedup_keys):
            self._fold(key, now)

    def _fold(self, key: str, now: datetime) -> None:
        causes = sorted(
            (one for one in self._standing() if one.dedup_key == key), key=lambda one: one.since
        )
        known = self._alerts.get(key)
        if not causes:
            if known is not None:
                self._alerts[key] = replace(known, ends_at=now)
            return
        first, others = causes[0], len(causes) - 1
        stood = known is not None and known.ends_at is None
        self._alerts[key] = Standing(
            level=first.level,
            labels=known.labels if known else first.labels,
            summary=f"{first.summary} (and {others} more)" if others else first.summary,
            starts_at=known.starts_at if known and stood else first.since,
        )

    def _standing(self) -> list[Cause]:
        """Causes that stand, by key."""
        return [
            self._causes[key].cause
            for key in sorted(self._causes)
            if self._causes[key].gone_at is None
        ]
