"""The automatic brake: what leaves a shop goes wrong in numbers, so the shop is paused. Pure.

The ceilings bound how much leaves; the brake stops what should not leave at all: words that the
platform refuses, or many more of them than at this hour of the week. It judges only what was sent
since a person last let the shop go on: whoever lifts it has seen that, and the same is no reason
twice. Only a person lifts it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median

HOUR = timedelta(hours=1)
WEEK = timedelta(weeks=1)

ENOUGH = 100
"""Messages in an hour from which on a share of them says something."""

MOST_REFUSED = 3
"""Percent of them that the platform may refuse."""

TIMES = 3
LEAST = 20
"""What leaves in an hour may be three times the usual, and twenty at any time."""

RUSH = 3
"""In a peak of the year's trade as many times more: five times the parcels are nothing unusual."""

WEEKS = 8
KNOWN = 4
"""Weeks of which the usual is the median, and with fewer than how many it is not known."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """What has left a shop.

    Attributes:
        sent: messages of the last 60 minutes; ``refused`` of them were by the platform.
        hour: what has left in this clock hour (UTC), messages and acts.
        usual: what left in this hour of earlier weeks; none of before anything ever left.

    ``sent``, ``refused`` and ``hour`` are counted since the shop was last let go on.
    """

    sent: int = 0
    refused: int = 0
    hour: int = 0
    usual: Sequence[int] = ()


def same_hours(now: datetime) -> list[datetime]:
    """The starts of this hour of the week (UTC: no clock is ever put back), the latest first."""
    hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return [hour - week * WEEK for week in range(1, WEEKS + 1)]


def brake(traffic: Traffic, *, rush: bool = False) -> str | None:
    """Why the shop is to be paused now, or None.

    Args:
        traffic: with what is about to leave counted in, where it is asked before a claim.
        rush: whether it is a peak of the shop's.
    """
    if traffic.sent >= ENOUGH and traffic.refused * 100 > traffic.sent * MOST_REFUSED:
        return (
            f"the platform refused {traffic.refused} of {traffic.sent} messages of the last hour "
            f"(more than {MOST_REFUSED} %)"
        )
    times = TIMES * RUSH if rush else TIMES
    most = most_in_hour(traffic.usual, times)
    if most is not None and traffic.hour > most:
        return (
            f"more than {most:g} messages and acts in this hour: {times} times what is usual at "
            f"this hour of the week, and at least {LEAST}"
        )
    return None


def most_in_hour(usual: Sequence[int], times: int = TIMES) -> float | None:
    """The most that may leave in this hour; None while too little is known: the ceilings hold."""
    return max(float(LEAST), times * float(median(usual))) if len(usual) >= KNOWN else None
