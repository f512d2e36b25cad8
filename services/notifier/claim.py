"""Claiming: one transaction in which a ready action is planned afresh and fixed word for word."""

from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from schemas.action import ActionKind, ActionStatus
from schemas.order import Order
from services.connectors.manners import Manners
from services.notifier import outcome, talk
from services.notifier.actionrow import ActionRow
from services.notifier.admit import AsTask, Go, Later, Verdict, admit, is_unasked, later
from services.notifier.braking import judged
from services.notifier.case import Case
from services.notifier.casework import Casework, learn_marks, note
from services.notifier.deeds import decide
from services.notifier.heard import DAY
from services.notifier.kinds import PAYING, REACHING, SPEAKING
from services.notifier.mannerly import capped_until
from services.notifier.money import no_rate
from services.notifier.pages import SET_ASIDE, report_failure
from services.notifier.paying import same_remedy, spend_of_action
from services.notifier.plan import NEVER, PlannedAction, plan
from services.notifier.policy import Surroundings
from services.notifier.settle import why_not
from services.notifier.speech import render, spoken
from services.notifier.spending import Spend, over
from services.notifier.stores.cases import CaseRow, buyer_of
from services.notifier.stores.tasks import Task
from services.notifier.stores.unit import Unit
from services.runtime.kafka.outcome import Bug, judge

log = structlog.get_logger()

CANDIDATES = 20
"""Ready actions looked at for one whose case nobody else holds."""

BUSY = "a message there is not settled yet"
FULL = "the marketplace takes no more messages there until the buyer answers or a day has passed"

_UNSAID = frozenset({ActionStatus.FAILED, ActionStatus.MISSED})
"""Claimed, and surely never said: a platform that refuses a message shows nobody anything."""

COUNTED = REACHING - {ActionKind.CONVERSATION}
"""Kinds that the ceilings count: opening a chat says nothing to anybody."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What is to be performed now, and by nobody else.

    Attributes:
        at: machine time of the claim, read before any lock was waited for: past the time limit it
            may no longer be performed.
    """

    action: ActionRow
    order: Order
    shop: str
    at: float


@dataclass(frozen=True, slots=True)
class Nothing:
    """No claim; ``more`` where another call may find one."""

    more: bool


async def claim(unit: Unit, casework: Casework, now: datetime, at: float) -> Claimed | Nothing:
    """Claim the next ready action, or find that it is no longer to be done.

    Args:
        unit: a transaction.
        casework: what it is planned with.
        now: domain time.
        at: ``time.monotonic()`` at ``now``: the lease and the time limit begin together.
    """
    locked = await _free(unit, now)
    if locked is None:
        return Nothing(more=False)
    row, action = locked
    if action.status is not ActionStatus.READY or not _is_due(action, now):
        return Nothing(more=True)  # another dispatcher had it before we had the lock
    try:
        async with unit.savepoint():
            order = await _Claiming(unit, casework, row, action, now).run()
    except Exception as error:  # noqa: BLE001 - judged: an outage is raised on
        await set_aside(unit, casework, action.key, action.order_key, error=error, now=now)
        return Nothing(more=True)
    return Nothing(more=True) if order is None else Claimed(action, order, row.shop, at)


async def _free(unit: Unit, now: datetime) -> tuple[CaseRow, ActionRow] | None:
    """A case and its ready action that nobody else holds, both locked.

    The relay holds an action while Kafka takes it. Whoever waited for that with the shop's lock in
    hand would have all claims of the shop, and every pause, wait for Kafka.
    """
    due = await unit.actions.due(ActionStatus.READY, now, CANDIDATES)
    keys = {order: key for key, order in reversed(due)}  # the longest due of each order
    while rows := await unit.cases.lock_free(keys, limit=1):
        action = await unit.actions.lock_free(keys.pop(rows[0].order_key))
        if action is not None:
            return rows[0], action
    return None


