"""Registering and polling on the real database: paid once, asked in batches, under leases."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from schemas.parcel import Doubt, Stage
from services.connectors.carriers.port import Limit, Rejected
from services.runtime.bugs import LoopBug
from services.runtime.clock import SteppedClock
from services.runtime.errors import NotAuthorised, OutsideError, TryLater, Unanswered
from services.tracker.batches import LEASE
from services.tracker.change import Change, Row, learn
from services.tracker.turn import Turn
from services.tracker.unfound import FOUND_WITHIN
from tests.support.eventually import eventually
from tests.support.provider import Provider
from tests.support.tracker import PARCEL, Tracker, tracker
from tests.support.tracks import (
    ARRIVED,
    DEPARTED,
    NUMBER,
    PROVIDER,
    SHOP,
    at,
    order,
    scan,
    update,
)


@pytest.fixture(name="ground")
async def _ground(postgres_url: str, clock: SteppedClock) -> AsyncIterator[Tracker]:
    async with tracker(postgres_url, clock) as made:
        yield made


async def _rows(ground: Tracker) -> list[tuple[str, str]]:
    rows = await ground.pool.fetch(
        "SELECT number, state FROM tracker.registrations ORDER BY number"
    )
    return [(row["number"], row["state"]) for row in rows]


async def test_a_bug_on_one_registration_holds_up_no_other(
    ground: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its number is asked about again later, not paid for twice; people hear of it."""
    other = "LB111111111CN"
    await ground.orders(order(NUMBER), order(other, key=f"{SHOP}/2"))

    def failing(row: Row, *known: Any, **more: Any) -> Change:
        if row.parcel.number == other:
            raise ZeroDivisionError
        return learn(row, *known, **more)

    monkeypatch.setattr("services.tracker.registrar.learn", failing)
    await ground.registrar.register()
    assert dict(await _rows(ground))[NUMBER] == "registered"
    assert dict(await _rows(ground))[other] != "registered"
    assert [bug.group for bug in ground.bugs] == ["register 17track"]
    assert sorted(ground.provider.charged) == sorted([NUMBER, other])
    monkeypatch.undo()
    ground.step(ground.clock.now() + timedelta(hours=2))
    await ground.registrar.register()
    assert dict(await _rows(ground)) == {NUMBER: "registered", other: "registered"}
    assert sorted(ground.provider.charged) == sorted([NUMBER, other])


async def test_a_look_names_an_order(postgres_url: str, clock: SteppedClock) -> None:
    """A marketplace answers for its orders only: a number is asked for with one that it carries."""
    async with tracker(postgres_url, clock, Provider(known={NUMBER: update()})) as ground:
        await ground.orders(order(NUMBER), order(NUMBER, key=f"{SHOP}/2"), registers=False)
        clock.step_to(clock.now() + timedelta(days=2))
        await ground.poller.poll()
        (asked,) = ground.provider.asked
        assert asked.order_key in {order(NUMBER).key, f"{SHOP}/2"}


async def test_each_number_is_registered_once(ground: Tracker) -> None:
    """However many orders name it, in however many passes."""
    await ground.orders(order(NUMBER), order(NUMBER, key=f"{SHOP}/2"))
    await ground.registrar.register()
    await ground.orders(order(NUMBER, version=2))
    await ground.registrar.register()
    assert (ground.provider.looks, ground.provider.charged) == ([[NUMBER]], [NUMBER])
    parcel = await ground.parcel()
    assert (parcel.tracked, parcel.untracked_reason) == ("tracked", "")
    assert await _rows(ground) == [(NUMBER, "registered")]


