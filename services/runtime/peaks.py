"""The peaks of cross-border trade: when more is sent than at any other time, and customs is slower.

Spans are assumed (2026-11-27): parcels of 11 November cross the world's customs within a month; the
Lunar New Year is preceded by three weeks in which everything is sent that can be, and followed by
two in which it piles up. That customs takes longer then: practice, "standard 3 to 7 working days,
peak 5 to 10 and more". Pure.
"""

from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, get_args

from holidays import country_holidays

Peak = Literal["11.11", "lunar-new-year"]
EVERY: tuple[Peak, ...] = get_args(Peak)

DOUBLE_ELEVEN = (11, 11)
AFTER_DOUBLE_ELEVEN = timedelta(days=30)
BEFORE_NEW_YEAR, AFTER_NEW_YEAR = timedelta(days=21), timedelta(days=14)


def in_peak(day: date, peaks: Collection[Peak] = EVERY) -> bool:
    """Whether a day lies in one of those peaks."""
    return any(first <= day <= last for first, last in _spans(day.year, frozenset(peaks)))


@lru_cache(maxsize=64)
def _spans(year: int, peaks: frozenset[Peak]) -> tuple[tuple[date, date], ...]:
    found = []
    if "11.11" in peaks:
        first = date(year, *DOUBLE_ELEVEN)
        found.append((first, first + AFTER_DOUBLE_ELEVEN))
    if "lunar-new-year" in peaks:
        for each in (year, year + 1):
            first = _new_year(each)
            found.append((first - BEFORE_NEW_YEAR, first + AFTER_NEW_YEAR))
    return tuple(found)


def _new_year(year: int) -> date:
    """The first day of the Lunar New Year that falls into a year, as China keeps it."""
    named = country_holidays("CN", years=year, language="en_US")
    return min(day for day, name in named.items() if "Spring Festival" in name)
