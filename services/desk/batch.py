"""Tasks of one kind worked as one: read on one page, done by one press, entered each by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from services.desk.acting import acted
from services.desk.acts import ACTS, BACK, SEEN, Act
from services.desk.pages import shown
from services.desk.queue import asked_of
from services.desk.visit import Forbidden, Visit
from services.notifier.postgres.queue import Asked, page
from services.notifier.stores.tasks import Task
from services.runtime.errors import InvalidInput
from services.runtime.postgres.pool import one_statement

MOST = 20
"""Tasks of a batch: as many as somebody reads before they press."""

MARKED = "task-"
"""Before a task's number, in the name of its field."""

_DIGITS = 18
"""Of a task's number."""

_TOGETHER = frozenset({"", SEEN, "outcome", "reason"})
"""What may be asked for once for all of them."""


@dataclass(frozen=True, slots=True)
class Became:
    """What became of one task.

    Attributes:
        trouble: why it was not done; empty where it was.
    """

    task: Task
    trouble: str = ""


async def batch_page(visit: Visit) -> Response:
    """The open tasks of one rule, one kind and one shop."""
    visit.need("agent")
    return await _page(visit, visit.request.query_params, [])


async def work(visit: Visit, given: Mapping[str, str]) -> Response:
    """Do one thing with those that are marked, one after the other; what failed is told.

    Each is a transaction of its own: where it is cut off, the rest stays on the desk.
    """
    became = await worked(visit, given.get("act", ""), _numbers(given), given)
    return await _page(visit, given, became)


async def worked(
    visit: Visit, name: str, numbers: Sequence[int], given: Mapping[str, str]
) -> list[Became]:
    """What became of each task, in their order.

    Raises:
        InvalidInput: more than ``MOST``, an act that is not done with several, or no such task.
        Forbidden: their role does not allow it.
    """
    visit.need("agent")
    act = ACTS.get(name)
    if act is None or act.field not in _TOGETHER:
        raise InvalidInput("unknown_act", "that is not done with several at once")
    if len(numbers) > MOST:
        raise InvalidInput("unreadable", f"mark at most {MOST} tasks")
    tasks = [await visit.room.task(visit.person, number) for number in numbers]
    became = []
    for task in tasks:
        try:
            became.append(Became(await acted(visit, task.id, act.name, given)))
        except (InvalidInput, Forbidden) as error:
            why = error.detail or error.reason if isinstance(error, InvalidInput) else str(error)
            became.append(Became(task, why))
    return became


def _numbers(given: Mapping[str, str]) -> list[int]:
    """The numbers of the tasks that are marked.

    Raises:
        InvalidInput: it is none of a task.
    """
    found = [name.removeprefix(MARKED) for name in given if name.startswith(MARKED)]
    if not all(one.isascii() and one.isdecimal() and len(one) <= _DIGITS for one in found):
        raise InvalidInput("unreadable", "a task is marked by its number")
    return [int(one) for one in found]


def _asked(params: Mapping[str, str], visit: Visit) -> Asked:
    wanted = {name: params.get(name, "") for name in ("kind", "rule", "shop")}
    if not all(wanted.values()):
        raise InvalidInput("unknown_kind", "a batch is of one kind, one rule and one shop")
    return asked_of(wanted, visit.person)


async def _page(visit: Visit, params: Mapping[str, str], became: list[Became]) -> Response:
    asked = _asked(params, visit)
    async with one_statement(visit.room.pool) as conn:
        found = (await page(conn, asked, visit.now))[:MOST]
    possible: list[Act] = [
        act
        for act in ACTS.values()
        if asked.kind in act.kinds and act.field in _TOGETHER and act.name != BACK
        if visit.person.at_least(act.role)
    ]
    return shown(
        visit,
        "batch.html",
        found=found,
        became=became,
        acts=possible,
        kind=asked.kind,
        rule=asked.rule,
        shop=params["shop"],
        marked=MARKED,
    )
