"""The turns of one provider: one for each call, and none of a dead one. Who waits is not stuck."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field

import pytest

from services.connectors.carriers.port import Asked, Limit, Rejected
from services.runtime.clock import SteppedClock
from services.runtime.errors import TryLater, Unanswered
from services.runtime.health import STUCK_AFTER, HealthServer
from services.runtime.postgres.budgets import SHARE
from services.tracker.cadence import FIRST_LOOK
from services.tracker.circuit import FIRST, OPENS_AFTER
from services.tracker.turn import Turn
from tests.support.eventually import eventually
from tests.support.provider import Provider
from tests.support.tracker import Tracker, tracker
from tests.support.tracks import NUMBER, PROVIDER, SHOP, at, order


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
    another = Turn(ground.pool, PROVIDER, "main", ground.provider.limit, ground.clock)
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


async def test_a_provider_that_is_dead_for_one_loop_is_left_alone_by_all(ground: Tracker) -> None:
    """Polls found it out: nothing is registered or retracked, nor intended, until it is over."""
    await ground.orders(order(NUMBER).model_copy(update={"protection_end": at(90)}))
    await ground.follow(NUMBER)
    ground.step(at(40))
    calls = ground.provider.calls
    ground.provider.faults = [Unanswered(PROVIDER, "timeout")] * OPENS_AFTER
    for _ in range(OPENS_AFTER):
        await ground.pool.execute("UPDATE tracker.polls SET poll_at = $1", ground.clock.now())
        await ground.poller.poll()
    assert ground.provider.calls == calls + OPENS_AFTER

    other = "LB987654321CN"
    await ground.orders(order(other, key=f"{SHOP}/2"))
    await ground.registrar.register()
    await ground.retracker.retrack()
    assert ground.provider.calls == calls + OPENS_AFTER
    assert not await ground.pool.fetchval(
        "SELECT count(*) FROM tracker.registrations WHERE retrack_intended_at IS NOT NULL"
    )

    ground.step(ground.clock.now() + 2 * FIRST)
    await ground.registrar.register()
    await ground.retracker.retrack()
    assert other in ground.provider.charged
    assert ground.provider.retracked == [NUMBER]


async def test_registrations_find_a_dead_provider_for_the_polls(ground: Tracker) -> None:
    """And people can read why nothing is asked."""
    await ground.orders(order(NUMBER))
    await ground.follow(NUMBER)
    numbers = [f"LB98765432{place}CN" for place in range(OPENS_AFTER)]
    ground.provider.batch = 1
    await ground.orders(*(order(one, key=f"{SHOP}/{one}") for one in numbers))
    ground.step(ground.clock.now() + FIRST_LOOK * 2)
    ground.provider.faults = [TryLater(PROVIDER, "503")] * OPENS_AFTER
    for _ in range(OPENS_AFTER):
        await ground.registrar.register()
    calls = ground.provider.calls
    await ground.poller.poll()
    assert ground.provider.calls == calls
    assert "left alone" in str(await ground.value("poll_why"))


@dataclass
class Detective(Provider):
    """A provider that wants its own word for the carrier."""

    limit: Limit = field(default_factory=lambda: Limit(per_second=20, concurrency=1))
    called_at: list[float] = field(default_factory=list)
    words: dict[str, str | Rejected] = field(default_factory=dict)

    async def detect(self, asked: Sequence[Asked]) -> Mapping[str, str | Rejected]:
        """Its word, as the test set it."""
        await self._call(len(asked))
        return {one.number: self.words[one.number] for one in asked if one.number in self.words}

    async def register(self, asked: Sequence[Asked]) -> Mapping[str, Rejected | None]:
        """Under that word alone."""
        assert all(one.detected == self.words[one.number] for one in asked)
        return await super().register(asked)

    async def _call(self, count: int, gate: asyncio.Event | None = None) -> None:
        self.called_at.append(time.monotonic())
        await super()._call(count, gate)


async def test_a_registration_that_detects_first_takes_a_turn_for_each_call(
    postgres_url: str, clock: SteppedClock
) -> None:
    """Looked up, detected and registered at the pace; what is not detected is refused."""
    unknown, later = "LB987654321CN", "LB987654322CN"
    words = {NUMBER: "china-post", unknown: Rejected(unknown, "", "carrier")}
    async with tracker(postgres_url, clock, Detective(words=words)) as ground:
        await ground.orders(*(order(one, key=f"{SHOP}/{one}") for one in (NUMBER, unknown, later)))
        begun = time.monotonic()
        await ground.registrar.register()
        provider = ground.provider
        assert isinstance(provider, Detective)
        assert provider.charged == [NUMBER]
        assert len(provider.called_at) == 3
        pace = 1 / (provider.limit.per_second * SHARE)
        # From the beginning: a call that was made late says nothing of the next one.
        assert provider.called_at[-1] - begun > 0.9 * 2 * pace
        rows = await ground.pool.fetch("SELECT number, state, reason FROM tracker.registrations")
        assert {(row["number"], row["state"], row["reason"]) for row in rows} == {
            (NUMBER, "registered", ""),
            (unknown, "refused", "carrier"),
            (later, "intended", ""),
        }
