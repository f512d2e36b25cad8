"""One case in its transaction: planned until stable, what is due and inside done, the rest waiting.

What reaches a buyer or a platform becomes a row for the dispatcher. What reaches only people here
(tasks, notices, pages) is a row of this very transaction, and so is done at once.
"""

from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from schemas.action import ActionKind, ActionStatus
from services.notifier.actionrow import ActionRow
from services.notifier.admit import Later, Verdict, admit, is_unasked
from services.notifier.asked import Asked
from services.notifier.case import (
    OPEN,
    ActionChanged,
    Disposition,
    Event,
    PersonActed,
    apply,
    remember,
)
from services.notifier.common import Common
from services.notifier.deeds import decide, deed_of, missed_of, reopen
from services.notifier.entries import describe, judged
from services.notifier.history import withdrawn
from services.notifier.holdout import sided
from services.notifier.outcome import withdraw
from services.notifier.plan import NEVER, Plan, PlannedAction, plan
from services.notifier.playbook import Playbook
from services.notifier.policy import Surroundings
from services.notifier.speech import spoken
from services.notifier.stores.buyers import BuyerKey
from services.notifier.stores.cases import CaseRow, buyer_of
from services.notifier.stores.unit import Unit
from services.notifier.telling import told_of_hold
from services.notifier.texts import Texts
from services.runtime.kafka.outcome import Applied
from services.runtime.metrics import ACTIONS

log = structlog.get_logger()

MOST_DEEDS = 50
"""Deeds in one settling; a plan that wants more goes in circles, which is a bug."""

SOON = timedelta(minutes=1)

_SAID = (ActionStatus.DONE, "chat")


