"""Orders and carriers' updates on the real database: what they leave in the tracker's tables."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from schemas.parcel import Stage
from services.runtime.clock import SteppedClock
from services.runtime.kafka.outcome import Applied, Superseded
from services.tracker import (
    store,
    store_polls,
    store_registrations,
    store_seconds,
    store_view,
)
from services.tracker.change import Change, Row, learn
from services.tracker.consumers import UNCLAIMED_FOR
from services.tracker.outbox import records
from services.tracker.turner import AGAIN
from tests.support.tracker import PARCEL, Tracker, tracker
from tests.support.tracks import (
    ARRIVED,
    DELIVERED,
    DEPARTED,
    NEEDS_PAPERS,
    NUMBER,
    PRESENTED,
    RELEASED,
    SHOP,
    at,
    order,
    scan,
    update,
)

OTHER = "LB987654321CN"


@pytest.fixture(name="ground")
async def _ground(postgres_url: str, clock: SteppedClock) -> AsyncIterator[Tracker]:
    async with tracker(postgres_url, clock) as made:
        yield made


async def _sent(ground: Tracker, parcel_id: str = PARCEL) -> list[str]:
    """What the relay would send now: the ids of the events; marks them as sent."""
    row = await ground.pool.fetchrow("SELECT * FROM tracker.parcels WHERE id = $1", parcel_id)
    assert row is not None
    unsent = records(row) if row["published"] < row["version"] else []
    await ground.pool.execute(
        "UPDATE tracker.parcels SET published = version WHERE id = $1", parcel_id
    )
    return [record.envelope.id for record in unsent]


async def test_an_order_makes_a_parcel_that_is_wanted_once(ground: Tracker) -> None:
    """The same order again is superseded; a newer one leaves parcel and registration alone."""
    assert await ground.orders(order(NUMBER)) == [Applied()]
    assert await ground.orders(order(NUMBER)) == [Superseded()]
    assert await ground.orders(order(NUMBER, version=2)) == [Applied()]
    parcel = await ground.parcel()
    assert (parcel.order_keys, parcel.version) == ((f"{SHOP}/1",), 1)
    assert (parcel.tracked, parcel.origin, parcel.destination) == ("pending", "CN", "BR")
    assert await ground.pool.fetchval("SELECT count(*) FROM tracker.registrations") == 1


async def test_where_nothing_is_registered_a_parcel_is_asked_for_at_once(ground: Tracker) -> None:
    """A carrier's own service follows every number: no registration, and a poll that comes due."""
    await ground.orders(order(NUMBER), registers=False)
    assert (await ground.parcel()).tracked == "tracked"
    assert await ground.pool.fetchval("SELECT count(*) FROM tracker.registrations") == 0
    due = await ground.value("poll_at")
    ground.provider.known[NUMBER] = update(scan(0.1, DEPARTED))
    assert isinstance(due, datetime)
    ground.step(due)
    await ground.poller.poll()
    assert (await ground.parcel()).stage is Stage.IN_TRANSIT


async def test_a_parcel_that_nobody_would_ask_for_is_mended(ground: Tracker) -> None:
    """Made by an older version beside this one, it has no row of polls: the next order makes it."""
    await ground.orders(order(NUMBER), registers=False)
    await ground.pool.execute("DELETE FROM tracker.polls")
    await ground.orders(order(NUMBER, version=2), registers=False)
    assert await ground.value("poll_at") is not None
    await ground.pool.execute("UPDATE tracker.polls SET lease = gen_random_uuid()")
    await ground.orders(order(NUMBER, version=3), registers=False)
    assert await ground.pool.fetchval("SELECT count(*) FROM tracker.polls") == 1


async def test_a_batch_keeps_the_newest_of_each_order(ground: Tracker) -> None:
    """Older versions in one batch are superseded, whatever their order."""
    batch = [order(OTHER, version=3), order(NUMBER, version=2), order(NUMBER, version=3)]
    assert await ground.orders(*batch) == [Applied(), Superseded(), Superseded()]
    rows = await ground.pool.fetch("SELECT id FROM tracker.parcels")
    assert [row["id"] for row in rows] == [f"17track/{OTHER}"]


