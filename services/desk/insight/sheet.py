"""A table as a file of comma-separated values, which spreadsheets open. Pure."""

import csv
import io
import re

from services.desk.insight.table import Cell, Column, Table
from services.desk.insight.told import cell, heading
from services.desk.words import Words

_BOM = "\ufeff"
"""Without it a spreadsheet takes Chinese for something else."""

_BEGINS_A_FORMULA = re.compile(r"(^|;)(?=\s*[=+\-@＝＋－＠])")
"""At the front, and behind a semicolon: where a comma is the decimal mark, a spreadsheet takes that
for the end of a cell, whatever is quoted."""

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
"""Line ends, tabs and what else would end a cell or a line for somebody."""


def sheet(words: Words, table: Table) -> str:
    """The file, its first line being the columns' names; figures as they are, without units.

    Lines end in CRLF (RFC 4180), every text is quoted, and our own words are in the reader's
    language.
    """
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([guarded(heading(words, column)) for column in table.columns])
    for row in table.rows:
        writer.writerow(
            [_cell(words, *pair) for pair in zip(row, table.columns, strict=True)],
        )
    return _BOM + out.getvalue()


def _cell(words: Words, value: Cell, column: Column) -> Cell:
    if value is None:
        return ""
    return guarded(cell(words, value, column)) if isinstance(value, str) else value


def guarded(text: str) -> str:
    """A text in one line that no spreadsheet takes for a formula: titles are others' words."""
    return _BEGINS_A_FORMULA.sub(r"\1'", _UNSEEN.sub(" ", text))
