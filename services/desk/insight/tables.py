"""The tables of insight by their names, and the pages on which they stand."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from services.desk.insight import ask
from services.desk.insight.asked import Asked
from services.desk.insight.compare import compared
from services.desk.insight.table import Table
from services.runtime.postgres.pool import Connection

Answer = Callable[[Connection, Asked], Awaitable[Table]]


async def _week(conn: Connection, asked: Asked) -> Table:
    return compared(asked, await ask.weeks(conn, asked))


TABLES: Mapping[str, Answer] = {"week": _week}
"""Name to what answers it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Attributes:
        path: behind ``/insight``.
        title: in English; it has a translation.
        tables: in the order in which they stand.
        by: it is told by something that one chooses.
    """

    path: str
    title: str
    tables: tuple[str, ...]
    by: bool = False


PAGES = (Page("", "The week", ("week",), by=True),)
