"""Many holds at one customs: a whole country's clearance is stuck, not one parcel. Pure.

Counted are stays that began within the last days and still stand, against how many usually begin
in as long a time: one notice for all, so that people ask the carrier once.
"""

from dataclasses import dataclass
from datetime import timedelta

WINDOW = timedelta(hours=72)
"""What counts as now."""

BACK = timedelta(days=28)
"""The time before it that says what is usual."""

LEAST = 10
"""Holds below which nothing is said of a customs, however few are usual."""

BEGINS, ENDS = 3, 2
"""Times the usual from which it is a crowd, and below which it is over."""


@dataclass(frozen=True, slots=True)
class Holds:
    """The stays at one country's customs.

    Attributes:
        standing: began within ``WINDOW`` and stand.
        before: began in ``BACK`` before that.
        known: how long before ``WINDOW`` anything is known of stays anywhere, at most ``BACK``.
    """

    country: str
    standing: int
    before: int
    known: timedelta = BACK

    @property
    def usual(self) -> float:
        """How many begin in ``WINDOW``, as far as is known."""
        return self.before * (WINDOW / max(self.known, WINDOW))


def begins(holds: Holds) -> bool:
    """Whether there are so many that people are told; not before a week has told what is usual."""
    if holds.known < timedelta(days=7):
        return False
    return holds.standing >= max(LEAST, BEGINS * holds.usual)


def is_over(holds: Holds) -> bool:
    """Whether there are so few that it is over; in between, what stands stands."""
    return holds.standing < max(LEAST, ENDS * holds.usual)
