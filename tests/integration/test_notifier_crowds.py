"""Many holds at one customs: one notice, however many parcels and replicas, and its end."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from schemas.parcel import Parcel
from services.connectors.oncall.audience import Audience
from services.notifier.app import MIGRATIONS, SCHEMA
from services.notifier.crowd_loop import CrowdLoop
from services.notifier.crowds import BACK, Holds, begins, is_over
from services.notifier.postgres import stays
from services.runtime.clock import SteppedClock
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import Pool, open_pool, transaction
from tests.support.notifier import NOW, D, H, hold, parcel


def held(number: int, hours: int, **changes: object) -> Parcel:
    """A parcel that Brazil's customs has held for so long."""
    values = {"id": f"17track/N{number}", "number": f"N{number}", "destination": "BR"}
    return parcel(hold(since=NOW - hours * H), **(values | changes))


@pytest.fixture(name="pool")
async def _pool(postgres_url: str) -> AsyncIterator[Pool]:
    await migrate(postgres_url, SCHEMA, MIGRATIONS)
    pool = await open_pool(postgres_url, application="test")
    yield pool
    await pool.close()


async def test_many_holds_at_one_customs_are_one_notice(pool: Pool) -> None:
    """Kept once a parcel whatever comes again or late; told once; over when they are let go."""
    usual = [held(number, 100 + 24 * number) for number in range(27)]
    crowd = [held(100 + number, number) for number in range(12)]
    async with transaction(pool) as conn:
        await stays.keep(conn, [*usual, *crowd, *crowd])
        await stays.keep(conn, [held(100, 1)])
        counted = await stays.count(conn, NOW)
    assert [(one.country, one.standing, one.before) for one in counted] == [("BR", 12, 27)]
    clock = SteppedClock(NOW)
    for _ in range(2):
        await CrowdLoop(pool=pool, clock=clock, receivers=Audience([])).work()
    async with transaction(pool) as conn:
        rows = await conn.fetch("SELECT dedup_key, summary, ends_at FROM notifier.alerts")
    assert [(row["dedup_key"], row["ends_at"]) for row in rows] == [("notice|many-holds|BR", None)]
    assert "Brazil" in rows[0]["summary"]
    free = [one.model_copy(update={"version": 2, "holds": ()}) for one in crowd]
    async with transaction(pool) as conn:
        await stays.keep(conn, free)
    await CrowdLoop(pool=pool, clock=clock, receivers=Audience([])).work()
    async with transaction(pool) as conn:
        assert await conn.fetchval("SELECT ends_at FROM notifier.alerts") is not None


def test_a_crowd_is_many_beyond_the_usual() -> None:
    """Ten at the least, three times the usual; a week is to be known first; it ends below two."""
    assert begins(Holds("BR", 10, 20))
    assert not begins(Holds("BR", 9, 0))
    assert not begins(Holds("BR", 20, 90))
    assert not begins(Holds("BR", 50, 0, known=timedelta(days=3)))
    assert not is_over(Holds("BR", 20, 90))
    assert is_over(Holds("BR", 19, 90))
    assert BACK == 28 * D
