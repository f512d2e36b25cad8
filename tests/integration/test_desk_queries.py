"""The queue is read along its indexes, however many tasks lie on the desk."""

from collections.abc import AsyncIterator

import pytest

from services.notifier.postgres.queue import Asked, page, place_of, statement
from services.notifier.postgres.search import FIND
from services.runtime.postgres.pool import one_statement
from tests.support.notifier import NOW
from tests.support.notifier_shell import Shell, open_shell

TASKS = 100_000
FILL = (
    """INSERT INTO notifier.cases (order_key, shop, state, version, playbook, buyer)
       SELECT 'm/s' || n % 8 || '/' || n, 'm/s' || n % 8, '{}', 1, '', 'b' || n
       FROM generate_series(0, 19999) AS n""",
    """INSERT INTO notifier.tasks (key, action_key, order_key, shop, kind, rule, title, status,
                                   created_at, deadline, at_risk, currency, country, vip)
       SELECT 'k' || n, 'k' || n, 'm/s' || n % 20000 % 8 || '/' || n % 20000,
              'm/s' || n % 20000 % 8, (ARRAY['do', 'approve', 'send', 'check'])[1 + n % 4], 'r',
              't', 'open', $1,
              CASE WHEN n % 10 > 0 THEN $1::timestamptz + n * interval '1 minute' END,
              n % 97, 'EUR', (ARRAY['ES', 'FR', 'DE'])[1 + n % 3], n % 500 = 0
       FROM generate_series(1, $2::integer) AS n""",
    """INSERT INTO notifier.shops (shop, live_since)
       SELECT 'm/s' || n, now() FROM generate_series(0, 7) AS n""",
    "ANALYZE notifier.cases, notifier.tasks, notifier.shops",
)


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    shell = await open_shell(postgres_url)
    await shell.pool.execute(FILL[0])
    await shell.pool.execute(FILL[1], NOW, TASKS)
    await shell.pool.execute(FILL[2])
    await shell.pool.execute(FILL[3])
    yield shell
    await shell.pool.close()


async def test_a_page_of_the_queue_is_read_along_an_index(shell: Shell) -> None:
    """At its top and in its middle, of every shop, of some and of one: nothing is sorted."""
    async with one_statement(shell.pool) as conn:
        top = await page(conn, Asked(limit=51), NOW)
    middle = place_of(top[-1])
    for index, asked in (
        ("tasks_queue ", Asked()),
        ("tasks_queue ", Asked(after=middle)),
        ("tasks_queue ", Asked(shops=["m/s1", "m/s2"], kind="do", country="ES")),
        ("tasks_queue_shop", Asked(shops=["m/s1"])),
        ("tasks_queue", Asked(shops=["m/s1"], after=middle, assignee="")),
    ):
        query, values = statement(asked, NOW)
        rows = await shell.pool.fetch(f"EXPLAIN {query}", *values)
        plan = "\n".join(row[0] for row in rows)
        assert f"using {index}" in plan + " ", plan
        assert "Sort" not in plan, plan
        assert "Seq Scan" not in plan, plan
    assert [one.vip for one in top] == [True] * 51


async def test_an_order_is_found_along_indexes(shell: Shell) -> None:
    """By its number in every shop and by its buyer: no table of cases is read through."""
    rows = await shell.pool.fetch(f"EXPLAIN {FIND}", "9", None, 50)
    plan = "\n".join(row[0] for row in rows)
    assert "Seq Scan on cases" not in plan, plan
    assert len(await shell.pool.fetch(FIND, "9", None, 50)) == 1
    assert len(await shell.pool.fetch(FIND, "b9", None, 50)) == 1
