"""The calls that a provider allows in a day, on the real database: held for the cluster."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from services.connectors.carriers.port import Limit
from services.runtime.clock import SteppedClock
from services.tracker.turn import DaySpent, Turn
from tests.support.provider import Provider
from tests.support.servers import START
from tests.support.tracker import PARCEL, Tracker, tracker
from tests.support.tracks import DEPARTED, NUMBER, PROVIDER, SHOP, order, scan, update

DAY = timedelta(days=1)
THREE = Limit(per_second=1000, concurrency=1, per_day=3)
OTHER = "LB987654321CN"


@pytest.fixture(name="ground")
async def _ground(postgres_url: str, clock: SteppedClock) -> AsyncIterator[Tracker]:
    async with tracker(postgres_url, clock) as made:
        yield made


async def test_replicas_share_a_day_and_midnight_brings_another(ground: Tracker) -> None:
    """Two take no more than the day's calls together; a clock that lags opens no day anew."""
    turns = [Turn(ground.pool, PROVIDER, "main", THREE) for _ in range(2)]
    for place in range(3):
        async with turns[place % 2].take(START):
            pass
    for turn in turns:
        with pytest.raises(DaySpent) as spent:
            async with turn.take(START + timedelta(hours=23)):
                pass
        assert spent.value.until == START + DAY
    for place in range(3):
        async with turns[place % 2].take(START + DAY - place * timedelta(hours=1)):
            pass
    with pytest.raises(DaySpent):
        async with turns[0].take(START + DAY):
            pass


async def test_what_the_day_does_not_reach_is_deferred_with_its_reason(
    postgres_url: str, clock: SteppedClock
) -> None:
    """It is asked for after midnight, at no cost of a call before, and people can read why."""
    known = {one: update(scan(0.1, DEPARTED), number=one) for one in (NUMBER, OTHER)}
    limit = Limit(per_second=1000, concurrency=1, per_day=1)
    async with tracker(postgres_url, clock, Provider(batch=1, limit=limit, known=dict(known))) as t:
        await t.orders(order(NUMBER), order(OTHER, key=f"{SHOP}/2"), registers=False)
        clock.step_to(START + DAY + timedelta(hours=20))
        await t.poller.poll()
        await t.poller.poll()
        assert len(t.provider.looks) == 1
        (left,) = {PARCEL, f"{PROVIDER}/{OTHER}"} - {f"{PROVIDER}/{t.provider.looks[0][0]}"}
        due = await t.value("poll_at", left)
        assert isinstance(due, datetime)
        assert (
            await t.value("poll_why", left) == "deferred: the provider allows no more calls today"
        )
        assert START + 2 * DAY < due < START + 2 * DAY + timedelta(hours=1)
        clock.step_to(due)
        await t.poller.poll()
        assert t.provider.looks[1] == [left.split("/")[1]]
