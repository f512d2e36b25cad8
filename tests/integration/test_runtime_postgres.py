"""Migrations, budgets and leases on the real database."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from asyncpg.pool import PoolConnectionHolder

from services.runtime.errors import ConfigurationError, Unavailable
from services.runtime.postgres.budgets import reserve
from services.runtime.postgres.leases import Due
from services.runtime.postgres.migrate import COMMON, migrate
from services.runtime.postgres.pool import Pool, open_pool, transaction
from tests.support.servers import START

OURS = [file.name for file in COMMON]
"""The tables of every schema come first."""


@pytest.fixture(name="pool")
async def _pool(empty_url: str, tmp_path: Path) -> AsyncIterator[Pool]:
    (tmp_path / "0001_jobs.sql").write_text(
        "CREATE TABLE jobs (a text, b integer, due_at timestamptz, PRIMARY KEY (a, b));"
    )
    await migrate(empty_url, "jobs", tmp_path)
    pool = await open_pool(empty_url, application="test")
    yield pool
    await pool.close()


async def test_migrations_run_once_and_in_order(empty_url: str, tmp_path: Path) -> None:
    """Each file runs once, new ones later, and several processes at once do no harm."""
    (tmp_path / "0002_two.sql").write_text("ALTER TABLE one ADD COLUMN more text;")
    (tmp_path / "0001_one.sql").write_text("CREATE TABLE one (id integer);")
    runs = await asyncio.gather(*(migrate(empty_url, "shop", tmp_path) for _ in range(4)))
    assert max(runs) == [*OURS, "0001_one.sql", "0002_two.sql"]
    assert sum(map(len, runs)) == len(max(runs))
    (tmp_path / "0003_three.sql").write_text("DROP TABLE one;")
    assert await migrate(empty_url, "shop", tmp_path) == ["0003_three.sql"]


async def test_a_broken_migration_leaves_nothing(empty_url: str, tmp_path: Path) -> None:
    """All files run or none."""
    (tmp_path / "0001_good.sql").write_text("CREATE TABLE good (id integer);")
    (tmp_path / "0002_bad.sql").write_text("CREATE TABLE good (id integer);")
    with pytest.raises(asyncpg.DuplicateTableError):
        await migrate(empty_url, "shop", tmp_path)
    (tmp_path / "0002_bad.sql").unlink()
    assert await migrate(empty_url, "shop", tmp_path) == [*OURS, "0001_good.sql"]


async def test_a_file_may_state_how_long_it_takes(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large table is copied for longer than other files may take; others wait as long for it."""
    monkeypatch.setattr("services.runtime.postgres.migrate.FILE_LIMIT", 0.3)
    sleeps = "SELECT pg_sleep(0.8);"
    (tmp_path / "0001_long.sql").write_text(f"-- limit: 60 s\n{sleeps}")
    runs = await asyncio.gather(*(migrate(empty_url, "shop", tmp_path) for _ in range(2)))
    assert max(runs) == [*OURS, "0001_long.sql"]
    (tmp_path / "0002_short.sql").write_text(sleeps)
    with pytest.raises(Unavailable):
        await migrate(empty_url, "shop", tmp_path)


async def test_a_changed_migration_is_refused(empty_url: str, tmp_path: Path) -> None:
    """A file that has run is history: changing it is told, by its name."""
    file = tmp_path / "0001_one.sql"
    file.write_text("CREATE TABLE one (id integer);")
    await migrate(empty_url, "shop", tmp_path)
    file.write_text("CREATE TABLE one (id bigint);")
    with pytest.raises(ConfigurationError, match=r"shop/0001_one\.sql"):
        await migrate(empty_url, "shop", tmp_path)


async def test_an_older_program_works_beside_a_newer_one(empty_url: str, tmp_path: Path) -> None:
    """What has only added is no mistake to it; what has taken away is, with what to do."""
    old, new = tmp_path / "old", tmp_path / "new"
    for directory in (old, new):
        directory.mkdir()
        (directory / "0001_one.sql").write_text("CREATE TABLE one (id integer, was text);")
    (new / "0002_two.sql").write_text("ALTER TABLE one ADD COLUMN more text;")
    (new / "0003_three.contract.sql").write_text("ALTER TABLE one DROP COLUMN was;")
    await migrate(empty_url, "shop", old)
    assert await migrate(empty_url, "shop", new) == ["0002_two.sql"]
    assert await migrate(empty_url, "shop", old) == []
    assert await migrate(empty_url, "shop", new, contract=True) == ["0003_three.contract.sql"]
    assert await migrate(empty_url, "shop", new) == []
    with pytest.raises(ConfigurationError, match="restore a backup"):
        await migrate(empty_url, "shop", old)


async def test_no_server_is_unavailable(tmp_path: Path) -> None:
    """A server that is not there is an outage, not a crash."""
    with pytest.raises(Unavailable):
        await migrate("postgresql://nobody@127.0.0.1:1/none", "shop", tmp_path)
    with pytest.raises(Unavailable):
        await open_pool("postgresql://nobody@127.0.0.1:1/none", application="test")


