"""The turns of one provider: who waits is not stuck."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest

from services.runtime.clock import SteppedClock
from services.runtime.health import STUCK_AFTER, HealthServer
from services.tracker.cadence import FIRST_LOOK
from services.tracker.turn import Turn
from tests.support.eventually import eventually
from tests.support.tracker import Tracker, tracker
from tests.support.tracks import NUMBER, PROVIDER, order


@pytest.fixture(name="ground")
async def _ground(postgres_url: str, clock: SteppedClock) -> AsyncIterator[Tracker]:
    async with tracker(postgres_url, clock) as made:
        yield made


async def _ready() -> str:
    return ""


async def test_a_loop_that_waits_for_its_turn_is_not_stuck(ground: Tracker) -> None:
    """However long others are before it, here or in another process; one whose call lasts is."""
    await ground.orders(order(NUMBER))
    await ground.follow(NUMBER)
    ground.step(ground.clock.now() + FIRST_LOOK * 2)
    loop = ground.poller.loop
    health = HealthServer({"poll": loop}, _ready)
    ground.provider.gate.clear()
    another = Turn(ground.pool, PROVIDER, "main", ground.provider.limit)
    async with another.take(ground.clock.now()):
        polling = asyncio.create_task(ground.poller.poll())
        await eventually(lambda: loop._waiting, what="it waits")
        loop._moved_at = time.monotonic() - 2 * STUCK_AFTER
        assert health.stuck() == []
    await eventually(lambda: ground.provider.calling == 1, what="it has its turn")
    assert health.stuck() == []
    loop._moved_at = time.monotonic() - 2 * STUCK_AFTER
    assert health.stuck() == ["poll"]
    ground.provider.gate.set()
    await polling
