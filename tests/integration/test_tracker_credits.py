"""Credits of a month, on the real database: never overspent, and the nearest deadline first."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from schemas.order import Order
from services.cli.checks.credits import credits_left
from services.connectors.carriers.port import Rejected
from services.runtime.clock import SteppedClock
from services.runtime.errors import NotAuthorised, OutsideError, TryLater, Unanswered
from services.runtime.metrics import CREDITS
from services.runtime.secrets import Given
from services.runtime.settings import Settings
from services.tracker.forecast import month_of
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


async def test_a_refused_number_costs_nothing(ground: Tracker) -> None:
    """Nor does one that somebody has registered."""
    ground.provider.refusals[_number(1)] = Rejected(_number(1), "-18019911", "invalid")
    ground.provider.known[_number(2)] = None
    await ground.orders(_order(1, 20), _order(2, 20), _order(3, 20))
    await ground.registrar.register()
    assert (ground.provider.charged, await _used(ground)) == ([_number(3)], 1)


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
