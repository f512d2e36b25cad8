"""The canary order: whether the whole chain still brings what marketplaces push. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Flight:
    """What is known of it.

    Attributes:
        since: since when it has been sent at all.
        sent_at: when it was last sent; None: not yet.
        stamp: when that one was sent which last arrived; None: none has.
    """

    since: datetime
    sent_at: datetime | None = None
    stamp: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pace:
    """How it is set up.

    Attributes:
        every: from one to the next.
        within: how long one may be on its way.
    """

    every: timedelta
    within: timedelta


def next_send(flight: Flight, pace: Pace) -> datetime:
    """When the next one is to be sent."""
    return flight.since if flight.sent_at is None else flight.sent_at + pace.every


def overdue_at(flight: Flight, pace: Pace, started: datetime) -> datetime:
    """From when on its absence is a page, if none arrives that was sent later.

    Whoever has just started waits once for one of his own: what was switched off for a weekend has
    lost nothing.

    Args:
        flight: what is known.
        pace: how it is set up.
        started: when whoever asks began to look.
    """
    last = flight.since if flight.stamp is None else flight.stamp
    return max(last + pace.every + pace.within, started + pace.within)
