"""The desk: listing, finishing, approving and refusing tasks, as ``forestall tasks`` calls them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from schemas.action import ActionKind, ActionStatus
from services.connectors.manners import Manners
from services.notifier.actionrow import EDITED, ActionRow
from services.notifier.case import Case, PersonActed
from services.notifier.events import Personal
from services.notifier.eyes import ONE_PERSON, Eyes
from services.notifier.gate import refusal
from services.notifier.people import acted, after
from services.notifier.seconding import Press, both, seconded
from services.notifier.settle import changed, take
from services.notifier.speech import numbers_of
from services.notifier.stores.cases import CaseRow
from services.notifier.stores.tasks import Task, TaskStatus
from services.notifier.stores.unit import Stores, Unit
from services.runtime.desk import Role
from services.runtime.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Edited:
    """A text in a person's words.

    Attributes:
        manners: of the shop's marketplace: what may be said there.
    """

    words: str
    manners: Manners

    @property
    def plain(self) -> str:
        """As they are said."""
        return self.words.replace("\r\n", "\n").strip()


async def list_tasks(
    stores: Stores,
    *,
    shop: str | None = None,
    status: TaskStatus | None = "open",
    limit: int = 1000,
) -> Sequence[Task]:
    """Tasks of a shop (or of all) in a status (or in any), the first ``limit`` of them.

    The most pressing first; after the open ones the closed, the last closed first.
    """
    async with stores.one_statement() as unit:
        return await unit.tasks.find(shop, status, limit)


async def show(stores: Stores, task_id: int) -> Task:
    """One task.

    Raises:
        InvalidInput: there is no such task.
    """
    async with stores.transaction() as unit:
        return await _known(unit, task_id)


async def take_task(stores: Stores, now: datetime, task_id: int, by: str) -> Task:
    """Somebody is on it: nobody is reminded of it any more; it stays on the desk.

    Raises:
        InvalidInput: there is no such task, it is closed, or another person has it in hand.
    """
    async with stores.transaction() as unit:
        task, row = await _open(unit, task_id)
        if task.assignee not in ("", by):
            raise InvalidInput("taken", f"{task.assignee} has task {task_id} in hand")
        await unit.tasks.give(task.key, by)
        held = task.assignee or "nobody"
        event = PersonActed("task_taken", by, now, task.action_key, before=held, after=by)
        await acted(unit, row, event, now)
        return await _known(unit, task_id)


async def assign(stores: Stores, now: datetime, task_id: int, by: str, to: str) -> Task:
    """Give an open task to somebody, whoever has it in hand; they are still to take it.

    Raises:
        InvalidInput: there is no such task, or it is closed.
    """
    async with stores.transaction() as unit:
        task, row = await _open(unit, task_id)
        await unit.tasks.give(task.key, to)
        held, about = task.assignee or "nobody", to or "nobody"
        event = PersonActed("task_assigned", by, now, task.action_key, about, held, about)
        await acted(unit, row, event, now)
        return await _known(unit, task_id)


async def snooze(stores: Stores, now: datetime, task_id: int, by: str, until: datetime) -> Task:
    """Leave an open task out of the queue for a while; its deadline and its reminders stand.

    Raises:
        InvalidInput: there is no such task, it is closed, or ``until`` is not ahead of now, or is
            past its deadline.
    """
    async with stores.transaction() as unit:
        task, row = await _open(unit, task_id)
        if until <= now or (task.deadline is not None and until > task.deadline):
            raise InvalidInput("not_then", f"task {task_id} is put off to before its deadline")
        await unit.tasks.snooze(task.key, until)
        about, until_then = until.isoformat(timespec="minutes"), task.snoozed_until
        before = until_then.isoformat(timespec="minutes") if until_then else task.status
        event = PersonActed("task_snoozed", by, now, task.action_key, about, before, about)
        await acted(unit, row, event, now)
        return await _known(unit, task_id)


async def not_needed(stores: Stores, now: datetime, task_id: int, by: str, reason: str) -> Task:
    """A task is closed undone: what it asked for counts as neither done nor said.

    Raises:
        InvalidInput: there is no such task, it is closed, or it has to be approved or refused.
    """
    async with stores.transaction() as unit:
        task, row = await _open(unit, task_id)
        if task.kind == "approve":
            raise InvalidInput("not_a_deed", f"task {task_id} is to be approved or refused")
        outcome = reason or "not needed"
        await unit.tasks.close(task.key, status="refused", by=by, outcome=outcome, now=now)
        event = PersonActed(
            "not_needed", by, now, task.action_key, before=task.status, after="refused"
        )
        await acted(unit, row, event, now)
        return await _known(unit, task_id)


async def done(
    stores: Stores,
    now: datetime,
    task_id: int,
    by: str,
    outcome: str = "",
    *,
    eyes: Eyes = ONE_PERSON,
    seen: str = "",
) -> Task:
    """A task has been done by a person; where a second confirms that, they come first or second.

    Args:
        stores: the notifier's.
        now: domain time.
        task_id: its number.
        by: who did it.
        outcome: how it ended; of two people the first one's counts.
        eyes: what a second person confirms.
        seen: the first press that they have read; see ``seconding.Press``.

    Raises:
        InvalidInput: there is no such task, it is closed, it has to be approved or refused, or
            it is not for them to confirm.
    """
    async with stores.transaction() as unit:
        task, row = await _open(unit, task_id)
        if task.kind == "approve":
            raise InvalidInput("not_a_deed", f"task {task_id} is to be approved or refused")
        press = Press("done", by, outcome, eyes, eyes.on_deed(task), seen)
        if not await seconded(unit, row, task, press, now):
            return await _known(unit, task_id)
        by, outcome = both(task, by), task.first_with if task.first_by else outcome
        await unit.tasks.close(task.key, status="done", by=by, outcome=outcome, now=now)
        # Another task of the same action may have been done at this very instant.
        deed = row.case.deeds.get(task.action_key)
        at = after(deed.closed_at if deed else None, now)
        event = PersonActed("task_done", by, at, task.action_key, before=task.status, after="done")
        await acted(unit, row, event, now)
        return await _known(unit, task_id)


async def approve(
    stores: Stores,
    now: datetime,
    task_id: int,
    by: str,
    *,
    eyes: Eyes = ONE_PERSON,
    seen: str = "",
) -> Task:
    """Let exactly this text go; it is still checked against the facts when it leaves.

    Where a second person confirms, the first press is noted and the task stays open; the second
    lets go what the first has asked for, in the first one's words where those are other words.

    Raises:
        InvalidInput: there is no such task, it is closed, it is none to approve, or it is not for
            them to confirm.
    """
    answer = _Answer(ActionStatus.READY, eyes=eyes, seen=seen)
    return await _answer(stores, now, task_id, by, answer)


async def approve_edited(
    stores: Stores,
    now: datetime,
    task_id: int,
    by: str,
    edited: Edited,
    *,
    eyes: Eyes = ONE_PERSON,
) -> Task:
    """Let a text go in a person's own words, which pass the gate like any other.

    The task keeps the words that were proposed, the action those that were approved.

    Raises:
        InvalidInput: as ``approve``; it is no message whose words are free; or the marketplace
            would not have these.
    """
    answer = _Answer(ActionStatus.READY, eyes=eyes, edited=edited)
    return await _answer(stores, now, task_id, by, answer)


async def refuse(stores: Stores, now: datetime, task_id: int, by: str, reason: str = "") -> Task:
    """It is not to be done, ever.

    Raises:
        InvalidInput: there is no such task, it is closed, or it is none to approve.
    """
    return await _answer(stores, now, task_id, by, _Answer(ActionStatus.SKIPPED, reason=reason))


async def withdraw(stores: Stores, now: datetime, task_id: int, by: str) -> Task:
    """What waits on a task for a second person is taken back, by whoever it is; it stays open.

    Raises:
        InvalidInput: there is no such task, it is closed, or nothing waits there.
    """
    async with stores.transaction() as unit:
        task, row = await _open(unit, task_id)
        if not task.first_by:
            raise InvalidInput("nothing_asked", f"nothing waits on task {task_id} for a second")
        await unit.tasks.ask(task.key, None)
        about = f"{task.first_act}, {task.first_by}"
        event = PersonActed(
            "second_dropped", by, now, task.action_key, about, before="asked", after=task.status
        )
        await acted(unit, row, event, now)
        return await _known(unit, task_id)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What somebody says to a task that is to be approved."""

    status: ActionStatus
    reason: str = ""
    edited: Edited | None = None
    eyes: Eyes = ONE_PERSON
    seen: str = ""

    def press(self, by: str, wanted: Role | None) -> Press:
        """As a press that a second may have to confirm."""
        act, words = ("edit", self.edited.plain) if self.edited else ("approve", "")
        return Press(act, by, words, self.eyes, wanted, self.seen)


