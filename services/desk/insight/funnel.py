"""From a buyer's first word to no dispute. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from services.desk.insight.compare import weeks_of
from services.desk.insight.table import Column, Kind, Note, Range, Ranges, Table, rate


@dataclass(frozen=True, slots=True)
class Steps:
    """How many orders whose buyer first wrote in a week came how far.

    Attributes:
        contact: their buyer wrote.
        answered: within 24 hours, ``settled``: and nothing of it waits, ``undisputed``: and there
            never was a dispute.
        pending: their buyer wrote less than 24 hours ago, and has no answer yet.
    """

    contact: int = 0
    answered: int = 0
    settled: int = 0
    undisputed: int = 0
    pending: int = 0


STEPS = {
    "contact": "the buyer wrote",
    "answered": "answered within 24 hours",
    "settled": "and settled",
    "undisputed": "and never disputed",
}


_COLUMNS: tuple[tuple[str, Kind], ...] = (("orders", "count"), ("of all", "percent"))


def funnel(week: date, found: Mapping[date, Steps]) -> Table:
    """The funnel of a week, beside that of the week before and the year before."""
    weeks = [found.get(one, Steps()) for one in weeks_of(week)]
    rows = tuple(
        (
            told,
            *(
                cell
                for steps in weeks
                for cell in (getattr(steps, name), rate(getattr(steps, name), steps.contact))
            ),
        )
        for name, told in STEPS.items()
    )
    columns = (
        Column("step", "word"),
        *(
            Column(name, kind, of=when)
            for when in ("this week", "the week before", "the year before")
            for name, kind in _COLUMNS
        ),
    )
    note = Note("An order counts in the week in which its buyer first wrote of it.")
    pending = Note(
        "{n} of them wrote less than 24 hours ago and may still be answered in time.",
        {"n": weeks[0].pending},
    )
    notes = (note, pending) if weeks[0].pending else (note,)
    bars = tuple(
        Range((told,), 0.0, share)
        for name, told in STEPS.items()
        if (share := rate(getattr(weeks[0], name), weeks[0].contact)) is not None
    )
    plot = Ranges("of all who wrote this week", bars, "percent") if bars else None
    return Table("funnel", "From contact to no dispute", columns, rows, notes, plot)
