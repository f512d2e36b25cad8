"""Replicas that poll one provider which fails a fifth of its calls, and are stopped in the middle.

The provider is a real server on loopback that keeps the count: of the calls in any second, of the
numbers it is asked for twice at once, of what it answered.
"""

import asyncio
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from services.connectors.carriers.port import Access
from services.connectors.carriers.seventeentrack.api import SeventeenTrack
from services.runtime.clock import SteppedClock
from services.runtime.http.client import Http
from services.runtime.http.once import Once
from services.runtime.postgres.budgets import SHARE
from services.tracker import store_polls
from services.tracker.batches import Means
from services.tracker.cadence import DEFAULT
from services.tracker.poller import Poller
from services.tracker.turn import Turn
from tests.contract.loopback import Loopback, Received, Reply, loopback, patient_http
from tests.contract.test_carrier_seventeentrack import answer, item
from tests.support.servers import START
from tests.support.tracker import Tracker, tracker
from tests.support.tracks import SHOP, order

REPLICAS, PARCELS, BATCH, HOURS = 3, 120, 5, 60
PER_SECOND, GRACE, TIME_LIMIT = 40.0, 0.1, 0.3
HOUR = timedelta(hours=1)
LONGEST = DEFAULT * 1.2 + 16 * HOUR
"""Between two answers on one parcel: its cadence, and what failures and stops put it off by."""

EVENT = {
    "time_utc": "2026-03-01T02:00:00Z",
    "description": "Departed from country of origin",
    "location": "Shanghai",
    "sub_status": "InTransit_Departure",
    "address": {"country": "CN"},
}
KINDS = ("429", "500", "hang", "truncate", "lie")
LIES = (
    answer(),
    json.dumps({"code": -18010003, "data": {"errors": [{"code": -18010003}]}}).encode(),
)


@dataclass
class World:
    """The provider's side.

    Attributes:
        calls: when each came, seconds of machine time.
        told: when each number was answered, in domain time.
        twice: numbers that were asked for while they were being asked for.
    """

    clock: SteppedClock
    chance: random.Random
    calls: list[float] = field(default_factory=list)
    told: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    twice: list[str] = field(default_factory=list)
    asking: dict[str, float] = field(default_factory=dict)
    failed: Counter[str] = field(default_factory=Counter)

    async def reply(self, request: Received) -> Reply:
        """Answer, or fail in one of the ways that providers fail."""
        now = time.monotonic()
        self.calls.append(now)
        numbers = [str(one["number"]) for one in request.json()]
        given_up = now - TIME_LIMIT
        self.twice += [one for one in numbers if self.asking.get(one, 0.0) > given_up]
        self.asking.update(dict.fromkeys(numbers, now))
        try:
            return await self._reply(numbers)
        finally:
            self.over(numbers)

    def over(self, numbers: Iterable[str] | None = None) -> None:
        """These are asked for no more; None: nothing is."""
        for one in list(self.asking if numbers is None else numbers):
            self.asking.pop(one, None)

    async def _reply(self, numbers: list[str]) -> Reply:
        body = answer([item(one, EVENT) for one in numbers])
        await asyncio.sleep(0)
        if self.chance.random() < 0.2:
            kind = KINDS[self.failed.total() % len(KINDS)]
            self.failed[kind] += 1
            return await self._fail(kind, body)
        for one in numbers:
            self.told[one].append(self.clock.now())
        return Reply(body=body)

    async def _fail(self, kind: str, body: bytes) -> Reply:
        match kind:
            case "429":
                return Reply(status=429, headers={"retry-after": "0.1"})
            case "500":
                return Reply(status=500)
            case "hang":
                await asyncio.Event().wait()
                raise AssertionError
            case "truncate":
                return Reply(body=body, truncate=True)
            case _:
                return Reply(body=self.chance.choice(LIES))


class Replicas:
    """Pollers of one account, each stopped now and then in the middle of what it does."""

    def __init__(self, ground: Tracker, http: Http, server: Loopback, world: World) -> None:
        self._ground, self._http, self._server = ground, http, server
        self._world, self._chance = world, world.chance
        self.stopped = 0

    def _poller(self) -> Poller:
        access = Access("key", api=self._server.url, per_second=PER_SECOND)
        api = SeventeenTrack(Once(self._http), access)
        api.batch = BATCH
        turn = Turn(self._ground.pool, api.name, "main", api.limit, self._ground.clock)
        means = Means(turn, self._ground.pool, self._ground.clock, self._ground.around)
        return Poller("poll", api, means, store_polls)

    async def _until_idle(self) -> None:
        poller, now = self._poller(), self._ground.clock.now()
        while (due := await poller.poll()) is not None and due <= now:
            pass

    async def drain(self) -> None:
        """Until nothing is due; who is stopped comes back."""
        tasks = {asyncio.create_task(self._until_idle()) for _ in range(REPLICAS)}
        while tasks:
            done, tasks = await asyncio.wait(
                tasks, timeout=self._chance.uniform(0.01, 0.3), return_when="FIRST_COMPLETED"
            )
            for one in done:
                if not one.cancelled():
                    one.result()
            if not done and tasks:
                victim = self._chance.choice(sorted(tasks, key=id))
                self.stopped += victim.cancel()
                self._world.over()  # one call is in flight at most, and it may have been this one's
                tasks.add(asyncio.create_task(self._until_idle()))


@pytest.fixture(name="ground")
async def _ground(postgres_url: str, clock: SteppedClock) -> AsyncIterator[Tracker]:
    async with tracker(postgres_url, clock) as made:
        yield made


def _most_in_a_second(calls: list[float]) -> int:
    """The most calls in any second and the grace that the network is given."""
    most, first = 0, 0
    for last, at in enumerate(calls):
        while calls[first] <= at - 1 + GRACE:
            first += 1
        most = max(most, last - first + 1)
    return most


async def test_replicas_keep_the_limit_and_forget_no_parcel_whatever_fails(
    ground: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No number is asked for twice at once, no second has too many calls, none is forgotten."""
    chance = random.Random(20)  # noqa: S311 - repeatable
    call = Http.call

    async def soon(self: Http, *args: Any, **named: Any) -> Any:
        return await call(self, *args, **(named | {"timeout": TIME_LIMIT}))

    monkeypatch.setattr(Http, "call", soon)
    numbers = [f"LB{n:09d}CN" for n in range(PARCELS)]
    orders = [order(one, key=f"{SHOP}/{one}") for one in numbers]
    await ground.orders(*orders, registers=False)
    world = World(ground.clock, chance)
    async with loopback() as server, patient_http() as http:
        server.script = world.reply
        replicas = Replicas(ground, http, server, world)
        for hour in range(1, HOURS + 1):
            ground.step(START + hour * HOUR)
            await replicas.drain()
    assert world.twice == []
    assert server.inflight_most <= 1 + world.failed["hang"]
    assert _most_in_a_second(world.calls) <= PER_SECOND * SHARE + 1
    assert set(world.told) == set(numbers)
    for told in world.told.values():
        waits = [later - one for one, later in zip([START, *told], told, strict=False)]
        assert max(waits) <= LONGEST
        assert START + HOURS * HOUR - told[-1] <= LONGEST
    assert set(world.failed) == set(KINDS)
    assert replicas.stopped > 0
