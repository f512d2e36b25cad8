"""Insight is read along its indexes, however many orders lie in it."""

import time
from collections.abc import AsyncIterator

import pytest

from services.desk.app import MIGRATIONS
from services.desk.insight import ask, ask_limits, compare, store
from services.desk.insight.asked import Asked
from services.desk.insight.compare import weeks_of
from services.desk.insight.limits import MOST
from services.desk.insight.store import SCHEMA
from services.desk.insight.tables import TABLES, told
from services.desk.insight.weeks import WEEK, monday_of
from services.notifier.app import MIGRATIONS as NOTIFIER
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import Pool, one_statement, open_pool, transaction
from tests.support.notifier import NOW
from tests.support.notifier_shell import shop

LINES = 60_000
SHOPS = 6
FILL = """
    INSERT INTO desk.orders
    SELECT 'm/s' || n % 6 || '/' || n, 1, '4 UTC', 'm/s' || n % 6,
        (ARRAY['ES', 'BR', 'FR', 'DE', 'US', 'MX', 'PL', 'KR'])[1 + n % 8],
        (ARRAY['Cainiao', 'Yanwen', '4PX', 'China Post'])[1 + n % 4], 'standard',
        'CN-' || (ARRAY['ES', 'BR', 'FR', 'DE', 'US', 'MX', 'PL', 'KR'])[1 + n % 8],
        'product ' || n % 2000, n % 12 = 0, n % 6,
        sent - interval '1 day', sent, sent + interval '30 days', sent + interval '2 days',
        CASE WHEN n % 12 > 0 THEN sent + (10 + n % 25) * interval '1 day' END,
        CASE WHEN n % 15 = 0 THEN sent + interval '9 days' END,
        CASE WHEN n % 30 = 0 THEN sent + interval '12 days' END,
        CASE WHEN n % 15 = 0 THEN 'documents' ELSE '' END,
        CASE WHEN n % 12 = 0 THEN sent + interval '30 days' END, NULL,
        CASE WHEN n % 40 = 0 THEN sent + interval '25 days' END, false,
        CASE WHEN n % 40 = 0 THEN 'slow' ELSE '' END,
        CASE WHEN n % 40 = 0 THEN 'carrier' ELSE '' END,
        CASE WHEN n % 10 = 0 THEN sent + interval '15 days' END,
        CASE WHEN n % 10 = 0 THEN sent + interval '15 days 6 hours' END, n % 10 = 0,
        CASE WHEN n % 20 = 0 THEN 'held_out' ELSE 'told' END, 0, '', NULL,
        date_trunc('week', sent - interval '1 day'), date_trunc('week', sent),
        CASE WHEN n % 15 = 0 THEN date_trunc('week', sent + interval '9 days') END,
        CASE WHEN n % 12 = 0 THEN date_trunc('week', sent + interval '30 days') END, NULL,
        CASE WHEN n % 40 = 0 THEN date_trunc('week', sent + interval '25 days') END,
        CASE WHEN n % 10 = 0 THEN date_trunc('week', sent + interval '15 days') END, NULL,
        sent, CASE WHEN n % 50 = 0 THEN 'late' ELSE 'on_time' END
    FROM generate_series(0, $2::integer - 1) AS n
    CROSS JOIN LATERAL (
        SELECT $1::timestamptz - (n::bigint * 86400 * 400 / $2) * interval '1 second' AS sent
    ) AS at
"""
SPEND = """
    INSERT INTO notifier.spends (key, shop, order_key, buyer, amount, currency, day, state)
    SELECT order_key, shop, order_key, 'b', 3, 'EUR', shipped_at::date, 'spent'
    FROM desk.orders WHERE hazard > 2
"""


@pytest.fixture(name="pool")
async def _pool(postgres_url: str) -> AsyncIterator[Pool]:
    """A year's orders of six shops, and their sums."""
    await migrate(postgres_url, SCHEMA, MIGRATIONS)
    await migrate(postgres_url, "notifier", NOTIFIER)
    pool = await open_pool(postgres_url, size=2, application="test")
    await pool.execute(FILL, NOW, LINES, timeout=600)
    await pool.execute(SPEND, timeout=600)
    await pool.execute(
        """INSERT INTO desk.stale SELECT DISTINCT shop, sent_week FROM desk.orders
           WHERE sent_week > $1""",
        (NOW - 60 * WEEK).date(),
    )
    await pool.execute("ANALYZE desk.orders, desk.stale, notifier.spends", timeout=600)
    more = True
    while more:
        async with transaction(pool) as conn:
            more = await store.sum_one(conn, NOW)
    await pool.execute("ANALYZE desk.weeks")
    yield pool
    await pool.close()


async def test_every_table_is_read_along_an_index(pool: Pool) -> None:
    """Of one shop and of all; no table of orders is read through for a week of them."""
    week = monday_of(NOW.date()) - WEEK
    shops = [f"m/s{n}" for n in range(SHOPS)]
    three, far = list(weeks_of(week)), week - 13 * WEEK
    for query, values in (
        (store.SUM, ("m/s1", week, NOW)),
        (ask.WEEKS, ("country", shops, *three, compare.MOST)),
        (ask.WEEKS, ("product", shops, *three, compare.MOST)),
        (ask.BY_SHOP, ("shop", shops, *three, compare.MOST)),
        (ask.TREND, (shops, week - 52 * WEEK, week)),
        (ask.THINGS, (["m/s1"], far, week, NOW)),
        (ask.WAYS, (["m/s1"], far, week, NOW)),
        (ask.ARMS, (["m/s1"], far, week)),
        (ask.FUNNEL, (shops, three, NOW)),
        (ask.SPENT, (shops, three)),
        (ask_limits.DISPUTES, ("m/s1", far, NOW - 4 * WEEK, NOW)),
        (ask_limits.LATE_DISPATCH, ("m/s1", far, NOW - 4 * WEEK, NOW)),
        (ask_limits.EXPOSED, (shops, 2 * MOST)),
        (ask_limits.UNSENT, (shops, 2 * MOST)),
    ):
        rows = await pool.fetch(f"EXPLAIN {query}", *values)
        plan = "\n".join(row[0] for row in rows)
        assert "Seq Scan on orders" not in plan, plan
        assert "Seq Scan on weeks" not in plan, plan
        assert "Seq Scan on spends" not in plan, plan


async def test_every_table_is_there_at_once(pool: Pool) -> None:
    """Each answer says something, and comes within seconds on whatever machine."""
    shops = tuple(shop(key=f"m/s{n}") for n in range(SHOPS))
    asked = Asked(monday_of(NOW.date()) - WEEK, shops, "product", NOW)
    for name in TABLES:
        began = time.perf_counter()
        async with one_statement(pool) as conn:
            (table,) = await told(conn, asked, [name])
        took = time.perf_counter() - began
        print(f"{name}: {took * 1000:.0f} ms")  # noqa: T201 - `pytest -s` measures by it
        assert table.rows
        assert took < 20
