"""Statistics: quantiles of what has not all ended, shares, what occurs together. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor, sqrt

Z = 1.959964
"""Standard deviations on either side of 95 %."""

STRICT = 3.290527
"""Of 99.9 %, where so many things are looked at that some would stand out by chance."""


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate, and between what it lies in 95 of 100 cases."""

    value: float
    low: float
    high: float

    @property
    def sure(self) -> bool:
        """Whether it is surely not nothing."""
        return self.low > 0 or self.high < 0


def quantile(ended: Mapping[int, int], going: Mapping[int, int], share: float) -> int | None:
    """By which length a share has ended, those counted in that still go on (Kaplan and Meier).

    Args:
        ended: length to how many ended at it.
        going: length to how many have come so far, and have not ended.
        share: more than 0, less than 1.

    Returns:
        None where it cannot be told: nobody was followed for long enough.
    """
    left = sum(ended.values()) + sum(going.values())
    standing = 1.0
    for length in sorted(ended.keys() | going.keys()):
        over = ended.get(length, 0)
        standing *= 1 - over / left
        if over and standing <= 1 - share + 1e-9:
            return length
        left -= over + going.get(length, 0)
    return None


def wilson(count: int, base: int, z: float = Z) -> Interval:
    """A share with its interval of ``z`` standard deviations; ``base`` is at least 1."""
    share, z2 = count / base, z * z
    centre = (share + z2 / (2 * base)) / (1 + z2 / base)
    half = z * sqrt(share * (1 - share) / base + z2 / (4 * base * base)) / (1 + z2 / base)
    return Interval(share, max(0.0, centre - half), min(1.0, centre + half))


def difference(count: int, base: int, count_2: int, base_2: int) -> Interval:
    """By how much the first share is the greater one, with its interval (Newcombe 1998, method 10).

    Both bases are at least 1.
    """
    one, two = wilson(count, base), wilson(count_2, base_2)
    by = one.value - two.value
    low = by - sqrt((one.value - one.low) ** 2 + (two.high - two.value) ** 2)
    high = by + sqrt((one.high - one.value) ** 2 + (two.value - two.low) ** 2)
    return Interval(by, low, high)


def weighed(parts: Sequence[tuple[int, int, int, int]]) -> Interval:
    """The differences within several groups as one, each as ``difference`` takes it.

    By Mantel and Haenszel's weights, the bounds from those of each (Zou and Donner 2008): groups
    that differ in their usual share, and in how they are divided, show no effect by that alone.
    """
    weights = [base * base_2 / (base + base_2) for _, base, _, base_2 in parts]
    shares = [weight / sum(weights) for weight in weights]
    each = [difference(*part) for part in parts]
    by = sum(share * one.value for share, one in zip(shares, each, strict=True))
    low, high = (
        sqrt(sum((share * far) ** 2 for share, far in zip(shares, found, strict=True)))
        for found in (
            [one.value - one.low for one in each],
            [one.high - one.value for one in each],
        )
    )
    return Interval(by, by - low, by + high)


def lift(both: int, one: int, other: int, total: int) -> float:
    """How many times more often two things occur together than by chance; all at least 1."""
    return both * total / (one * other)


def more_until(count: int, base: int, percent: Decimal) -> int:
    """How many more of the same orders may count before the share exceeds a limit.

    Negative: it is exceeded, by so many.
    """
    return floor(base * percent / 100) - count
