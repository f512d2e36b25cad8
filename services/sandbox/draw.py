"""Chance that does not depend on order: every draw is a hash of the seed and of what is drawn."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TypeVar

T = TypeVar("T")

_SPAN = 1 << 64

_STRIDE = 2_654_435_761
"""A prime that is about the golden share of 2**32: steps of it are scattered, and meet no sooner
than after the whole circle."""


class Draw:
    """Draws by name. The same seed and name give the same value in every process.

    Args:
        seed: of the world.
    """

    def __init__(self, seed: int) -> None:
        self._seed = f"{seed}|".encode()

    def _number(self, name: tuple[object, ...]) -> int:
        text = "|".join(map(str, name)).encode()
        return int.from_bytes(hashlib.blake2b(self._seed + text, digest_size=8).digest())

    def unit(self, *name: object) -> float:
        """A number in [0, 1)."""
        return self._number(name) / _SPAN

    def below(self, bound: int, *name: object) -> int:
        """A whole number in ``range(bound)``."""
        return self._number(name) % bound

    def pick(self, options: Sequence[T], *name: object) -> T:
        """One of ``options``."""
        return options[self._number(name) % len(options)]

    def between(self, low: timedelta, high: timedelta, *name: object) -> timedelta:
        """A span of whole seconds between two, never a whole hour."""
        seconds = int(low.total_seconds() + (high - low).total_seconds() * self.unit(*name))
        return timedelta(seconds=seconds if seconds % 3600 else seconds + 61)

    def days(self, low: float, high: float, *name: object) -> timedelta:
        """``between`` two numbers of days."""
        return self.between(timedelta(days=low), timedelta(days=high), *name)

    def shuffled(self, items: Iterable[T], *name: object) -> list[T]:
        """The items in an order of their own, decided by what each is."""
        return sorted(items, key=lambda item: self._number((*name, item)))

    def digits(self, count: int, *name: object) -> str:
        """A number of exactly ``count`` digits, as text, not beginning with nought."""
        low = 10 ** (count - 1)
        return str(low + self._number(name) % (9 * low))

    def one_of_its_own(self, count: int, nth: int) -> str:
        """As ``digits``; no two of the first ``9 * 10 ** (count - 1)`` are the same."""
        low = 10 ** (count - 1)
        return str(low + (self._number(("own", count)) + nth * _STRIDE) % (9 * low))

    def token(self, *name: object) -> str:
        """An opaque word of sixteen hexadecimal digits."""
        return f"{self._number(name):016x}"
