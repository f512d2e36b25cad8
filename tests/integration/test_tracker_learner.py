"""Learning the lanes from the shop's own parcels, on the real database."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from schemas.order import Promise
from schemas.parcel import Hazard
from services.connectors.ports import Alert
from services.runtime.clock import SteppedClock
from services.tracker.durations import Observation
from services.tracker.lane import PRIORS, LaneKey
from services.tracker.learner import AT, Learner, taught
from services.tracker.slowdown import WINDOW
from services.tracker.surroundings import Surroundings
from tests.support.tracker import PARCEL, Tracker, tracker
from tests.support.tracks import ARRIVED, DELIVERED, DEPARTED, NUMBER, SHOP, at, order, scan, update

KEY = LaneKey("CN", "BR", "standard")


@pytest.fixture(name="ground")
async def _ground(postgres_url: str, clock: SteppedClock) -> AsyncIterator[Tracker]:
    async with tracker(postgres_url, clock, around=Surroundings()) as made:
        yield made


async def test_a_shop_learns_its_lanes_once_a_day(ground: Tracker) -> None:
    """The usual days become those of its parcels; doubtful numbers teach nothing."""
    numbers = [f"LB{n:09d}CN" for n in range(60)]
    await ground.orders(*(order(one, key=f"{SHOP}/{one}") for one in numbers))
    await ground.registrar.register()
    await ground.follow(*numbers)
    ground.step(at(9))
    arrived = (scan(1, DEPARTED), scan(6, ARRIVED), scan(8, DELIVERED))
    await ground.updates(*(update(*arrived, number=one) for one in numbers))
    told: list[Sequence[Alert]] = []

    async def hear(source: str, alerts: Sequence[Alert], **_: object) -> None:
        assert source == "lanes"
        told.append(alerts)

    learner = Learner(pool=ground.pool, clock=ground.clock, around=ground.around, on_notices=hear)
    due = await learner.learn()
    assert due == datetime.combine(at(10).date(), AT, UTC)
    lanes = ground.around.lanes
    assert lanes.version != PRIORS.version
    assert lanes.at(KEY).transit_days[1] < PRIORS.lane("standard").transit_days[1]
    assert told == [[]]
    assert await learner.learn() == due
    assert ground.around.lanes is lanes
    ground.step(due)
    await learner.learn()
    assert len(told) == 2


async def test_a_parcel_is_published_when_its_band_changes(ground: Tracker) -> None:
    """Low at first; worse as the promised day comes near; not with every poll, and never bare.

    Its scans are left unread as long as nothing turns: they are there when something does.
    """
    promise = Promise(at=at(14), source="marketplace")
    named = order(NUMBER).model_copy(update={"promise": promise, "protection_end": at(60)})
    await ground.orders(named)
    await ground.follow(NUMBER)
    ground.provider.known[NUMBER] = update(scan(1, DEPARTED), digest="same")
    bands: list[Hazard | None] = []
    versions = set()
    for day in range(2, 20):
        ground.step(at(day))
        await ground.pool.execute("UPDATE tracker.polls SET poll_at = $1", at(day))
        await ground.poller.poll()
        parcel = await ground.parcel(PARCEL)
        bands.append(parcel.hazard)
        versions.add(parcel.version)
        assert [one.sub_code for one in parcel.scans] == [DEPARTED]
    told = [one for one in bands if one is not None]
    assert len(told) == len(bands)
    assert told == sorted(told, key=list(Hazard).index)
    assert told[-1] is Hazard.SEVERE
    assert len(set(told)) > 1
    assert len(versions) <= 2 * len(Hazard)


def _ways(start: datetime, days: int, stopped: datetime) -> list[Observation]:
    """Three parcels a day that take nine to eleven days, until nothing arrives any more."""
    found = []
    for day in range(days):
        for place in range(3):
            sent = start + timedelta(days=day)
            end = sent + timedelta(days=9 + place)
            found.append(Observation(KEY, sent, end if end < stopped else None))
    return found


class Restarted:
    """A learner that knows only what PostgreSQL does, and what it told."""

    def __init__(self, ground: Tracker) -> None:
        self._learner = Learner(
            pool=ground.pool, clock=ground.clock, around=Surroundings(), on_notices=self.hear
        )
        self.told: dict[str, Alert] = {}
        self.known: Collection[str] = ()

    async def hear(
        self,
        source: str,
        standing: Sequence[Alert],
        *,
        told: Collection[str] = (),
        accepted: Callable[[str], Awaitable[None]] | None = None,
    ) -> None:
        """Everybody accepts at once."""
        assert source == "lanes"
        self.told = {alert.dedup_key: alert for alert in standing}
        self.known = told
        for alert in standing:
            if alert.ends_at is None and accepted is not None:
                await accepted(alert.dedup_key)

    async def learned(self) -> "Restarted":
        """After its first lesson."""
        await self._learner.learn()
        return self


async def test_a_restart_knows_since_when_a_lane_is_slow_and_tells_nobody_again(
    ground: Tracker,
) -> None:
    """Found, it keeps its beginning over restarts; over, the next process ends its notice, once."""
    early, late = ([f"L{one}{n:08d}CN" for n in range(60)] for one in "BC")
    await ground.orders(*(order(one, key=f"{SHOP}/{one}") for one in early))
    sent = [order(one, key=f"{SHOP}/{one}") for one in late]
    await ground.orders(*(one.model_copy(update={"shipped_at": at(30)}) for one in sent))
    for _ in range(3):
        await ground.registrar.register()
    arrived = (scan(1, DEPARTED), scan(6, ARRIVED), scan(8, DELIVERED))
    await ground.updates(*(update(*arrived, number=one) for one in early))
    ground.step(at(44))
    (found,) = (await Restarted(ground).learned()).told.values()
    assert found.ends_at is None
    assert found.starts_at == at(44)

    ground.step(at(46))
    again = await Restarted(ground).learned()
    assert again.told[found.dedup_key].starts_at == at(44)
    assert set(again.known) == {found.dedup_key}

    arrived = (scan(31, DEPARTED), scan(46, ARRIVED), scan(46.1, DELIVERED))
    await ground.updates(*(update(*arrived, number=one) for one in late))
    ground.step(at(47))
    over = await Restarted(ground).learned()
    assert over.told[found.dedup_key].ends_at == at(47)
    assert (await Restarted(ground).learned()).told == {}


def test_a_lane_that_slows_down_as_a_whole_is_shifted_and_told_of_once() -> None:
    """The same notice for as long as it lasts; silence and arrivals on it come later."""
    start = datetime(2026, 3, 2, tzinfo=UTC)
    stopped = start + timedelta(days=80)
    now = stopped + WINDOW
    known = _ways(start, 90, stopped)
    table, (slow,) = taught(known, now, ())
    assert slow.key == KEY
    later = taught(known, now + timedelta(days=1), (slow,))[1]
    assert [one.key for one in later] == [KEY]
    assert later[0].since == slow.since
    usual, none = taught(known, stopped, ())
    assert none == ()
    assert table.at(KEY).transit_days[1] >= usual.at(KEY).transit_days[1] + slow.by_days
    assert table.version != usual.version
