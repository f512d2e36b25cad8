"""Insight's pages, files and answers: the same tables three times."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from schemas.base import Model
from services.desk.insight import store
from services.desk.insight.asked import BY, NAMED, PARAMETERS, Asked, asked_of
from services.desk.insight.models import TableOut
from services.desk.insight.say import Say
from services.desk.insight.sheet import sheet
from services.desk.insight.store import Stretch
from services.desk.insight.table import Table
from services.desk.insight.tables import PAGES, TABLES, Page, told
from services.desk.insight.weeks import WEEK, named
from services.desk.pages import shown
from services.desk.visit import Visit, looking, visit_of
from services.runtime.errors import InvalidInput
from services.runtime.postgres.pool import one_statement

PATH = "/insight"


def routes() -> list[BaseRoute]:
    """Pages, and each table as a file."""
    return [
        *(looking(f"{PATH}{page.path}", _page(page)) for page in PAGES),
        Route(f"{PATH}/{{table}}.csv", _file, methods=["GET"]),
    ]


async def answer(visit: Visit, _: Mapping[str, str]) -> Model:
    """A table, by REST."""
    asked = _asked(visit)
    (table,), stretch = await _tables(visit, [visit.request.path_params["table"]], asked)
    return TableOut.of(table, asked, stretch.done_at)


def _page(page: Page) -> Callable[[Visit], Awaitable[Response]]:
    async def insight_page(visit: Visit) -> Response:
        asked, words = _asked(visit), visit.words
        tables, stretch = await _tables(visit, page.tables, asked)
        given = {"week": named(asked.week), "shop": visit.request.query_params.get("shop", "")}
        given |= {"by": asked.by} if page.by else {}
        kept = {name: value for name, value in given.items() if value}
        return shown(
            visit,
            "insight.html",
            page=page,
            pages=PAGES,
            tables=tables,
            stretch=stretch,
            asked=asked,
            given=given,
            by=BY,
            named=NAMED,
            address=PATH,
            query=urlencode(kept),
            before=urlencode(kept | {"week": named(asked.week - WEEK)}),
            after=urlencode(kept | {"week": named(asked.week + WEEK)}),
            say=Say(words, "/cases/"),
        )

    return insight_page


async def _file(request: Request) -> Response:
    visit = visit_of(request)
    asked, name = _asked(visit), request.path_params["table"]
    (table,), _ = await _tables(visit, [name], asked)
    file = f"forestall-{table.name}-{named(asked.week)}.csv"
    return Response(
        sheet(visit.words, table),
        media_type="text/csv",
        headers={"content-disposition": f'attachment; filename="{file}"'},
    )


def _asked(visit: Visit) -> Asked:
    params = {name: visit.request.query_params.get(name, "") for name in PARAMETERS}
    return asked_of(params, visit.person, visit.room.settings.shops, visit.now)


async def _tables(visit: Visit, names: Sequence[str], asked: Asked) -> tuple[list[Table], Stretch]:
    for name in names:
        if name not in TABLES:
            raise InvalidInput("unknown_table", f"there is no table {name}: {', '.join(TABLES)}")
    async with one_statement(visit.room.pool) as conn:
        return await told(conn, asked, names), await store.progress(conn)