class Settlement:
    """The settling of one locked case.

    Args:
        pending: its actions that are ready or wait for approval, by key.
        asked: what is asked of people about it.
        common: what it shares with all cases that are settled in this transaction.
        look_at: when to settle it again even if its plan does not ask for it; None for never.
    """

    def __init__(
        self,
        *,
        unit: Unit,
        row: CaseRow,
        playbook: Playbook,
        texts: Texts,
        around: Surroundings,
        now: datetime,
        pending: dict[str, ActionRow],
        asked: Asked,
        common: Common,
        look_at: datetime | None = None,
    ) -> None:
        self._unit = unit
        self._row = row
        self._playbook = playbook
        self._texts = texts
        self._around = around
        self._now = now
        self._pending = dict(pending)
        self._asked = asked
        self._waits: list[datetime] = []
        self._common = common
        self._look_at = look_at
        row.case = sided(row.case, around)
        self._first = self._plan()

    @property
    def new(self) -> set[str]:
        """Keys of the actions that the first plan would add."""
        missed = {one.key for one in self._first.missed}
        return missed | {one.key for one in self._due}

    @property
    def told(self) -> BuyerKey | None:
        """The buyer, where the first plan would tell them something unasked."""
        return buyer_of(self._row) if any(map(is_unasked, self._due)) else None

    @property
    def _due(self) -> list[PlannedAction]:
        return [
            one
            for one in self._first.actions
            if one.due_at <= self._now and one.key not in self._pending
        ]

    async def run(self) -> set[str]:
        """Settle; the keys of the alerts to fold anew.

        Raises:
            RuntimeError: the plan goes in circles.
        """
        planned = self._first
        for _ in range(MOST_DEEDS):
            self._row.case = remember(self._row.case, planned.seen)
            if not await self._step(planned):
                break
            planned = self._plan()
        else:
            raise RuntimeError(f"the plan of {self._row.order_key} does not come to rest")
        for rule, occasion, what in planned.errors:
            log.warning("rule.error", rule=rule, occasion=occasion, error=what)
        wakes = await self._end_gone(), planned.wake_at, self._look_at
        self._waits += [at for at in wakes if at]
        self._row.playbook = self._playbook.version
        self._row.wake_at = self._next_wake()
        return self._asked.touched

    def _plan(self) -> Plan:
        return plan(self._row.case, self._playbook, self._around, self._now)

    async def _step(self, planned: Plan) -> bool:
        """Do the first thing there is to do; False where nothing is left."""
        self._waits = []
        for missed in planned.missed:
            await self._deed(missed_of(missed, self._row.order_key, self._now))
        if planned.missed:
            return True
        wanted = {action.key for action in planned.actions}
        for key, deed in self._pending.items():
            if key not in wanted:
                await self._withdraw(deed, why_not(planned, deed))
                return True
        for action in planned.actions:
            pending = self._pending.get(action.key)
            if pending is not None:
                await self._release(pending, action)
            if action.due_at > self._now or pending is not None:
                continue
            verdict = admit(
                action,
                self._row.case,
                await self._common.used(self._row, action),
                self._around,
                self._now,
            )
            if isinstance(verdict, Later):
                self._waits.append(verdict.retry_at)
                continue
            words = self._row.case, self._around, self._texts
            await self._do(action, spoken(verdict, action, *words, now=self._now))
            return True
        return False

    async def _do(self, action: PlannedAction, verdict: Verdict) -> None:
        again = await self._withdrawn(action)
        deed = again or deed_of(action, self._row.order_key, self._now)
        asked = decide(
            deed,
            action,
            verdict,
            row=self._row,
            around=self._around,
            texts=self._texts,
            now=self._now,
        )
        if again:
            await self._again(again)
        else:
            await self._deed(deed)
        if asked is not None:
            await self._asked.add(asked, again)

    async def _withdrawn(self, action: PlannedAction) -> ActionRow | None:
        """The row of an action that was withdrawn and is called for again, reopened."""
        known = self._row.case.deeds.get(action.key)
        if known is None or not withdrawn(known):
            return None
        deed = await self._common.read(action.key)
        if deed is not None:
            reopen(deed, action)
        return deed

    async def _again(self, deed: ActionRow) -> None:
        """Store what became of a reopened action as its next version, and let the case know."""
        await self._common.update(deed)
        self._tell(deed)
        self._keep(deed)

    async def _deed(self, deed: ActionRow) -> None:
        """Store a new action and let the case know; an old one of that key is learned again."""
        deed = await self._common.add(deed)
        self._tell(deed)
        self._keep(deed)

    def _keep(self, deed: ActionRow) -> None:
        if deed.status in OPEN:
            self._pending[deed.key] = deed

    def _tell(self, deed: ActionRow) -> None:
        take(self._row, changed(deed), self._now)

    async def _withdraw(self, action: ActionRow, why: str) -> None:
        withdraw(action, why)
        await self._common.update(action)
        self._tell(action)
        del self._pending[action.key]
        await self._asked.end({action.key}, why)

    async def _release(self, deed: ActionRow, action: PlannedAction) -> None:
        """What waited for an event may leave again, once the plan gives it a time."""
        waits = deed.status is ActionStatus.READY and deed.retry_at is None
        if waits and action.due_at < NEVER:
            deed.retry_at = max(action.due_at, self._now)
            await self._common.update(deed)
            self._tell(deed)

    async def _end_gone(self) -> datetime | None:
        """End what is asked of people and no longer called for; returns when to look again.

        A cause stands as long as the plan would want its action anew, had it not been done.
        """
        deeds = self._row.case.deeds.values()
        said = {one.key for one in deeds if (one.status, one.channel) == _SAID}
        await self._asked.end(said, "it has been said")
        standing = self._asked.standing
        if not standing:
            return None
        again = plan(self._row.case, self._playbook, self._around, self._now, anew=standing)
        gone = standing - {action.key for action in again.actions}
        await self._asked.end(gone, "its cause is gone")
        taken_back = [key for key in sorted(gone) if await self._take_back(key)]
        return self._now if taken_back else again.wake_at

    async def _take_back(self, key: str) -> bool:
        """An offer that nobody made in the machine's place was not made: another one may be."""
        known = self._row.case.deeds.get(key)
        if known is None or known.kind is not ActionKind.OFFER or known.closed_at is not None:
            return False
        deed = await self._common.read(key)
        if deed is None or (deed.status, deed.channel) != (ActionStatus.DONE, "task"):
            return False
        withdraw(deed, "its cause is gone")
        deed.channel, deed.done_at = "", None
        await self._common.update(deed)
        self._tell(deed)
        return True

    def _next_wake(self) -> datetime | None:
        """The earliest of what is waited for, in the future or None."""
        if not self._waits:
            return None
        first = min(self._waits)
        return first if first > self._now else self._now + SOON


def changed(action: ActionRow) -> ActionChanged:
    """The event by which a case learns of its action."""
    named = action.args.get("commitment_at")
    due = datetime.fromisoformat(named) if named else None
    return ActionChanged(action.published(), action.retry_at, due)


def take(row: CaseRow, event: Event, now: datetime) -> Disposition:
    """Apply one event to a locked case, and enter it if it changed anything; save the row then."""
    before = row.case
    row.case, answer = apply(before, event, now)
    if isinstance(answer, Applied):
        told = describe(event, before, now)
        if isinstance(event, PersonActed):
            # People may do the same twice at one instant, where domain time stands still.
            told = replace(told, source_id=f"{told.source_id}#{row.entries + 1}")
        row.enter(told)
        complaint = judged(before, row.case, told)
        if complaint is not None:
            row.enter(complaint)
        if isinstance(event, ActionChanged):
            action = event.action
            ACTIONS.labels(action.kind, action.channel, action.status).inc()
            told_of_hold(row.case, action)
    return answer


def why_not(planned: Plan, action: ActionRow) -> str:
    """Why a plan does not have an action that it had before."""
    told = [
        why
        for rule, occasion, why in planned.silent
        if (rule, occasion) == (action.rule, action.occasion)
    ]
    return told[0] if told else "no longer called for"
