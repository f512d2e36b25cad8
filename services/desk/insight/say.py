"""What the templates of insight ask for, in the words of whoever reads. Pure."""

from dataclasses import dataclass

from services.desk.insight import told
from services.desk.insight.plot import Drawing, drawn
from services.desk.insight.table import Cell, Column, Lines, Note, Ranges, Table
from services.desk.words import Words


@dataclass(frozen=True, slots=True)
class Say:
    """Tells tables.

    Attributes:
        cases: where an order's page begins; empty: there is none to lead to.
    """

    words: Words
    cases: str = ""

    def w(self, english: str) -> str:
        """A word of the frame."""
        return self.words.word(english)

    def cell(self, value: Cell, column: Column) -> str:
        """A value."""
        return told.cell(self.words, value, column)

    def groups(self, table: Table) -> list[tuple[str, int]]:
        """The first line of a heading."""
        return told.groups(table)

    def note(self, one: Note) -> str:
        """A sentence about a table."""
        return told.note(self.words, one)

    def drawn(self, plot: Lines | Ranges) -> Drawing:
        """A plot."""
        return drawn(self.words, plot)
