"""A table as a file of comma-separated values, which spreadsheets open. Pure."""

import csv
import io

from services.desk.insight.table import Cell, Table
from services.desk.insight.told import heading
from services.desk.words import Words

_BOM = "\ufeff"
"""Without it a spreadsheet takes Chinese for something else."""

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def sheet(words: Words, table: Table) -> str:
    """The file, its first line being the columns' names; figures as they are, without units."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([heading(words, column) for column in table.columns])
    for row in table.rows:
        writer.writerow([guarded(cell) for cell in row])
    return _BOM + out.getvalue()


def guarded(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula: titles of products are others' words."""
    if isinstance(cell, str) and cell.lstrip().startswith(_BEGINS_A_FORMULA):
        return f"'{cell}"
    return cell
