"""The seeded world: pure, repeatable, and of the proportions that the demo states."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.parcel import HoldKind
from services.connectors.carriers.stages import classify
from services.sandbox import events as ev
from services.sandbox.draw import Draw
from services.sandbox.facts import Facts
from services.sandbox.faults import DEMO, Chance
from services.sandbox.index import Changes
from services.sandbox.numbers import check_digit
from services.sandbox.profile.tables import QUESTIONS
from services.sandbox.world import World, build

START = datetime(2026, 3, 2, tzinfo=UTC)
SEED = 20260302


@pytest.fixture(scope="module")
def world() -> World:
    """The demo's month."""
    return build(SEED, START)


@pytest.fixture(scope="module")
def facts(world: World) -> Facts:
    """What it makes true."""
    return world.facts()


def test_the_same_seed_is_the_same_world(world: World) -> None:
    """Two builds are equal event by event; another seed is another world."""
    again, other = build(SEED, START), build(SEED + 1, START)
    assert again.events == world.events
    assert again.facts() == world.facts()
    assert other.events != world.events


@pytest.mark.parametrize("seed", range(1, 4))
def test_counts_do_not_depend_on_the_seed(seed: int) -> None:
    """Every seed gives the proportions of the shape."""
    facts = build(seed, START).facts()
    assert len(facts.holds) == 60 + 9
    assert (len(facts.silent), len(facts.lost), len(facts.disputes)) == (30 + 3, 12, 18 + 3)


def test_orders_and_parcels(facts: Facts, world: World) -> None:
    """About 400 orders and 430 numbers: two parcels, a shared number, four corrected ones.

    And 48 of the bazaar, in a parcel each.
    """
    shipped = [order for order in facts.orders if order.numbers]
    carried = Counter(number for order in shipped for number in order.numbers)
    declared = {event.number for event in world.events if isinstance(event, ev.Shipped)}
    declared |= {event.new for event in world.events if isinstance(event, ev.Corrected)}
    assert len(shipped) == 400 + 48
    assert len(declared) == 433 + 48
    assert sum(len(order.numbers) == 2 for order in shipped) == 30
    assert [count for count in carried.values() if count > 1] == [2]
    assert sum(isinstance(event, ev.Corrected) for event in world.events) == 4
    waits = [fact.corrected - fact.sent for fact in facts.mistyped]
    assert sum(wait > timedelta(days=3.5) for wait in waits) == 3


def test_holds_of_all_kinds(facts: Facts) -> None:
    """Sixty holds, nine more on the bazaar; those that need the buyer are on every marketplace."""
    kinds = Counter(hold.kind for hold in facts.holds)
    wanted = {
        "documents": 16 + 6,
        "duties": 10 + 3,
        "seller": 6,
        "carrier": 4,
        "prepaid": 6,
        "long": 6,
    }
    assert kinds == {**wanted, "unspecified": 5, "inspection": 4, "prohibited": 3}
    markets = {hold.orders[0].split("/")[0] for hold in facts.buyer_holds}
    assert markets == {"aliexpress", "lazada", "bazaar"}
    assert all(START < hold.shown < START + timedelta(days=30) for hold in facts.holds)


def test_holds_are_worded_as_they_are_meant(world: World, facts: Facts) -> None:
    """Every kind of hold of the contract occurs, and its words are read as that kind."""
    assert {fact.means for fact in facts.holds} == set(HoldKind)
    for fact in facts.holds:
        way = world.journeys[fact.parcel.split("/")[1]]
        scan = next(scan for scan in way.scans if scan.at == fact.since)
        said = classify("17track", "", scan.sub_status, scan.text).customs
        assert said is not None
        if not fact.by_age:
            assert said.kind == fact.means, scan
            assert said.who_must_act == ("buyer" if fact.kind == "prepaid" else fact.needs), scan


