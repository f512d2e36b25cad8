"""What REST gives of insight."""

from datetime import date

from schemas.base import Instant, Model
from services.desk.insight.asked import Asked
from services.desk.insight.table import Kind, Table
from services.desk.insight.weeks import named


class ColumnOut(Model):
    """A column: its English name, what it is a part of, and what its values are."""

    name: str
    of: str
    kind: Kind


class SeriesOut(Model):
    """A line of a plot: a value for each of the plot's weeks, null where there is none."""

    name: str
    values: tuple[float | None, ...]


class PlotOut(Model):
    """A plot: lines over weeks, each by its Monday."""

    title: str
    per: Kind
    weeks: tuple[date, ...]
    lines: tuple[SeriesOut, ...]


class TableOut(Model):
    """A table. Shares are of 1, whatever the page tells them by; null: nobody can say.

    ``as_of`` is since when nothing has been read; null while the orders are read a first time.
    """

    name: str
    week: str
    shops: tuple[str, ...]
    zones: tuple[str, ...]
    as_of: Instant | None
    columns: tuple[ColumnOut, ...]
    rows: tuple[tuple[str | int | float | None, ...], ...]
    notes: tuple[str, ...]
    plot: PlotOut | None

    @classmethod
    def of(cls, table: Table, asked: Asked, as_of: Instant | None) -> "TableOut":
        """A table as it is told."""
        plot = table.plot
        return cls(
            name=table.name,
            week=named(asked.week),
            shops=tuple(asked.keys),
            zones=asked.zones,
            as_of=as_of,
            columns=tuple(
                ColumnOut(name=one.name, of=one.of, kind=one.kind) for one in table.columns
            ),
            rows=table.rows,
            notes=tuple(one.says.format(**one.filled) for one in table.notes),
            plot=None
            if plot is None
            else PlotOut(
                title=plot.title,
                per=plot.per,
                weeks=plot.weeks,
                lines=tuple(SeriesOut(name=one.name, values=one.values) for one in plot.lines),
            ),
        )
