"""The one retrack of a number, on the real database: spent in time, once, and only if needed."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from schemas.order import Order
from services.connectors.carriers.port import Rejected
from services.runtime.clock import SteppedClock
from services.runtime.errors import NotAuthorised, OutsideError, Unanswered
from services.tracker.retrack import LOOK_AGAIN
from tests.support.tracker import Tracker, tracker
from tests.support.tracks import ARRIVED, DELIVERED, NUMBER, at, order, scan, update


@pytest.fixture(name="ground")
async def _ground(postgres_url: str, clock: SteppedClock) -> AsyncIterator[Tracker]:
    async with tracker(postgres_url, clock) as made:
        yield made


def _protected(days: float) -> Order:
    return order(NUMBER).model_copy(update={"protection_end": at(days)})


async def _quiet(ground: Tracker, *, protection: float = 90) -> None:
    """Registered, arrived on day 1, and nothing since."""
    await ground.orders(_protected(protection))
    await ground.follow(NUMBER)
    ground.step(at(1.2))
    ground.provider.known[NUMBER] = update(scan(1, ARRIVED))
    await ground.poller.poll()


async def _column(ground: Tracker, name: str) -> object:
    query = f"SELECT {name} FROM tracker.registrations"  # noqa: S608 - a constant
    return await ground.pool.fetchval(query)


async def _until_day(ground: Tracker, day: float) -> None:
    """Run the loop whenever it says that it is due."""
    while (due := await ground.retracker.retrack()) is not None and due <= at(day):
        ground.step(max(due, ground.clock.now()))
    ground.step(at(day))


async def test_it_is_spent_once_before_the_stop(ground: Tracker) -> None:
    """Before day 30 without an event; never again, however long the silence lasts."""
    await _quiet(ground)
    await _until_day(ground, 30.9)
    assert ground.provider.retracked == [NUMBER]
    spent = await _column(ground, "retracked_at")
    assert at(27) <= spent < at(31)  # type: ignore[operator] # a time, or the test fails
    await _until_day(ground, 80)
    assert ground.provider.retracked == [NUMBER]
    assert await _column(ground, "retrack_at") is None


async def test_it_brings_the_next_poll_on(ground: Tracker) -> None:
    """What the provider finds after it is asked for soon, not at the stalled parcel's pace."""
    await _quiet(ground)
    ground.step(at(27.1))
    await ground.poller.poll()
    await ground.retracker.retrack()
    due = await ground.value("poll_at")
    assert due <= at(27.1) + timedelta(hours=1)  # type: ignore[operator] # a time, or it fails
    assert "once more" in str(await ground.value("poll_why"))


@pytest.mark.parametrize("protection", [20, 26])
async def test_it_is_kept_where_nobody_needs_it(ground: Tracker, protection: float) -> None:
    """Protection has ended before the time to spend it comes."""
    await _quiet(ground, protection=protection)
    await _until_day(ground, 140)
    assert ground.provider.retracked == []
    assert await _column(ground, "retrack_at") is None


async def test_an_event_puts_it_off(ground: Tracker) -> None:
    """What moves is not retracked; its delivery ends the matter."""
    await _quiet(ground)
    ground.step(at(20))
    ground.provider.known[NUMBER] = update(scan(1, ARRIVED), scan(19.5, ARRIVED, "Again"))
    await ground.poller.poll()
    await _until_day(ground, 44)
    assert ground.provider.retracked == []
    await ground.updates(update(scan(44, DELIVERED), version=9))
    await _until_day(ground, 60)
    assert (ground.provider.retracked, await _column(ground, "retrack_at")) == ([], None)


async def test_already_used_is_final(ground: Tracker) -> None:
    """Somebody has spent it before us: told, and never asked for again."""
    await _quiet(ground)
    ground.provider.retracked.append(NUMBER)
    await _until_day(ground, 60)
    assert await _column(ground, "retrack_end") == "spent"
    assert await _column(ground, "retracked_at") is None
    assert await _column(ground, "retrack_at") is None


