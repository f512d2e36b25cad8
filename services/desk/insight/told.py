"""Cells of a table in the words of whoever reads them. Pure."""

from babel.numbers import format_decimal, format_percent

from services.desk.insight.table import Cell, Column, Note, Table
from services.desk.words import Words
from services.notifier.faults import ComplaintType
from services.notifier.languages import locale_of

NOBODY_CAN_SAY = "–"

_NOTHING = {"word": "none", "text": "not known"}
_FORMATS = {"number": "#,##0.0", "mille": "#,##0.0", "times": "#,##0.0", "days": "#,##0.0"}


def cell(words: Words, value: Cell, column: Column) -> str:
    """A value as it is read."""
    if value is None:
        return NOBODY_CAN_SAY
    if isinstance(value, str):
        return _text(words, value, column)
    locale = locale_of(words.language)
    if column.kind == "percent":
        return format_percent(value, "#,##0.0%", locale=locale)
    if column.kind == "money":
        return format_decimal(value, "#,##0.00", locale=locale)
    scale = 1000 if column.kind == "mille" else 1
    return format_decimal(value * scale, _FORMATS.get(column.kind, "#,##0.##"), locale=locale)


def _text(words: Words, value: str, column: Column) -> str:
    if isinstance(value, ComplaintType):
        return words.complaint(value)
    if not value:
        return _NOTHING.get(column.kind, "") and words.word(_NOTHING[column.kind])
    return words.value(value) if column.kind in ("word", "mark") else value


def heading(words: Words, column: Column) -> str:
    """A column's name, with what it is a part of."""
    name = words.word(column.name)
    return f"{words.word(column.of)}: {name}" if column.of else name


def groups(table: Table) -> list[tuple[str, int]]:
    """The first line of the heading: names over several columns; empty where there are none."""
    found: list[tuple[str, int]] = []
    for column in table.columns:
        if column.of and found and found[-1][0] == column.of:
            found[-1] = (column.of, found[-1][1] + 1)
        else:
            found.append((column.of, 1))
    return found if any(name for name, _ in found) else []


def note(words: Words, one: Note) -> str:
    """A sentence about a table."""
    filled = {
        name: words.value(value) if isinstance(value, str) else value
        for name, value in one.filled.items()
    }
    return words.word(one.says, **filled)