async def set_aside(
    unit: Unit,
    casework: Casework,
    key: str,
    order_key: str,
    *,
    error: Exception,
    now: datetime,
) -> None:
    """Let an action on which our own code failed wait, and page: all others go on.

    Raises:
        Unavailable: our means failed, not our code.
    """
    await report_error(unit, casework, order_key, error=error, now=now)
    await unit.actions.set_aside(key, now + SET_ASIDE)


async def report_error(
    unit: Unit, casework: Casework, order_key: str, *, error: Exception, now: datetime
) -> None:
    """Say that our own code failed on an action of an order.

    Raises:
        Unavailable: our means failed, not our code.
    """
    found = judge(error)
    reason = found.reason if isinstance(found, Bug) else type(error).__name__
    log.error("action.bug", order=order_key, reason=reason, exc_info=error)
    await report_failure(unit, order_key, reason, casework.receivers, now)


async def busy(unit: Unit, conversation: str, key: str, now: datetime) -> datetime | None:
    """Until when another action has a conversation to itself; None where it is free.

    The conversation is locked to the end of the transaction: no other claim comes in between.
    """
    await unit.actions.lock_conversation(conversation)
    others = await unit.actions.in_conversation(conversation)
    ends = [outcome.settles_at(other, now) for other in others if other.key != key]
    return max((end for end in ends if end is not None), default=None)


async def another_offer(unit: Unit, conversation: str, key: str, now: datetime) -> bool:
    """Whether an offer about another order stands there: an answer could be to either.

    The conversation is locked.
    """
    others = await unit.actions.in_conversation(conversation)
    return any(
        other.key != key
        and other.status in {ActionStatus.CLAIMED, ActionStatus.DONE, ActionStatus.UNCERTAIN}
        and other.offer is not None
        and now < other.offer.expires_at
        for other in others
    )


async def held_until(
    unit: Unit, conversation: str, key: str, about: tuple[Case, Manners], now: datetime
) -> tuple[datetime, str] | None:
    """Until when nothing more may be said in a conversation, and why; None where it may now.

    The conversation is locked to the end of the transaction: what is counted here stays counted.
    """
    free_at = await busy(unit, conversation, key, now)
    if free_at is not None:
        return free_at, BUSY
    case, manners = about
    others = await unit.actions.in_conversation(conversation)
    said = [
        other.claimed_at
        for other in others
        if other.key != key and other.claimed_at and other.status not in _UNSAID
    ]
    full = capped_until(said, case, conversation, manners, now)
    return (full, FULL) if full is not None else None


