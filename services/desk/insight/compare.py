"""A week's holds, late, lost and disputes, against the week before and the year before. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from services.desk.insight.asked import NAMED, Asked
from services.desk.insight.table import BESIDE, Cell, Column, Lines, Note, Series, Table, rate
from services.desk.insight.weeks import WEEK, year_before

MEASURED = ("held", "late", "lost", "disputed")

COMPARED = ("now", "before", "year")
"""The weeks that stand beside each other."""

MOST = 50
"""Rows that are told, those with the most trouble first."""

SHOWN = 13
"""Weeks of the plot beside the week's table: a quarter of a year."""

OUTCOMES = ("reason", "party")
"""Of what happened to an order, not of what was sent: no rate is of those sent with it."""


LAGGED = Note(
    "What happened in a week may be of orders sent before it: where more or less is sent than "
    "was, a rate per 1,000 sent moves by that alone."
)


@dataclass(frozen=True, slots=True)
class Sums:
    """How many orders of a week."""

    sent: int = 0
    held: int = 0
    late: int = 0
    lost: int = 0
    disputed: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        """Together."""
        return Sums(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Sums)))


@dataclass(frozen=True, slots=True)
class Compared:
    """The sums of one value in the week, in the one before it, and in that of the year before."""

    value: str
    now: Sums = Sums()
    before: Sums = Sums()
    year: Sums = Sums()


@dataclass(frozen=True, slots=True)
class Weeks:
    """What is told of a week, the most trouble first, and of how many values there are."""

    told: Sequence[Compared]
    among: int


def weeks_of(week: date) -> tuple[date, date, date]:
    """A week, the one before it, and that of the year before."""
    return week, week - WEEK, year_before(week)


def compared(asked: Asked, found: Weeks, year: Mapping[date, Sums]) -> Table:
    """The week's table, and the way to it of all that is asked for as a plot.

    Args:
        asked: of which week, and by what.
        found: what is told of it.
        year: the sums of the weeks up to it; before the first of them nothing was read.
    """
    left = found.among - len(found.told)
    first = min(year, default=asked.week)
    known = [week >= first for week in weeks_of(asked.week)]
    return Table(
        "week",
        "The week",
        _columns(asked.by),
        tuple(_row(one, asked.by, known) for one in found.told),
        (
            *((Note("{n} more are not shown", {"n": left}),) if left else ()),
            LAGGED,
        ),
        plotted(asked.week, year, SHOWN, "The year has the figures of each week."),
    )


def _row(one: Compared, by: str, known: Sequence[bool]) -> tuple[Cell, ...]:
    """A value's counts; none of a week before the first of which anything was read."""
    weeks = zip((one.now, one.before, one.year), known, strict=True)
    sums = [each if read else None for each, read in weeks]
    counts: Iterator[int | None] = (
        None if each is None else getattr(each, name) for name in MEASURED for each in sums
    )
    share = None if by in OUTCOMES else rate(one.now.disputed, one.now.sent)
    return (one.value, one.now.sent, *counts, share)


def plotted(
    week: date, sums: Mapping[date, Sums], weeks: int, figures: str = BESIDE
) -> Lines | None:
    """So many weeks up to one, per 1,000 sent, from the first of which anything is known."""
    shown = [week - WEEK * back for back in reversed(range(weeks))]
    first = next((at for at, one in enumerate(shown) if one in sums), len(shown))
    shown = shown[first:]
    lines = tuple(
        Series(name, tuple(share(sums.get(one, Sums()), name) for one in shown))
        for name in MEASURED
    )
    known = any(value is not None for line in lines for value in line.values)
    return Lines("per 1,000 sent", tuple(shown), lines, "mille", figures) if known else None


def share(sums: Sums, name: str) -> float | None:
    """How many of those sent; None of too few."""
    return rate(getattr(sums, name), sums.sent)


def _columns(by: str) -> tuple[Column, ...]:
    """Each count beside what it was a week and a year before."""
    return (
        Column(NAMED.get(by, by), "word" if by in OUTCOMES else "text"),
        Column("sent"),
        *(
            Column(when, of=what)
            for what in MEASURED
            for when in ("this week", "the week before", "the year before")
        ),
        Column("disputes per 1,000 sent", "mille"),
    )