def test_disputes_and_messages(facts: Facts, world: World) -> None:
    """Of the disputes most are not received; four submitted again; six languages of questions."""
    assert Counter(d.kind for d in facts.disputes)["not_received"] == 13
    assert sum(d.rounds - 1 for d in facts.disputes) == 4
    asked = {world.orders[m.order].language for m in facts.messages if m.sender == "buyer"}
    assert asked == set(QUESTIONS)
    assert sum(m.sender == "seller" for m in facts.messages) == 5
    assert len(facts.cancels) == 6


def test_the_chat_window_is_missed_by_half(world: World) -> None:
    """Half of Lazada's parcels reach customs after day 7, a tenth are sent after it."""
    placed = {e.order.key: e.at for e in world.events if isinstance(e, ev.Placed)}
    week = timedelta(days=7)
    ages = [
        (world.journeys[e.number].pace.customs - placed[e.key], e.at - placed[e.key])
        for e in world.events
        if isinstance(e, ev.Shipped) and e.key.startswith("lazada")
    ]
    assert 0.4 < sum(customs > week for customs, _ in ages) / len(ages) < 0.65
    assert 0.05 < sum(sent > week for _, sent in ages) / len(ages) < 0.16


def test_export_clearance_is_no_hold(world: World, facts: Facts) -> None:
    """Every parcel passes export customs; no hold begins there."""
    exported = {
        e.number
        for e in world.events
        if isinstance(e, ev.Scanned) and (e.scan.country, e.scan.text) == ("CN", "送交出口海关")
    }
    assert exported >= {hold.parcel.split("/")[1] for hold in facts.holds}
    assert all(world.journeys[h.parcel.split("/")[1]].pace.customs <= h.since for h in facts.holds)


def test_nothing_happens_on_the_hour(world: World) -> None:
    """Domain times are not on exact hours, or the demo's steps would hide what waits for them."""
    happening = [e.at for e in world.events if not isinstance(e, ev.Scanned)]
    assert sum(at.minute == at.second == 0 for at in happening) < len(happening) / 100


def test_faults_do_not_depend_on_order() -> None:
    """Which calls fail is decided by what they are, however they interleave."""
    names = [f"call {n}" for n in range(2000)]
    one, two = (Chance(Draw(7), DEMO) for _ in range(2))
    forward = {n: one.refused(n, one.attempt(n)) for n in names}
    backward = {n: two.refused(n, two.attempt(n)) for n in reversed(names)}
    assert forward == backward
    assert 0.02 < sum(found is not None for found in forward.values()) / 2000 < 0.04


def test_faults_do_not_depend_on_how_often_one_asks() -> None:
    """A call that was answered well is answered well again; one that failed has a new chance."""
    names = [f"call {n}" for n in range(2000)]
    once, often = (Chance(Draw(7), DEMO) for _ in range(2))

    def ask(chance: Chance, name: str) -> int:
        tries = 1
        while chance.refused(name, chance.attempt(name)) is not None:
            tries += 1
        return tries

    tries = [ask(once, name) for name in names]
    for name in names * 3:
        ask(often, name)
    assert often.planted == once.planted
    assert max(tries) > 1


def test_changes_pages_by_time() -> None:
    """An object stands in the index once, at its last change."""
    changes = Changes()
    for hour, name in enumerate(("a", "b", "a", "c")):
        changes.touch(name, START + timedelta(hours=hour))
    assert changes.between(None, None) == ["b", "a", "c"]
    assert changes.between(START, START + timedelta(hours=2)) == ["b", "a"]


def test_postal_numbers_check() -> None:
    """S10's published example: 47312482 has the check digit 9."""
    assert check_digit("47312482") == 9


@given(st.integers(0, 2**32), st.integers(5, 14), st.integers(0, 500_000))
def test_made_up_ids_are_their_own(seed: int, count: int, first: int) -> None:
    """No two ids of a sandbox are the same, however many; each has its digits."""
    draw = Draw(seed)
    made = [draw.one_of_its_own(count, nth) for nth in range(first, first + 2000)]
    assert len(set(made)) == len(made)
    assert all(len(one) == count and one[0] != "0" for one in made)
