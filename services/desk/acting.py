"""Takes what somebody does with a task."""

from collections.abc import Mapping

from starlette.responses import RedirectResponse, Response

from services.desk.acts import ACTS, Doing
from services.desk.tasks import page_of, people
from services.desk.visit import Visit
from services.notifier.eyes import Eyes
from services.notifier.stores.tasks import Task
from services.runtime.errors import InvalidInput


async def act(visit: Visit, given: Mapping[str, str]) -> Response:
    """A form on a task's page: done, then the task as it is; where it failed, the same and why."""
    number, name = visit.request.path_params["number"], visit.request.path_params["act"]
    try:
        task = await acted(visit, number, name, given)
    except InvalidInput as error:
        task = await visit.room.task(visit.person, number)
        why, words = error.detail or error.reason, given.get("words", "")
        return await page_of(visit, task, trouble=why, words=words)
    return RedirectResponse(f"/tasks/{task.id}", 303)


async def acted(visit: Visit, number: int, name: str, given: Mapping[str, str]) -> Task:
    """The task after an act.

    Raises:
        InvalidInput: there is no such task or act, or it is too late: somebody was faster.
        Forbidden: their role does not allow it.
    """
    found = ACTS.get(name)
    if found is None:
        raise InvalidInput("unknown_act", f"nothing is called {name} here")
    visit.need(found.role)
    await visit.room.task(visit.person, number)
    if to := given.get("to", "").strip():
        _known(visit, to)
    room, person = visit.room, visit.person
    eyes = Eyes.of(room.settings, person.role)
    return await found.do(
        Doing(room.stores, room.world, visit.now, number, person.name, given, eyes)
    )


def _known(visit: Visit, name: str) -> None:
    """A task is given to somebody who can see it at the desk.

    Raises:
        InvalidInput: nobody is called so.
    """
    if name not in people(visit):
        raise InvalidInput("unknown_person", "nobody of that name works at the desk")
