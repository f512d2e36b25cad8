"""What an account's credits come to by the end of the month."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.tracker.forecast import Purse, forecast, month_end, month_of, purse

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)).map(  # noqa: DTZ001 - made aware at once
    lambda one: one.replace(tzinfo=UTC)
)


@given(MOMENTS, st.integers(0, 10_000), st.integers(0, 1000), st.integers(1, 20_000))
def test_what_is_expected_is_never_less_than_what_is_known(
    now: datetime, used: int, waiting: int, budget: int
) -> None:
    """A budget runs out within the month, and only where more is expected than it allows."""
    found = forecast(used, waiting, budget, now)
    assert found.expected >= used + waiting
    assert found.exceeds == (found.expected > budget) == (found.spent_at is not None)
    if found.spent_at is not None:
        assert now <= found.spent_at <= month_end(now) + timedelta(days=1)
    assert not forecast(used, waiting, None, now).exceeds


def test_the_month_goes_on_as_it_began() -> None:
    """A hundred in ten of thirty days are three hundred; those that wait are on top."""
    now = datetime(2026, 9, 11, tzinfo=UTC)
    assert forecast(100, 5, 200, now).expected == 305
    assert forecast(100, 5, 200, now).spent_at == now + timedelta(days=9.5)


@given(MOMENTS, st.integers(0, 20), st.none() | st.integers(1, 20), st.integers(-5, 5))
def test_a_purse_is_open_or_says_when_it_will_be(
    now: datetime, used: int, budget: int | None, hours: int
) -> None:
    """Never more is left than the budget allows; what is spent opens later, and with a reason."""
    closed = now + timedelta(hours=hours)
    found = purse(used, closed, budget, now)
    if hours > 0:
        assert found == Purse(0, closed, "quota")
    elif budget is None:
        assert found == Purse(None, now)
    elif used < budget:
        assert found == Purse(budget - used, now)
    else:
        assert found == Purse(0, month_end(now), "budget")
    assert month_of(now) <= now.date()
    assert now < month_end(now)
    assert month_of(month_end(now)) > month_of(now)