async def test_scans_before_the_order_are_kept_for_it(ground: Tracker) -> None:
    """A number that no order names is not published; the order finds its scans; else they go."""
    await ground.updates(update(scan(1, DEPARTED)), update(scan(1, DEPARTED), number=OTHER))
    assert await _sent(ground) == []
    await ground.orders(order(NUMBER))
    assert (await ground.parcel()).stage is Stage.IN_TRANSIT
    assert await _sent(ground) == [f"{PARCEL}@2#{SHOP}/1"]
    ground.step(ground.clock.now() + UNCLAIMED_FOR)
    await ground.turner.turn()
    rows = await ground.pool.fetch("SELECT id FROM tracker.parcels")
    assert [row["id"] for row in rows] == [PARCEL]


async def test_older_updates_are_superseded(ground: Tracker) -> None:
    """The greatest version counts; a repetition has no effect and makes no version."""
    await ground.orders(order(NUMBER))
    first = update(scan(1, DEPARTED), version=1)
    second = update(scan(1, DEPARTED), scan(5, ARRIVED), version=2)
    assert await ground.updates(second, first) == [Applied(), Superseded()]
    assert await ground.updates(first) == [Superseded()]
    parcel = await ground.parcel()
    assert (parcel.stage, parcel.version) == (Stage.ARRIVED, 2)


async def test_a_pointer_has_its_parcel_looked_at_and_makes_none(ground: Tracker) -> None:
    """At once, believed in nothing else; what is being asked for just now is left to that look."""
    await ground.orders(order(NUMBER), registers=False)
    ground.provider.known[NUMBER] = update(scan(0.1, DEPARTED))
    ground.step(await ground.value("poll_at"))
    await ground.poller.poll()
    planned = await ground.value("poll_at")
    pointers = [
        update(scan(1, DELIVERED), number=one, version=2).model_copy(
            update={"pointed_at": ground.clock.now()}
        )
        for one in (NUMBER, OTHER)
    ]
    await ground.pool.execute("UPDATE tracker.polls SET lease = gen_random_uuid()")
    await ground.updates(*pointers)
    assert await ground.value("poll_at") == planned
    await ground.pool.execute("UPDATE tracker.polls SET lease = NULL")
    assert await ground.updates(*pointers) == [Applied(), Superseded()]
    assert await ground.value("poll_at") == ground.clock.now() < planned
    ground.provider.known[NUMBER] = update(scan(0.1, DEPARTED), scan(0.2, ARRIVED))
    await ground.poller.poll()
    assert (await ground.parcel()).stage is Stage.ARRIVED
    assert await ground.pool.fetchval("SELECT count(*) FROM tracker.parcels") == 1


async def test_a_corrected_number_is_void_and_told_once_more(ground: Tracker) -> None:
    """The order that lost it hears of it in the version that lost it, and not again."""
    await ground.orders(order(NUMBER))
    assert await _sent(ground) == [f"{PARCEL}@1#{SHOP}/1"]
    await ground.orders(order(OTHER, version=2))
    void, new = await ground.parcel(), await ground.parcel(f"17track/{OTHER}")
    assert (void.role, void.order_keys) == ("void", ())
    assert (new.role, new.order_keys) == ("original", (f"{SHOP}/1",))
    assert await _sent(ground) == [f"{PARCEL}@2#{SHOP}/1"]
    await ground.updates(update(scan(1, DEPARTED)))
    assert await _sent(ground) == []
    due = "SELECT number FROM tracker.registrations WHERE due_at IS NOT NULL"
    assert [row["number"] for row in await ground.pool.fetch(due)] == [OTHER]


async def test_one_number_on_two_orders(ground: Tracker) -> None:
    """Sent once for each order; another buyer's makes it doubtful for both."""
    await ground.orders(order(NUMBER), order(NUMBER, key=f"{SHOP}/2"))
    assert await _sent(ground) == [f"{PARCEL}@1#{SHOP}/1", f"{PARCEL}@1#{SHOP}/2"]
    assert (await ground.parcel()).identity == "plausible"
    await ground.orders(order(NUMBER, key=f"{SHOP}/3", buyer="b2"))
    assert (await ground.parcel()).doubts == ("number_shared",)


