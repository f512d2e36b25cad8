"""What an account's registrations come to by the end of the month: pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Forecast:
    """Credits of one calendar month (UTC).

    Attributes:
        used: spent so far.
        waiting: numbers that wait to be registered.
        expected: at the month's end: used, waiting, and what comes at this month's pace.
        budget: None where none is set.
        spent_at: when the budget is used up at this pace, None where it lasts.
    """

    used: int
    waiting: int
    expected: int
    budget: int | None
    spent_at: datetime | None

    @property
    def exceeds(self) -> bool:
        """Whether more is expected than the budget allows."""
        return self.budget is not None and self.expected > self.budget


def month_of(now: datetime) -> date:
    """The first day of the month in which credits spent now count."""
    return now.astimezone(UTC).date().replace(day=1)


def month_end(now: datetime) -> datetime:
    """When the next month's credits begin."""
    first = month_of(now)
    following = (first + timedelta(days=31)).replace(day=1)
    return datetime(following.year, following.month, 1, tzinfo=UTC)


def next_day(now: datetime) -> datetime:
    """When numbers without a credit are considered again: a new month begins at such a time."""
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + _DAY


def forecast(used: int, waiting: int, budget: int | None, now: datetime) -> Forecast:
    """What the month comes to, if it goes on as it began.

    The pace is taken over one day at least: the first hour of a month tells little.
    """
    first = month_of(now)
    begun = datetime(first.year, first.month, 1, tzinfo=UTC)
    pace = used / max((now - begun) / _DAY, 1.0)
    left = (month_end(now) - now) / _DAY
    expected = used + waiting + round(pace * left)
    spent_at = None
    if budget is not None and expected > budget:
        spare = max(budget - used - waiting, 0)
        spent_at = now + _DAY * (spare / pace if spare else 0)
    return Forecast(used, waiting, expected, budget, spent_at)
