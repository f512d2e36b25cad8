"""A number registered with the wrong carrier, at the sandbox's 17TRACK, from day to day."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from schemas.order import Order
from schemas.parcel import Doubt, Stage
from services.connectors.carriers.port import Access
from services.connectors.carriers.seventeentrack.api import SeventeenTrack
from services.connectors.carriers.seventeentrack.codes import carrier_id
from services.runtime.clock import SteppedClock
from services.runtime.http.client import Http
from services.sandbox import world
from services.sandbox.app import start
from services.sandbox.faults import NONE, Faults
from services.sandbox.sandbox import Sandbox
from services.tracker.by_hand import name_carriers
from services.tracker.surroundings import Surroundings
from tests.support.tracker import Tracker, tracker
from tests.support.tracks import PROVIDER, SHOP, at, order

NUMBER, LOST = "RR123456785CN", "RR987654326CN"
CHINA_POST, YANWEN, LA_POSTE, FEDEX = 3011, 190012, 6051, 100003


@pytest.fixture(name="outside")
async def _outside(clock: SteppedClock) -> AsyncIterator[Sandbox]:
    running = await start(world.empty(at(0)), clock=clock)
    running.book.limit = 1000
    yield running
    await running.stop()


@pytest.fixture(name="ground")
async def _ground(
    postgres_url: str, clock: SteppedClock, outside: Sandbox
) -> AsyncIterator[Tracker]:
    around = Surroundings(corrected=frozenset({PROVIDER}))
    key = outside.world.accounts.tracking_key
    async with Http(allow_private=True) as http:
        api = SeventeenTrack(http, Access(key, api=outside.addresses["17track"], per_second=1000))
        async with tracker(postgres_url, clock, around=around, api=api) as made:
            yield made


async def _until(ground: Tracker, outside: Sandbox, instant: datetime) -> None:
    """Everything that falls due, in its time."""
    loops = (
        ground.registrar.register,
        ground.poller.poll,
        ground.corrector.correct,
        ground.retracker.retrack,
    )
    while True:
        dues = [due for loop in loops if (due := await loop()) is not None]
        if not dues or min(dues) > instant:
            break
        outside.step_to(max(min(dues), ground.clock.now()))
    outside.step_to(instant)


def _did(outside: Sandbox, what: str) -> list[str]:
    return [one.ref for one in outside.ledger.entries("effect", what)]


def _with(number: str, carrier: str, ordinal: int = 1) -> Order:
    plain = order(number, key=f"{SHOP}/{ordinal}", country="FR")
    named = tuple(one.model_copy(update={"carrier": carrier}) for one in plain.parcels)
    return plain.model_copy(update={"parcels": named})


async def test_nobody_finds_it_until_the_right_carrier_is_asked(
    ground: Tracker, outside: Sandbox
) -> None:
    """After three days of nothing the number's form is believed: scans come, the doubt ends.

    A number that no carrier knows is left as it is after as much.
    """
    outside.known_to(NUMBER, CHINA_POST)
    outside.known_to(LOST, 1)
    await ground.orders(_with(NUMBER, "Yanwen"), _with(LOST, "Yanwen", 2))
    await _until(ground, outside, at(1))
    assert sorted(_did(outside, "register")) == [NUMBER, LOST]
    asked = outside.book.numbers[NUMBER]
    assert (asked.carrier, asked.final_carrier) == (YANWEN, LA_POSTE)
    outside.scan(NUMBER, "InTransit_Departure")
    await _until(ground, outside, at(3))
    assert _did(outside, "changecarrier") == []
    await _until(ground, outside, at(6))
    found = await ground.parcel(f"{PROVIDER}/{NUMBER}")
    assert (found.stage, found.identity) == (Stage.IN_TRANSIT, "plausible")
    await _until(ground, outside, at(20))
    lost = await ground.parcel(f"{PROVIDER}/{LOST}")
    assert (lost.stage, lost.doubts) == (Stage.UNKNOWN, (Doubt.NOT_FOUND,))
    assert sorted(_did(outside, "changecarrier")) == [NUMBER, LOST]
    assert len(_did(outside, "register")) == 2
    assert await ground.corrector.correct() is None


async def test_a_lost_answer_makes_one_change(ground: Tracker, outside: Sandbox) -> None:
    """Carried out and its answer lost: asked again, the carrier is the same already."""
    await ground.orders(_with(NUMBER, "Yanwen"))
    await _until(ground, outside, at(1))
    told = ("FedEx", "")
    await name_carriers(ground.pool, f"{PROVIDER}/{NUMBER}", told, carrier_id, ground.clock.now())
    outside.set_faults(Faults(answer_lost=1))
    await ground.corrector.correct()
    outside.set_faults(NONE)
    assert outside.book.numbers[NUMBER].carrier == FEDEX
    await _until(ground, outside, at(2))
    assert _did(outside, "changecarrier") == [NUMBER]
    rows = await ground.pool.fetch("SELECT outcome, counted FROM tracker.corrections")
    assert [tuple(one) for one in rows] == [("done", True)]
