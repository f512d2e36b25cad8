"""Cases and entries in memory. Transactions come one after another: nobody else holds a row."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from typing_extensions import override

from schemas.base import shop_of
from schemas.order import LIVE
from services.notifier.case import new_case
from services.notifier.ledger import Chained
from services.notifier.stores.cases import CaseRow, CaseStore
from services.notifier.stores.entries import EntryStore
from services.notifier.stores.shops import ALL
from tests.support.memory.tables import Tables


class MemoryCases(CaseStore):
    """In memory."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.cases
        self._entries = tables.entries
        self._sources = tables.sources

    @override
    async def lock(self, keys: Collection[str], now: datetime) -> dict[str, CaseRow]:
        for key in keys:
            if key not in self._rows:
                case = new_case(key, now)
                self._rows[key] = CaseRow(key, shop_of(key), case, 0, "", None, 0, "")
        return {row.order_key: row for row in self._held(keys)}

    @override
    async def lock_known(self, keys: Collection[str]) -> dict[str, CaseRow]:
        return {row.order_key: row for row in self._held(keys)}

    @override
    async def lock_free(self, keys: Collection[str], limit: int | None = None) -> list[CaseRow]:
        return self._held(keys)[:limit]

    @override
    async def lock_due(self, now: datetime, limit: int) -> list[CaseRow]:
        due = [
            (row.wake_at, key)
            for key, row in self._rows.items()
            if row.wake_at and row.wake_at <= now
        ]
        return self._held([key for _, key in sorted(due)[:limit]])

    @override
    async def read(self, key: str) -> CaseRow | None:
        row = self._rows.get(key)
        return None if row is None else _copy(row)

    @override
    async def count_live(self) -> int:
        return len(await self.live("", len(self._rows)))

    @override
    async def live(self, after: str, limit: int) -> list[CaseRow]:
        rows = self._held(key for key in self._rows if key > after)
        return [row for row in rows if row.case.order and row.case.order.status in LIVE][:limit]

    @override
    async def save(self, rows: Sequence[CaseRow]) -> None:
        for row in rows:
            for link in row.unwritten:
                self._enter(row.order_key, link)
            row.version += 1
            row.unwritten = []
            self._rows[row.order_key] = replace(row)

    @override
    async def next_wake(self) -> datetime | None:
        return min((row.wake_at for row in self._rows.values() if row.wake_at), default=None)

    @override
    async def sweep(self, playbook: str, now: datetime, after: str, limit: int) -> str | None:
        older = [key for key, row in self._rows.items() if row.playbook != playbook]
        return await self._wake_chunk(older, now, after, limit)

    @override
    async def wake_shop(self, scope: str, now: datetime, after: str, limit: int) -> str | None:
        of_shop = [key for key, row in self._rows.items() if scope in (ALL, row.shop)]
        return await self._wake_chunk(of_shop, now, after, limit)

    @override
    async def wake(self, keys: Collection[str], now: datetime) -> int:
        for row in self._held(keys):
            self._rows[row.order_key] = replace(row, wake_at=now)
        return len(keys)

    def _enter(self, order_key: str, link: Chained) -> None:
        source = (order_key, link.entry.source_id)
        if source in self._sources or (order_key, link.seq) in self._entries:
            raise KeyError(f"{source} is entered already")
        self._entries[order_key, link.seq] = link
        self._sources[source] = link.seq

    async def _wake_chunk(
        self, keys: Iterable[str], now: datetime, after: str, limit: int
    ) -> str | None:
        rows = [one for one in self._held(keys) if one.order_key > after]
        resting = [one.order_key for one in rows if one.wake_at is None or one.wake_at > now]
        chunk = resting[:limit]
        await self.wake(chunk, now)
        return chunk[-1] if len(chunk) == limit else None

    def _held(self, keys: Iterable[str]) -> list[CaseRow]:
        return [_copy(self._rows[key]) for key in sorted(set(keys)) if key in self._rows]


class MemoryEntries(EntryStore):
    """In memory."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.entries

    @override
    async def chain(self, order_key: str) -> list[Chained]:
        return [self._rows[key] for key in sorted(self._rows) if key[0] == order_key]


def _copy(row: CaseRow) -> CaseRow:
    """The row as it is stored, to be changed."""
    return replace(row, unwritten=[])
