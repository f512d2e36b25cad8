"""A task's page: why, by when, what it rests on, the text that is ready, and what can be done."""

from collections.abc import Mapping

from starlette.responses import Response

from schemas.action import ActionKind
from services.desk.acts import SEEN, offered
from services.desk.facts import facts
from services.desk.knowledge import reuse
from services.desk.knowledge.reuse import Reused
from services.desk.pages import shown
from services.desk.visit import Visit
from services.notifier.speech import drafted
from services.notifier.stores.tasks import Task


async def task_page(visit: Visit) -> Response:
    """One task."""
    task = await visit.room.task(visit.person, visit.request.path_params["number"])
    return await page_of(visit, task)


async def draft(visit: Visit, given: Mapping[str, str]) -> Response:
    """A task's page with the answer of a solved case in the place of its words; nothing is sent."""
    visit.need("agent")
    task = await visit.room.task(visit.person, visit.request.path_params["number"])
    view = await visit.room.case(visit.person, task.order_key, visit.now)
    found = await reuse.reused(visit, task, view, given.get("order", ""))
    return await page_of(visit, task, words=found.text, reused=found)


async def page_of(
    visit: Visit, task: Task, trouble: str = "", words: str = "", reused: Reused | None = None
) -> Response:
    """The page of a task.

    Args:
        visit: whose.
        task: as it is.
        trouble: why somebody's act failed.
        words: that somebody began with, in the place of the task's.
        reused: from which case they are.
    """
    view = await visit.room.case(visit.person, task.order_key, visit.now)
    action = next((one for one in view.actions if one.key == task.action_key), None)
    free = action is not None and action.kind is ActionKind.MESSAGE and action.offer is None
    possible = [
        act
        for act in offered(task, visit.person.name)
        if visit.person.at_least(act.role)
        if free or act.field != "words"
    ]
    own, told_in, draft = drafted(task.body) if task.kind == "do" else (task.body, "", "")
    return shown(
        visit,
        "task.html",
        409 if trouble else 200,
        task=task,
        facts=facts(view.case),
        own=own,
        draft=draft,
        draft_language=told_in,
        text_language=action.language if action else "",
        reading=await visit.room.reading(view, task, visit.person.language) if task.body else "",
        acts=possible,
        seen_field=SEEN,
        seen=task.first_at.isoformat() if task.first_at else "",
        people=people(visit),
        trouble=trouble,
        paused=view.paused,
        words=words,
        reused=reused,
        similar=await reuse.similar(visit, task, view) if task.status == "open" else [],
    )


def people(visit: Visit) -> list[str]:
    """Who may be given a task."""
    settings = visit.room.settings.desk
    return sorted({one.name for one in settings.people} | {visit.person.name})
