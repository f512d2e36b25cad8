"""The week's report: its tables as text, as a page that stands for itself, and as files."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table as Grid

from services.desk.insight import store
from services.desk.insight.asked import Asked
from services.desk.insight.say import Say
from services.desk.insight.sheet import sheet
from services.desk.insight.store import Stretch
from services.desk.insight.table import Table
from services.desk.insight.tables import TABLES, told
from services.desk.insight.weeks import named
from services.desk.pages import STATIC, written
from services.desk.words import Words
from services.runtime.postgres.pool import Pool, one_statement

BY = "shop"
"""By what the report tells the week."""

ROWS = 15
"""Rows of a table that the text shows; the page and the files have all of them."""

WIDTH = 120
"""Characters of a line of the text."""

LONGEST = 32
"""Characters of a line of a cell of it."""

_STYLES = ("desk.css", "insight.css")


@dataclass(frozen=True, slots=True)
class Report:
    """A week, told."""

    asked: Asked
    words: Words
    tables: Sequence[Table]
    stretch: Stretch

    @property
    def name(self) -> str:
        """Of its file, without what comes behind the dot."""
        return f"forestall-{named(self.asked.week)}"

    @property
    def title(self) -> str:
        """In a line."""
        return self.words.word("The week {week}", week=named(self.asked.week))


async def report_of(pool: Pool, asked: Asked, words: Words) -> Report:
    """The report of a week, from the lines as they are."""
    async with one_statement(pool) as conn:
        tables = await told(conn, asked, TABLES)
        return Report(asked, words, tables, await store.progress(conn))


def page(report: Report) -> str:
    """HTML that needs nothing else: to be kept, sent and printed."""
    css = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in _STYLES)
    return written(
        "report.html",
        report.words,
        report=report,
        say=Say(report.words),
        style=Markup("<style>{}</style>").format(Markup(css)),  # noqa: S704 - our own files
    )


def files(report: Report) -> dict[str, str]:
    """Each table that says anything as CSV, by its file's name."""
    return {
        f"{report.name}-{table.name}.csv": sheet(report.words, table)
        for table in report.tables
        if table.rows
    }


def write(report: Report, directory: Path) -> list[Path]:
    """Write the page and the files; what there is of them is written over."""
    directory.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in {f"{report.name}.html": page(report), **files(report)}.items():
        path = directory / name
        path.write_text(content, encoding="utf-8", newline="")
        paths.append(path)
    return paths


def text(report: Report, *, rows: int = ROWS) -> str:
    """The tables as a terminal shows them."""
    words, out = report.words, io.StringIO()
    console = Console(file=out, width=WIDTH, color_system=None, highlight=False, markup=False)
    say, asked = Say(words), report.asked
    console.print(f"{report.title}: {', '.join(asked.keys)}")
    zones = ", ".join(asked.zones)
    told = "Weeks are ISO weeks, from Monday on, in the zone of each shop: {zones}."
    console.print(words.word(told, zones=zones))
    if not asked.over:
        console.print(words.word("This week is not over."))
    for table in report.tables:
        if not table.rows:
            continue
        console.print(f"\n{words.word(table.title)}")
        console.print(_grid(say, table, rows))
        if len(table.rows) > rows:
            console.print(words.word("{n} more are not shown", n=len(table.rows) - rows))
        for one in table.notes:
            console.print(say.note(one))
    return out.getvalue()


def _grid(say: Say, table: Table, rows: int) -> Grid:
    """Columns of one thing stand in one, so that a line has room for them."""
    grid = Grid(box=SIMPLE, pad_edge=False)
    spans: list[tuple[int, int]] = []
    at = 0
    for name, width in say.groups(table) or [("", 1)] * len(table.columns):
        spans.append((at, at + width))
        columns = table.columns[at : at + width]
        at += width
        below = " / ".join(say.w(column.name) for column in columns)
        right = columns[0].is_number
        grid.add_column(
            f"{say.w(name)}\n{below}" if name else below,
            justify="right" if right else "left",
            no_wrap=columns[0].kind in ("text", "order"),
            max_width=None if right else LONGEST,
        )
    for row in table.rows[:rows]:
        cells = [say.cell(*pair) for pair in zip(row, table.columns, strict=True)]
        grid.add_row(*(" / ".join(cells[first:last]) for first, last in spans))
    return grid
