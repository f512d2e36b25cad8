"""What REST gives of insight."""

from schemas.base import Instant, Model
from services.desk.insight.asked import Asked
from services.desk.insight.table import Kind, Table
from services.desk.insight.weeks import named


class ColumnOut(Model):
    """A column: its English name, what it is a part of, and what its values are."""

    name: str
    of: str
    kind: Kind


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

    @classmethod
    def of(cls, table: Table, asked: Asked, as_of: Instant | None) -> "TableOut":
        """A table as it is told."""
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
        )
