"""The first of two presses is noted on the task; the second, another person's, lets it happen."""

from dataclasses import dataclass
from datetime import datetime

from services.notifier.case import PersonActed
from services.notifier.eyes import Eyes, same_person
from services.notifier.people import acted
from services.notifier.stores.cases import CaseRow
from services.notifier.stores.tasks import Ask, Task
from services.notifier.stores.unit import Unit
from services.runtime.desk import Role
from services.runtime.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Press:
    """Somebody's press on a task that a second person confirms.

    Attributes:
        act: its name, as the desk's buttons have it.
        given: what they wrote beside it: an outcome, or other words.
        wanted: the second person's role; None: there needs to be none.
        seen: the first press that they have read; empty: none was shown to them.
    """

    act: str
    by: str
    given: str
    eyes: Eyes
    wanted: Role | None
    seen: str = ""


async def seconded(unit: Unit, row: CaseRow, task: Task, press: Press, now: datetime) -> bool:
    """Whether it may happen; else the first press is noted, and stands entered.

    Args:
        unit: holding the lock of the case.
        row: the case's.
        task: open, as it is under that lock.
        press: what somebody does.
        now: domain time.

    Raises:
        InvalidInput: something else waits there for a second; it is their own that they would
            confirm; their role does not allow it; or they have not read what was first pressed.
    """
    if press.wanted is None and not task.first_by:
        return True
    if not task.first_by:
        await unit.tasks.ask(task.key, Ask(press.act, press.by, press.given, now))
        event = PersonActed(
            "second_asked", press.by, now, task.action_key, press.act, task.status, "asked"
        )
        await acted(unit, row, event, now)
        return False
    _may_confirm(task, press)
    return True


def both(task: Task, by: str) -> str:
    """The names of whoever did it: of the two, where it took two."""
    return f"{task.first_by}, {by}" if task.first_by else by


def _may_confirm(task: Task, press: Press) -> None:
    same_words = press.act == task.first_act == "edit" and press.given == task.first_with
    same = press.act == task.first_act != "edit" or same_words
    if not same and (task.first_act, press.act) != ("edit", "approve"):
        why = f"{task.first_by} has asked for another thing here: confirm it, or take it back"
        raise InvalidInput("another_asked", why)
    if same_person(task.first_by, press.by):
        raise InvalidInput("same_person", "somebody else confirms what you have asked for")
    if press.wanted is not None and not press.eyes.enough(press.wanted):
        raise InvalidInput("second_role", f"to confirm this wants the role {press.wanted}")
    # Words that they have not read are not theirs to confirm; what stood there before is.
    unread = _read_at(press.seen) != task.first_at and (press.seen or task.first_with)
    if unread and not same_words:
        raise InvalidInput("changed_meanwhile", "this was changed meanwhile: read it again")


def _read_at(seen: str) -> datetime | None:
    try:
        return datetime.fromisoformat(seen)
    except ValueError:
        return None