async def test_another_postcode_than_every_orders_is_doubtful(ground: Tracker) -> None:
    """The order's postcode is kept with its claim; a later answer is held against it."""
    first = order(NUMBER)
    there = first.destination.model_copy(update={"postcode_prefix": "013"})
    await ground.orders(first.model_copy(update={"destination": there}))
    await ground.updates(update(scan(1, DEPARTED), postcode_prefix="013"))
    assert (await ground.parcel()).identity == "plausible"
    await ground.updates(update(scan(1, DEPARTED), postcode_prefix="698", version=2))
    assert (await ground.parcel()).doubts == ("other_postcode",)
    corrected = there.model_copy(update={"postcode_prefix": "698"})
    await ground.orders(first.model_copy(update={"destination": corrected, "version": 2}))
    assert (await ground.parcel()).identity == "plausible"


async def test_words_that_are_no_number_make_no_parcel(ground: Tracker) -> None:
    """Thousands of orders would share the parcel N/A."""
    await ground.orders(order("N/A"), order("rr 123456789 cn", key=f"{SHOP}/2"))
    rows = await ground.pool.fetch("SELECT id FROM tracker.parcels")
    assert [row["id"] for row in rows] == [PARCEL]


async def test_the_answer_that_first_showed_it_is_evidence(ground: Tracker) -> None:
    """Hold, release and delivery: the first answer's own text, its hash, and when it was seen."""
    await ground.orders(order(NUMBER))
    held = (scan(10, PRESENTED), scan(11, NEEDS_PAPERS))
    ground.step(at(11))
    await ground.updates(update(*held, version=1))
    ground.step(at(12))
    await ground.updates(update(*held, scan(11.5, NEEDS_PAPERS), version=2))
    ground.step(at(13))
    await ground.updates(update(*held, scan(12, RELEASED), scan(13, DELIVERED), version=3))
    rows = {row["what"]: row for row in await ground.pool.fetch("SELECT * FROM tracker.evidence")}
    assert {what: row["at"] for what, row in rows.items()} == {
        "hold:1": at(11),
        "released:1": at(13),
        "delivered": at(13),
    }
    assert all(
        hashlib.sha256(row["body"].encode()).hexdigest() == row["hash"] for row in rows.values()
    )
    assert json.loads(rows["hold:1"]["body"])["version"] == 1
    seen = await ground.pool.fetch("SELECT scan_id, seen_at FROM tracker.scans ORDER BY at")
    assert [row["seen_at"] for row in seen] == [at(11), at(11), at(12), at(13), at(13)]


async def test_a_presentation_becomes_a_hold_though_nothing_is_heard(ground: Tracker) -> None:
    """By age, at its instant, with the provider silent: the turner's work, not the poller's."""
    await ground.orders(order(NUMBER))
    ground.step(at(10))
    await ground.updates(update(scan(10, PRESENTED)))
    assert await ground.turner.turn() == at(24)
    ground.step(at(24))
    await ground.turner.turn()
    parcel = await ground.parcel()
    assert [(hold.since, hold.decided_by) for hold in parcel.holds] == [(at(24), "time")]
    assert await ground.value("turn_at") is None


