"""Credits of a month, on the real database: never overspent, and the nearest deadline first."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from schemas.order import Order
from services.cli.checks.credits import credits_left
from services.connectors.carriers.port import Rejected
from services.runtime.clock import SteppedClock
from services.runtime.errors import NotAuthorised, OutsideError, TryLater, Unanswered
from services.runtime.metrics import CREDITS
from services.runtime.postgres.pool import transaction
from services.runtime.secrets import Given
from services.runtime.settings import Settings
from services.tracker import store_corrections, store_credits, store_registrations, store_retracks
from services.tracker.forecast import month_of
from tests.support.eventually import eventually
from tests.support.provider import Provider
from tests.support.tracker import Tracker, tracker
from tests.support.tracks import SHOP, at, order

BUDGET = 2


@pytest.fixture(name="ground")
async def _ground(postgres_url: str, clock: SteppedClock) -> AsyncIterator[Tracker]:
    async with tracker(postgres_url, clock, budget=BUDGET) as made:
        yield made


def _number(ordinal: int) -> str:
    return f"LB{ordinal:09d}CN"


def _order(ordinal: int, protection: float | None) -> Order:
    end = None if protection is None else at(protection)
    made = order(_number(ordinal), key=f"{SHOP}/{ordinal}")
    return made.model_copy(update={"protection_end": end})


async def _used(ground: Tracker) -> int:
    return int(await ground.pool.fetchval("SELECT coalesce(sum(used), 0) FROM tracker.credits"))


async def test_a_month_that_will_not_last_is_a_notice_until_it_does(ground: Tracker) -> None:
    """Before anything waits for a credit; gone with the next month."""
    await ground.orders(_order(0, 40))
    ground.step(at(1))
    await ground.registrar.register()
    (notice,) = ground.notices["credits 17track"]
    assert (notice.level, notice.dedup_key) == ("notice", "notice|credits|17track|main")
    assert "last until" in notice.summary
    ground.step(datetime(2026, 4, 30, 23, tzinfo=UTC))
    await ground.orders(_order(1, 90))
    await ground.registrar.register()
    assert ground.notices["credits 17track"] == []


async def test_spent_credits_defer_what_is_least_pressing(ground: Tracker) -> None:
    """The nearest ends of protection are followed, the rest wait and say why, until next month."""
    await ground.orders(*(_order(n, days) for n, days in enumerate([None, 60, 20, 40])))
    due = await ground.registrar.register()
    assert sorted(ground.provider.charged) == [_number(2), _number(3)]
    waiting = await ground.parcel(f"17track/{_number(1)}")
    assert (waiting.tracked, waiting.untracked_reason) == ("untracked", "budget")
    assert due is not None
    while month_of(due) == month_of(at(0)):
        ground.step(due)
        due = await ground.registrar.register()
        assert due is not None
        assert len(ground.provider.charged) == BUDGET
    ground.step(due)
    await ground.registrar.register()
    assert sorted(ground.provider.charged) == [_number(n) for n in range(4)]


@pytest.mark.parametrize(
    ("error", "used"),
    [
        (TryLater("17track", "429"), 0),
        (NotAuthorised("17track", "-18010002"), 0),
        (Unanswered("17track", "cut"), 1),
    ],
)
async def test_what_surely_was_not_made_costs_nothing(
    ground: Tracker, error: OutsideError, used: int
) -> None:
    """A refusal gives the credit back; a lost answer may have cost it."""
    await ground.orders(_order(1, 20))
    ground.provider.lost.append(error)
    await ground.registrar.register()
    assert await _used(ground) == used


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_lost_answer_is_counted_once(ground: Tracker, arrived: bool) -> None:
    """Whether it was carried out or not: the number keeps the credit that was counted for it."""
    await ground.orders(_order(1, 20))
    lost = ground.provider.lost if arrived else ground.provider.faults
    lost.append(Unanswered("17track", "cut"))
    due = await ground.registrar.register() if arrived else await _unheard(ground)
    assert await _used(ground) == 1
    assert due is not None
    ground.step(due)
    await ground.registrar.register()
    assert (ground.provider.charged, await _used(ground)) == ([_number(1)], 1)


async def _unheard(ground: Tracker) -> datetime | None:
    """A registration that does not arrive: the look before it does."""
    ground.provider.pay_gate.clear()
    ground.provider.faults.clear()
    paying = asyncio.create_task(ground.registrar.register())
    await eventually(lambda: ground.provider.looks and ground.provider.calling)
    ground.provider.faults.append(Unanswered("17track", "cut"))
    ground.provider.pay_gate.set()
    return await paying


async def test_a_lost_answer_of_last_month_is_paid_from_this_one(ground: Tracker) -> None:
    """It was not carried out: the credit is the month's in which it is."""
    ground.step(datetime(2026, 3, 31, 23, 55, tzinfo=UTC))
    await ground.orders(_order(1, 60))
    due = await _unheard(ground)
    assert due is not None
    ground.step(max(due, datetime(2026, 4, 1, tzinfo=UTC)))
    await ground.registrar.register()
    rows = await ground.pool.fetch("SELECT month, used FROM tracker.credits ORDER BY month")
    assert [(row["month"].month, row["used"]) for row in rows] == [(3, 0), (4, 1)]


