"""The tables of insight by their names, and the pages on which they stand."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from services.desk.insight import ask, ask_limits, limits
from services.desk.insight.asked import Asked
from services.desk.insight.carriers import carriers, lanes
from services.desk.insight.compare import compared
from services.desk.insight.funnel import funnel
from services.desk.insight.heldout import heldout
from services.desk.insight.remedies import remedies
from services.desk.insight.table import Table
from services.desk.insight.together import together
from services.desk.insight.trend import trend
from services.runtime.postgres.pool import Connection

Answer = Callable[[Connection, Asked], Awaitable[Table]]


async def _week(conn: Connection, asked: Asked) -> Table:
    return compared(asked, await ask.weeks(conn, asked), await ask.year(conn, asked))


async def _trend(conn: Connection, asked: Asked) -> Table:
    return trend(asked.week, await ask.year(conn, asked))


async def _carriers(conn: Connection, asked: Asked) -> Table:
    return carriers(await ask.ways(conn, asked))


async def _lanes(conn: Connection, asked: Asked) -> Table:
    return lanes(await ask.ways(conn, asked))


async def _funnel(conn: Connection, asked: Asked) -> Table:
    return funnel(asked.week, await ask.funnels(conn, asked))


async def _together(conn: Connection, asked: Asked) -> Table:
    return together(await ask.things(conn, asked))


async def _limits(conn: Connection, asked: Asked) -> Table:
    spans = limits.spans(asked.shops, asked.now)
    return limits.against(await ask_limits.counted(conn, spans, asked.now), asked.now)


async def _risk(conn: Connection, asked: Asked) -> Table:
    return limits.at_risk(await ask_limits.exposed(conn, asked.keys), asked.now)


async def _remedies(conn: Connection, asked: Asked) -> Table:
    return remedies(asked.week, await ask.spent(conn, asked))


async def _holdout(conn: Connection, asked: Asked) -> Table:
    return heldout(await ask.arms(conn, asked))


TABLES: Mapping[str, Answer] = {
    "week": _week,
    "trend": _trend,
    "limits": _limits,
    "risk": _risk,
    "carriers": _carriers,
    "lanes": _lanes,
    "funnel": _funnel,
    "together": _together,
    "remedies": _remedies,
    "holdout": _holdout,
}
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
