"""Transactions in memory: one after another, all or nothing, with savepoints."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from typing_extensions import override

from services.notifier.stores.unit import Stores, Unit
from tests.support.memory.actions import MemoryActions
from tests.support.memory.buyers import MemoryBuyers
from tests.support.memory.cases import MemoryCases, MemoryEntries
from tests.support.memory.desk import MemoryAlerts, MemoryTasks
from tests.support.memory.leaving import MemoryLedgers, MemoryRecovery
from tests.support.memory.playbooks import MemoryPlaybooks
from tests.support.memory.shops import MemoryShops
from tests.support.memory.spends import MemorySpends
from tests.support.memory.tables import Tables


class MemoryUnit(Unit):
    """One transaction over tables of its own."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._open()

    def _open(self) -> None:
        tables = self.tables
        self.cases = MemoryCases(tables)
        self.entries = MemoryEntries(tables)
        self.actions = MemoryActions(tables)
        self.tasks = MemoryTasks(tables)
        self.alerts = MemoryAlerts(tables)
        self.ledgers = MemoryLedgers(tables)
        self.shops = MemoryShops(tables)
        self.playbooks = MemoryPlaybooks(tables)
        self.spends = MemorySpends(tables)
        self.buyers = MemoryBuyers(tables)
        self.recovery = MemoryRecovery(tables)

    @override
    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        before = self.tables.copy()
        try:
            yield
        except BaseException:
            self.tables.become(before)
            self._open()
            raise


class MemoryStores(Stores):
    """Transactions over rows in memory; several processes may share them.

    Attributes:
        tables: what has been committed.
    """

    def __init__(self) -> None:
        self.tables = Tables()
        self._turn = asyncio.Lock()

    @override
    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Unit]:
        async with self._turn:
            work = self.tables.copy()
            yield MemoryUnit(work)
            self.tables = work

    @override
    @asynccontextmanager
    async def one_statement(self) -> AsyncIterator[Unit]:
        async with self.transaction() as unit:
            yield unit
