"""Quiet hours: a buyer is written to between nine and eight, wherever in the country they live.

A window is a half-open span of instants in which it is waking time in every one of those zones.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from services.runtime.zones import zones

WAKES = time(9)
SLEEPS = time(20)
SHORTEST = timedelta(hours=3)
"""With less than this left a day, only the country's most populous zone is asked."""

MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
_REACH = 4
"""Days looked ahead or back: every country has a window each day."""

MOST_POPULOUS = {
    "AQ": "Antarctica/McMurdo",
    "RU": "Europe/Moscow",
    "UM": "Pacific/Wake",
}
"""Countries whose zones leave fewer than three common hours, and where most people there live."""

Window = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Waking:
    """Whose waking hours: a country's, or one zone's where the buyer's own is known."""

    country: str
    zone: str | None = None


@lru_cache(maxsize=4096)
def windows(waking: Waking, day: date) -> tuple[Window, ...]:
    """The waking windows that open on ``day`` (a UTC date), in order; none for unknown zones."""
    names = (waking.zone,) if waking.zone and _known(waking.zone) else zones(waking.country)
    if not names:
        return ()
    common = _common(names, day)
    if max((end - start for start, end in common), default=timedelta()) < SHORTEST:
        common = _common((MOST_POPULOUS.get(waking.country, names[0]),), day)
    return tuple(window for window in common if window[0].date() == day)


def first_waking(waking: Waking, at: datetime) -> datetime | None:
    """``at`` itself in waking time, else when waking time next begins; None if it is unknown."""
    today = at.astimezone(UTC).date()
    for offset in range(-1, _REACH):
        for start, end in windows(waking, today + offset * _DAY):
            if at < end:
                return max(at, start)
    return None


def last_waking_minute(waking: Waking, before: datetime) -> datetime | None:
    """When the last waking minute that ends at or before an instant begins."""
    today = before.astimezone(UTC).date()
    for offset in range(_REACH):
        for start, end in reversed(windows(waking, today - offset * _DAY)):
            if start + MINUTE <= before:
                return min(end, before) - MINUTE
    return None


def closes(waking: Waking, at: datetime) -> datetime | None:
    """When the window that holds ``at`` ends; None outside waking time."""
    today = at.astimezone(UTC).date()
    for offset in (-1, 0):
        for start, end in windows(waking, today + offset * _DAY):
            if start <= at < end:
                return end
    return None


@dataclass(frozen=True, slots=True)
class Hour:
    """When to speak, and when that chance is over."""

    at: datetime
    closes: datetime


def choose(
    waking: Waking, *, at: datetime, until: datetime | None, now: datetime, before: bool
) -> Hour | None:
    """The right moment: the first waking minute from ``at``, if that lies before ``until``.

    Else, where ``before`` allows it, the last waking minute before ``at`` that is still ahead (or
    running). None where neither exists: then a person has to speak.
    """
    first = first_waking(waking, at)
    if first is not None and first < now and closes(waking, first) != closes(waking, now):
        first = first_waking(waking, now)
    if first is not None and (until is None or max(first, now) < until):
        return Hour(first, closes(waking, max(first, now)) or first)
    last = last_waking_minute(waking, at) if before else None
    if last is not None and now < last + MINUTE and (until is None or last < until):
        return Hour(last, last + MINUTE)
    return None


def _known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True


def _common(names: tuple[str, ...], day: date) -> list[Window]:
    """Where the zones' windows of three days around ``day`` overlap."""
    spans = [(start - _DAY * 3, start + _DAY * 4) for start in (_utc(day, time(), "UTC"),)]
    for name in names:
        own = [
            (_utc(day + offset * _DAY, WAKES, name), _utc(day + offset * _DAY, SLEEPS, name))
            for offset in range(-2, 3)
        ]
        spans = [(max(a, c), min(b, d)) for a, b in spans for c, d in own if max(a, c) < min(b, d)]
    return spans


def _utc(day: date, wall: time, zone: str) -> datetime:
    return datetime.combine(day, wall, ZoneInfo(zone)).astimezone(UTC)
