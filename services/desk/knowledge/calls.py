"""The calls of REST about what was solved before."""

from collections.abc import Mapping

from schemas.base import Model
from services.desk.call import Call
from services.desk.knowledge import pages, reuse
from services.desk.knowledge.models import (
    KnowledgeOut,
    Look,
    OfOrder,
    RepeatOut,
    RepeatsOut,
    ReusedOut,
    SolvedOut,
)
from services.desk.visit import Visit


async def _look(visit: Visit, given: Mapping[str, str]) -> Model:
    return KnowledgeOut(cases=tuple(map(SolvedOut.of, await pages.found_for(visit, given))))


async def _repeats(visit: Visit, _: Mapping[str, str]) -> Model:
    days = pages.days_of(visit.request.query_params.get("days", ""))
    found = await pages.repeats(visit, days)
    return RepeatsOut(days=days, causes=tuple(map(RepeatOut.of, found)))


async def _similar(visit: Visit, _: Mapping[str, str]) -> Model:
    task = await visit.room.task(visit.person, visit.request.path_params["number"])
    view = await visit.room.case(visit.person, task.order_key, visit.now)
    return KnowledgeOut(cases=tuple(map(SolvedOut.of, await reuse.similar(visit, task, view))))


async def _reused(visit: Visit, given: Mapping[str, str]) -> Model:
    task = await visit.room.task(visit.person, visit.request.path_params["number"])
    view = await visit.room.case(visit.person, task.order_key, visit.now)
    return ReusedOut.of(await reuse.reused(visit, task, view, given["order"]))


async def _hide(visit: Visit, given: Mapping[str, str]) -> Model:
    await pages.hidden(visit, given["order"])
    return OfOrder(order=given["order"])


_TASK = "/tasks/{number:int}"
KNOWLEDGE: tuple[Call, ...] = (
    Call("/knowledge", "Find solved cases.", "viewer", Look, KnowledgeOut, _look),
    Call(
        "/knowledge/repeats",
        "What repeats, and to which department it belongs.",
        "viewer",
        None,
        RepeatsOut,
        _repeats,
        query=("days",),
    ),
    Call("/knowledge/hide", "Keep an answer back for good.", "agent", OfOrder, OfOrder, _hide),
    Call(
        f"{_TASK}/similar",
        "Solved cases whose answer may help with a task.",
        "viewer",
        None,
        KnowledgeOut,
        _similar,
    ),
    Call(
        f"{_TASK}/draft",
        "The answer of a solved case with a task's facts; nothing is sent.",
        "agent",
        OfOrder,
        ReusedOut,
        _reused,
    ),
)
