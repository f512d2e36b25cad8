"""AliExpress writes US Pacific wall time, no offset: once a year an hour comes twice. Pure."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from services.connectors.instants import believed

PACIFIC = ZoneInfo("America/Los_Angeles")
_FORMAT = "%Y-%m-%d %H:%M:%S"
_OVERLAP = timedelta(hours=1)


def pacific(value: Any) -> datetime | None:
    """The instant of a wall time; of two the earlier. None where it cannot be read."""
    try:
        naive = datetime.strptime(str(value), _FORMAT)  # noqa: DTZ007 - the zone is set below
    except ValueError:
        return None
    return believed(naive.replace(tzinfo=PACIFIC))


def unambiguous(value: Any) -> datetime | None:
    """The instant of a wall time that names only one; None in the doubled hour.

    Two readings of an order are put in order by this; a wrong guess would let an old state win.
    """
    first = pacific(value)
    if first is None or _doubled(first):
        return None
    return first


def span(since: datetime, until: datetime) -> tuple[str, str]:
    """Wall times that enclose a span, whichever of two instants the platform takes them for."""
    start = since - _OVERLAP if _doubled(since) else since
    end = until + _OVERLAP if _doubled(until) else until
    if end.microsecond:
        end += timedelta(seconds=1)
    return _wall(start), _wall(end)


def _wall(at: datetime) -> str:
    return at.astimezone(PACIFIC).strftime(_FORMAT)


def _doubled(at: datetime) -> bool:
    local = at.astimezone(PACIFIC)
    return local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
