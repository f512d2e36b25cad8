"""A task's page: why, by when, what it rests on, the text that is ready, and what can be done."""

from starlette.responses import Response

from schemas.action import ActionKind
from services.desk.acts import ACTS
from services.desk.facts import facts
from services.desk.pages import shown
from services.desk.visit import Visit
from services.notifier.speech import drafted
from services.notifier.stores.tasks import Task


async def task_page(visit: Visit) -> Response:
    """One task."""
    task = await visit.room.task(visit.person, visit.request.path_params["number"])
    return await page_of(visit, task)


async def page_of(visit: Visit, task: Task, trouble: str = "") -> Response:
    """The page of a task; where somebody's act failed, with why."""
    view = await visit.room.case(visit.person, task.order_key, visit.now)
    action = next((one for one in view.actions if one.key == task.action_key), None)
    free = action is not None and action.kind is ActionKind.MESSAGE and action.offer is None
    possible = [
        act
        for act in ACTS.values()
        if task.status == "open" and task.kind in act.kinds and visit.person.at_least(act.role)
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
        people=people(visit),
        trouble=trouble,
        paused=view.paused,
    )


def people(visit: Visit) -> list[str]:
    """Who may be given a task."""
    settings = visit.room.settings.desk
    return sorted({one.name for one in settings.people} | {visit.person.name})
