"""Actions in memory."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime

from typing_extensions import override

from schemas.action import ActionStatus
from services.notifier.actionrow import ActionRow
from services.notifier.case import OPEN
from services.notifier.stores.actions import ActionStore, Observed
from tests.support.memory.tables import Tables


class MemoryActions(ActionStore):
    """In memory."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._rows = tables.actions

    @override
    async def insert_all(self, rows: Sequence[ActionRow]) -> frozenset[str]:
        added = set()
        for row in rows:
            if row.order_key not in self._tables.cases:
                raise KeyError(f"an action of {row.order_key}, which is no case")
            if row.key not in self._rows:
                self._rows[row.key] = replace(row)
                added.add(row.key)
        return frozenset(added)

    @override
    async def write_all(self, rows: Sequence[ActionRow]) -> None:
        self._rows |= {row.key: replace(row) for row in rows if row.key in self._rows}

    @override
    async def read_all(self, keys: Collection[str]) -> dict[str, ActionRow]:
        return {key: replace(self._rows[key]) for key in keys if key in self._rows}

    @override
    async def lock_free(self, keys: Collection[str]) -> list[ActionRow]:
        return self._where(lambda row: row.key in keys)

    @override
    async def pending(self, order_keys: Collection[str]) -> dict[str, dict[str, ActionRow]]:
        found: dict[str, dict[str, ActionRow]] = {}
        for row in self._where(lambda row: row.order_key in order_keys and row.status in OPEN):
            found.setdefault(row.order_key, {})[row.key] = row
        return found

    @override
    async def of_order(self, order_key: str) -> dict[str, ActionRow]:
        return {row.key: row for row in self._where(lambda row: row.order_key == order_key)}

    @override
    async def due(self, status: ActionStatus, now: datetime, limit: int) -> list[tuple[str, str]]:
        return [(row.key, row.order_key) for row in self._due(status, now)[:limit]]

    @override
    async def lease(
        self, status: ActionStatus, *, now: datetime, until: datetime, limit: int
    ) -> list[ActionRow]:
        leased = [replace(row, retry_at=until) for row in self._due(status, now)[:limit]]
        self._rows |= {row.key: replace(row) for row in leased}
        return sorted(leased, key=lambda row: row.key)

    @override
    async def next_due(self) -> datetime | None:
        return min((row.retry_at for row in self._rows.values() if row.retry_at), default=None)

    @override
    async def in_conversations(self, conversations: Collection[str]) -> dict[str, list[ActionRow]]:
        spoken = [
            (row.claimed_at, row.key, row)
            for row in self._where(lambda row: row.conversation in conversations)
            if row.claimed_at
        ]
        found: dict[str, list[ActionRow]] = {}
        for _, _, row in sorted(spoken, key=lambda one: one[:2]):
            found.setdefault(row.conversation or "", []).append(row)
        return found

    @override
    async def set_aside(self, key: str, until: datetime) -> None:
        if key in self._rows:
            self._rows[key] = replace(self._rows[key], retry_at=until)

    @override
    async def observed(self, shop: str, since: datetime | None) -> list[Observed]:
        rows = [
            row
            for row in self._rows.values()
            if row.order_key.startswith(f"{shop}/")
            and (row.status, row.mode) == (ActionStatus.SKIPPED, "observe")
            and row.reason.startswith("observe:")
            and (since is None or row.changed_at > since)
        ]
        return [
            Observed(
                one.order_key,
                one.rule,
                one.kind,
                one.language,
                one.text,
                one.reason,
                one.changed_at,
            )
            for one in sorted(rows, key=lambda one: (one.changed_at, one.key))[::-1]
        ]

    @override
    async def lock_conversations(self, conversations: Collection[str]) -> None:
        pass

    def _due(self, status: ActionStatus, now: datetime) -> list[ActionRow]:
        due = [
            (row.retry_at, row.key, row)
            for row in self._where(lambda row: row.status is status)
            if row.retry_at and row.retry_at <= now
        ]
        return [row for _, _, row in sorted(due, key=lambda one: one[:2])]

    def _where(self, wanted: Callable[[ActionRow], bool]) -> list[ActionRow]:
        """Copies of rows, by key."""
        return [replace(self._rows[key]) for key in sorted(self._rows) if wanted(self._rows[key])]
