"""ISO weeks, each by its Monday. Pure."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.runtime.errors import InvalidInput

WEEK = timedelta(days=7)

_NAMED = re.compile(r"(2\d{3})-W(\d{2})", re.ASCII)
"""Of this millennium: a year before and a week after there is always another."""


def week_of(at: datetime | None, zone: str) -> date | None:
    """The Monday of the week of an instant, by the wall clock of a zone."""
    return None if at is None else monday_of(at.astimezone(ZoneInfo(zone)).date())


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def named(week: date) -> str:
    """``2026-W47``."""
    year, number, _ = week.isocalendar()
    return f"{year}-W{number:02}"


def read(text: str) -> date:
    """The Monday of ``2026-W47``.

    Raises:
        InvalidInput: there is no such week.
    """
    found = _NAMED.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError(text)
        return date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError as error:
        raise InvalidInput("unknown_week", "write a week such as 2026-W47") from error


def year_before(week: date) -> date:
    """The week of the same number of the year before; of a 53rd that has none, the last."""
    year, number, _ = week.isocalendar()
    try:
        return date.fromisocalendar(year - 1, number, 1)
    except ValueError:
        return date.fromisocalendar(year - 1, 52, 1)


def last_whole(now: datetime, zone: str) -> date:
    """The week that ended last by the wall clock of a zone."""
    return monday_of(now.astimezone(ZoneInfo(zone)).date()) - WEEK
