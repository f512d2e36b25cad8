"""The pool and the listener on a PostgreSQL that hangs, or ends a connection in mid-work."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest

from services.runtime.embedded.postgres import start_postgres
from services.runtime.errors import Unavailable
from services.runtime.postgres import listen, pool
from services.runtime.postgres.listen import Listener
from services.runtime.postgres.pool import (
    Connection,
    Pool,
    open_pool,
    savepoint,
    transaction,
    why_not,
)
from tests.support.eventually import eventually
from tests.support.house import Database

SIZE = 2
SOON = 0.5


@pytest.fixture(name="database")
async def _database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    """A server that can hang, for a program whose limits are short."""
    monkeypatch.setattr(pool, "COMMAND_LIMIT", SOON)
    monkeypatch.setattr(pool, "CONNECT_LIMIT", SOON)
    monkeypatch.setattr(listen, "CHECK_EVERY", SOON)
    database = Database(tmp_path, await start_postgres(tmp_path, fsync=False))
    yield database
    await database.stop()


async def _in_two_floors(pool: Pool, ready: asyncio.Event | None = None) -> int:
    """A transaction with a savepoint; ``ready`` holds it before its last statement."""
    async with transaction(pool) as conn, savepoint(conn):
        if ready is not None:
            await ready.wait()
        found: int = await conn.fetchval("SELECT 1")
        return found


async def test_a_hanging_server_holds_nobody_for_longer_than_the_limits(
    database: Database,
) -> None:
    """With every connection in mid-transaction and as many callers waiting, all are let go of
    while it still hangs; when it goes on the pool has all its connections again.
    """  # noqa: D205 - one sentence
    pool, ready = await open_pool(database.url, size=SIZE, application="test"), asyncio.Event()
    inside = [asyncio.create_task(_in_two_floors(pool, ready)) for _ in range(SIZE)]
    await eventually(lambda: pool.get_size() - pool.get_idle_size() == SIZE)
    database.hang()
    ready.set()
    waiting = [_in_two_floors(pool) for _ in range(2 * SIZE)]
    ended = await asyncio.gather(*inside, *waiting, return_exceptions=True)
    assert {type(error) for error in ended} == {Unavailable}
    assert "PostgreSQL does not answer: " in await why_not(pool, SOON)
    database.go_on()

    async def answers() -> bool:
        return not await why_not(pool, SOON)

    await eventually(answers)
    ready.clear()
    again = [asyncio.create_task(_in_two_floors(pool, ready)) for _ in range(SIZE)]
    await eventually(lambda: pool.get_size() - pool.get_idle_size() == SIZE)
    ready.set()
    assert await asyncio.gather(*again) == [1] * SIZE
    await pool.close()


async def test_a_connection_that_ends_in_mid_transaction_is_an_outage(postgres_url: str) -> None:
    """Whatever meets its end first: a statement, a savepoint, or the undoing of one."""
    pool = await open_pool(postgres_url, size=1, application="test")
    admin = await asyncpg.connect(postgres_url)

    async def cut(conn: Connection) -> None:
        pid = await conn.fetchval("SELECT pg_backend_pid()")
        await admin.execute("SELECT pg_terminate_backend($1, 5000)", pid)

    async def at_a_statement() -> None:
        async with transaction(pool) as conn:
            await cut(conn)
            await conn.execute("SELECT 1")

    async def at_a_savepoint() -> None:
        async with transaction(pool) as conn:
            await cut(conn)
            async with savepoint(conn):
                pass

    async def at_undoing() -> None:
        async with transaction(pool) as conn:
            try:
                async with savepoint(conn):
                    await cut(conn)
                    raise LookupError
            except LookupError:
                await conn.execute("SELECT 1")

    for work in (at_a_statement, at_a_savepoint, at_undoing):
        with pytest.raises(Unavailable):
            await work()
    assert not await why_not(pool, 5)
    await pool.close()
    await admin.close()


async def test_a_listener_comes_back_from_a_hang(database: Database) -> None:
    """Its question is not answered: it tries anew while the hang lasts, and hears the next word."""
    wake = asyncio.Event()
    listener = Listener(database.url, "words", [wake])
    task = asyncio.create_task(listener.run())
    await eventually(wake.is_set, what="connected")
    database.hang()
    tries: set[float] = set()

    def tried() -> bool:
        tries.add(listener.moved_at)
        return len(tries) > 3

    await eventually(tried, what="it tries anew")
    wake.clear()
    database.go_on()
    await eventually(wake.is_set, what="connected again")
    wake.clear()
    admin = await asyncpg.connect(database.url)
    await admin.execute("NOTIFY words")
    await eventually(wake.is_set, what="the word is heard")
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await admin.close()
