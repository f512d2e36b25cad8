"""The second look on the real database: the destination's carrier, beside the first provider."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import asyncpg
import pytest

from schemas.parcel import Parcel, Scan, Stage
from services.connectors.carriers.port import Rejected
from services.runtime.clock import SteppedClock
from services.runtime.errors import TryLater
from services.tracker import store, store_polls, store_seconds
from services.tracker.batches import Means
from services.tracker.circuit import OPENS_AFTER
from services.tracker.poller import Poller
from services.tracker.surroundings import Surroundings
from services.tracker.turn import Turn
from tests.support.eventually import eventually
from tests.support.provider import Provider
from tests.support.tracker import Tracker, tracker
from tests.support.tracks import (
    ARRIVED,
    DEPARTED,
    NEEDS_PAPERS,
    NUMBER,
    SHOP,
    at,
    order,
    scan,
    update,
)

POST = "correios"
AROUND = Surroundings(seconds=frozenset({POST}))
HELD = update(scan(1, DEPARTED), scan(5, ARRIVED), scan(6, NEEDS_PAPERS))
DUTY = Scan(
    id="post-1", provider=POST, at=at(6.2), code="PAR", sub_code="11", text="Aguardando pagamento"
)

DELIVERED = DUTY.model_copy(
    update={
        "id": "post-2",
        "code": "BDE 01",
        "sub_code": "",
        "text": "Objeto entregue ao destinatário",
    }
)


class Ground:
    """A tracker with a second provider."""

    def __init__(self, made: Tracker) -> None:
        self.first = made
        self.post = Provider(name=POST, batch=2)
        turn = Turn(made.pool, POST, "main", self.post.limit, made.clock)
        means = Means(turn, made.pool, made.clock, AROUND)
        self.second = Poller(f"second look {POST}", self.post, means, store_seconds)

    async def held(self) -> None:
        """An order's parcel that customs holds, as the first provider tells."""
        await self.first.orders(order(NUMBER, country="BR"))
        await self.first.follow(NUMBER)
        self.first.step(at(6.1))
        self.first.provider.known[NUMBER] = HELD
        await self.first.poller.poll()

    async def due(self, look: datetime, poll: datetime) -> None:
        """Have the parcel looked at, and polled, at these instants."""
        await self.first.pool.execute("UPDATE tracker.parcels SET second_at = $1", look)
        await self.first.pool.execute("UPDATE tracker.polls SET poll_at = $1, lease = NULL", poll)

    async def parcel(self) -> Parcel:
        """As its row has it."""
        return await self.first.parcel()


@pytest.fixture(name="ground")
async def _ground(postgres_url: str, clock: SteppedClock) -> AsyncIterator[Ground]:
    async with tracker(postgres_url, clock, around=AROUND) as made:
        yield Ground(made)


async def test_the_destinations_carrier_says_why_a_parcel_is_held(ground: Ground) -> None:
    """Its scans join those of the aggregator in one parcel; route and feed stay the first's."""
    await ground.held()
    ground.post.known[NUMBER] = update(
        provider=POST, scans=(DUTY,), carrier="Correios", origin="US"
    )
    before = await ground.parcel()
    await ground.second.poll()
    after = await ground.parcel()
    assert ground.post.looks == [[NUMBER]]
    assert {one.provider for one in after.scans} == {"17track", POST}
    assert after.version == before.version + 1
    assert (after.origin, after.answered_by) == (before.origin, POST)
    assert len(after.holds) == 1
    await ground.second.poll()
    assert len(ground.post.looks) == 1
    due = await ground.first.value("second_at")
    assert isinstance(due, datetime)
    assert at(6.1) + timedelta(hours=9) < due < at(6.1) + timedelta(hours=15)


async def test_a_parcel_nobody_suspects_costs_no_call(ground: Ground) -> None:
    """Whatever the first provider's polls bring of it."""
    await ground.first.orders(order(NUMBER, country="BR"))
    await ground.first.follow(NUMBER)
    ground.first.step(at(2))
    ground.first.provider.known[NUMBER] = update(scan(1, DEPARTED))
    await ground.first.poller.poll()
    await ground.second.poll()
    assert ground.post.looks == []