async def _answer(stores: Stores, now: datetime, task_id: int, by: str, answer: _Answer) -> Task:
    status, reason, edited = answer.status, answer.reason, answer.edited
    approved = status is ActionStatus.READY
    async with stores.transaction() as unit:
        task, row = await _open(unit, task_id)
        if task.kind != "approve":
            raise InvalidInput("not_an_approval", f"task {task_id} is to be done, not approved")
        action = await unit.actions.read(task.action_key)
        if action is None or action.status is not ActionStatus.AWAITING_APPROVAL:
            raise InvalidInput("not_open", f"task {task_id} is no longer open")
        if edited is not None and edited.plain == action.text.strip():
            answer, edited = replace(answer, edited=None), None
        if edited is not None:
            _free(action, row.case, edited)
        if approved:
            press = answer.press(by, answer.eyes.on_approval(task, action, row.case))
            if not await seconded(unit, row, task, press, now):
                return await _known(unit, task_id)
            by = both(task, by)
        words = task.first_with if approved else ""
        changed_words = _say(action, words or (edited.plain if edited else ""))
        done_so = "approved, in other words" if changed_words else "approved"
        await unit.tasks.close(
            task.key,
            status="done" if approved else "refused",
            by=by,
            outcome=done_so if approved else reason or "refused",
            now=now,
        )
        was, action.status = action.status, status
        # What they say of why stays on the desk: the reason of an action is entered for good.
        action.reason = f"approved by {by}" if approved else f"refused by {by}"
        action.retry_at = now if approved else None
        await unit.actions.update(action, now)
        take(row, changed(action), now)
        about = "in other words" if changed_words else ""
        did: Personal = "approved" if approved else "refused"
        event = PersonActed(did, by, now, action.key, about, before=was, after=status)
        await acted(unit, row, event, now)
        return await _known(unit, task_id)


