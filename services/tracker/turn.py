"""A provider's limits, for the cluster: how many calls may be in flight, and how soon the next.

17TRACK takes one call at a time (parallel batches were seen to come back empty). That is a session
lock in PostgreSQL, not a leased row: the lock ends with its owner's connection, so a process that
dies in a call frees the provider at once, where a lease would block it for the longest a call may
take. No transaction is open meanwhile. (Through a pooler of transactions session locks do not
hold: connect directly.)
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import (
    AsyncExitStack,
    asynccontextmanager,
    contextmanager,
    nullcontext,
    suppress,
)
from datetime import datetime, timedelta

import asyncpg

from services.connectors.carriers.port import Limit
from services.runtime.clock import Clock
from services.runtime.errors import Deferred, NotAuthorised, Refused, TryLater, Unanswered
from services.runtime.loop import Loop
from services.runtime.metrics import BUDGET_WAIT_SECONDS
from services.runtime.postgres.budgets import SHARE, reserve, spend
from services.runtime.postgres.pool import Connection, Pool, one_statement, outage
from services.tracker.circuit import Circuit
from services.tracker.pulse import pulse
from services.tracker.store import SCHEMA

UNRESERVED = 0.8
"""Of a day's calls, those that anything may use; the rest are kept for what is urgent."""


class DaySpent(Deferred):
    """The calls of a day are used up, or another so soon after the last would be too many.

    ``until`` is when the next day begins, or the provider is free again.
    """

    def __init__(self, provider: str, until: datetime) -> None:
        super().__init__(provider, "day_spent", "the calls allowed until then are used up", until)


class LeftAlone(Deferred):
    """The provider has not answered for a while, and is not asked."""

    def __init__(self, provider: str, until: datetime) -> None:
        why = "it does not answer, and is not asked until then"
        super().__init__(provider, "left_alone", why, until)


LONG = 60.0
"""Seconds; a provider that is free only later than this is not waited for, but asked then."""

_LOOK_AGAIN = 0.05
"""Seconds of machine time between two looks whether the provider is free."""

_MISSED = 0.1
"""Seconds of machine time after which a slot counts as missed: within the tenth of the rate that is
not used, three calls in a second stay three."""

_SLOTS = 3
"""Most slots that one call takes: a machine, or a database, that is always late is put up with."""

_FREE_IN = """
    SELECT extract(epoch FROM next_free_at - clock_timestamp())::float8
    FROM tracker.budgets WHERE provider = $1 AND account = $2
"""

_TRY_LOCK = "SELECT pg_try_advisory_lock(hashtext('forestall call'), hashtext($1))"


_KEEP_OFF = """
    UPDATE tracker.budgets
    SET next_free_at = greatest(next_free_at, clock_timestamp() + $3::float8 * interval '1 second')
    WHERE provider = $1 AND account = $2
"""

_UNLOCK = "SELECT pg_advisory_unlock(hashtext('forestall call'), hashtext($1))"


_LOST = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)
"""A connection that has gone meanwhile: the pool makes another one."""


