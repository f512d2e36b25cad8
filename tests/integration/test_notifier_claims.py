"""Ready actions of one shop are claimed together, and every rule holds as if one by one."""

import time
from typing import Any

import pytest

from schemas.action import ActionStatus
from services.notifier import claim as claiming
from services.notifier.case import Case
from services.notifier.claim import claim, free_of
from services.notifier.claims import Claims
from services.notifier.plan import Plan, plan
from services.notifier.stores.recovery import Identity
from tests.support.notifier import KEY, hold, order, parcel
from tests.support.notifier_shell import Shell, open_shell

RULE = "told"
PLAYBOOK = f"""
- id: {RULE}
  when: hold.open
  once: hold
  do: {{ message: hold_beyond_usual }}
"""
COUNT = 5


async def ready(url: str, **settings: Any) -> Shell:
    """A shop with a ready message in each of some orders."""
    shell = await open_shell(url, playbook=PLAYBOOK, **settings)
    for key in (f"{KEY}{number}" for number in range(COUNT)):
        await shell.tell(order(key=key), parcel(hold(), order_keys=(key,)), key=key)
    await shell.timer.work()
    return shell


async def test_a_ceiling_holds_within_one_transaction(postgres_url: str) -> None:
    """Each is judged with those before it counted; the longest due are claimed."""
    shell = await ready(postgres_url, ceiling_per_hour=3, rule_ceiling_per_hour=99)
    now = shell.clock.now()
    async with shell.stores.transaction() as unit:
        due = await unit.actions.due(ActionStatus.READY, now, COUNT)
        free = await free_of(unit, due, now, COUNT)
        found = await claim(unit, shell.casework, free, now, time.monotonic())
    assert [one.action.key for one in found.claimed] == [key for key, _ in due[:3]]
    rows = await shell.rows("actions")
    assert [row["status"] for row in rows].count("claimed") == 3
    assert all(row["text"] for row in rows if row["status"] == "claimed")
    counted = {row["scope"]: row["used"] for row in await shell.rows("ledgers")}
    assert set(counted.values()) == {3}
    await shell.pool.close()


async def test_one_on_which_our_code_fails_holds_no_other_up(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is set aside with a page, counted nowhere; those claimed beside it leave in the pass."""
    shell = await ready(postgres_url, ceiling_per_hour=99, rule_ceiling_per_hour=99)

    def failing(case: Case, *others: Any) -> Plan:
        if case.order_key == f"{KEY}2":
            raise KeyError("as told")
        return plan(case, *others)

    monkeypatch.setattr(claiming, "plan", failing)
    taking = Claims(stores=shell.stores, clock=shell.clock, casework=shell.casework)
    async with shell.stores.one_statement() as unit:
        identity = await unit.recovery.identity()
    found = await taking.ready(COUNT, identity, ())
    assert found.more
    assert {one.order.key for one in found.claimed} == {f"{KEY}{n}" for n in (0, 1, 3, 4)}
    [waits] = [row for row in await shell.rows("actions") if row["status"] == "ready"]
    assert (waits["order_key"], waits["attempts"]) == (f"{KEY}2", 0)
    assert waits["retry_at"] > shell.clock.now()
    assert [row["level"] for row in await shell.rows("alerts")] == ["page"]
    assert {row["used"] for row in await shell.rows("ledgers")} == {COUNT - 1}
    await shell.pool.close()


async def test_a_database_that_was_not_looked_at_is_claimed_nothing_in(postgres_url: str) -> None:
    """Restored or failed over since: what it has forgotten may have left."""
    shell = await ready(postgres_url)
    taking = Claims(stores=shell.stores, clock=shell.clock, casework=shell.casework)
    found = await taking.ready(COUNT, Identity("another"), ())
    assert (list(found.claimed), found.more) == ([], False)
    assert {row["status"] for row in await shell.rows("actions")} == {"ready"}
    await shell.pool.close()


async def test_no_claim_leaves_a_row_locked_twice(postgres_url: str) -> None:
    """A MultiXact is what no index lets go of: every look at what is due would pass over it."""
    shell = await ready(postgres_url, ceiling_per_hour=99, rule_ceiling_per_hour=99)
    before = await shell.pool.fetchval("SELECT next_multixact_id FROM pg_control_checkpoint()")
    await shell.dispatcher.work()
    assert len(shell.market.chat) == COUNT
    await shell.pool.execute("CHECKPOINT")
    after = await shell.pool.fetchval("SELECT next_multixact_id FROM pg_control_checkpoint()")
    assert after == before
    await shell.pool.close()
