"""The turn to call a provider on the real database: slots that were missed, leases that end."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from services.connectors.carriers.port import Limit
from services.runtime.clock import SteppedClock
from services.runtime.postgres.budgets import SHARE
from services.tracker.batches import CALL, LEASE
from services.tracker.turn import Turn
from tests.support.eventually import eventually
from tests.support.servers import START
from tests.support.tracker import Tracker, tracker
from tests.support.tracks import NUMBER, PROVIDER, at, order

PER_SECOND = 2.0
LIMIT = Limit(per_second=PER_SECOND, concurrency=1)

_LEFT = """
    SELECT extract(epoch FROM next_free_at - clock_timestamp())::float8 FROM tracker.budgets
    WHERE provider = $1
"""


@pytest.fixture(name="ground")
async def _ground(postgres_url: str, clock: SteppedClock) -> AsyncIterator[Tracker]:
    async with tracker(postgres_url, clock) as made:
        yield made


async def test_a_slot_that_was_slept_through_is_let_go(ground: Tracker) -> None:
    """A process that wakes long after its slot takes another: the next is a whole interval off."""
    turn = Turn(ground.pool, PROVIDER, "main", LIMIT, ground.clock)
    async with turn.take(START):
        pass
    loop = asyncio.get_running_loop()
    loop.call_later(0.1, time.sleep, 0.9)  # the whole process is held up over its slot
    async with turn.take(START):
        left = await ground.pool.fetchval(_LEFT, PROVIDER)
    assert left > 0.5 / (PER_SECOND * SHARE)


async def test_a_call_that_was_held_up_holds_the_next_one_off(ground: Tracker) -> None:
    """It may have come as late as it ended: the next is a whole interval off from there."""
    turn = Turn(ground.pool, PROVIDER, "main", LIMIT, ground.clock)
    async with turn.take(START):
        time.sleep(0.5)  # noqa: ASYNC251 - the whole process is held up before it sends the call
    left = await ground.pool.fetchval(_LEFT, PROVIDER)
    assert left > 0.5 / (PER_SECOND * SHARE)


async def test_a_call_that_its_lease_may_not_outlast_is_not_begun(ground: Tracker) -> None:
    """Who waited so long for its turn leaves the number to the next: two would ask at once."""
    await ground.orders(order(NUMBER))
    await ground.follow(NUMBER)
    ground.step(at(1))
    looks = len(ground.provider.looks)
    turn = Turn(ground.pool, PROVIDER, "main", ground.provider.limit, ground.clock)
    async with turn.take(at(1)):
        waiting = asyncio.create_task(ground.poller.poll())
        await eventually(lambda: ground.value("lease"), what="the number is leased")
        ground.step(at(1) + LEASE - CALL)
    await waiting
    assert len(ground.provider.looks) == looks
    ground.step(at(1) + LEASE)
    await ground.poller.poll()
    assert ground.provider.looks[looks:] == [[NUMBER]]