@pytest.mark.parametrize("error", [Unanswered("17track", "cut"), TryLater("17track", "503")])
async def test_an_intent_without_an_answer_is_looked_up_first(
    ground: Tracker, error: OutsideError
) -> None:
    """Paid for though the answer was lost: found by the look, and not paid for again."""
    ground.provider.lost.append(error)
    await ground.orders(order(NUMBER))
    due = await ground.registrar.register()
    assert (await _rows(ground), (await ground.parcel()).tracked) == (
        [(NUMBER, "intended")],
        "pending",
    )
    ground.provider.known[NUMBER] = update(scan(0.1, DEPARTED))
    assert due is not None
    ground.step(due)
    await ground.registrar.register()
    assert (ground.provider.charged, ground.provider.looks) == ([NUMBER], [[NUMBER]] * 2)
    parcel = await ground.parcel()
    assert (parcel.tracked, parcel.stage) == ("tracked", Stage.IN_TRANSIT)


async def test_a_registration_that_never_arrived_is_made_after_a_look(ground: Tracker) -> None:
    """The look says that nobody registered it: only then is it paid for."""
    ground.provider.faults.append(Unanswered("17track", "cut"))
    await ground.orders(order(NUMBER))
    due = await ground.registrar.register()
    assert ground.provider.charged == []
    assert due is not None
    ground.step(due)
    await ground.registrar.register()
    assert (ground.provider.looks, ground.provider.charged) == ([[NUMBER]] * 2, [NUMBER])


async def test_a_number_that_somebody_has_registered_costs_nothing(ground: Tracker) -> None:
    """Found by the first look, with what is known of it."""
    ground.provider.known[NUMBER] = update(scan(0.1, DEPARTED))
    await ground.orders(order(NUMBER))
    await ground.registrar.register()
    assert ground.provider.charged == []
    parcel = await ground.parcel()
    assert (parcel.tracked, parcel.stage) == ("tracked", Stage.IN_TRANSIT)
    assert await _rows(ground) == [(NUMBER, "registered")]


async def test_a_dead_registrar_leaves_an_intent(ground: Tracker) -> None:
    """Killed in the call: its lease runs out in domain time, and the next one looks first."""
    await ground.orders(order(NUMBER))
    ground.provider.pay_gate.clear()
    dying = asyncio.create_task(ground.registrar.register())
    await eventually(lambda: ground.provider.looks and ground.provider.calling)
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)
    ground.provider.pay_gate.set()
    assert await ground.registrar.register() == ground.clock.now() + LEASE
    assert ground.provider.charged == []
    ground.step(ground.clock.now() + LEASE)
    await ground.registrar.register()
    assert (ground.provider.looks, ground.provider.charged) == ([[NUMBER]] * 2, [NUMBER])


async def test_a_spent_budget_leaves_the_parcel_untracked_and_is_tried_again(
    ground: Tracker,
) -> None:
    """With the reason on the parcel; half a day later it is registered after all."""
    ground.provider.refusals[NUMBER] = Rejected(NUMBER, "-18019908", "quota")
    await ground.orders(order(NUMBER))
    due = await ground.registrar.register()
    parcel = await ground.parcel()
    assert (parcel.tracked, parcel.untracked_reason) == ("untracked", "quota")
    ground.provider.refusals.clear()
    assert due is not None
    ground.step(due)
    await ground.registrar.register()
    parcel = await ground.parcel()
    assert (parcel.tracked, parcel.untracked_reason) == ("tracked", "")
    assert ground.provider.charged == [NUMBER]


async def test_a_number_that_cannot_be_registered_is_given_up(ground: Tracker) -> None:
    """Refused for good: nothing is due any more, and the parcel says why."""
    ground.provider.refusals[NUMBER] = Rejected(NUMBER, "-18019911", "invalid")
    await ground.orders(order(NUMBER))
    assert await ground.registrar.register() is None
    assert (await ground.parcel()).untracked_reason == "invalid"
    assert await ground.value("poll_at") is None


