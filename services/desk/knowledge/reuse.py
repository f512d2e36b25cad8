"""Answers of solved cases, put into a task as a draft."""

from dataclasses import dataclass

from services.desk.knowledge import store
from services.desk.knowledge.solved import about
from services.desk.knowledge.store import Found, Like
from services.desk.visit import Visit
from services.notifier import talk
from services.notifier.blanks import filled, unfilled
from services.notifier.complaint import complaint_of
from services.notifier.languages import language_of
from services.notifier.messages import values
from services.notifier.stores.tasks import Task
from services.notifier.view import CaseView
from services.runtime.errors import InvalidInput
from services.runtime.postgres.pool import one_statement


@dataclass(frozen=True, slots=True)
class Reused:
    """An answer with the facts of another case.

    Attributes:
        blanks: somebody has to fill something in before it can be said.
    """

    order_key: str
    language: str
    text: str
    blanks: bool


async def similar(visit: Visit, task: Task, view: CaseView) -> list[Found]:
    """Solved cases whose answer may help with a task, of the shops that somebody sees."""
    case = view.case
    complaint = complaint_of(case)
    action = next((one for one in view.actions if one.key == task.action_key), None)
    carriers = [one.carrier for one in case.parcels.values() if one.carrier]
    spoken = (action.language if action else "") or talk.language(case)
    known = visit.room.world.texts.languages
    like = Like(
        order_key=task.order_key,
        type=complaint.type if complaint else "",
        rule=task.rule,
        country=case.country,
        carrier=carriers[0] if carriers else "",
        language=spoken or language_of(case.order, known, "en", talk.heard_in(case)),
    )
    async with one_statement(visit.room.pool) as conn:
        return await store.similar(conn, like, visit.person.shops)


async def reused(visit: Visit, task: Task, view: CaseView, order_key: str) -> Reused:
    """The answer of a solved case with the facts of a task's; what is not known stays a blank.

    Raises:
        InvalidInput: there is no such case of theirs, or no answer of it was kept.
    """
    found = None
    if visit.person.sees_order(order_key):
        async with one_statement(visit.room.pool) as conn:
            found = await store.one(conn, order_key)
    if found is None or not found.answer:
        raise InvalidInput("unknown_order", "there is no answer of such a case")
    action = next((one for one in view.actions if one.key == task.action_key), None)
    async with visit.room.stores.transaction() as unit:
        around = (await visit.room.world.surroundings(unit))(task.shop)
    told = values(about(action, view.case), view.case, around, found.language)
    text = filled(found.answer, told)
    return Reused(order_key, found.language, text, unfilled(text))
