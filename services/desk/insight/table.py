"""What every page, file and answer of insight is made of: a table of plain values. Pure."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Kind = Literal[
    "text",
    "word",
    "count",
    "number",
    "percent",
    "mille",
    "days",
    "hours",
    "times",
    "money",
    "order",
    "mark",
]
"""How a column is told: ``word`` is one of ours, ``mark`` may
be one or nothing, ``percent`` and ``mille`` are shares of 1,
``times`` is a factor, ``money`` stands beside its currency, ``order`` is an order's key."""

Cell = str | int | float | None
"""None: nobody can say."""

THIN = 20
"""Orders below which a rate is not told, and nothing is graded by it."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        name: English, and has a translation.
        of: what it is a part of; likewise.
    """

    name: str
    kind: Kind = "count"
    of: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it is told at the right."""
        return self.kind not in ("text", "word", "mark", "order")


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about a table, in English, and what stands in the places of its names."""

    says: str
    filled: dict[str, str | int] = field(default_factory=dict)


BESIDE = "The table beside it has the figures."


YOUNG = Note("Orders sent lately have had less time for anything to happen to them.")
"""Of shares of what was sent up to now: who has sent more of late looks the better for it."""


@dataclass(frozen=True, slots=True)
class Series:
    """A line of a plot: a value a week, None where there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """A plot of lines over the same weeks.

    Attributes:
        per: what the values are told by.
        figures: a sentence that says where they stand as figures.
    """

    title: str
    weeks: tuple[date, ...]
    lines: tuple[Series, ...]
    per: Kind = "count"
    figures: str = BESIDE


@dataclass(frozen=True, slots=True)
class Range:
    """From where to where something goes, and what is in the middle of it."""

    name: tuple[str, ...]
    low: float
    high: float
    middle: float | None = None


@dataclass(frozen=True, slots=True)
class Ranges:
    """A plot of ranges, one below the other."""

    title: str
    ranges: tuple[Range, ...]
    per: Kind = "count"
    figures: str = BESIDE


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        name: under which it is asked for.
        rows: as many cells as there are columns.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[Note, ...] = ()
    plot: Lines | Ranges | None = None


def rate(count: int, base: int) -> float | None:
    """A share; None where it stands on too few to be told."""
    return count / base if base >= THIN else None