async def _followed(ground: Tracker, count: int = 1) -> list[str]:
    """So many registered parcels, all of them due."""
    numbers = [NUMBER, *(f"LB{n:09d}CN" for n in range(count - 1))]
    await ground.orders(*(order(number, key=f"{SHOP}/{number}") for number in numbers))
    while len(ground.provider.charged) < count:
        await ground.registrar.register()
    ground.provider.looks.clear()
    ground.step(at(1))
    return numbers


async def test_a_poll_folds_what_it_hears(ground: Tracker) -> None:
    """The next poll is planned by the new stage, and the lease ends."""
    await _followed(ground)
    ground.provider.known[NUMBER] = update(scan(0.5, DEPARTED), scan(0.9, ARRIVED))
    due = await ground.poller.poll()
    parcel = await ground.parcel()
    assert parcel.stage is Stage.ARRIVED
    assert due is not None
    assert timedelta(hours=9) < due - at(1) < timedelta(hours=15)
    assert await ground.value("lease") is None


async def test_parcels_are_asked_for_in_batches(ground: Tracker) -> None:
    """Forty at a time, each once, the oldest due first; nothing is left over."""
    numbers = await _followed(ground, 95)
    while (due := await ground.poller.poll()) is not None and due <= ground.clock.now():
        continue
    assert [len(look) for look in ground.provider.looks] == [40, 40, 15]
    assert sorted(one for look in ground.provider.looks for one in look) == sorted(numbers)


@pytest.mark.parametrize(
    ("error", "within"),
    [
        (TryLater("17track", "429"), timedelta(minutes=15)),
        (Unanswered("17track", "500"), timedelta(minutes=15)),
        (NotAuthorised("17track", "-18010002"), timedelta(minutes=75)),
    ],
)
async def test_a_provider_in_trouble_is_no_stall(
    ground: Tracker, error: OutsideError, within: timedelta
) -> None:
    """The rows are due again soon, and the parcel has not changed."""
    await _followed(ground)
    before = await ground.parcel()
    ground.provider.faults.append(error)
    due = await ground.poller.poll()
    assert due is not None
    assert at(1) < due < at(1) + within
    assert (await ground.parcel(), await ground.value("lease")) == (before, None)


async def test_one_answer_that_cannot_be_kept_holds_up_no_other(ground: Tracker) -> None:
    """A NUL in a carrier's words: that parcel is asked for again later, the others move on.

    People hear of it.
    """
    numbers = await _followed(ground, 3)
    for number in numbers:
        ground.provider.known[number] = update(scan(0.9, ARRIVED), number=number)
    ground.provider.known[NUMBER] = update(scan(0.9, ARRIVED, "held\x00"))
    await ground.poller.poll()
    stages = [(await ground.parcel(f"17track/{number}")).stage for number in numbers]
    assert stages == [Stage.UNKNOWN, Stage.ARRIVED, Stage.ARRIVED]
    assert ground.bugs == [LoopBug("poll 17track", "unstorable_text")]
    due = await ground.value("poll_at")
    assert isinstance(due, datetime)
    assert timedelta(minutes=45) < due - ground.clock.now() < timedelta(minutes=75)


@pytest.mark.parametrize(
    "rejected",
    [Rejected(NUMBER, "-18019904", "stopped"), Rejected(NUMBER, "-18019902", "unregistered")],
)
async def test_a_number_no_longer_followed_is_feed_silence(
    ground: Tracker, rejected: Rejected
) -> None:
    """The provider is silent, not the parcel; it is neither paid for again nor given up."""
    await _followed(ground)
    ground.provider.known[NUMBER] = rejected
    await ground.poller.poll()
    parcel = await ground.parcel()
    assert (parcel.feed_silent_since, parcel.tracked) == (at(1), "tracked")
    assert await ground.value("poll_at") is not None
    assert ground.provider.charged == [NUMBER]


