"""Turns: a pass is bounded, may be repeated, and leaves nothing known behind."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from schemas.action import ActionStatus
from services.connectors.ports import OwnMessage, Sent
from services.notifier import timer
from services.notifier.claim import claim, free_of
from services.notifier.dispatcher import WORKERS
from services.notifier.postgres.actions import NEXT_DUE
from services.notifier.postgres.unit import PostgresStores
from services.notifier.stores.unit import Unit
from services.runtime.clock import SteppedClock
from services.runtime.errors import Unavailable
from services.runtime.postgres.pool import Pool, transaction
from tests.support.eventually import eventually
from tests.support.notifier import KEY, hold, order, parcel
from tests.support.notifier_shell import SHOP, Killed, Marketplace, Shell, open_shell

MINUTE = timedelta(minutes=1)
RULE = "told"
PLAYBOOK = f"""
- id: {RULE}
  when: hold.open
  once: hold
  do: {{ message: hold_beyond_usual }}
"""


class Outages(PostgresStores):
    """Stores whose next transactions fail, as many as are told."""

    def __init__(self, pool: Pool) -> None:
        super().__init__(pool)
        self.left = 0

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Unit]:
        """A transaction, or none."""
        if self.left:
            self.left -= 1
            raise Unavailable("as told")
        async with super().transaction() as unit:
            yield unit


class Telling(Marketplace):
    """A marketplace whose answers others may act upon."""

    def __init__(self, clock: SteppedClock) -> None:
        super().__init__(clock)
        self.shell: Shell | None = None
        self.stores: Outages | None = None

    async def send(self, conversation: str, text: str) -> Sent:
        """While it is on the wire, the process is told to stop."""
        if self.shell is not None:
            self.shell.dispatcher.loop.stop()
        return await super().send(conversation, text)

    async def own_messages(self, conversation: str, since: datetime) -> Sequence[OwnMessage]:
        """With its answer an outage begins."""
        if self.stores is not None:
            self.stores.left = 3
        return await super().own_messages(conversation, since)


@pytest.fixture
async def shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier whose ceilings nothing here reaches."""
    shell = await open_shell(
        postgres_url, playbook=PLAYBOOK, made=Telling, ceiling_per_hour=99, rule_ceiling_per_hour=99
    )
    yield shell
    await shell.pool.close()


async def held(shell: Shell, count: int) -> None:
    """So many orders whose parcels are held."""
    for key in (f"{KEY}{number}" for number in range(count)):
        await shell.tell(order(key=key), parcel(hold(), order_keys=(key,)), key=key)


def market_of(shell: Shell) -> Telling:
    """The shop's."""
    assert isinstance(shell.market, Telling)
    return shell.market


async def test_the_timer_comes_back_between_batches(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pass is one batch, or a look for older plans; while something is left it is due at once."""
    monkeypatch.setattr(timer, "BATCH", 2)
    await held(shell, 5)
    await shell.pool.execute("UPDATE notifier.cases SET wake_at = $1", shell.clock.now())
    passes = 1
    while (due := await shell.timer.work()) is not None and due <= shell.clock.now():
        passes += 1
    assert passes == 3 + 1


async def test_a_stopped_process_claims_no_more(shell: Shell) -> None:
    """What it has in hand is sent and recorded; the rest stays ready."""
    await held(shell, 3 * WORKERS)
    await shell.timer.work()
    market_of(shell).shell = shell
    await shell.dispatcher.work()
    statuses = [row["status"] for row in await shell.rows("actions")]
    assert set(statuses) == {"done", "ready"}
    assert statuses.count("done") == len(shell.market.chat) <= WORKERS


async def test_an_answer_outlives_an_outage_of_ours(shell: Shell) -> None:
    """It is recorded once the database is back, and nothing is looked for."""
    stores = Outages(shell.pool)
    again = Shell(shell.pool, shell.clock, shell.market, shell.casework, shell.receivers, stores)
    market_of(shell).stores = stores
    await held(shell, 1)
    with contextlib.suppress(Unavailable):  # a worker who looked for more meanwhile met it too
        await again.run()
    assert (await shell.action(RULE))["status"] == "done"
    assert len(shell.market.looked_at) == len(shell.market.chat) == 1
    assert stores.left == 0


async def test_what_waited_too_long_for_its_claim_is_not_sent(shell: Shell) -> None:
    """The time limit runs from the instant from which the lease does."""
    await held(shell, 1)
    await shell.timer.work()
    async with shell.stores.transaction() as unit:
        at = time.monotonic() - 3600
        now = shell.clock.now()
        free = await free_of(unit, await unit.actions.due(ActionStatus.READY, now, 1), now, 1)
        [claimed] = (await claim(unit, shell.casework, free, now, at)).claimed
    await shell.dispatcher.perform(claimed)
    assert shell.market.chat == []
    assert (await shell.action(RULE))["status"] == "ready"


async def test_a_claim_is_given_back_under_the_shops_lock(shell: Shell) -> None:
    """Taken before any alert is: an expired claim waits for whoever counts in the shop."""
    await held(shell, 1)
    shell.market.opening = ["killed_before"]
    with pytest.raises(Killed):
        await shell.run()
    shell.clock.step_to(shell.clock.now() + MINUTE)

    async def waiting() -> bool:
        return bool(
            await shell.pool.fetchval(
                """SELECT count(*) FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock'"""
            )
        )

    async with transaction(shell.pool) as conn:
        await conn.execute("SELECT FROM notifier.shops WHERE shop = $1 FOR UPDATE", SHOP)
        running = asyncio.create_task(shell.dispatcher.work())
        await eventually(waiting, what="it waits for the shop")
        assert (await shell.action(RULE))["status"] == "claimed"
    await running
    assert (await shell.action(RULE))["status"] == "ready"


async def test_what_is_next_to_come_is_one_entry_of_an_index(shell: Shell) -> None:
    """However many actions there are, and in whatever status."""
    await held(shell, 1)
    await shell.pool.execute(
        """INSERT INTO notifier.actions
               (key, order_key, rule, occasion, kind, status, mode, changed_at, retry_at)
           SELECT 'k' || n, $1, 'r', n::text, 'message',
                  (ARRAY['ready', 'done', 'claimed', 'uncertain'])[1 + n % 4], 'automatic', $2, $2
           FROM generate_series(1, 20000) AS n""",
        f"{KEY}0",
        shell.clock.now(),
    )
    await shell.pool.execute("ANALYZE notifier.actions")
    plan = "\n".join(row[0] for row in await shell.pool.fetch(f"EXPLAIN {NEXT_DUE}"))
    assert "using actions_next_due" in plan, plan
    assert "Limit" in plan, plan
