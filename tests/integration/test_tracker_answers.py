"""What an answer changes, on the real database: nothing new, a stop."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from schemas.parcel import Stage
from services.connectors.carriers.port import Unchanged
from services.runtime.clock import SteppedClock
from tests.support.tracker import Tracker, tracker
from tests.support.tracks import (
    ARRIVED,
    DEPARTED,
    NUMBER,
    at,
    order,
    scan,
    update,
)


@pytest.fixture(name="ground")
async def _ground(postgres_url: str, clock: SteppedClock) -> AsyncIterator[Tracker]:
    async with tracker(postgres_url, clock) as made:
        yield made


async def test_an_answer_that_says_the_same_again_plans_the_next_poll_and_no_more(
    ground: Tracker,
) -> None:
    """Its digest is enough; what time changes is still seen to, and news are read in full."""
    await ground.orders(order(NUMBER))
    await ground.follow(NUMBER)
    ground.step(at(2))
    ground.provider.known[NUMBER] = update(scan(1, DEPARTED), digest="one")
    await ground.poller.poll()
    before = await ground.parcel()
    ground.provider.known[NUMBER] = Unchanged()
    ground.step(at(4))
    await ground.poller.poll()
    assert ground.provider.seen[-1] == "one"
    assert await ground.parcel() == before
    due = await ground.value("poll_at")
    assert isinstance(due, datetime)
    assert at(4) < due < at(6)
    ground.provider.known[NUMBER] = update(scan(1, DEPARTED), scan(5, ARRIVED), digest="two")
    ground.step(at(6))
    await ground.poller.poll()
    assert (await ground.parcel()).stage is Stage.ARRIVED
    assert await ground.value("seen") == "two"


async def test_a_stopped_number_that_is_still_answered_for_stays_silent(ground: Tracker) -> None:
    """Until the provider asks the carrier again; that it repeats itself is no news."""
    await ground.orders(order(NUMBER))
    await ground.follow(NUMBER)
    ground.step(at(5))
    known = update(scan(1, DEPARTED), synced_at=at(4))
    await ground.updates(known.model_copy(update={"stopped": True, "version": 2}))
    since = (await ground.parcel()).feed_silent_since
    assert since == at(4)
    ground.provider.known[NUMBER] = known
    ground.step(at(7))
    await ground.poller.poll()
    assert (await ground.parcel()).feed_silent_since == since
    ground.provider.known[NUMBER] = known.model_copy(update={"synced_at": at(8)})
    ground.step(at(9))
    await ground.poller.poll()
    assert (await ground.parcel()).feed_silent_since is None