async def test_a_number_that_nobody_finds_is_doubtful_until_somebody_does(ground: Tracker) -> None:
    """By the provider's own answers, three days apart; a provider that is down finds nothing."""
    await _followed(ground)
    await _polled(ground)
    first = await ground.parcel()
    assert (first.identity, first.nothing_since) == ("plausible", ground.clock.now())
    ground.step(ground.clock.now() + FOUND_WITHIN)
    ground.provider.faults.append(Unanswered("17track", "500"))
    await _polled(ground)
    assert (await ground.parcel()).doubts == ()
    await _polled(ground)
    assert (await ground.parcel()).doubts == (Doubt.NOT_FOUND,)
    version = (await ground.parcel()).version
    await _polled(ground)
    assert (await ground.parcel()).version == version
    ground.provider.known[NUMBER] = update(scan(0.5, DEPARTED), version=2)
    await _polled(ground)
    assert (await ground.parcel()).identity == "plausible"


async def _polled(ground: Tracker) -> None:
    """Poll when the parcel is next due."""
    due = await ground.value("poll_at")
    assert isinstance(due, datetime)
    ground.step(max(due, ground.clock.now()))
    await ground.poller.poll()


async def test_a_lost_lease_drops_the_result(ground: Tracker) -> None:
    """A poller that comes back after its lease ran out writes nothing over its successor's."""
    await _followed(ground)
    ground.provider.known[NUMBER] = update(scan(0.5, DEPARTED))
    ground.provider.gate.clear()
    slow = asyncio.create_task(ground.poller.poll())
    await eventually(lambda: ground.provider.calling)
    ground.step(at(1) + LEASE)
    await ground.pool.execute("UPDATE tracker.polls SET lease = gen_random_uuid()")
    before = await ground.parcel(), await ground.value("poll_at"), await ground.value("lease")
    ground.provider.gate.set()
    await slow
    after = await ground.parcel(), await ground.value("poll_at"), await ground.value("lease")
    assert after == before


async def test_news_during_a_poll_leave_its_lease(ground: Tracker) -> None:
    """A push folded meanwhile is not lost, and the poll still ends its own lease."""
    await _followed(ground)
    ground.provider.known[NUMBER] = update(scan(0.5, DEPARTED), version=0)
    ground.provider.gate.clear()
    polling = asyncio.create_task(ground.poller.poll())
    await eventually(lambda: ground.provider.calling)
    await ground.updates(update(scan(0.9, ARRIVED), version=1))
    assert await ground.value("poll_at") == at(1) + LEASE
    ground.provider.gate.set()
    await polling
    parcel = await ground.parcel()
    assert [one.sub_code for one in parcel.scans] == [DEPARTED, ARRIVED]
    assert await ground.value("lease", PARCEL) is None


async def test_one_call_at_a_time_across_processes(ground: Tracker) -> None:
    """Two trackers, four loops: never two calls in flight, and every parcel asked for once."""
    numbers = await _followed(ground, 81)
    other = Tracker(ground.pool, ground.clock, ground.provider)
    await ground.orders(*(order(f"RX{n:09d}CN", key=f"{SHOP}/x{n}") for n in range(50)))
    works = [one.poller.poll for one in (ground, other)] * 2
    works += [one.registrar.register for one in (ground, other)]
    await asyncio.gather(*(work() for work in works))
    assert ground.provider.most_at_once == 1
    asked = [one for look in ground.provider.looks for one in look if one in numbers]
    assert sorted(asked) == sorted(numbers)
    assert len(ground.provider.charged) == len(set(ground.provider.charged)) == 131


async def test_a_connection_lost_during_a_call_is_no_crash(ground: Tracker) -> None:
    """PostgreSQL was gone for a moment: the call counts, and the next one has its turn."""
    turn = Turn(ground.pool, PROVIDER, "main", Limit(per_second=100, concurrency=1), ground.clock)
    async with turn.take(ground.clock.now()):
        await ground.pool.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        await eventually(lambda: ground.pool.get_size() == 1, what="the loss is noticed")
    async with turn.take(ground.clock.now()):
        assert ground.pool.get_size() > 1
