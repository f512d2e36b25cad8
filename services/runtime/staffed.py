"""When the shop's people are at their desks, and what working days are to it. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.runtime.holidays import is_holiday
from services.runtime.peaks import EVERY, Peak, in_peak
from services.runtime.shops import Staffed as Hours

_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Staffed:
    """Staffed hours in a zone.

    Attributes:
        zone: IANA.
        days: weekdays, Monday is 0; never empty.
        start: hour at which people come.
        end: hour at which they leave, up to 24.
        holidays: whose public holidays they keep, ISO 3166; empty: none.
        vacations: first and last days on which the shop is closed.
        peaks: of the year's trade, in which a rush is nothing unusual.
    """

    zone: str
    days: frozenset[int] = frozenset(range(6))
    start: int = 9
    end: int = 18
    holidays: str = ""
    vacations: tuple[tuple[date, date], ...] = ()
    peaks: tuple[Peak, ...] = EVERY

    @classmethod
    def of(cls, hours: Hours, zone: str) -> "Staffed":
        """The staffed hours that the settings say."""
        return cls(
            zone,
            frozenset(map(_NAMES.index, hours.days)),
            hours.start,
            hours.end,
            hours.holidays,
            tuple((one.start, one.end) for one in hours.vacations),
            hours.peaks,
        )


def works(staffed: Staffed, day: date) -> bool:
    """Whether anybody comes on a local day."""
    return (
        day.weekday() in staffed.days
        and not on_vacation(staffed, day)
        and not is_holiday(day, staffed.holidays)
    )


def in_rush(staffed: Staffed, at: datetime) -> bool:
    """Whether an instant lies in a peak of the shop's."""
    return in_peak(at.astimezone(ZoneInfo(staffed.zone)).date(), staffed.peaks)


def on_vacation(staffed: Staffed, day: date) -> bool:
    """Whether the shop is closed on a local day."""
    return any(first <= day <= last for first, last in staffed.vacations)


def hours_on(staffed: Staffed, local: datetime) -> tuple[datetime, datetime] | None:
    """When people come and leave (UTC) on the local day of ``local``, or None on a free day."""
    if not works(staffed, local.date()):
        return None
    midnight = datetime.combine(local.date(), time(), ZoneInfo(staffed.zone))
    # The wall clock, not elapsed hours: nine is nine on the day the clocks change.
    comes = midnight.replace(hour=staffed.start)
    leaves = midnight + _DAY if staffed.end == 24 else midnight.replace(hour=staffed.end)  # noqa: PLR2004 - midnight has no hour of its own
    return comes.astimezone(UTC), leaves.astimezone(UTC)


def next_staffed(staffed: Staffed, at: datetime) -> datetime:
    """``at`` itself within staffed hours, else the next moment at which people come (UTC)."""
    local = at.astimezone(ZoneInfo(staffed.zone))
    while True:
        hours = hours_on(staffed, local)
        if hours and at < hours[1]:
            return max(at, hours[0])
        local = datetime.combine(local.date() + _DAY, time(), local.tzinfo)


def last_leaving(staffed: Staffed, at: datetime) -> datetime | None:
    """When people left last before ``at`` (UTC); None where nobody was there for two weeks."""
    local = at.astimezone(ZoneInfo(staffed.zone))
    for _ in range(14):
        hours = hours_on(staffed, local)
        if hours and hours[1] <= at:
            return hours[1]
        local = datetime.combine(local.date() - _DAY, time(), local.tzinfo)
    return None


def is_staffed(staffed: Staffed, at: datetime) -> bool:
    """Whether people are there at ``at``."""
    return next_staffed(staffed, at) == at


def add_working_days(staffed: Staffed, at: datetime, count: int) -> datetime:
    """The same local time, ``count`` (possibly negative) of the shop's working days on."""
    local = at.astimezone(ZoneInfo(staffed.zone))
    step = _DAY if count > 0 else -_DAY
    left = abs(count)
    while left:
        local += step
        left -= works(staffed, local.date())
    return local.astimezone(UTC)
