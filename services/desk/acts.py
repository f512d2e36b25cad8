"""What people do with a task, by pages and by REST alike: each one's name, role and means."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.notifier import tasks
from services.notifier.eyes import ONE_PERSON, Eyes, same_person
from services.notifier.stores.tasks import Task, TaskKind
from services.notifier.stores.unit import Stores
from services.notifier.world import World
from services.runtime.desk import Role
from services.runtime.errors import InvalidInput

LONGEST = 1000
"""Characters of an outcome or a reason."""

LONGEST_TEXT = 10_000
"""Characters of a text to a buyer; every marketplace's own limit is far below."""

MOST_HOURS = 72
"""By which a task may be put off at once."""


SEEN = "seen"
"""The field that tells which first press somebody has read who confirms it."""

BACK = "withdraw"
"""The act that takes a first press back."""


@dataclass(frozen=True, slots=True)
class Doing:
    """Somebody's act on a task.

    Attributes:
        now: domain time.
        given: the fields of the form, or of the REST body.
        eyes: what a second person confirms.
    """

    stores: Stores
    world: World
    now: datetime
    number: int
    by: str
    given: Mapping[str, str]
    eyes: Eyes = ONE_PERSON

    @property
    def seen(self) -> str:
        """The first press that they have read, where a second person confirms."""
        return self.given.get(SEEN, "")

    def text(self, name: str) -> str:
        """What was written into a field.

        Raises:
            InvalidInput: too much.
        """
        found = self.given.get(name, "").strip()
        if len(found) > LONGEST:
            raise InvalidInput("too_long", f"{name}: at most {LONGEST} characters")
        return found


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that can be done.

    Attributes:
        about: what it does, in a sentence.
        kinds: of tasks that it is for.
        field: what is asked for beside it; empty: nothing.
    """

    name: str
    about: str
    role: Role
    kinds: frozenset[TaskKind]
    field: str
    do: Callable[[Doing], Awaitable[Task]]


async def _take(one: Doing) -> Task:
    return await tasks.take_task(one.stores, one.now, one.number, one.by)


async def _done(one: Doing) -> Task:
    outcome = one.text("outcome")
    return await tasks.done(
        one.stores, one.now, one.number, one.by, outcome, eyes=one.eyes, seen=one.seen
    )


async def _approve(one: Doing) -> Task:
    return await tasks.approve(
        one.stores, one.now, one.number, one.by, eyes=one.eyes, seen=one.seen
    )


async def _edit(one: Doing) -> Task:
    shop = (await tasks.show(one.stores, one.number)).shop
    words = one.given.get("words", "")[:LONGEST_TEXT]
    edited = tasks.Edited(words, one.world.acts_of(shop).manners)
    return await tasks.approve_edited(
        one.stores, one.now, one.number, one.by, edited, eyes=one.eyes
    )


async def _withdraw(one: Doing) -> Task:
    return await tasks.withdraw(one.stores, one.now, one.number, one.by)


async def _refuse(one: Doing) -> Task:
    return await tasks.refuse(one.stores, one.now, one.number, one.by, one.text("reason"))


async def _not_needed(one: Doing) -> Task:
    return await tasks.not_needed(one.stores, one.now, one.number, one.by, one.text("reason"))


async def _snooze(one: Doing) -> Task:
    hours = one.text("hours")
    if not (hours.isascii() and hours.isdecimal() and 1 <= int(hours[:4]) <= MOST_HOURS):
        raise InvalidInput("hours", f"hours: a number from 1 to {MOST_HOURS}")
    until = one.now + timedelta(hours=int(hours))
    return await tasks.snooze(one.stores, one.now, one.number, one.by, until)


async def _assign(one: Doing) -> Task:
    return await tasks.assign(one.stores, one.now, one.number, one.by, one.text("to"))


_EVERY: frozenset[TaskKind] = frozenset({"do", "approve", "send", "check"})
_APPROVAL: frozenset[TaskKind] = frozenset({"approve"})
_DEED = _EVERY - _APPROVAL

_TABLE = (
    Act("approve", "Let exactly this text go.", "agent", _APPROVAL, SEEN, _approve),
    Act("edit", "Let it go in other words.", "agent", _APPROVAL, "words", _edit),
    Act("done", "It was done, or said, by hand.", "agent", _DEED, "outcome", _done),
    Act("refuse", "It is not to be done, ever.", "agent", _APPROVAL, "reason", _refuse),
    Act("not-needed", "Close it undone.", "agent", _DEED, "reason", _not_needed),
    Act(BACK, "Take back what waits for a second person.", "agent", _EVERY, "", _withdraw),
    Act("take", "Have it in hand.", "agent", _EVERY, "", _take),
    Act("snooze", "Leave it out of the queue.", "agent", _EVERY, "hours", _snooze),
    Act("assign", "Give it to somebody.", "lead", _EVERY, "to", _assign),
)


def offered(task: Task, name: str) -> list[Act]:
    """What somebody may press on a task, beside what their role says. Pure.

    While something waits for a second person, it is confirmed or taken back, and not asked anew:
    nobody confirms what they have asked for.
    """
    found = [act for act in _TABLE if task.status == "open" and task.kind in act.kinds]
    if not task.first_by:
        return [act for act in found if act.name != BACK]
    confirming = "approve" if task.first_act == "edit" else task.first_act
    theirs = same_person(task.first_by, name)
    left = {"approve", "edit", "done"} - (set() if theirs else {confirming})
    return [act for act in found if act.name not in left]


ACTS: Mapping[str, Act] = {act.name: act for act in _TABLE}
"""By name, as addresses have it; in the order in which a page offers them."""
