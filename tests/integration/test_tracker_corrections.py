"""Whom a provider asks for a number, on the real database: named, corrected, and seldom."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from schemas.parcel import Handoff
from services.connectors.carriers.port import CarrierChange, Rejected
from services.connectors.carriers.seventeentrack.codes import carrier_id
from services.runtime.clock import SteppedClock
from services.runtime.errors import InvalidInput, NotAuthorised, OutsideError, Unanswered
from services.tracker.by_hand import name_carriers
from services.tracker.correction import MOST, MOST_REFUSALS, Ids
from services.tracker.store_registrations import CHANNEL
from services.tracker.surroundings import Surroundings
from tests.support.tracker import Tracker, tracker
from tests.support.tracks import ARRIVED, PROVIDER, at, order, scan, update

NUMBER = "RR123456785CN"
OTHER = "RR223456788CN"
PARCEL = f"{PROVIDER}/{NUMBER}"


@pytest.fixture(name="ground")
async def _ground(postgres_url: str, clock: SteppedClock) -> AsyncIterator[Tracker]:
    around = Surroundings(corrected=frozenset({PROVIDER}))
    async with tracker(postgres_url, clock, around=around) as made:
        yield made


async def _name(
    ground: Tracker, carrier: str, final: str = "", ids: Ids | None = carrier_id
) -> None:
    await name_carriers(ground.pool, PARCEL, (carrier, final), ids, ground.clock.now())


async def _follow(ground: Tracker) -> None:
    await ground.orders(order(NUMBER, country="FR"))
    await ground.follow(NUMBER)


async def _history(ground: Tracker) -> list[tuple[str, str, bool]]:
    rows = await ground.pool.fetch("SELECT * FROM tracker.corrections ORDER BY ordinal")
    return [
        (one["carrier"] or one["final_carrier"], one["outcome"], one["counted"]) for one in rows
    ]


async def _column(ground: Tracker, name: str) -> object:
    query = f"SELECT {name} FROM tracker.registrations"  # noqa: S608 - a constant
    return await ground.pool.fetchval(query)


async def test_who_delivers_it_is_named_from_the_first(ground: Tracker) -> None:
    """The destination's post, for a post's number; refused, it is registered all the same."""
    ground.provider.refusals[NUMBER] = Rejected(NUMBER, "-18010016", "final_carrier")
    await ground.orders(order(NUMBER, country="FR"))
    await ground.registrar.register()
    assert ground.provider.asked[-1].final_carrier == "La Poste"
    assert (await ground.parcel(PARCEL)).tracked == "pending"
    ground.provider.refusals.clear()
    await ground.registrar.register()
    assert ground.provider.asked[-1].final_carrier == ""
    assert (await ground.parcel(PARCEL)).tracked == "tracked"
    assert ground.provider.charged == [NUMBER]


async def test_a_person_names_the_carrier_that_the_provider_could_not_tell(ground: Tracker) -> None:
    """It is registered under that name at once, and no evidence changes it."""
    await ground.orders(order(NUMBER))
    ground.provider.refusals[NUMBER] = Rejected(NUMBER, "-18019903", "carrier")
    await ground.registrar.register()
    assert (await ground.parcel(PARCEL)).untracked_reason == "carrier"
    del ground.provider.refusals[NUMBER]
    await _name(ground, "Correios")
    await ground.registrar.register()
    assert ground.provider.asked[-1].carrier == "Correios"
    assert (await ground.parcel(PARCEL)).tracked == "tracked"
    assert await _history(ground) == [("Correios", "registered", False)]


async def test_a_person_corrects_a_number_that_is_followed(ground: Tracker) -> None:
    """At once and once; the parcel is asked for soon, under its new carrier's name."""
    await _follow(ground)
    ground.step(at(1))
    await _name(ground, "Yanwen", "Correos")
    await ground.corrector.correct()
    assert await ground.corrector.correct() is None
    assert ground.provider.changed == [CarrierChange(NUMBER, "Yanwen", "Correos")]
    assert (await _column(ground, "carrier"), await _column(ground, "final_carrier")) == (
        "Yanwen",
        "Correos",
    )
    assert (await ground.parcel(PARCEL)).carrier == "Yanwen"
    due = await ground.value("poll_at", PARCEL)
    assert due <= at(1) + timedelta(hours=1.2)  # type: ignore[operator] # a time, or it fails
    assert await _history(ground) == [("Yanwen", "done", True)]


async def test_what_a_person_may_not_say_is_refused(ground: Tracker) -> None:
    """An unknown name, a number that nobody has followed, a provider that is told nothing."""
    with pytest.raises(InvalidInput, match="never asked"):
        await _name(ground, "UPS")
    await _follow(ground)
    with pytest.raises(InvalidInput, match="has no carrier 'Somebody'"):
        await _name(ground, "Somebody")
    with pytest.raises(InvalidInput, match="follows it"):
        await _name(ground, "UPS", ids=None)
    assert ground.provider.changed == []