async def test_a_bug_on_one_parcel_holds_up_no_other(
    ground: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What our own code fails on stays as it is for a while; what is due beside it is done.

    People hear of it.
    """
    await ground.orders(order(NUMBER), order(OTHER, key=f"{SHOP}/2"))
    ground.step(at(10))
    await ground.updates(update(scan(10, PRESENTED)), update(scan(10, PRESENTED), number=OTHER))

    def failing(row: Row, *known: Any) -> Change:
        if row.parcel.number == OTHER:
            raise ZeroDivisionError
        return learn(row, *known)

    monkeypatch.setattr("services.tracker.turner.learn", failing)
    ground.step(at(24))
    assert await ground.turner.turn() == ground.clock.now() + AGAIN
    assert [hold.decided_by for hold in (await ground.parcel()).holds] == ["time"]
    assert not (await ground.parcel(f"17track/{OTHER}")).holds
    (bug,) = ground.bugs
    assert bug.group == "turn parcels"
    assert bug.reason.startswith("ZeroDivisionError in failing")


async def test_concurrent_batches_lock_in_one_order(ground: Tracker) -> None:
    """Two consumers with the same parcels in opposite order both get through."""
    numbers = [f"LB{n:09d}CN" for n in range(30)]
    forth = [order(number, key=f"{SHOP}/{number}") for number in numbers]
    await ground.orders(*forth)
    for version in (2, 3, 4):
        ups = [update(scan(version, DEPARTED), number=n, version=version) for n in numbers]
        news = [one.model_copy(update={"version": version}) for one in reversed(forth)]
        done = await asyncio.gather(ground.updates(*ups), ground.orders(*news))
        assert all(outcome == Applied() for outcomes in done for outcome in outcomes)


async def test_hot_queries_use_their_index(ground: Tracker) -> None:
    """Among 50,000 rows, what is due is read along its index: nothing is sorted or scanned."""
    await ground.orders(order(NUMBER))
    await ground.pool.execute(
        """INSERT INTO tracker.parcels (id, provider, number, state, changed_at, turn_at,
                                        second_provider, second_at)
           SELECT '17track/' || n, '17track', n, '{}', $1::timestamptz,
                  CASE WHEN n % 10 = 0 THEN $1::timestamptz + n * interval '1 second' END,
                  'correios',
                  CASE WHEN n % 10 = 0 THEN $1::timestamptz + n * interval '1 second' END
           FROM generate_series(1, 50000) AS n""",
        at(0),
    )
    await ground.pool.execute(
        """INSERT INTO tracker.polls (parcel_id, provider, poll_at, lease)
           SELECT '17track/' || n, '17track', $1::timestamptz + n * interval '1 second',
                  CASE WHEN n % 100 = 0 THEN gen_random_uuid() END
           FROM generate_series(1, 50000) AS n""",
        at(0),
    )
    await ground.pool.execute(
        """INSERT INTO tracker.parcel_orders
               (parcel_id, order_key, buyer, country, carrier, protection_end)
           SELECT '17track/' || n, 'lazada/shop-1/' || n, 'b', 'BR', '', $1::timestamptz
           FROM generate_series(1, 50000) AS n""",
        at(60),
    )
    await ground.pool.execute(
        """INSERT INTO tracker.registrations
               (provider, number, parcel_id, state, carrier, destination, due_at)
           SELECT '17track', n, '17track/' || n, 'wanted', '', 'BR',
                  CASE WHEN n % 10 = 0 THEN $1::timestamptz + n * interval '1 second' END
           FROM generate_series(1, 50000) AS n""",
        at(0),
    )
    await ground.pool.execute("ANALYZE")
    lease = ("17track", at(0.1), at(0.2), uuid4(), 40)
    plans = {
        "polls_due": await _plan(ground, store_polls.LEASE, *lease),
        "parcels_second": await _plan(
            ground, store_seconds.LEASE, "correios", at(0.1), at(0.2), uuid4(), 40, at(0)
        ),
        "parcels_turning": await _plan(ground, store.TURNING, at(0.1), 100),
        "parcels_by_number": await _plan(ground, store_view.BY_NUMBER, "777"),
        "registrations_due": await _plan(ground, store_registrations.LEASE, *lease),
    }
    following = await _plan(ground, store_seconds.NEXT, "correios", at(0.1), at(0))
    for index, plan in (*plans.items(), ("parcels_second", following)):
        assert f"Index Scan using {index}" in plan, plan
        assert "Sort" not in plan, plan
        assert "Seq Scan" not in plan, plan
    ids = [f"17track/{number}" for number in range(100, 140)]
    either = await _plan(ground, store.LOCK, ids)
    assert "on polls_free" in either, either
    assert "on polls_leased" in either, either
    under_lease = await _plan(ground, store_polls.FENCED, ids, uuid4(), ids)
    assert "Index Scan using polls_leased" in under_lease, under_lease
    ensured = await _plan(ground, store.ENSURE_POLLS, ids)
    for plan in (either, under_lease, ensured):
        assert "Seq Scan" not in plan, plan


async def _plan(ground: Tracker, statement: str, *values: object) -> str:
    rows = await ground.pool.fetch(f"EXPLAIN {statement}", *values)
    return "\n".join(row[0] for row in rows)