def _free(action: ActionRow, case: Case, edited: Edited) -> None:
    """Other words may be said.

    Raises:
        InvalidInput: what is to be said is fixed, or the marketplace would not have it.
    """
    if action.kind is not ActionKind.MESSAGE or action.offer is not None:
        raise InvalidInput("fixed_words", "what this says is bound: approve it as it is, or refuse")
    if against := refusal(edited.plain, edited.manners, numbers_of(case)):
        raise InvalidInput("gate", f"the marketplace would not have it: {against}")


def _say(action: ActionRow, words: str) -> bool:
    """Fix other words in an action; False where there are none."""
    if not words:
        return False
    action.give_text(words, action.language)
    action.args = {**action.args, EDITED: "yes"}
    return True


async def _known(unit: Unit, task_id: int) -> Task:
    task = await unit.tasks.read(task_id)
    if task is None:
        raise InvalidInput("unknown_task", f"there is no task {task_id}")
    return task


async def _open(unit: Unit, task_id: int) -> tuple[Task, CaseRow]:
    """An open task under the lock of its case.

    Raises:
        InvalidInput: there is none, or it is closed.
    """
    task = await _known(unit, task_id)
    row = await unit.cases.lock_one(task.order_key)
    task = await _known(unit, task_id)  # again: it may have been closed while we waited
    if row is None or task.status != "open":
        ended = f"{task.status} by {task.closed_by}, {task.outcome}".rstrip(", ")
        raise InvalidInput("not_open", f"task {task_id} is no longer open: {ended}")
    return task, row