async def test_a_lost_answer_is_asked_for_again(ground: Tracker) -> None:
    """The intent was committed: that the provider has done it by then is our own doing."""
    await _quiet(ground)
    ground.provider.lost.append(Unanswered("17track", "cut"))
    ground.step(at(27.1))
    due = await ground.retracker.retrack()
    assert await _column(ground, "retrack_intended_at") == at(27.1)
    assert due is not None
    ground.step(due)
    await ground.retracker.retrack()
    assert ground.provider.retracked == [NUMBER]
    assert await _column(ground, "retracked_at") == at(27.1)


@pytest.mark.parametrize(
    "error", [NotAuthorised("17track", "-18010002"), Unanswered("17track", "cut")]
)
async def test_a_provider_in_trouble_is_asked_again(ground: Tracker, error: OutsideError) -> None:
    """Nothing was done; the next try does it."""
    await _quiet(ground)
    ground.provider.faults.append(error)
    ground.step(at(27.1))
    due = await ground.retracker.retrack()
    assert ground.provider.retracked == []
    assert due is not None
    ground.step(due)
    await ground.retracker.retrack()
    assert ground.provider.retracked == [NUMBER]


async def test_a_known_stop_brings_it_forward(ground: Tracker) -> None:
    """Pushed on day 3, it is spent on day 3; the parcel is followed again from then on."""
    await _quiet(ground)
    await ground.poller.poll()
    ground.step(at(3))
    await ground.updates(update(stopped=True, version=9))
    assert await _column(ground, "stopped_at") == at(3)
    assert await ground.retracker.retrack() is None
    assert ground.provider.retracked == [NUMBER]
    assert (await _column(ground, "retracked_at"), await _column(ground, "stopped_at")) == (
        at(3),
        None,
    )


async def test_a_stop_that_is_met_is_looked_at_once(ground: Tracker) -> None:
    """Refused by a look, before protection matters: the next look at it is not the next poll's."""
    await _quiet(ground, protection=2)
    ground.provider.known[NUMBER] = Rejected(NUMBER, "", "stopped")
    ground.step(at(3))
    for day in (3, 5):
        ground.step(at(day))
        await ground.poller.poll()
        await ground.retracker.retrack()
    assert await _column(ground, "stopped_at") == at(3)
    assert await _column(ground, "retrack_at") == at(3) + LOOK_AGAIN
    assert ground.provider.retracked == []


async def test_a_number_that_is_found_stopped_is_seen_to_at_once(ground: Tracker) -> None:
    """Somebody had registered it, and it was stopped before we came."""
    ground.provider.known[NUMBER] = Rejected(NUMBER, "", "stopped")
    await ground.orders(_protected(60))
    await ground.registrar.register()
    await ground.retracker.retrack()
    assert (ground.provider.charged, ground.provider.retracked) == ([], [NUMBER])


async def test_an_unclear_answer_keeps_the_intent(ground: Tracker) -> None:
    """Carried out, and told as "later": that it is used up then is our own success."""
    await _quiet(ground)
    ground.provider.unclear.append(NUMBER)
    ground.step(at(27.1))
    due = await ground.retracker.retrack()
    assert await _column(ground, "retrack_intended_at") == at(27.1)
    assert due is not None
    ground.step(due)
    await ground.retracker.retrack()
    assert (await _column(ground, "retracked_at"), await _column(ground, "retrack_end")) == (
        at(27.1),
        "",
    )


async def test_not_allowed_yet_is_tried_after_the_stop(ground: Tracker) -> None:
    """Where the provider retracks only what it has stopped, the chance is not lost by asking."""
    await _quiet(ground)
    ground.provider.refusals[NUMBER] = Rejected(NUMBER, "-18019904", "stopped")
    await _until_day(ground, 31.5)
    assert ground.provider.retracked == []
    ground.provider.refusals.clear()
    await _until_day(ground, 36)
    assert ground.provider.retracked == [NUMBER]
