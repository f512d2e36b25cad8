"""A provider's limits, for the cluster: how many calls may be in flight, and how soon the next.

17TRACK takes one call at a time (parallel batches were seen to come back empty). That is a session
lock in PostgreSQL, not a leased row: the lock ends with its owner's connection, so a process that
dies in a call frees the provider at once, where a lease would block it for the longest a call may
take. No transaction is open meanwhile. (Through a pooler of transactions session locks do not
hold: connect directly.)
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import asyncpg

from services.connectors.carriers.port import Limit
from services.runtime.metrics import BUDGET_WAIT_SECONDS
from services.runtime.postgres.budgets import reserve
from services.runtime.postgres.pool import Connection, Pool, outage
from services.tracker.store import SCHEMA

SHARE = 0.9
"""Of the published rate that we use."""

_LOOK_AGAIN = 0.05
"""Seconds of machine time between two looks whether the provider is free."""

_TRY_LOCK = "SELECT pg_try_advisory_lock(hashtext('forestall call'), hashtext($1))"


_UNLOCK = "SELECT pg_advisory_unlock(hashtext('forestall call'), hashtext($1))"


class Turn:
    """Hands out turns to call one provider. Machine time throughout.

    Args:
        account: names the budget; processes with one key share it.
        limit: as published. One call at a time holds for the cluster, a greater number for this
            process; the rate always holds for the cluster.
    """

    def __init__(self, pool: Pool, provider: str, account: str, limit: Limit) -> None:
        self._pool = pool
        self._provider = provider
        self._account = account
        self._interval = 1 / (limit.per_second * SHARE)
        self._alone = limit.concurrency == 1
        self._name = f"{provider}/{account}"
        self._here = asyncio.Semaphore(limit.concurrency)

    @asynccontextmanager
    async def take(self) -> AsyncIterator[None]:
        """Wait for the turn; make one call inside.

        Raises:
            Unavailable: PostgreSQL does not answer.
        """
        async with self._here:
            conn = await self._only() if self._alone else None
            try:
                wait = await reserve(
                    self._pool, SCHEMA, self._provider, self._account, interval=self._interval
                )
                BUDGET_WAIT_SECONDS.labels(provider=self._provider).observe(wait)
                await asyncio.sleep(wait)
                yield
            finally:
                if conn is not None:
                    await self._let_go(conn)

    async def _let_go(self, conn: Connection) -> None:
        """Unlock; a connection that cannot be is closed, and its locks with it."""
        try:
            await conn.execute(_UNLOCK, self._name, timeout=10)
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
            with suppress(asyncpg.InterfaceError):  # lost during the call, it is the pool's again
                conn.terminate()
        finally:
            await self._pool.release(conn)

    async def _only(self) -> Connection:
        """A connection that holds the cluster's lock on this account."""
        conn: Connection | None = None
        try:
            conn = await self._pool.acquire(timeout=10)
            while not await conn.fetchval(  # noqa: ASYNC110 - another process has it
                _TRY_LOCK, self._name
            ):
                await asyncio.sleep(_LOOK_AGAIN)
        except BaseException as error:
            if conn is not None:
                await self._pool.release(conn)
            raise outage(error) or error from error
        return conn
