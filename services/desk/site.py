"""The pages by their addresses, and what is said where one cannot be shown."""

from collections.abc import Awaitable, Callable

import asyncpg
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from services.desk import acting, api, batch, brake, cases, oncall, playbook, queue, tasks, trials
from services.desk.entrance import API
from services.desk.insight import pages as insight
from services.desk.knowledge import pages as knowledge
from services.desk.models import TroubleOut
from services.desk.openapi import document_page
from services.desk.pages import STATIC, alone, shown
from services.desk.room import Room
from services.desk.visit import Forbidden, doing, looking, visit_of
from services.runtime.errors import InvalidInput, Unavailable
from services.runtime.logs import get_logger

log = get_logger()

_MISSING = frozenset(
    f"unknown_{what}"
    for what in ("task", "order", "shop", "parcel", "playbook", "text", "trial", "table")
)
_NOT_MADE = "the database is not made yet, or is older than this program: start its services"


def site(room: Room) -> Starlette:
    """The application behind the door."""
    app = Starlette(routes=_routes(), exception_handlers=_HANDLERS)
    app.state.room = room
    return app


def _routes() -> list[BaseRoute]:
    return [
        Route("/", lambda _: RedirectResponse("/queue", 303)),
        looking("/queue", queue.first_page),
        looking("/tasks/{number:int}", tasks.task_page),
        doing("/tasks/{number:int}/draft", tasks.draft),
        doing("/tasks/{number:int}/{act}", acting.act),
        looking("/cases/{order:path}", cases.case_page),
        doing("/cases/{order:path}", cases.hand),
        looking("/batch", batch.batch_page),
        doing("/batch", batch.work),
        looking("/evidence/{order:path}", cases.evidence_page),
        looking("/search", cases.search_page),
        doing("/search", cases.search),
        looking("/oncall", oncall.oncall_page),
        doing("/replay", oncall.replay),
        looking("/playbook", playbook.rules_page),
        looking("/playbook/versions/{number:int}", playbook.version_page),
        looking("/playbook/try", trials.try_page),
        doing("/playbook/try", trials.begin, trials.LONGEST),
        looking("/playbook/trials/{number:int}", trials.trial_page),
        doing("/playbook/trials/{number:int}/take", trials.take),
        looking("/playbook/texts", playbook.texts_page),
        looking("/playbook/texts/{name}", playbook.text_page),
        looking("/knowledge", knowledge.knowledge_page),
        doing("/knowledge", knowledge.look),
        doing("/knowledge/hide", knowledge.hide),
        looking("/knowledge/repeats", knowledge.repeats_page),
        doing("/pause", brake.pause),
        doing("/resume", brake.resume),
        doing("/withdraw", brake.withdraw),
        *insight.routes(),
        *api.routes(),
        Route(f"{API}openapi.json", document_page),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


def ended(sign_in: str, request: Request) -> Response:
    """What somebody sees whose session has ended; nothing of what was open."""
    return alone("ended.html", request.state.person.language, 403, sign_in=sign_in)


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, InvalidInput)  # noqa: S101 - it is registered for that one
    status = 404 if error.reason in _MISSING else 409
    return _trouble(request, status, error.reason, error.detail or error.reason)


async def _forbidden(request: Request, error: Exception) -> Response:
    return _trouble(request, 403, "forbidden", str(error))


async def _unavailable(request: Request, error: Exception) -> Response:
    log.warning("desk.unavailable", error=type(error).__name__)
    what = "the database does not answer: try again in a moment"
    return _trouble(request, 503, "unavailable", what)


async def _not_made(request: Request, error: Exception) -> Response:
    log.warning("desk.not_made", error=type(error).__name__)
    return _trouble(request, 503, "not_made", _NOT_MADE)


async def _unusable(request: Request, error: Exception) -> Response:
    """A number too great or a sign that no database takes; what it was stays out of the log."""
    log.warning("desk.unusable", page=_page_of(request), error=type(error).__name__)
    return _trouble(request, 400, "unreadable", "nothing here is called so")


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for that one
    return _trouble(request, error.status_code, "http", error.detail)


async def _bug(request: Request, error: Exception) -> Response:
    log.error("desk.bug", page=_page_of(request), exc_info=error)
    return _trouble(request, 500, "bug", "this went wrong here; it is in the log of the desk")


def _page_of(request: Request) -> str:
    """Which page it was, and nothing that was asked of it."""
    route = request.scope.get("route")
    return str(getattr(route, "path", ""))


def _trouble(request: Request, status: int, reason: str, what: str) -> Response:
    visit = visit_of(request)
    if request.url.path.startswith(API):
        told = TroubleOut(reason=reason, detail=visit.words.told(what))
        return JSONResponse(told.model_dump(mode="json"), status)
    return shown(visit, "trouble.html", status, what=what)


_HANDLERS: dict[int | type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
    InvalidInput: _invalid,
    Forbidden: _forbidden,
    Unavailable: _unavailable,
    asyncpg.DataError: _unusable,
    asyncpg.UndefinedTableError: _not_made,
    asyncpg.UndefinedColumnError: _not_made,
    HTTPException: _http,
    Exception: _bug,
}
