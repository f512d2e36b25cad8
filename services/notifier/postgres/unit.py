"""A transaction of PostgreSQL as the notifier's unit."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from typing_extensions import override

from services.notifier.postgres.actions import PostgresActions
from services.notifier.postgres.alerts import PostgresAlerts
from services.notifier.postgres.buyers import PostgresBuyers
from services.notifier.postgres.cases import PostgresCases
from services.notifier.postgres.entries import PostgresEntries
from services.notifier.postgres.ledgers import PostgresLedgers
from services.notifier.postgres.playbooks import PostgresPlaybooks
from services.notifier.postgres.recovery import PostgresRecovery
from services.notifier.postgres.shops import PostgresShops
from services.notifier.postgres.spends import PostgresSpends
from services.notifier.postgres.tasks import PostgresTasks
from services.notifier.stores.unit import Stores, Unit
from services.runtime.postgres.pool import (
    Connection,
    Pool,
    one_statement,
    savepoint,
    transaction,
)


class PostgresUnit(Unit):
    """What is kept, over one connection.

    Args:
        conn: inside a transaction; whoever opened it commits it.
    """

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self.cases = PostgresCases(conn)
        self.entries = PostgresEntries(conn)
        self.actions = PostgresActions(conn)
        self.tasks = PostgresTasks(conn)
        self.alerts = PostgresAlerts(conn)
        self.ledgers = PostgresLedgers(conn)
        self.shops = PostgresShops(conn)
        self.playbooks = PostgresPlaybooks(conn)
        self.spends = PostgresSpends(conn)
        self.buyers = PostgresBuyers(conn)
        self.recovery = PostgresRecovery(conn)

    @override
    def savepoint(self) -> AbstractAsyncContextManager[object]:
        return savepoint(self._conn)


class PostgresStores(Stores):
    """Transactions from a pool of connections."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    @override
    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Unit]:
        async with transaction(self._pool) as conn:
            yield PostgresUnit(conn)

    @override
    @asynccontextmanager
    async def one_statement(self) -> AsyncIterator[Unit]:
        async with one_statement(self._pool) as conn:
            yield PostgresUnit(conn)
