"""Recording: the transaction after a step on a channel, under the fence of its claim."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from schemas.action import ActionKind, ActionStatus
from services.notifier import outcome
from services.notifier.actionrow import ActionRow
from services.notifier.braking import judged
from services.notifier.case import ConversationOpened
from services.notifier.casework import Casework
from services.notifier.channels import Denied, Done, NotDone, Result
from services.notifier.claim import Claimed, Due
from services.notifier.conversing import another_offer, held_until
from services.notifier.deeds import follow_up
from services.notifier.kinds import COUNTED, SPEAKING
from services.notifier.outcome import FollowUp
from services.notifier.pages import authorised, unauthorised
from services.notifier.records import UNSURE
from services.notifier.settle import changed, take
from services.notifier.staff_words import in_words
from services.notifier.stores.cases import CaseRow
from services.notifier.stores.unit import Unit
from services.runtime.errors import LeaseLost

log = structlog.get_logger()

Decision = Callable[[ActionRow], FollowUp | None]
"""Writes what is now known into the action; returns the task that is left."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A claimed step, and how it ended."""

    claimed: Claimed
    result: Result


async def record(
    unit: Unit, casework: Casework, claimed: Claimed, result: Result, now: datetime
) -> None:
    """Write how a claimed step ended. May be repeated where a commit is in doubt.

    Raises:
        LeaseLost: the claim is somebody else's by now; what is known already stands.
    """
    if await record_all(unit, casework, [Ended(claimed, result)], now):
        raise LeaseLost(claimed.action.key)


async def record_all(
    unit: Unit, casework: Casework, ended: Sequence[Ended], now: datetime
) -> frozenset[str]:
    """Write how claimed steps of one shop ended, each about another order.

    Returns:
        Keys of those whose claim is somebody else's by now; what is known of them already stands.
    """
    rows = await unit.cases.lock_known([one.claimed.action.order_key for one in ended])
    actions = await unit.actions.read_all([one.claimed.action.key for one in ended])
    if any(_gives_back(one.result) for one in ended):
        for shop in sorted({row.shop for row in rows.values()}):
            await unit.ledgers.lock(shop)
    lost, written = set[str](), list[tuple[CaseRow, ActionRow]]()
    for one in ended:
        key, order_key = one.claimed.action.key, one.claimed.action.order_key
        row, action = rows.get(order_key), actions.get(key)
        done = isinstance(one.result, Done)
        if row is None or action is None or not _holds(one.claimed, action, done=done):
            lost.add(key)
            continue
        await _conclude(unit, casework, one, row=row, action=action, now=now)
        written.append((row, action))
    await _write_all(unit, casework, written, now)
    kept = [one for one in ended if one.claimed.action.key not in lost]
    for shop in sorted({one.claimed.shop for one in kept}):
        await _note_token(
            unit, casework, shop, [o.result for o in kept if o.claimed.shop == shop], now
        )
    return frozenset(lost)


async def _note_token(
    unit: Unit, casework: Casework, shop: str, results: Sequence[Result], now: datetime
) -> None:
    """Say that the marketplace does not accept a shop's token, or that it does after all."""
    if any(isinstance(one, Denied) and not one.authorised for one in results):
        await unauthorised(unit, shop, casework.receivers, now)
    elif any(isinstance(one, Done) for one in results):
        await authorised(unit, shop, casework.receivers, now)


def _gives_back(result: Result) -> bool:
    """Whether the shop's ledgers or traffic change by it, which its lock is for."""
    return isinstance(result, (NotDone, Denied)) or (
        isinstance(result, Done) and bool(result.blocked)
    )


async def _conclude(
    unit: Unit, casework: Casework, one: Ended, *, row: CaseRow, action: ActionRow, now: datetime
) -> None:
    """Write into the locked case and action how the step ended."""
    result, claimed_at = one.result, action.claimed_at
    reads_back = casework.world.acts_of(one.claimed.shop).reads_back
    if isinstance(result, Done) and action.kind is ActionKind.CONVERSATION:
        take(row, ConversationOpened(result.external_ref), now)
    task = outcome.conclude(action, result, reads_back=reads_back, now=now)
    if isinstance(result, NotDone):
        await _give_back(unit, row, action, claimed_at)
    elif isinstance(result, Denied) or action.status is ActionStatus.BLOCKED:
        await _refused(unit, casework, row=row, action=action, now=now)
    await _leave(unit, casework, row=row, action=action, task=task, now=now)


async def keep_conversation(
    unit: Unit, casework: Casework, claimed: Claimed, conversation: str, now: datetime
) -> bool:
    """Make the opened conversation durable, before anything is sent into it.

    Returns:
        False where another action is unsettled in it, or it has had its messages of the day:
        nothing may be sent there yet. Two orders of one buyer learn only now that theirs is one
        conversation.

    Raises:
        LeaseLost: the claim is somebody else's by now: nothing may be sent.
    """
    row = await unit.cases.lock_one(claimed.action.order_key)
    action = await unit.actions.read(claimed.action.key)
    if row is None or action is None or not _holds(claimed, action):
        raise LeaseLost(claimed.action.key)
    if action.status is not ActionStatus.CLAIMED:
        raise LeaseLost(action.key)
    await unit.actions.lock_conversations([conversation])
    said = await unit.actions.in_conversation(conversation)
    about = (row.case, casework.world.acts_of(row.shop).manners)
    free = held_until(conversation, said, action.key, about, now) is None
    if action.kind is ActionKind.OFFER and another_offer(said, action.key, now):
        free = False
    if free:
        action.conversation = conversation
        await unit.actions.update(action, now)
        take(row, changed(action), now)
    take(row, ConversationOpened(conversation), now)
    await casework.settle(unit, [row], now)
    return free


