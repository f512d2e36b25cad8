"""What the desk learns from cases, in how much work."""

import json
from collections.abc import AsyncIterator
from typing import Any

import asyncpg.connection
import pytest

from services.desk.insight.gather import Gatherer
from services.desk.knowledge import learn, store
from services.desk.knowledge.learn import Learner
from services.notifier.app import SCHEMA as NOTIFIER
from tests.support.desk import furnish, room_of
from tests.support.notifier import NOW, D, message, order
from tests.support.notifier_shell import SHOP, Shell, open_shell
from tests.support.sealed import vault

A_CASE = 12
"""Statements that reading one case may take, whatever stands in it."""

A_BATCH = 12
"""And what a batch of them takes by itself."""


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    await furnish(postgres_url)
    shell = await open_shell(postgres_url, mode="approve")
    yield shell
    await shell.pool.close()


@pytest.fixture(name="asked")
def _asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that has values, in its order."""
    found: list[str] = []
    plain = asyncpg.connection.Connection._execute

    async def counted(self: Any, query: str, *args: Any, **named: Any) -> Any:
        found.append(query)
        return await plain(self, query, *args, **named)

    monkeypatch.setattr(asyncpg.connection.Connection, "_execute", counted)
    return found


async def test_each_case_is_read_once_in_a_bounded_number_of_statements(
    shell: Shell, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of N complaints: so many statements for each, so many for each batch, and nothing twice.

    What is complained of while a round goes on is read by the next one at the latest.
    """
    monkeypatch.setattr(learn, "BATCH", 4)
    spent = []
    for first, last in ((0, 8), (8, 24)):
        for n in range(first, last):
            key = f"{SHOP}/{5000 + n}"
            said = message(f"m-{n}", order_keys=(key,), text="I never received my parcel!")
            await shell.tell(order(key=key), said, key=key)
        await Gatherer(shell.pool, shell.clock, room_of(shell).settings).to_the_end()
        learner = Learner(shell.pool, shell.clock, shell.casework.world, None, vault(NOTIFIER))
        asked.clear()
        await learner.to_the_end()
        cases, batches = last - first, (last - first) // 4 + 1
        assert len([one for one in asked if "INTO desk.solved" in one]) == cases
        assert len(asked) <= A_CASE * cases + A_BATCH * batches
        spent.append(len(asked) / cases)
    assert spent[1] <= spent[0] * 1.2, "no case costs more because there were others before it"
    assert await shell.pool.fetchval("SELECT count(*) FROM desk.solved") == 24


FILL = """
    INSERT INTO desk.orders (order_key, version, made, shop, country, carrier, service, lane,
                             product, open, hazard, dispute_open, hold_kind, reason, party, settled,
                             arm, cost, currency)
    SELECT 'm/s/' || to_char(n, 'FM00000'), 1, '', 'm/s', 'ES', '', '', '', '', true, 0, false,
           '', 'lost', 'carrier', false, '', 0, ''
      FROM generate_series(1, 20000) AS n
"""

READ = """
    INSERT INTO desk.solved (order_key, version, shop, type, party, country, carrier, raised_at)
    SELECT order_key, 1, shop, 'lost', 'carrier', 'ES', '', $1 FROM desk.orders
     WHERE order_key <= 'm/s/15000'
"""


@pytest.mark.parametrize("analyzed", [True, False])
async def test_a_batch_steps_over_nothing_that_was_read(shell: Shell, *, analyzed: bool) -> None:
    """Behind 15,000 cases that a round has read, the next fifty are found among themselves.

    Also where PostgreSQL has not looked at the tables yet, as in the first round it has not.
    """
    await shell.pool.execute(FILL)
    await shell.pool.execute(READ, NOW - D)
    if analyzed:
        await shell.pool.execute("VACUUM ANALYZE desk.orders, desk.solved")
    told = await shell.pool.fetchval(
        f"EXPLAIN (ANALYZE, FORMAT JSON) {store.DUE}", NOW, 50, "m/s/15000"
    )
    (plan,) = json.loads(told)
    assert _touched(plan["Plan"]) < 1000, json.dumps(plan, indent=1)
    async with shell.pool.acquire() as conn:
        keys = await store.due(conn, NOW, 50, "m/s/15000")
    assert (len(keys), keys[0], keys[-1]) == (50, "m/s/15001", "m/s/15050")


def _touched(node: dict[str, Any]) -> float:
    """Rows that a plan's nodes gave on or stepped over."""
    own = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
    return float(own * node["Actual Loops"]) + sum(map(_touched, node.get("Plans", ())))
