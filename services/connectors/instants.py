"""Which instants of an outside system are believed. Pure."""

from datetime import UTC, datetime

_FIRST = datetime(2000, 1, 1, tzinfo=UTC)
_LAST = datetime(2200, 1, 1, tzinfo=UTC)


def believed(at: datetime) -> datetime | None:
    """The instant in UTC; None where it is what systems write for "none" or "never".

    Years 1 and 9999 are such words. As dates they would pass for deadlines, and nothing can be
    reckoned from them: the calendar ends there.

    Args:
        at: aware.
    """
    try:
        instant = at.astimezone(UTC)
    except OverflowError:
        return None
    return instant if _FIRST <= instant < _LAST else None
