"""What the tracker tells of its looks at parcels: how many were answered, how old the oldest is."""

from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial

import pytest

from services.connectors.carriers.port import Rejected
from services.runtime.clock import SteppedClock
from services.runtime.errors import TryLater
from services.runtime.metrics import LOOKS, OLDEST_DUE_SECONDS
from services.tracker import gauges
from services.tracker.poller import OUTCOMES
from tests.support.eventually import eventually
from tests.support.ingest import running
from tests.support.provider import Provider
from tests.support.tracker import Tracker, tracker
from tests.support.tracks import NUMBER, PROVIDER, order, update


@pytest.fixture(name="ground")
async def _ground(postgres_url: str, clock: SteppedClock) -> AsyncIterator[Tracker]:
    provider = Provider(known={NUMBER: update()})
    async with tracker(postgres_url, clock, provider) as made:
        yield made


def _looks() -> dict[str, float]:
    return {outcome: LOOKS.labels(PROVIDER, outcome)._value.get() for outcome in OUTCOMES}


async def test_every_look_is_counted_by_what_it_brought(ground: Tracker) -> None:
    """An answer, no word yet, nothing at all, a spent quota."""
    await ground.orders(order(NUMBER), registers=False)
    later = Rejected(NUMBER, "-1", "later")
    for brings, outcome in (
        (update(), "answered"),
        (later, "no_word"),
        (TryLater(PROVIDER, "503"), "put_off"),
        (Rejected(NUMBER, "-2", "quota"), "quota"),
    ):
        if isinstance(brings, TryLater):
            ground.provider.faults.append(brings)
        else:
            ground.provider.known[NUMBER] = brings
        ground.step(ground.clock.now() + timedelta(days=2))
        before = _looks()
        await ground.poller.poll()
        moved = {name: count - before[name] for name, count in _looks().items()}
        assert moved == {name: float(name == outcome) for name in OUTCOMES}


async def test_the_oldest_poll_that_nobody_takes_is_told(ground: Tracker) -> None:
    """Only of providers that are set up: nobody asks the others, and no work of theirs is late."""
    await ground.orders(order(NUMBER), registers=False)
    due = await ground.pool.fetchval("SELECT min(poll_at) FROM tracker.polls")
    ground.clock.step_to(due + timedelta(hours=2))

    async def tells(seconds: float) -> bool:
        return OLDEST_DUE_SECONDS.labels("polls")._value.get() == seconds

    for providers, seconds in (([PROVIDER, "ups"], 7200), (["ups"], 0), ([], 0)):
        OLDEST_DUE_SECONDS.labels("polls").set(-1)
        async with running(partial(gauges.measure, ground.pool, ground.clock, providers)):
            await eventually(partial(tells, seconds), what=f"{seconds} s")
