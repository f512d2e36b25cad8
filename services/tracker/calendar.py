"""Which days count: weekends, and the public holidays of a parcel's origin and destination.

A day is a UTC day, named by its proleptic ordinal: good enough to count days off by. When a
promised day is over is another question, and the country's clock answers it (``runtime.zones``).
"""

from datetime import date, datetime, timedelta
from functools import lru_cache

from services.runtime.holidays import public_holidays

_DAY = 86_400
_EPOCH = datetime(1970, 1, 1).toordinal()  # noqa: DTZ001 - a date's number has no zone
_SATURDAY = 5


def day_number(instant: datetime) -> float:
    """Days since the first of January of year 1, with the part of the day as a fraction."""
    return instant.timestamp() / _DAY + _EPOCH


@lru_cache(maxsize=65_536)
def is_holiday(ordinal: int, place: str) -> bool:
    """Whether a day is a public holiday there; nowhere (the empty place) has none."""
    if not place:
        return False
    return date.fromordinal(ordinal) in public_holidays(place, _year(ordinal))


@lru_cache(maxsize=65_536)
def is_off(ordinal: int, place: str) -> bool:
    """Whether a day is a Saturday, a Sunday or a public holiday there."""
    return (ordinal - 1) % 7 >= _SATURDAY or is_holiday(ordinal, place)


def after_working_days(start: datetime, days: int, place: str = "") -> datetime:
    """The same time of day, ``days`` working days of a place later."""
    return start + timedelta(days=_spanned(int(day_number(start)), days, place))


@lru_cache(maxsize=65_536)
def _spanned(day: int, working: int, place: str) -> int:
    """How many days it takes for so many working days to pass."""
    later = day
    while working:
        later += 1
        working -= not is_off(later, place)
    return later - day


def sets_out(start: float, origin: str) -> float:
    """When a parcel handed over at ``start`` (a day number) sets out.

    In a run of public holidays of its origin nothing leaves; weekends are in what was learned.
    """
    day = int(start)
    while is_holiday(day, origin):
        day += 1
    return start if day == int(start) else float(day)


def _year(ordinal: int) -> int:
    return datetime.fromordinal(ordinal).year
