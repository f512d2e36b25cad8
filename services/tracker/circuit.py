"""A provider that does not answer is left alone for a while: for all parcels, not one by one."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

OPENS_AFTER = 3
"""Calls in a row without an answer."""

FIRST = timedelta(minutes=10)
LONGEST = timedelta(hours=1)

LONG = timedelta(minutes=1)
"""A shorter wait that a provider asks for is one of its pace, and no outage."""

_DOUBLINGS = 3

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Circuit:
    """Of one provider, in one process; the pause is in domain time, and doubles.

    All loops of the provider in the process share it. Other processes find out for themselves, by
    ``OPENS_AFTER`` calls of their own, and so does a new one: no more than that is lost, since
    whoever finds out puts off, in PostgreSQL and so for all, what is due to be asked for.

    Attributes:
        failed: calls in a row that had no answer.
        until: when it may be asked again.
    """

    failed: int = 0
    until: datetime = LONG_AGO

    def answered(self) -> None:
        """The provider answered, whatever it said."""
        self.failed = 0
        self.until = LONG_AGO

    def unanswered(self, now: datetime, asked_for: timedelta | None = None) -> timedelta | None:
        """It did not; returns how long to leave it alone, None while one call is no pattern.

        Args:
            now: domain time.
            asked_for: how long the provider itself asked us to wait: that is obeyed at once.
        """
        self.failed += 1
        told = asked_for if asked_for is not None and asked_for >= LONG else None
        if self.failed < OPENS_AFTER and told is None:
            return None
        doubled: timedelta = FIRST * (1 << min(max(self.failed - OPENS_AFTER, 0), _DOUBLINGS))
        pause = max(min(doubled, LONGEST), told or FIRST)
        self.until = now + pause
        return pause
