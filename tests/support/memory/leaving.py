"""What has left, in memory: ledgers, traffic, and what the log is held against."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from typing_extensions import override

from schemas.action import Action, ActionStatus
from services.notifier.admit import Ledgers
from services.notifier.brake import HOUR, WEEK, WEEKS, Traffic, same_hours
from services.notifier.ledger import DAY, hour_of, minute_of, windows
from services.notifier.stores.ledgers import LedgerStore
from services.notifier.stores.recovery import Identity, RecoveryStore
from tests.support.memory.tables import Minute, Tables


class MemoryLedgers(LedgerStore):
    """In memory, where transactions come one after another and no lock is needed."""

    def __init__(self, tables: Tables) -> None:
        self._ledgers, self._traffic = tables.ledgers, tables.traffic

    @override
    async def lock(self, shop: str) -> None:
        pass

    @override
    async def used_by(
        self, shop: str, rules: Sequence[Sequence[str]], now: datetime
    ) -> list[Ledgers]:
        each = [[windows(shop, rule, now) for rule in ids] for ids in rules]
        return [
            Ledgers.of([[self._ledgers.get(window, 0) for window in some] for some in ids])
            for ids in each
        ]

    @override
    async def traffic(self, shop: str, now: datetime) -> Traffic:
        minutes = [(minute, row) for (whose, minute), row in self._traffic.items() if whose == shop]
        last = [row for minute, row in minutes if minute > now - HOUR]
        ledger = f"{shop}#hour"
        spoken = [at for (scope, at), used in self._ledgers.items() if scope == ledger and used]
        return Traffic(
            sent=sum(row.messages for row in last),
            refused=sum(row.refused for row in last),
            hour=sum(row.used for minute, row in minutes if minute >= hour_of(now)),
            usual=[
                self._ledgers.get((ledger, at), 0)
                for at in same_hours(now)
                if spoken and at >= min(spoken)
            ],
        )

    @override
    async def count_all(
        self, shop: str, by_rule: Mapping[str, int], at: datetime, *, messages: int
    ) -> None:
        counted: Counter[tuple[str, datetime]] = Counter()
        for rule, by in by_rule.items():
            for window in windows(shop, rule, at):
                counted[window] += by
        for window, by in counted.items():
            self._ledgers[window] = max(self._ledgers.get(window, 0) + by, 0)
        row = self._traffic.get((shop, minute_of(at)), Minute())
        self._traffic[shop, minute_of(at)] = replace(
            row,
            used=max(row.used + sum(by_rule.values()), 0),
            messages=max(row.messages + messages, 0),
        )

    @override
    async def refuse(self, shop: str, at: datetime) -> None:
        row = self._traffic.get((shop, minute_of(at)))
        if row is not None:
            self._traffic[shop, minute_of(at)] = replace(row, refused=row.refused + 1)

    @override
    async def forget_traffic(self, scope: str) -> None:
        for where in [where for where in self._traffic if scope in {"all", where[0]}]:
            del self._traffic[where]

    @override
    async def prune(self, now: datetime) -> None:
        for where in [where for where in self._traffic if where[1] < now - DAY]:
            del self._traffic[where]
        for window in [each for each in self._ledgers if each[1] < now - (WEEKS + 1) * WEEK]:
            del self._ledgers[window]


class MemoryRecovery(RecoveryStore):
    """In memory."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    @override
    async def identity(self) -> Identity:
        return Identity("memory", self._tables.lineage.get("since"))

    @override
    async def note_lineage(self, now: datetime, *, lost: bool = False) -> None:
        if lost:
            self._tables.lineage["since"] = now

    @override
    async def read_to(self) -> dict[int, int]:
        return dict(self._tables.outcomes_read)

    @override
    async def note_read(self, ends: Mapping[int, int]) -> None:
        self._tables.outcomes_read.update(ends)

    @override
    async def unknown(self, told: Sequence[Action]) -> list[Action]:
        return [action for action in told if not self._knows(action)]

    def _knows(self, told: Action) -> bool:
        row = self._tables.actions.get(told.key)
        if row is not None and row.recovered >= told.version:
            return True
        seq = self._tables.sources.get((told.order_key, f"action:{told.key}@{told.version}"))
        if seq is None:
            return False
        entry = self._tables.entries[told.order_key, seq].entry
        return bool(entry.body.get("status") == told.status)

    @override
    async def unlooked(self, limit: int) -> list[tuple[str, str]]:
        found = [
            (row.order_key, row.key)
            for row in self._tables.actions.values()
            if row.recovered and row.status is ActionStatus.CLAIMED and row.retry_at is None
        ]
        return [(key, order_key) for order_key, key in sorted(found)[:limit]]

    @override
    async def lock(self) -> None:
        pass
