"""How a lane's parcels arrive: the rate of arriving, by the parcel's age.

A rate is arrivals for each parcel and working day among those still under way. It needs no parcel
to have arrived: one that is still under way counts for the days it did not. What is left of a
parcel's chance follows from the rates ahead of it alone, however long it has been on its way.
"""

import math
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from services.tracker.calendar import is_off

AGES = (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 16, 18, 21, 24, 28, 33, 40, 50, 70)
"""Where a new rate begins, in days of age; the last one holds for good."""

OLDEST = 120
"""Days of age after which a parcel teaches nothing more."""

REFERENCE = 15.0
"""Days of promise that rates are expressed at (see ``pace``)."""

OFF_PRIOR = 0.2
"""What of a working day's rate is left on a day off, before a shop's parcels tell."""

_SHORTEST, _LONGEST = 3.0, 90.0
_FURTHEST = 730.0
"""Days of age beyond which nothing is expected: an absurd date must not be walked to."""

_BUCKETS = tuple(bisect_right(AGES, age) - 1 for age in range(OLDEST))


def bucket(age: int) -> int:
    """Which rate holds at an age in days."""
    return _BUCKETS[min(max(age, 0), OLDEST - 1)]


def pace(promised_days: float) -> float:
    """How fast a parcel is for its lane: a marketplace promises far places more days.

    Rates fall as the promised days rise, in proportion: on the earlier half of the real orders
    that power, 1, lies between the one that foretold best (0.5) and the one that told late
    parcels apart best (2); no promise at all told them apart worst.
    """
    return REFERENCE / min(max(promised_days, _SHORTEST), _LONGEST)


def days(start: float, since: float, until: float) -> Iterator[tuple[int, int, float]]:
    """The days between two day numbers, none where they are reversed: age, ordinal, part.

    The age is of whole days of the calendar since the day of ``start``.
    """
    first, day = int(start), int(since)
    while max(day, since) < until:
        yield day - first, day, min(day + 1.0, until) - max(float(day), since)
        day += 1


@dataclass(frozen=True, slots=True)
class Curve:
    """Rates by age.

    Attributes:
        rates: for each of ``AGES``, arrivals a parcel and working day, at the reference promise.
        off: what of it is left on a day off of the destination.
        promised_days: usual promise of the lane, for parcels that have none.
        arrivals: that it was learned from, weighted by recency; 0 for a prior.
        delay: days by which the lane is slower than it was learned.
    """

    rates: tuple[float, ...]
    off: float = OFF_PRIOR
    promised_days: float = REFERENCE
    arrivals: float = 0.0
    delay: int = 0

    def expected(
        self, start: float, since: float, until: float, place: str, promised_days: float | None
    ) -> float:
        """The rate summed between two day numbers: arrivals expected of a parcel under way.

        Args:
            start: when the parcel set out.
            since: from when on it is known to be under way.
            until: to when; before ``since`` nothing is expected.
            place: whose days off count.
            promised_days: from setting out to the promise; None takes the lane's usual.
        """
        total = 0.0
        for age, day, part in days(start, since, min(until, start + _FURTHEST)):
            rate = self.rates[bucket(age - self.delay)] * part
            total += rate * self.off if is_off(day, place) else rate
        return total * pace(promised_days or self.promised_days)

    def quantile(self, share: float) -> int:
        """Days door to door within which this share arrives, at the lane's usual promise."""
        left, age = -math.log(1 - share), 0
        daily = pace(self.promised_days) * (5 + 2 * self.off) / 7
        while left > 0 and age < OLDEST:
            left -= self.rates[bucket(age - self.delay)] * daily
            age += 1
        return age


def prior(fast: float, slow: float) -> Curve:
    """The log-logistic curve by which a tenth arrives in ``fast`` days, nine tenths in ``slow``."""
    shape = 2 * math.log(9) / math.log(slow / fast)
    middle = math.sqrt(fast * slow)
    daily = (5 + 2 * OFF_PRIOR) / 7

    def log_left(age: float) -> float:
        return -math.log1p((age / middle) ** shape)

    ends = (*AGES[1:], OLDEST)
    rates = (
        (log_left(low) - log_left(high)) / (high - low) / daily
        for low, high in zip(AGES, ends, strict=True)
    )
    return Curve(rates=tuple(round(rate, 6) for rate in rates))