async def test_a_person_has_so_many_changes_and_no_more(ground: Tracker) -> None:
    """The provider allows five; the last is left to its own page."""
    await _follow(ground)
    for place in range(MOST):
        ground.step(at(1 + place))
        await _name(ground, "UPS" if place % 2 else "FedEx")
        await ground.corrector.correct()
    with pytest.raises(InvalidInput, match=f"changed {MOST} times"):
        await _name(ground, "UPS")


@pytest.mark.parametrize(
    "error", [NotAuthorised("17track", "-18010002"), Unanswered("17track", "cut")]
)
async def test_a_change_without_an_answer_is_asked_for_again(
    ground: Tracker, error: OutsideError
) -> None:
    """The intent was committed; that it was carried out meanwhile makes it no second change."""
    await _follow(ground)
    await _name(ground, "UPS")
    ground.provider.lost.append(error)
    due = await ground.corrector.correct()
    assert await _history(ground) == [("UPS", "", True)]
    assert due is not None
    ground.step(due)
    await ground.corrector.correct()
    assert ground.provider.changed == [CarrierChange(NUMBER, "UPS")]
    assert await _history(ground) == [("UPS", "done", True)]


async def test_what_is_not_possible_yet_is_tried_a_few_times(ground: Tracker) -> None:
    """Not until the carrier has answered; given up in the end, and shown to have been."""
    await _follow(ground)
    await _name(ground, "UPS")
    ground.provider.refusals[NUMBER] = Rejected(NUMBER, "-18019808", "later")
    due = await ground.corrector.correct()
    tries = 1
    while due is not None:
        ground.step(due)
        due = await ground.corrector.correct()
        tries += 1
    assert tries == MOST_REFUSALS
    assert await _history(ground) == [("UPS", "later", True)]


async def test_one_that_breaks_its_call_holds_no_other_up(ground: Tracker) -> None:
    """Refused as a whole, the call is made for each number; the culprit is tried a few times."""
    await ground.orders(order(NUMBER, OTHER, country="FR"))
    await ground.follow(NUMBER, OTHER)
    for parcel in (PARCEL, f"{PROVIDER}/{OTHER}"):
        await name_carriers(ground.pool, parcel, ("UPS", ""), carrier_id, ground.clock.now())
    ground.provider.breaking.add(NUMBER)
    due = await ground.corrector.correct()
    assert ground.provider.changed == [CarrierChange(OTHER, "UPS")]
    tries = 1
    while due is not None:
        ground.step(due)
        due = await ground.corrector.correct()
        tries += 1
    assert tries == MOST_REFUSALS
    assert sorted(await _history(ground)) == [("UPS", "done", True), ("UPS", "later", True)]


async def test_a_refusal_for_a_stop_is_a_known_stop(ground: Tracker) -> None:
    """The retrack comes first, and its look with it."""
    await ground.orders(order(NUMBER).model_copy(update={"protection_end": at(60)}))
    await ground.follow(NUMBER)
    ground.step(at(4))
    await _name(ground, "UPS")
    ground.provider.refusals[NUMBER] = Rejected(NUMBER, "-18019806", "stopped")
    await ground.corrector.correct()
    assert (await _column(ground, "stopped_at"), await _column(ground, "retrack_at")) == (
        at(4),
        at(4),
    )
    ground.provider.refusals.clear()
    await ground.retracker.retrack()
    ground.step(at(5))
    await ground.corrector.correct()
    assert ground.provider.retracked == [NUMBER]
    assert ground.provider.changed == [CarrierChange(NUMBER, "UPS")]


async def test_what_is_due_at_once_is_told(ground: Tracker) -> None:
    """A wish, a doubt and a stop wake who sees to them, though no time passes; news do not."""
    told = asyncio.Queue[str]()

    def hear(*one: object) -> None:
        told.put_nowait(str(one[2]))

    await _follow(ground)
    async with ground.pool.acquire() as conn:
        await conn.add_listener(CHANNEL, hear)
        await _name(ground, "UPS")
        assert await asyncio.wait_for(told.get(), 10) == CHANNEL
        handed = Handoff(number="LX1", carrier="Correos")
        await ground.updates(update(scan(1, ARRIVED), number=NUMBER, handoff=handed))
        assert await asyncio.wait_for(told.get(), 10) == CHANNEL
        await ground.updates(update(number=NUMBER, stopped=True, version=2))
        assert await asyncio.wait_for(told.get(), 10) == CHANNEL
        await ground.updates(update(scan(2, ARRIVED), number=NUMBER, version=3))
        assert told.empty()
        await conn.remove_listener(CHANNEL, hear)


async def test_a_hand_off_names_who_delivers(ground: Tracker) -> None:
    """To another post than was thought, once; the same hand-off told again changes nothing."""
    await _follow(ground)
    ground.step(at(2))
    handed = Handoff(number="LX1", carrier="Correos")
    await ground.updates(update(scan(1, ARRIVED), number=NUMBER, handoff=handed))
    await ground.corrector.correct()
    told = update(scan(1.5, ARRIVED), number=NUMBER, handoff=handed, version=2)
    await ground.updates(told)
    assert await ground.corrector.correct() == at(2) + timedelta(hours=72)
    assert ground.provider.changed == [CarrierChange(NUMBER, "", "Correos")]
    assert await _column(ground, "final_carrier") == "Correos"