class _Claiming:
    """One ready action under the lock of its case."""

    def __init__(
        self, unit: Unit, casework: Casework, row: CaseRow, action: ActionRow, now: datetime
    ) -> None:
        self._unit = unit
        self._casework = casework
        self._row = row
        self._action = action
        self._now = now

    async def run(self) -> Order | None:
        """Plan afresh; claim the action (returns its order), or write into it why not."""
        world, row = self._casework.world, self._row
        # Before the pauses are read: none can come between them and the claim.
        await self._unit.ledgers.lock(row.shop)
        around = (await world.surroundings(self._unit))(row.shop)
        await learn_marks(self._unit, [row], self._now)
        planned = plan(row.case, world.playbook, around, self._now)
        wanted = next((each for each in planned.actions if each.key == self._action.key), None)
        claimed = None
        if wanted is None or row.case.order is None:
            outcome.withdraw(self._action, why_not(planned, self._action))
        else:
            verdict = await self._verdict(wanted, around)
            if isinstance(verdict, Go):
                await self._fix(wanted, around, verdict.channel)
                claimed = row.case.order
            else:
                await self._instead(wanted, around, verdict)
        await note(self._unit, row, self._action, self._now)
        await self._casework.settle(self._unit, [row], self._now)
        return claimed

    def _fixed(self, wanted: PlannedAction) -> bool:
        """Whether the words leave as they are: a person approved them, or they may have left."""
        return bool(self._action.text) and (wanted.approved or self._action.doubts > 0)

    async def _verdict(self, wanted: PlannedAction, around: Surroundings) -> Verdict:
        row, now = self._row, self._now
        if wanted.due_at > now:
            return Later(wanted.due_at, "it waits for its time")
        ids = self._casework.world.playbook.ids_of(self._action.rule)
        ledgers = await self._unit.ledgers.used(row.shop, ids, now)
        buyer = buyer_of(row)
        if buyer is not None and is_unasked(wanted):
            ledgers = replace(ledgers, told=await self._unit.buyers.told(buyer, now - DAY))
        verdict = admit(wanted, row.case, ledgers, around, now)
        if not self._fixed(wanted):
            texts = self._casework.world.texts
            verdict = spoken(verdict, wanted, row.case, around, texts, now=now)
        if not isinstance(verdict, Go) or wanted.kind not in COUNTED:
            return verdict
        conversation = talk.conversation(row.case)
        if wanted.kind in SPEAKING and conversation is not None:
            held = await held_until(
                self._unit, conversation, self._action.key, (row.case, around.manners), now
            )
            if held is not None:
                return later(wanted, *held)
            if wanted.kind is ActionKind.OFFER and await another_offer(
                self._unit, conversation, self._action.key, now
            ):
                return AsTask("an offer about another order stands in this chat")
        if wanted.kind in PAYING and (over := await self._over(wanted, around)):
            return AsTask(over)
        why = await judged(self._unit, self._casework, row.shop, now, coming=1)
        return Later(NEVER, f"paused: {why}") if why else verdict

    async def _over(self, wanted: PlannedAction, around: Surroundings) -> str:
        """Why the caps do not let it cost what it may; empty where they do."""
        spend, order = self._spend(wanted, around), self._row.case.order
        if spend is None or order is None or order.total is None:
            return "what it may cost is not known"
        if wanted.kind is ActionKind.REMEDY and not same_remedy(wanted.args, self._action.args):
            return "the buyer's answer is another one than was let go"
        if spend.expires_at and spend.expires_at < self._now + around.shop.offers.least:
            return "it waited for so long that the buyer would have no time to choose"
        if against := no_rate(order.total.currency, around.shop.offers, spend.day):
            return against
        known = await self._unit.spends.beside(spend)
        return over(spend, known, around.shop.offers, self._now)

    def _spend(self, wanted: PlannedAction, around: Surroundings) -> Spend | None:
        """What it holds or spends; the shop's ledgers are locked."""
        offer = self._action.offer if self._fixed(wanted) else wanted.offer
        return spend_of_action(wanted, offer, self._row.case, around, self._now)

    async def _fix(self, wanted: PlannedAction, around: Surroundings, channel: str) -> None:
        """Fix the words, and count what leaves; a text that was approved leaves as it was."""
        action = self._action
        if action.kind in PAYING:
            await self._pay(wanted, around)
        if action.kind in SPEAKING:
            texts = self._casework.world.texts
            if not self._fixed(wanted):
                said = render(wanted, self._row.case, around, texts)
                action.give_text(said.body, said.language)
            action.conversation = talk.conversation(self._row.case)
        action.channel = channel
        outcome.claim(action, self._now)
        if action.kind in COUNTED:
            message = action.kind in SPEAKING
            shop, now = self._row.shop, self._now
            await self._unit.ledgers.count(shop, action.rule, now, message=message)

    async def _pay(self, wanted: PlannedAction, around: Surroundings) -> None:
        """Hold what an offer may cost, or spend what its remedy costs: before it may leave."""
        spend = self._spend(wanted, around)
        if spend is not None:
            await self._unit.spends.put(spend)
        if not self._fixed(wanted):
            self._action.offer = wanted.offer

    async def _instead(self, wanted: PlannedAction, around: Surroundings, verdict: Verdict) -> None:
        extra = decide(
            self._action,
            wanted,
            verdict,
            row=self._row,
            around=around,
            texts=self._casework.world.texts,
            now=self._now,
        )
        if isinstance(extra, Task):
            await self._unit.tasks.insert(extra)
        elif extra is not None and await self._unit.alerts.add_cause(extra):
            receivers = self._casework.receivers
            await self._unit.alerts.fold([extra.dedup_key], receivers, self._now)


def _is_due(action: ActionRow, now: datetime) -> bool:
    return action.retry_at is not None and action.retry_at <= now
