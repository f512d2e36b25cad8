"""Whose clock: the time zones of a country, their offsets, and when a day has ended in all of it.

The zones come from Babel's copy of the CLDR (which zone lies in which territory).
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.core import get_global

_DAY = timedelta(days=1)
_LAST_MINUTE = time(23, 59)

MOST_POPULOUS = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "ID": "Asia/Jakarta",
    "KZ": "Asia/Almaty",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "US": "America/New_York",
}
"""Of countries with several zones: the one where most people live."""


@lru_cache(maxsize=512)
def zones(country: str) -> tuple[str, ...]:
    """IANA zones of a country by the CLDR, sorted; empty for a country it does not know."""
    return tuple(
        sorted(z for z, place in get_global("zone_territories").items() if place == country)
    )


@lru_cache(maxsize=16_384)
def offsets(country: str, wall: datetime) -> tuple[timedelta, ...]:
    """How far clocks of the country that show this time are ahead of UTC, from west to east.

    Args:
        country: ISO 3166-1 alpha-2.
        wall: naive.
    """
    found = (wall.replace(tzinfo=ZoneInfo(name)).utcoffset() for name in zones(country))
    return tuple(sorted({offset for offset in found if offset is not None}))


@lru_cache(maxsize=16_384)
def end_of_day(at: datetime, country: str) -> datetime:
    """When the day of an instant is over for whoever lives in the country, in UTC.

    Where its zones do not agree, the latest end counts. An instant at the very beginning or in the
    last minute of a day in one of the zones is a date that somebody wrote as a time: then the day
    is that date, in all of them. A country without zones has UTC's day.

    Args:
        at: aware.
        country: ISO 3166-1 alpha-2.
    """
    places: list[tzinfo] = [ZoneInfo(name) for name in zones(country)] or [UTC]
    walls = [at.astimezone(place) for place in places]
    written = next((wall.date() for wall in walls if _is_a_date(wall)), None)
    ends = (
        _after(written or wall.date(), place) for wall, place in zip(walls, places, strict=True)
    )
    return max(ends)


@lru_cache(maxsize=16_384)
def day_of(at: datetime, country: str) -> date:
    """The day of an instant where most people of the country live."""
    return at.astimezone(zone_of(country)).date()


def zone_of(country: str) -> ZoneInfo:
    """The zone where most people of a country live; UTC for one that the CLDR does not know."""
    names = zones(country)
    return ZoneInfo(MOST_POPULOUS.get(country) or (names[0] if names else "UTC"))


@lru_cache(maxsize=16_384)
def earliest_day(at: datetime, country: str) -> date:
    """The day of an instant in the zone of the country where it is the earliest."""
    return min(at.astimezone(ZoneInfo(name)).date() for name in zones(country) or ("UTC",))


def _is_a_date(wall: datetime) -> bool:
    return wall.time() == time() or wall.time() >= _LAST_MINUTE


def _after(day: date, place: tzinfo) -> datetime:
    """When a day ends there."""
    return datetime.combine(day + _DAY, time(), place).astimezone(UTC)
