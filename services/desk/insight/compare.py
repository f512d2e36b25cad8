"""A week's holds, late, lost and disputes, against the week before and the year before. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from services.desk.insight.asked import Asked
from services.desk.insight.table import Column, Note, Table, rate
from services.desk.insight.weeks import WEEK, year_before

MEASURED = ("held", "late", "lost", "disputed")

MOST = 50
"""Rows that are told, those with the most trouble first."""


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

    @property
    def trouble(self) -> int:
        """All that is none of a good week."""
        return self.held + self.late + self.lost + self.disputed


@dataclass(frozen=True, slots=True)
class Week:
    """The sums of one value in one week."""

    week: date
    value: str
    sums: Sums


def weeks_of(week: date) -> tuple[date, date, date]:
    """A week, the one before it, and that of the year before."""
    return week, week - WEEK, year_before(week)


def compared(asked: Asked, found: Iterable[Week]) -> Table:
    """The week's table."""
    now, before, year = weeks_of(asked.week)
    sums: dict[str, dict[date, Sums]] = {}
    for one in found:
        of = sums.setdefault(one.value, {})
        of[one.week] = of.get(one.week, Sums()) + one.sums
    told = sorted(
        sums.items(),
        key=lambda pair: (-pair[1].get(now, Sums()).trouble, -_sent(pair[1], now), pair[0]),
    )
    rows = []
    for value, weeks in told[:MOST]:
        this = weeks.get(now, Sums())
        row: list[str | int | float | None] = [value, this.sent]
        for name in MEASURED:
            row += [getattr(weeks.get(one, Sums()), name) for one in (now, before, year)]
        rows.append((*row, rate(this.disputed, this.sent)))
    return Table(
        "week",
        "The week",
        _columns(asked.by),
        tuple(rows),
        (Note("{n} more are not shown", {"n": len(told) - MOST}),) if len(told) > MOST else (),
    )


def _sent(weeks: dict[date, Sums], week: date) -> int:
    return weeks.get(week, Sums()).sent


def _columns(by: str) -> tuple[Column, ...]:
    """Each count beside what it was a week and a year before."""
    return (
        Column(by, "word" if by in ("reason", "party") else "text"),
        Column("sent"),
        *(
            Column(when, of=what)
            for what in MEASURED
            for when in ("this week", "the week before", "the year before")
        ),
        Column("disputes per 1,000 sent", "mille"),
    )
