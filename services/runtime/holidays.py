"""Public holidays, from the ``holidays`` library: the best kept table of them, MIT."""

from datetime import date
from functools import lru_cache

from holidays import country_holidays, list_supported_countries


def knows(place: str) -> bool:
    """Whether the library has a table of a place (ISO 3166-1 alpha-2, or 3166-2)."""
    country, _, part = place.partition("-")
    known = list_supported_countries()
    return country in known and (not part or part in known[country])


@lru_cache(maxsize=4096)
def public_holidays(place: str, year: int) -> frozenset[date]:
    """A place's public holidays in a year of the Gregorian calendar.

    A part that the library does not know has its country's; a country that it does not know has
    none.
    """
    country, _, part = place.partition("-")
    try:
        return frozenset(country_holidays(country, subdiv=part or None, years=year))
    except NotImplementedError:  # the library's word for a place that it does not know
        return public_holidays(country, year) if part else frozenset()


def is_holiday(day: date, place: str) -> bool:
    """Whether a day is a public holiday there; nowhere (the empty place) has none."""
    return bool(place) and day in public_holidays(place, day.year)
