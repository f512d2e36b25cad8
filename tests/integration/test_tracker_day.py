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
    turns = [Turn(ground.pool, PROVIDER, "main", THREE, ground.clock) for _ in range(2)]
    for place in range(3):
        async with turns[place % 2].take(START, urgent=True):
            pass
    for turn in turns:
        with pytest.raises(DaySpent) as spent:
            async with turn.take(START + timedelta(hours=23), urgent=True):
                pass
        assert spent.value.until == START + DAY
    for place in range(3):
        instant = START + DAY - place * timedelta(hours=1)
        async with turns[place % 2].take(instant, urgent=True):
            pass
    with pytest.raises(DaySpent):
        async with turns[0].take(START + DAY, urgent=True):
            pass


async def test_a_fifth_of_a_day_is_kept_for_what_is_urgent(ground: Tracker) -> None:
    """What has time is refused while a call is left, and what has none gets it."""
    turn = Turn(
        ground.pool,
        PROVIDER,
        "main",
        Limit(per_second=1000, concurrency=1, per_day=5),
        ground.clock,
    )
    for _ in range(4):
        async with turn.take(START):
            pass
    with pytest.raises(DaySpent):
        async with turn.take(START):
            pass
    async with turn.take(START, urgent=True):
        pass
    with pytest.raises(DaySpent):
        async with turn.take(START, urgent=True):
            pass


async def test_the_nearest_deadline_comes_first_after_midnight(
    postgres_url: str, clock: SteppedClock
) -> None:
    """What a day does not reach comes back in the order of the protections' ends, none lost."""
    numbers = [f"LB98765432{place}CN" for place in range(5)]
    ends = [START + timedelta(days=20 + (place * 7) % 5) for place in range(5)]
    limit = Limit(per_second=1000, concurrency=1, per_day=1)
    known = {one: update(scan(0.1, DEPARTED), number=one) for one in numbers}
    async with tracker(postgres_url, clock, Provider(batch=1, limit=limit, known=dict(known))) as t:
        for place, (number, end) in enumerate(zip(numbers, ends, strict=True)):
            named = order(number, key=f"{SHOP}/{place}")
            await t.orders(named.model_copy(update={"protection_end": end}), registers=False)
        clock.step_to(START + DAY + timedelta(hours=20))
        for _ in range(3):
            await t.poller.poll()
        (first,) = t.provider.looks
        wanted = [n for _, n in sorted(zip(ends, numbers, strict=True)) if [n] != first]
        rows = await t.pool.fetch("SELECT parcel_id FROM tracker.polls ORDER BY poll_at")
        left = [row["parcel_id"].partition("/")[2] for row in rows]
        assert [number for number in left if number != first[0]] == wanted


async def test_a_turn_that_is_hours_ahead_is_not_waited_for(ground: Tracker) -> None:
    """Of two replicas one calls; the other is told when, at once, and spends no call."""
    seldom = Limit(per_second=1 / timedelta(hours=6).total_seconds(), concurrency=1, per_day=2)
    turns = [Turn(ground.pool, PROVIDER, "main", seldom, ground.clock) for _ in range(2)]
    async with turns[0].take(START):
        pass
    for turn in (*turns, *turns):
        with pytest.raises(DaySpent) as spent:
            async with turn.take(START):
                pass
        assert timedelta(hours=6) < spent.value.until - START < timedelta(hours=7)
    used = await ground.pool.fetchval("SELECT day_used FROM tracker.budgets")
    assert used == 1


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
        why = "deferred: the provider allows no more calls until then"
        assert await t.value("poll_why", left) == why
        assert START + 2 * DAY < due <= START + 2 * DAY + timedelta(hours=1)
        clock.step_to(due)
        await t.poller.poll()
        assert t.provider.looks[1] == [left.split("/")[1]]


async def test_what_is_urgent_is_not_put_off_with_the_rest(
    postgres_url: str, clock: SteppedClock
) -> None:
    """The calls that are kept back go to the buyer whose protection ends within three days."""
    numbers = [f"LB98765432{place}CN" for place in range(8)]
    limit = Limit(per_second=1000, concurrency=1, per_day=5)
    known = {one: update(scan(0.1, DEPARTED), number=one) for one in numbers}
    async with tracker(postgres_url, clock, Provider(batch=1, limit=limit, known=dict(known))) as t:
        for number in numbers:
            end = START + timedelta(days=4 if number == numbers[-1] else 40)
            named = order(number, key=f"{SHOP}/{number}")
            await t.orders(named.model_copy(update={"protection_end": end}), registers=False)
        now = START + DAY + timedelta(hours=20)
        clock.step_to(now)
        await t.pool.execute("UPDATE tracker.polls SET poll_at = $1", now - timedelta(hours=1))
        last = now - timedelta(minutes=1)
        await t.pool.execute(
            "UPDATE tracker.polls SET poll_at = $1 WHERE parcel_id = $2",
            last,
            f"{PROVIDER}/{numbers[-1]}",
        )
        for _ in range(8):
            await t.poller.poll()
        assert len(t.provider.looks) == 5
        assert t.provider.looks[-1] == [numbers[-1]]