async def test_a_refused_number_costs_nothing(ground: Tracker) -> None:
    """Nor does one that somebody has registered."""
    ground.provider.refusals[_number(1)] = Rejected(_number(1), "-18019911", "invalid")
    ground.provider.known[_number(2)] = None
    await ground.orders(_order(1, 20), _order(2, 20), _order(3, 20))
    await ground.registrar.register()
    assert (ground.provider.charged, await _used(ground)) == ([_number(3)], 1)


async def test_what_waits_costs_no_call(ground: Tracker) -> None:
    """Looked up once, and again when a credit is there; an order's change moves it in the queue."""
    await ground.orders(*(_order(n, 20 + n) for n in range(4)))
    due = await ground.registrar.register()
    assert due == datetime(2026, 4, 1, tzinfo=UTC)
    looks = len(ground.provider.looks)
    await ground.orders(_order(3, 30).model_copy(update={"version": 2}))
    for day in (2, 5, 20):
        ground.step(at(day))
        assert await ground.registrar.register() == due
    assert len(ground.provider.looks) == looks
    sooner = _order(3, 21).model_copy(update={"version": 3})
    await ground.orders(sooner, _order(4, 25))
    assert await ground.registrar.register() == due
    assert [len(one) for one in ground.provider.looks[looks:]] == [1]
    ends = "SELECT number FROM tracker.registrations WHERE credit_by IS NOT NULL ORDER BY credit_by"
    waiting = [row["number"] for row in await ground.pool.fetch(ends)]
    assert waiting == [_number(n) for n in (3, 2, 4)]
    ground.budget = None
    withdrawn = order(key=f"{SHOP}/2", version=9)
    await ground.orders(withdrawn)
    assert len(await ground.pool.fetch(ends)) == 2


async def test_more_than_a_batch_is_paid_for_by_deadline(
    postgres_url: str, clock: SteppedClock
) -> None:
    """Of a hundred that came at once, those that end first, whichever batch they fall into."""
    async with tracker(postgres_url, clock, budget=10) as ground:
        await ground.orders(*(_order(n, 200 - n) for n in range(100)))
        due = await ground.registrar.register()
        while due is not None and due <= clock.now():
            due = await ground.registrar.register()
        assert ground.provider.charged == [_number(99 - n) for n in range(10)]
        rows = await ground.pool.fetch("SELECT DISTINCT reason FROM tracker.registrations")
        assert sorted(row["reason"] for row in rows) == ["", "budget"]
        parcel = await ground.parcel(f"17track/{_number(0)}")
        assert (parcel.tracked, parcel.untracked_reason) == ("untracked", "budget")
        assert parcel.version == 2


async def test_a_spent_account_is_tried_with_one_batch(
    postgres_url: str, clock: SteppedClock
) -> None:
    """By the provider's own word: the rest waits, twice a day one batch is tried, then all go."""
    provider = Provider(batch=5)
    async with tracker(postgres_url, clock, provider) as ground:
        numbers = [_number(n) for n in range(20)]
        spent = {one: Rejected(one, "-18019908", "quota") for one in numbers}
        provider.refusals.update(spent)
        await ground.orders(*(_order(n, 20 + n) for n in range(20)))
        due = await _settled(ground)
        assert due is not None
        assert at(0.4) <= due <= at(0.6)
        before = len(provider.looks)
        ground.step(due)
        due = await _settled(ground)
        assert len(provider.looks) == before + 1
        assert await _used(ground) == 0
        provider.refusals.clear()
        assert due is not None
        ground.step(due)
        assert await _settled(ground) is None
        assert sorted(provider.charged) == numbers


