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


@dataclass(frozen=True, slots=True)
class Purse:
    """What may be registered now.

    Attributes:
        left: so many numbers; None: any number of them.
        opens_at: where none may: from when on.
        why: where none may, in a word: ``budget``, or ``quota`` by the provider's own word.
    """

    left: int | None
    opens_at: datetime
    why: str = ""


def purse(used: int, closed_until: datetime | None, budget: int | None, now: datetime) -> Purse:
    """What a month that has cost so much leaves.

    Args:
        used: credits of this month.
        closed_until: until when the provider will register nothing, by its own word.
        budget: None where none is set.
        now: domain time.
    """
    if closed_until is not None and closed_until > now:
        return Purse(0, closed_until, "quota")
    if budget is None:
        return Purse(None, now)
    left = max(budget - used, 0)
    return Purse(left, now) if left else Purse(0, month_end(now), "budget")


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