async def test_a_lock_that_is_not_let_go_of_is_an_outage(
    empty_url: str, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits for a lock in vain tries again later: it is no bug of what it was doing."""
    await pool.execute("INSERT INTO jobs.jobs VALUES ('a', 1)")
    monkeypatch.setattr("services.runtime.postgres.pool.LOCK_LIMIT", 0.05)
    impatient = await open_pool(empty_url, application="test")
    async with transaction(pool) as holder:
        await holder.execute("SELECT FROM jobs.jobs FOR UPDATE")
        with pytest.raises(Unavailable, match="lock"):
            async with transaction(impatient) as conn:
                await conn.execute("UPDATE jobs.jobs SET b = 2")
    async with transaction(impatient) as conn:
        await conn.execute("UPDATE jobs.jobs SET b = 2")
    await impatient.close()


async def test_slots_of_a_budget_never_overlap(pool: Pool) -> None:
    """Concurrent callers get slots one interval apart: no burst, whoever asks."""
    waits = sorted(
        await asyncio.gather(
            *(reserve(pool, "jobs", "17track", "", interval=1000.0) for _ in range(12))
        )
    )
    gaps = [later - earlier for earlier, later in pairwise(waits)]
    # Each wait is counted from its own call; on the slowest machine the calls lie closer together.
    assert waits[0] < 100
    assert all(900 < gap < 1100 for gap in gaps)


async def test_an_unused_slot_is_gone(pool: Pool) -> None:
    """After a pause there is one slot at once, not one for every interval that passed."""
    await reserve(pool, "jobs", "17track", "", interval=0.001)
    await pool.execute("UPDATE jobs.budgets SET next_free_at = next_free_at - interval '1 hour'")
    assert await reserve(pool, "jobs", "17track", "", interval=1000.0) < 100
    assert await reserve(pool, "jobs", "17track", "", interval=1000.0) > 900


async def test_several_slots_are_reserved_at_once(pool: Pool) -> None:
    """A batch reserves its calls together; other accounts are not kept waiting."""
    await reserve(pool, "jobs", "17track", "x", interval=100.0, slots=30)
    waits = [await reserve(pool, "jobs", "17track", one, interval=100.0) for one in ("x", "y")]
    assert waits == [pytest.approx(3000, abs=90), pytest.approx(0, abs=90)]


JOBS = Due("jobs.jobs", ("a", "b"), "due_at")


async def test_due_rows_go_to_one_owner_each(pool: Pool) -> None:
    """Concurrent owners lease disjoint rows, in key order, and each row is leased once."""
    await pool.executemany(
        "INSERT INTO jobs.jobs VALUES ($1, $2, $3)",
        [(f"a{n % 5}", n, START - timedelta(minutes=n)) for n in range(50)],
    )
    until = START + timedelta(minutes=5)

    async def lease() -> list[tuple[str, int]]:
        async with transaction(pool) as conn:
            rows = await JOBS.lease(conn, now=START, until=until, limit=10)
            return [(row["a"], row["b"]) for row in rows]

    leased = await asyncio.gather(*(lease() for _ in range(8)))
    taken = [key for keys in leased for key in keys]
    assert len(taken) == len(set(taken)) == 50
    assert all(keys == sorted(keys) for keys in leased)
    async with transaction(pool) as conn:
        assert await JOBS.next(conn, START) == until


async def test_a_dead_owners_rows_fall_due_again(pool: Pool) -> None:
    """A lease ends in domain time: the next owner takes the row, and the fence has moved."""
    await pool.execute("INSERT INTO jobs.jobs VALUES ('a', 1, $1)", START)
    async with transaction(pool) as conn:
        first = await JOBS.lease(conn, now=START, until=START + timedelta(minutes=5), limit=1)
        assert not await JOBS.lease(conn, now=START, until=START, limit=1)
    later = START + timedelta(minutes=5)
    async with transaction(pool) as conn:
        second = await JOBS.lease(conn, now=later, until=later + timedelta(minutes=5), limit=1)
    assert first[0]["due_at"] != second[0]["due_at"]


async def test_a_cancelled_task_ends_though_its_connection_is_gone(pool: Pool) -> None:
    """That the connection cannot be ended any more must not hide that the task has to."""
    gone, inside = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        async with transaction(pool) as conn:
            conn.add_termination_listener(lambda _: gone.set())
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(work())
    await inside.wait()
    await pool.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await gone.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_a_connection_that_ends_while_it_is_returned_is_an_outage(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the end of the work and the return to the pool its holder may be free already."""
    release = PoolConnectionHolder.release

    async def gone_first(holder: Any, within: float | None) -> None:
        holder._con.terminate()
        await release(holder, within)

    monkeypatch.setattr(PoolConnectionHolder, "release", gone_first)
    with pytest.raises(Unavailable, match="free connection holder"):
        async with transaction(pool):
            pass
