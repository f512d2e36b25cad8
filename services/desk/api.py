"""REST: what the pages do, as JSON. One table, from which the routes and their OpenAPI are made.

Who asks is told by the proxy, as for the pages. What changes something is sent as
``application/json``: a page of another site cannot have a browser send that.
"""

from collections.abc import Awaitable, Callable, Mapping

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from schemas.base import Model
from services.desk import acting, brake, cases, oncall, queue
from services.desk.acts import ACTS, SEEN, Act
from services.desk.batch_api import BATCH
from services.desk.call import Call, Do
from services.desk.entrance import API
from services.desk.evidence_api import EVIDENCE
from services.desk.facts import facts
from services.desk.insight import pages as insight
from services.desk.insight.asked import PARAMETERS
from services.desk.insight.models import TableOut
from services.desk.knowledge.calls import KNOWLEDGE
from services.desk.models import (
    CaseOut,
    Hand,
    Hours,
    Nothing,
    OrdersOut,
    Outcome,
    QueueOut,
    Reason,
    Record,
    ResumedOut,
    Scope,
    Seen,
    StandingOut,
    Stop,
    TaskOut,
    To,
    TriedOut,
    Wanted,
    Withdrawn,
    Words,
)
from services.desk.playbook_api import PLAYBOOK
from services.desk.visit import Visit, body_of, visit_of
from services.notifier.agreeing import SecondNeeded
from services.notifier.postgres.queue import place_of
from services.runtime.errors import InvalidInput

_FIELDS: Mapping[str, type[Model]] = {
    "": Nothing,
    "outcome": Outcome,
    SEEN: Seen,
    "reason": Reason,
    "hours": Hours,
    "to": To,
    "words": Words,
}
"""What an act asks for, by its field."""


async def _queue(visit: Visit, _: Mapping[str, str]) -> Model:
    found, more = await queue.tasks_of(visit, visit.request.query_params)
    after = queue.written(place_of(found[-1])) if more else ""
    return QueueOut(tasks=tuple(map(TaskOut.of, found)), after=after)


async def _task(visit: Visit, _: Mapping[str, str]) -> Model:
    return TaskOut.of(await visit.room.task(visit.person, visit.request.path_params["number"]))


def _act(act: Act) -> Do:
    async def acted(visit: Visit, given: Mapping[str, str]) -> Model:
        number = visit.request.path_params["number"]
        return TaskOut.of(await acting.acted(visit, number, act.name, given))

    return acted


async def _case(visit: Visit, _: Mapping[str, str]) -> Model:
    view = await visit.room.case(visit.person, visit.request.path_params["order"], visit.now)
    return CaseOut.of(view, facts(view.case))


async def _hand(visit: Visit, given: Mapping[str, str]) -> Model:
    await cases.handed(visit, visit.request.path_params["order"], given["hand"])
    return await _case(visit, given)


async def _search(visit: Visit, given: Mapping[str, str]) -> Model:
    return OrdersOut(orders=tuple(await cases.search_for(visit, given["wanted"].strip())))


async def _oncall(visit: Visit, _: Mapping[str, str]) -> Model:
    return StandingOut.of(await oncall.standing(visit))


async def _pause(visit: Visit, given: Mapping[str, str]) -> Model:
    await brake.paused(visit, given["scope"], given["reason"])
    return Scope(scope=given["scope"])


async def _resume(visit: Visit, given: Mapping[str, str]) -> Model:
    try:
        return ResumedOut(resumed=await brake.resumed(visit, given["scope"]))
    except SecondNeeded:
        return ResumedOut(resumed=False, waits=True)


async def _withdraw(visit: Visit, given: Mapping[str, str]) -> Model:
    await brake.withdrawn(visit, given["act"], given["about"])
    return Nothing()


async def _replay(visit: Visit, given: Mapping[str, str]) -> Model:
    return TriedOut(services=tuple(await oncall.tried(visit, given["record"])))


_NUMBER, _ORDER = "/tasks/{number:int}", "/cases/{order:path}"
CALLS: tuple[Call, ...] = (
    Call(
        "/tasks",
        "Open tasks, the most pressing first.",
        "viewer",
        None,
        QueueOut,
        _queue,
        query=(*queue.FILTERS, "after"),
    ),
    Call(_NUMBER, "One task.", "viewer", None, TaskOut, _task),
    *(
        Call(
            f"{_NUMBER}/{act.name}",
            f"{act.about} Of the kinds: {', '.join(sorted(act.kinds))}.",
            act.role,
            _FIELDS[act.field],
            TaskOut,
            _act(act),
        )
        for act in ACTS.values()
    ),
    Call(_ORDER, "What happened to an order, what will, and why.", "viewer", None, CaseOut, _case),
    Call(_ORDER, "Take an order over, or hand it back.", "agent", Hand, CaseOut, _hand),
    *BATCH,
    *EVIDENCE,
    Call("/search", "Find orders.", "viewer", Wanted, OrdersOut, _search),
    Call("/oncall", "What stands for who is on call.", "viewer", None, StandingOut, _oncall),
    *PLAYBOOK,
    *KNOWLEDGE,
    Call("/pause", "Let nothing leave; for all: admin.", "agent", Stop, Scope, _pause),
    Call("/resume", "Lift a pause; of all: admin.", "lead", Scope, ResumedOut, _resume),
    Call(
        "/withdraw",
        "Take back what waits for a second person, about no task.",
        "lead",
        Withdrawn,
        Nothing,
        _withdraw,
    ),
    Call(
        "/insight/{table:str}",
        "A table of insight about a week.",
        "viewer",
        None,
        TableOut,
        insight.answer,
        query=PARAMETERS,
    ),
    Call("/replay", "Have a dead letter tried again.", "admin", Record, TriedOut, _replay),
)


def routes() -> list[Route]:
    """A route for each call."""
    return [
        Route(f"{API.rstrip('/')}{call.path}", _endpoint(call), methods=[call.method])
        for call in CALLS
    ]


def _endpoint(call: Call) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        visit = visit_of(request)
        visit.need(call.role)
        given = (
            {} if call.takes is None else _read(call.takes, await body_of(request, call.longest))
        )
        found = await call.do(visit, given)
        if isinstance(found, Response):
            return found
        return JSONResponse(found.model_dump(mode="json"))

    return answer


def _read(model: type[Model], body: bytes) -> dict[str, str]:
    """The fields of a body, as texts; of a list its members, a comma between them.

    Raises:
        InvalidInput: it is not what the call takes.
    """
    try:
        told = model.model_validate_json(body or b"{}")
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, one['loc'])) or 'body'}: {one['msg']}"
            for one in error.errors(include_url=False, include_context=False, include_input=False)
        )
        raise InvalidInput("unreadable", wrong) from error
    return {name: _text(value) for name, value in told.model_dump().items()}


def _text(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