async def test_a_first_provider_that_fell_silent_is_answered_for(ground: Ground) -> None:
    """It stopped; the carrier still tells; the parcel moves on by what it tells."""
    await ground.first.orders(order(NUMBER, country="BR"))
    await ground.first.follow(NUMBER)
    ground.first.step(at(12))
    ground.first.provider.known[NUMBER] = update(scan(1, DEPARTED), stopped=True)
    ground.post.known[NUMBER] = update(provider=POST, scans=(DELIVERED,))
    await ground.first.poller.poll()
    silent = await ground.parcel()
    assert silent.feed_silent_since is not None
    assert silent.answered_by == ""
    await ground.second.poll()
    after = await ground.parcel()
    assert after.stage is Stage.DELIVERED
    assert after.feed_silent_since is None  # where a parcel's way has ended nothing is awaited


async def test_the_first_provider_goes_first(ground: Ground, postgres_url: str) -> None:
    """A look whose parcel is to be polled too waits for that, and is said to wait no more.

    Polls that are an hour behind hold up no look.
    """
    await ground.held()
    told = asyncio.Event()
    listener = await asyncpg.connect(postgres_url)
    await listener.add_listener(store.LOOKS, lambda *_: told.set())
    both = at(7.1)
    ground.first.step(both)
    await ground.due(both, poll=both)
    await ground.second.poll()
    assert ground.post.looks == []
    ground.first.provider.faults = [TryLater("17track", "503")]
    await ground.first.poller.poll()
    await eventually(told.is_set, what="the poll's end is told")
    await ground.second.poll()
    assert len(ground.post.looks) == 1
    await ground.due(both, poll=both - timedelta(hours=1))
    await ground.second.poll()
    assert len(ground.post.looks) == 2
    await listener.close()


async def test_a_refused_number_is_not_asked_for_again(ground: Ground) -> None:
    """People can read why; the aggregator's parcel is as it was."""
    await ground.held()
    before = await ground.parcel()
    ground.post.known[NUMBER] = Rejected(NUMBER, "SRO-009", "invalid")
    await ground.second.poll()
    assert await ground.first.value("second_at") is None
    assert await ground.first.value("second_why") == "it refuses the number (SRO-009)"
    assert await ground.parcel() == before


async def test_a_look_under_way_keeps_its_lease_while_news_come(ground: Ground) -> None:
    """A killed asker costs one lease: the look is due again when it ends."""
    await ground.held()
    ground.post.gate.clear()
    asking = asyncio.create_task(ground.second.poll())
    await eventually(lambda: ground.post.calling == 1)
    ground.first.provider.known[NUMBER] = HELD.model_copy(update={"version": 2})
    await ground.first.orders(order(NUMBER, version=2, country="BR"))
    assert await ground.first.value("second_lease") is not None
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    ground.post.gate.set()
    ground.post.known[NUMBER] = update(provider=POST, scans=(DUTY,))
    ground.first.step(at(6.2))
    await ground.second.poll()
    assert (await ground.parcel()).answered_by == POST


async def test_a_provider_that_does_not_answer_is_left_alone(ground: Ground) -> None:
    """After a few calls in a row everything due waits, and people can read why."""
    numbers = [f"LB98765432{place}CN" for place in range(2 * OPENS_AFTER + 2)]
    for place, number in enumerate(numbers):
        await ground.first.orders(order(number, key=f"{SHOP}/{place}", country="BR"))
    await ground.first.registrar.register()
    ground.first.step(at(3))
    ground.first.provider.batch = 2
    ground.first.provider.faults = [TryLater("17track", "503")] * OPENS_AFTER
    looks = len(ground.first.provider.looks)
    for _ in range(OPENS_AFTER + 3):
        await ground.first.poller.poll()
    assert len(ground.first.provider.looks) - looks == OPENS_AFTER
    rows = await ground.first.pool.fetch("SELECT DISTINCT poll_why FROM tracker.polls")
    assert any("left alone" in row["poll_why"] for row in rows)
    async with ground.first.pool.acquire() as conn:
        due = await store_polls.next_due(conn, "17track", at(3))
    assert due is not None
    assert due > at(3)