class Turn:
    """Hands out turns to call one provider, in machine time; its day is the domain's, in UTC.

    Args:
        account: names the budget; processes with one key share it.
        limit: as published. One call at a time holds for the cluster, a greater number for this
            process; the rate and the calls of a day always hold for the cluster.
        clock: domain time, in which a provider is left alone.

    Attributes:
        provider: who is called.
        circuit: whether it answers, as all who take turns here have found.
    """

    def __init__(self, pool: Pool, provider: str, account: str, limit: Limit, clock: Clock) -> None:
        self._pool = pool
        self._clock = clock
        self.provider = provider
        self._account = account
        self._interval = 1 / (limit.per_second * SHARE)
        self._alone = limit.concurrency == 1
        self._per_day = limit.per_day
        self._name = f"{provider}/{account}"
        self._here = asyncio.Semaphore(limit.concurrency)
        self.circuit = Circuit()

    @asynccontextmanager
    async def take(
        self, now: datetime, *, by: Loop | None = None, urgent: bool = False
    ) -> AsyncIterator[None]:
        """Wait for the turn; make one call inside, whose errors are to pass through here.

        Args:
            now: domain time, in which the calls of a day are counted.
            by: the loop that waits: it is not stuck meanwhile, however many are before it.
            urgent: it may use the calls of the day that are kept back.

        Raises:
            DaySpent: the provider allows no more calls today, or none before long.
            LeftAlone: it has not answered for a while.
            Unavailable: PostgreSQL does not answer.
        """
        async with AsyncExitStack() as held:
            conn: Connection | None = None
            with by.waiting() if by is not None else nullcontext():
                await held.enter_async_context(self._here)
                if self.left_alone:  # perhaps since it waits here
                    raise LeftAlone(self.provider, self.circuit.until)
                if self._alone:
                    conn = await self._only()
                    held.push_async_callback(self._let_go, conn)
                await self._far(now)
                await self._spend(now, urgent=urgent)
                await self._slot()
            if conn is not None:
                await held.enter_async_context(self._paced(conn))
            with self._heard():
                yield

    @asynccontextmanager
    async def _paced(self, conn: Connection) -> AsyncIterator[None]:
        """Have the next call keep its distance from this one, whenever that was really sent.

        Where the process was held up meanwhile it may have reached the provider as late as it
        ended: the next counts from there.
        """
        async with pulse() as felt:
            try:
                yield
            finally:
                if felt.held_up() > _MISSED:
                    with suppress(*_LOST):
                        await conn.execute(
                            *(_KEEP_OFF, self.provider, self._account, self._interval), timeout=10
                        )

    @property
    def left_alone(self) -> bool:
        """Whether the provider is not asked now, since it has not answered for a while."""
        return self._clock.now() < self.circuit.until

    @contextmanager
    def _heard(self) -> Iterator[None]:
        """Learn from a call whether the provider answers."""
        try:
            yield
        except (TryLater, Unanswered) as error:
            self.circuit.unanswered(self._clock.now(), getattr(error, "after", None))
            raise
        except (NotAuthorised, Refused):
            self.circuit.answered()
            raise
        self.circuit.answered()

    async def _slot(self) -> None:
        """Wait for a slot of the rate; one that was missed is let go.

        A process that was held up (a throttled processor, a paused machine) wakes when the next
        slot may be near: two calls would come at once.
        """
        loop = asyncio.get_running_loop()
        for _ in range(_SLOTS):
            asked = loop.time()
            wait = await reserve(
                self._pool, SCHEMA, self.provider, self._account, interval=self._interval
            )
            BUDGET_WAIT_SECONDS.labels(provider=self.provider).observe(wait)
            await asyncio.sleep(wait)
            if loop.time() - asked - wait <= _MISSED:
                return

    async def _far(self, now: datetime) -> None:
        """Refuse a turn that is hours ahead: nobody sleeps under a lease for it.

        Asked only of such providers; they take one call at a time, so nobody can slip in between.
        """
        if self._interval <= LONG:
            return
        async with one_statement(self._pool) as conn:
            wait = await conn.fetchval(_FREE_IN, self.provider, self._account)
        if wait is not None and wait > LONG:
            raise DaySpent(self.provider, now + timedelta(seconds=wait))

    async def _spend(self, now: datetime, *, urgent: bool) -> None:
        """Count one call of this day, before it is made: one that is cut off counts too."""
        if self._per_day is None:
            return
        most = self._per_day if urgent else max(1, int(self._per_day * UNRESERVED))
        spent = await spend(self._pool, SCHEMA, self.provider, self._account, now=now, most=most)
        if spent is not None:
            raise DaySpent(self.provider, spent)

    async def _let_go(self, conn: Connection) -> None:
        """Unlock; a connection that cannot be is closed, and its locks with it."""
        try:
            await conn.execute(_UNLOCK, self._name, timeout=10)
        except _LOST:
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