async def _settled(ground: Tracker) -> datetime | None:
    """Pass after pass until nothing is due."""
    due = await ground.registrar.register()
    while due is not None and due <= ground.clock.now():
        due = await ground.registrar.register()
    return due


async def test_a_million_that_wait_are_found_along_their_indexes(ground: Tracker) -> None:
    """Leases sort and scan nothing, counts read the index: among ten times as many others."""
    await ground.pool.execute(
        """INSERT INTO tracker.registrations (provider, number, parcel_id, state, carrier,
               destination, due_at, retrack_at, correct_at, credit_by, reason)
           SELECT '17track', n, '17track/' || n, 'wanted', '', 'BR',
               CASE WHEN n % 10 = 0 THEN at END, CASE WHEN n % 5 = 0 THEN at END,
               CASE WHEN n % 5 = 0 THEN at END, CASE WHEN n % 10 = 1 THEN at END,
               CASE WHEN n % 20 = 1 THEN '' ELSE 'budget' END
           FROM (SELECT n, $1::timestamptz + n * interval '1 second' AS at
                 FROM generate_series(1, 100000) AS n)""",
        at(0),
    )
    await ground.pool.execute("VACUUM ANALYZE tracker.registrations")
    lease = ("17track", at(0.1), at(0.2), uuid4(), 40)
    taken = {
        "registrations_due": store_registrations.LEASE,
        "registrations_credit": store_credits.NEAREST,
        "registrations_untold": store_credits.UNTOLD,
        "registrations_retrack": store_retracks.LEASE,
        "registrations_correct": store_corrections.LEASE,
    }
    for index, statement in taken.items():
        plan = await _plan(ground, statement, *lease)
        assert f"Index Scan using {index}" in plan, plan
        assert "Sort" not in plan, plan
        assert "Seq Scan" not in plan, plan
    plan = await _plan(ground, store_credits.QUEUE, "17track")
    assert "registrations_credit" in plan, plan
    assert "registrations_untold" in plan, plan
    assert "Seq Scan" not in plan, plan
    # What is visible to all is not up to us, and without it the index alone does not win.
    async with transaction(ground.pool) as conn:
        await conn.execute("SET LOCAL enable_bitmapscan = off; SET LOCAL enable_seqscan = off")
        for index, statement in (
            ("registrations_due", store_credits.DUE),
            ("registrations_credit", store_credits.WAITING),
        ):
            rows = await conn.fetch(f"EXPLAIN {statement}", "17track")
            plan = "\n".join(row[0] for row in rows)
            assert f"Index Only Scan using {index}" in plan, plan


async def _plan(ground: Tracker, statement: str, *values: object) -> str:
    rows = await ground.pool.fetch(f"EXPLAIN {statement}", *values)
    return "\n".join(row[0] for row in rows)


async def test_the_month_is_shown(ground: Tracker) -> None:
    """As metrics and by the doctor: spent, waiting, and that more is expected than allowed."""
    await ground.orders(*(_order(n, 20) for n in range(3)))
    await ground.registrar.register()
    shown = {
        what: CREDITS.labels(provider="17track", what=what)._value.get()
        for what in ("used", "waiting", "budget")
    }
    assert shown == {"used": BUDGET, "waiting": 1, "budget": BUDGET}
    settings = Settings(carriers={"17track": {"key": Given("k"), "credits_per_month": BUDGET}})
    [found] = await credits_left(settings, ground.pool, ground.clock.now())
    assert found.level == "warning"
    assert "2 credits used this month, 1 numbers wait" in found.what
    later = datetime(2030, 1, 5, tzinfo=UTC)
    free = Settings(carriers={"17track": {"key": Given("k")}})
    assert list(await credits_left(free, ground.pool, later)) == []