async def expire(unit: Unit, casework: Casework, due: Sequence[Due], now: datetime) -> int:
    """Claims whose owner is gone become unsure; how many cases were held."""
    rows = {row.order_key: row for row in await unit.cases.lock_free([o for _, o in due])}
    for shop in sorted({row.shop for row in rows.values()}):
        await unit.ledgers.lock(shop)  # before any alert is, and in one order: no deadlock
    for key, order_key in sorted(due):
        action = await unit.actions.read(key)
        if order_key in rows and action is not None and _expired(action, now):
            await _expire(unit, casework, rows[order_key], action, now)
    return len(rows)


async def _expire(
    unit: Unit, casework: Casework, row: CaseRow, action: ActionRow, now: datetime
) -> None:
    reads_back = casework.world.acts_of(row.shop).reads_back
    claimed_at = action.claimed_at
    task = outcome.unsure(
        action, "the process ended before an answer", reads_back=reads_back, now=now
    )
    if action.status is not ActionStatus.UNCERTAIN:
        await _give_back(unit, row, action, claimed_at)
    await _write(unit, casework, row=row, action=action, task=task, now=now)


async def decide_again(
    unit: Unit,
    casework: Casework,
    leased: ActionRow,
    *,
    decision: Decision,
    now: datetime,
) -> None:
    """Write what a look has shown, if the action is still as it was leased for the look."""
    row = await unit.cases.lock_one(leased.order_key)
    action = await unit.actions.read(leased.key)
    if row is None or action is None or not unmoved(action, leased):
        return
    before = replace(action)
    task = decision(action)
    if task is None and action == before:
        return
    if action.status is ActionStatus.DONE and leased.status is ActionStatus.UNCERTAIN:
        await unit.tasks.settled(action.key, now)
    if action.status is ActionStatus.BLOCKED:
        await _refused(unit, casework, row=row, action=action, now=now)
    await _write(unit, casework, row=row, action=action, task=task, now=now)


def unmoved(action: ActionRow, leased: ActionRow) -> bool:
    """The fence of a look: nobody has tried, settled or leased the action since it was leased."""
    return (action.status, action.attempts, action.retry_at) == (
        leased.status,
        leased.attempts,
        leased.retry_at,
    )


async def _give_back(
    unit: Unit, row: CaseRow, action: ActionRow, claimed_at: datetime | None
) -> None:
    """It surely did not leave: what was counted when it was claimed no longer is.

    The shop's ledgers are locked.
    """
    if claimed_at is not None and action.kind in COUNTED:
        message = action.kind in SPEAKING
        await unit.ledgers.count(row.shop, action.rule, claimed_at, message=message, by=-1)
    await _free(unit, action)


async def _free(unit: Unit, action: ActionRow) -> None:
    """An offer that no buyer has read holds nothing; a remedy that failed is still owed."""
    if action.kind is ActionKind.OFFER:
        await unit.spends.release(action.key)


async def _refused(
    unit: Unit, casework: Casework, *, row: CaseRow, action: ActionRow, now: datetime
) -> None:
    """The platform let no buyer read it: too many of these, and the shop is paused."""
    await _free(unit, action)
    if action.kind in SPEAKING and action.claimed_at is not None:
        await unit.ledgers.lock(row.shop)
        await unit.ledgers.refuse(row.shop, action.claimed_at)
        await judged(unit, casework, row.shop, now)


def _holds(claimed: Claimed, action: ActionRow, *, done: bool = False) -> bool:
    """Whether an action is still the claim that was made.

    An answer that comes after the lease has ended still counts while nobody has tried again; that
    it is done counts even where two looks have found nothing of it and put it back.
    """
    if action.attempts != claimed.action.attempts:
        return False
    return action.status in UNSURE or (done and outcome.put_back(action))


async def _write(
    unit: Unit,
    casework: Casework,
    *,
    row: CaseRow,
    action: ActionRow,
    task: FollowUp | None,
    now: datetime,
) -> None:
    """Write one action, what is left of it, and its case."""
    await _leave(unit, casework, row=row, action=action, task=task, now=now)
    await _write_all(unit, casework, [(row, action)], now)


async def _leave(
    unit: Unit,
    casework: Casework,
    *,
    row: CaseRow,
    action: ActionRow,
    task: FollowUp | None,
    now: datetime,
) -> None:
    """Put the task that is left on the desk, and let the case know of the action's next version."""
    if task is not None:
        language = casework.world.staff_language(row.shop)
        title, why = in_words(task.title, language), in_words(task.why, language)
        left = follow_up(action, row, task.kind, title=title, why=why, now=now)
        await unit.tasks.insert(left)
    action.next_version(now)
    take(row, changed(action), now)


async def _write_all(
    unit: Unit, casework: Casework, written: Sequence[tuple[CaseRow, ActionRow]], now: datetime
) -> None:
    """Write actions of which their cases know, and settle these."""
    await unit.actions.write_all([action for _, action in written])
    await casework.settle(unit, [row for row, _ in written], now)
    for _, action in written:
        log.info(
            "action",
            order=action.order_key,
            rule=action.rule,
            kind=action.kind,
            status=action.status,
        )


def _expired(action: ActionRow, now: datetime) -> bool:
    due = action.retry_at is not None and action.retry_at <= now
    return action.status is ActionStatus.CLAIMED and due
