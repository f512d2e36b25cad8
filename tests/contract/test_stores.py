"""The notifier's stores keep one contract, in PostgreSQL and in memory."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from services.notifier.app import MIGRATIONS, SCHEMA
from services.notifier.postgres.unit import PostgresStores
from services.notifier.stores.unit import Stores
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import Pool, open_pool
from tests.contract.conformance_actions import ActionConformance
from tests.contract.conformance_buyers import BuyerConformance
from tests.contract.conformance_cases import CaseConformance
from tests.contract.conformance_desk import DeskConformance
from tests.contract.conformance_leaving import LeavingConformance
from tests.contract.conformance_spends import SpendConformance
from tests.contract.conformance_transactions import TransactionConformance
from tests.support.memory.unit import MemoryStores


class Conformance(
    TransactionConformance,
    CaseConformance,
    ActionConformance,
    BuyerConformance,
    DeskConformance,
    LeavingConformance,
    SpendConformance,
):
    """All that a store must do."""


class TestPostgres(Conformance):
    """The stores that the services run on."""

    @pytest.fixture(name="pool")
    async def _pool(self, postgres_url: str) -> AsyncIterator[Pool]:
        await migrate(postgres_url, SCHEMA, MIGRATIONS)
        self._opened = pool = await open_pool(postgres_url, application="test")
        yield pool
        await pool.close()

    @pytest.fixture
    def stores(self, pool: Pool) -> Stores:
        """In a database of their own."""
        return PostgresStores(pool)

    async def alert(self, stores: Stores, key: str) -> tuple[str, datetime, datetime | None]:
        """Of its row."""
        del stores
        row = await self._opened.fetchrow(
            "SELECT summary, starts_at, ends_at FROM notifier.alerts WHERE dedup_key = $1", key
        )
        assert row is not None
        return row["summary"], row["starts_at"], row["ends_at"]


class TestMemory(Conformance):
    """The stores that the state machine plays thousands of lives on."""

    @pytest.fixture
    def stores(self) -> Stores:
        """Empty."""
        return MemoryStores()

    async def alert(self, stores: Stores, key: str) -> tuple[str, datetime, datetime | None]:
        """Of its row."""
        assert isinstance(stores, MemoryStores)
        row = stores.tables.alerts[key]
        return row.summary, row.starts_at, row.ends_at
