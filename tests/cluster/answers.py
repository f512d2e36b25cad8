"""What became of each push: every attempt with its times and the answer's code."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Self

GONE = 0
"""In place of a code: the connection ended before an answer, or was refused."""

SILENT = -1
"""In place of a code: no answer in any time that somebody would wait."""

TAKEN = 200


class Attempt(NamedTuple):
    """One request. Times are ``time.monotonic()``, which all processes of a machine share.

    Attributes:
        push: its number.
        nth: how often it has been sent, from 1.
        due: when it had to be sent.
    """

    push: int
    nth: int
    due: float
    sent: float
    answered: float
    code: int

    def line(self) -> str:
        """As it stands in a file."""
        return (
            f"{self.push} {self.nth} {self.due:.4f} {self.sent:.4f} {self.answered:.4f} {self.code}"
        )

    @classmethod
    def of(cls, line: str) -> Self:
        """From a file."""
        push, nth, due, sent, answered, code = line.split()
        return cls(int(push), int(nth), float(due), float(sent), float(answered), int(code))


def read(path: Path) -> list[Attempt]:
    """All attempts of a file, in the order of their answers."""
    return [Attempt.of(line) for line in path.read_text(encoding="ascii").splitlines()]


def taken(attempts: Iterable[Attempt]) -> set[int]:
    """The pushes that were answered 200."""
    return {one.push for one in attempts if one.code == TAKEN}


def slow(attempts: Iterable[Attempt], limit: float) -> list[Attempt]:
    """Those answered later than the limit, by when they were sent."""
    return [one for one in attempts if one.answered - one.sent > limit]


def percentile(values: Sequence[float], part: float) -> float:
    """Of sorted values; 0 where there are none."""
    return values[min(int(len(values) * part), len(values) - 1)] if values else 0.0


def refusals(attempts: Iterable[Attempt]) -> dict[int, int]:
    """How many were not taken, by code."""
    return dict(Counter(one.code for one in attempts if one.code != TAKEN))
