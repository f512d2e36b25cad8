"""The tables of insight by their names, and the pages on which they stand."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.desk.insight import ask, ask_limits, limits
from services.desk.insight.asked import Asked
from services.desk.insight.carriers import carriers, lanes
from services.desk.insight.compare import compared
from services.desk.insight.funnel import funnel
from services.desk.insight.heldout import heldout
from services.desk.insight.limits import Counted, Exposed, Span
from services.desk.insight.remedies import remedies
from services.desk.insight.table import Table
from services.desk.insight.together import together
from services.desk.insight.trend import trend
from services.runtime.postgres.pool import Connection

Read = Callable[[Connection, Asked], Awaitable[Any]]
"""Reads what one or several tables are made from."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A table: what is read for it, and what makes it from the question and that."""

    reads: tuple[Read, ...]
    makes: Callable[..., Table]


async def _spans(conn: Connection, asked: Asked) -> Mapping[Span, Counted]:
    return await ask_limits.counted(conn, limits.spans(asked.shops, asked.now), asked.now)


async def _exposed(conn: Connection, asked: Asked) -> Sequence[Exposed]:
    return await ask_limits.exposed(conn, asked.keys)


TABLES: Mapping[str, Answer] = {
    "week": Answer((ask.weeks, ask.year), compared),
    "trend": Answer((ask.year,), lambda asked, sums: trend(asked.week, sums)),
    "limits": Answer((_spans,), lambda asked, found: limits.against(found, asked.now)),
    "risk": Answer((_exposed,), lambda asked, found: limits.at_risk(found, asked.now)),
    "carriers": Answer((ask.ways,), lambda _, ways: carriers(ways)),
    "lanes": Answer((ask.ways,), lambda _, ways: lanes(ways)),
    "funnel": Answer((ask.funnels,), lambda asked, found: funnel(asked.week, found)),
    "together": Answer((ask.things,), lambda _, found: together(found)),
    "remedies": Answer((ask.spent,), lambda asked, found: remedies(asked.week, found)),
    "holdout": Answer((ask.arms,), lambda _, found: heldout(found)),
}
"""Name to what answers it."""


async def told(conn: Connection, asked: Asked, names: Iterable[str]) -> list[Table]:
    """Tables by their names; what several are made from is read once."""
    found: dict[Read, Any] = {}
    tables = []
    for answer in (TABLES[name] for name in names):
        for read in answer.reads:
            if read not in found:
                found[read] = await read(conn, asked)
        tables.append(answer.makes(asked, *(found[read] for read in answer.reads)))
    return tables


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


PAGES = (
    Page("", "The week", ("week",), by=True),
    Page("/trend", "The year", ("trend",)),
    Page("/limits", "Limits", ("limits", "risk")),
    Page("/carriers", "Carriers", ("carriers", "lanes")),
    Page("/contact", "Contact", ("funnel",)),
    Page("/together", "Together", ("together",)),
    Page("/money", "Remedies", ("remedies",)),
    Page("/holdout", "Holdout", ("holdout",)),
)
