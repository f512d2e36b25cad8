"""When the shop's people are at their desks, and what working days are to it. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

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
    """

    zone: str
    days: frozenset[int] = frozenset(range(6))
    start: int = 9
    end: int = 18

    @classmethod
    def of(cls, hours: Hours, zone: str) -> "Staffed":
        """The staffed hours that the settings say."""
        return cls(zone, frozenset(map(_NAMES.index, hours.days)), hours.start, hours.end)


def hours_on(staffed: Staffed, local: datetime) -> tuple[datetime, datetime] | None:
    """When people come and leave (UTC) on the local day of ``local``, or None on a free day."""
    if local.weekday() not in staffed.days:
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
        left -= local.weekday() in staffed.days
    return local.astimezone(UTC)
