"""The pool, transactions, and what counts as PostgreSQL not being there.

``json`` and ``jsonb`` columns are text to asyncpg: stores pass ``model_dump_json()`` and read with
``model_validate_json``.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import TYPE_CHECKING, TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from services.runtime.errors import Unavailable, in_words
from services.runtime.postgres.hosts import connect

if TYPE_CHECKING:
    Connection: TypeAlias = PoolConnectionProxy[asyncpg.Record]
    Pool: TypeAlias = asyncpg.Pool[asyncpg.Record]
else:  # generic in the stubs alone
    Connection = PoolConnectionProxy
    Pool = asyncpg.Pool

STATEMENT_LIMIT = 30.0
"""Seconds a statement may take on the server; longer is a bug, not an outage."""

LOCK_LIMIT = 10.0
"""Seconds a statement waits for a lock. Longer is an outage: somebody holds it, and tries again.

Below ``STATEMENT_LIMIT``, whose end would make a bug of the wait.
"""

COMMAND_LIMIT = STATEMENT_LIMIT + 5
"""Seconds in which the server has to answer a statement, its own limit included."""

CONNECT_LIMIT = 10.0
"""Seconds for a connection: to be made, or to become free.

With ``COMMAND_LIMIT`` it stays below the minute after which a loop counts as stuck: a server that
hangs pauses a service and must not have it killed.
"""

_OUTAGES = (
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.InsufficientResourcesError,
    asyncpg.ReadOnlySQLTransactionError,  # a failover: the writable one is elsewhere by now
    asyncpg.DeadlockDetectedError,
    asyncpg.SerializationError,
    asyncpg.LockNotAvailableError,
    OSError,
    TimeoutError,
)

_GONE = re.compile(r"clos|released back|free connection holder|cannot switch to state")
"""What the driver says of a connection that ended between two statements, or as it was returned."""

_OF_DRIVER = (asyncpg.InterfaceError, asyncpg.InternalClientError)

_IDENTIFIER = re.compile(r"^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$")


def identifier(name: str) -> str:
    """A schema, table or column name that may stand in SQL text.

    Raises:
        ValueError: it is not a plain lower-case identifier.
    """
    if not _IDENTIFIER.match(name):
        raise ValueError(f"{name!r} is not a plain SQL identifier")
    return name


def outage(error: BaseException) -> Unavailable | None:
    """The error as ``Unavailable``, where trying the same again later is right; else None."""
    if isinstance(error, Unavailable):
        return error
    closed = isinstance(error, _OF_DRIVER) and _GONE.search(str(error))
    if isinstance(error, _OUTAGES) or closed:
        return Unavailable(f"PostgreSQL: {in_words(error)}")
    return None


async def open_pool(url: str, *, size: int = 8, application: str) -> Pool:
    """Open a pool.

    Args:
        url: ``postgresql://...``; of several hosts in it the one that takes writes is followed.
        size: most connections.
        application: shown in ``pg_stat_activity``.

    Raises:
        Unavailable: the server does not answer.
    """
    try:
        return await asyncpg.create_pool(
            url,
            connect=connect,
            init_size=1,
            min_size=0,  # with a floor the driver reconnects by itself, and logs each try
            max_size=size,
            timeout=CONNECT_LIMIT,
            command_timeout=COMMAND_LIMIT,
            reset=_as_it_is,
            server_settings={
                "application_name": application,
                "timezone": "UTC",
                "statement_timeout": str(int(STATEMENT_LIMIT * 1000)),
                "lock_timeout": str(int(LOCK_LIMIT * 1000)),
                "idle_in_transaction_session_timeout": "60000",
            },
        )
    except Exception as error:
        raise outage(error) or error from error


async def _as_it_is(_: "asyncpg.Connection[asyncpg.Record]") -> None:
    """What a released connection needs: nothing, and no round trip for it.

    Nobody here leaves anything in a session but by ``with``: locks of a session are let go of by
    name, settings and cursors live in transactions.
    """


async def why_not(pool: Pool, within: float) -> str:
    """Why the server does not answer now, in a sentence; an empty text where it does."""
    try:
        async with asyncio.timeout(within), one_statement(pool) as conn:
            await conn.execute("SELECT 1")
    except TimeoutError:
        return f"PostgreSQL does not answer: nothing within {within:.0f} s"
    except (Unavailable, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        cause = error.__cause__ or error
        return f"PostgreSQL does not answer: {type(cause).__name__}"
    return ""


@asynccontextmanager
async def one_statement(pool: Pool) -> AsyncIterator[Connection]:
    """A connection for one statement, which is a transaction of its own.

    Two round trips fewer than ``transaction``: what every idle pass of a loop is made of.

    Raises:
        Unavailable: the connection failed.
    """
    with _outages():
        async with pool.acquire(timeout=CONNECT_LIMIT) as conn:
            with _given_up(conn):
                yield conn


@asynccontextmanager
async def transaction(pool: Pool) -> AsyncIterator[Connection]:
    """A connection inside one transaction, committed when the block ends without an error.

    Raises:
        Unavailable: the connection failed; whether a commit took place is then not known.
    """
    with _outages():
        async with pool.acquire(timeout=CONNECT_LIMIT) as conn:
            with _given_up(conn):
                async with savepoint(conn):
                    yield conn


@asynccontextmanager
async def savepoint(conn: Connection) -> AsyncIterator[None]:
    """What happened inside is undone where the block ends with an error.

    An error after which the connection is given up undoes the whole transaction: nothing is asked
    of a server any more that may hang.
    """
    inner = conn.transaction()
    await inner.start()
    try:
        yield
    except _GIVEN_UP:
        raise
    except BaseException:
        # Where the connection has ended the transaction has, too: its first error is the one.
        with suppress(
            asyncpg.InterfaceError,
            asyncpg.InternalClientError,
            asyncpg.PostgresConnectionError,
            OSError,
        ):
            await inner.rollback()
        raise
    await inner.commit()


_GIVEN_UP = (Unavailable, TimeoutError, asyncio.CancelledError, asyncpg.InternalClientError)


@contextmanager
def _given_up(conn: Connection) -> Iterator[None]:
    """A statement that was given up takes its connection with it.

    Otherwise the driver would ask the server to cancel it, roll back, and wait for both: a server
    that hangs would hold a service up three times as long. The error stays what it was: a
    cancellation taken for an outage would be waited out by a task that has to end.
    """
    try:
        yield
    except _GIVEN_UP:
        with suppress(asyncpg.InterfaceError):  # lost already, it is the pool's again
            conn.terminate()
        raise


@contextmanager
def _outages() -> Iterator[None]:
    try:
        yield
    except Unavailable:
        raise
    except Exception as error:
        raise outage(error) or error from error
