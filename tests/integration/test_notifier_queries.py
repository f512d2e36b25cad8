"""What is asked before every word to a buyer is found by indexes, however much lies there."""

from collections.abc import AsyncIterator

import pytest

from services.notifier.postgres.buyers import DEALT, TOLD
from tests.support.notifier import NOW, D
from tests.support.notifier_shell import Shell, open_shell

ORDERS = 20_000
FILL = (
    """INSERT INTO notifier.cases (order_key, shop, state, version, playbook, buyer)
       SELECT 'm/s' || n / 3 % 8 || '/' || n, 'm/s' || n / 3 % 8, '{}', 1, '',
              'b' || n / 3
       FROM generate_series(1, $1::integer) AS n""",
    """INSERT INTO notifier.actions
           (key, order_key, rule, occasion, kind, status, mode, channel, args, claimed_at,
            changed_at)
       SELECT order_key || '|' || n, order_key, 'r' || n, 'c-1/m-' || n, 'message', 'done', '',
              (ARRAY['chat', 'task'])[1 + n % 2], '{}', $1, $1
       FROM notifier.cases, generate_series(1, 3) AS n""",
    """INSERT INTO notifier.tasks
           (key, action_key, order_key, shop, kind, rule, title, status, created_at)
       SELECT key, key, order_key, shop, 'send', rule, '', 'done', $1
       FROM notifier.actions JOIN notifier.cases USING (order_key) WHERE channel = 'task'""",
    "ANALYZE notifier.cases, notifier.actions, notifier.tasks",
)


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    shell = await open_shell(postgres_url)
    given = ((ORDERS,), (NOW,), (NOW,), ())
    for statement, values in zip(FILL, given, strict=True):
        await shell.pool.execute(statement, *values)
    yield shell
    await shell.pool.close()


async def test_what_a_buyer_was_told_and_answered_is_found_by_indexes(shell: Shell) -> None:
    """The buyer's orders, then each order's few actions, then the tasks of those alone."""
    told = (["m/s0"], ["b1000"], NOW - D)
    dealt = (["m/s0", "m/s1"], ["b1000", "b1001"], ["c-1/m-1", "c-1/m-2"])
    for query, given, rows in ((TOLD, told, 9), (DEALT, dealt, 2)):
        plan = "\n".join(row[0] for row in await shell.pool.fetch(f"EXPLAIN {query}", *given))
        assert "cases_buyer" in plan, plan
        assert "actions_order" in plan, plan
        assert "Seq Scan" not in plan, plan
        assert len(await shell.pool.fetch(query, *given)) == rows
