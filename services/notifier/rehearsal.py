"""An order's life played through the same decisions that the live service takes. Pure.

What is due is admitted and counted as done at once: a channel that answers, staff who do not act.
Limits that span cases are not played: a rehearsal is of one order.
"""

from dataclasses import dataclass, field
from datetime import datetime

from schemas.action import Action, ActionStatus
from services.notifier.admit import Ask, AsTask, Drop, Go, Later, Ledgers, Verdict, admit
from services.notifier.case import ActionChanged, Case, Event, apply, remember
from services.notifier.plan import Missed, Plan, PlannedAction, plan
from services.notifier.playbook import Playbook
from services.notifier.policy import Surroundings
from services.notifier.speech import spoken
from services.notifier.texts import Texts

MOST_DEEDS = 50
"""Deeds at one instant; a plan that wants more goes in circles, which is a bug."""

MOST_WAKES = 2_000


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that was done, or decided against."""

    at: datetime
    action: PlannedAction
    verdict: Verdict


@dataclass(slots=True)
class Rehearsal:
    """One order's case, and what was done about it.

    Attributes:
        left: everything so far, in its order.
    """

    case: Case
    playbook: Playbook
    around: Surroundings
    texts: Texts
    left: list[Left] = field(default_factory=list)
    _later: datetime | None = None

    def take(self, event: Event, now: datetime) -> None:
        """An event reaches the case."""
        self.case, _ = apply(self.case, event, now)

    def settle(self, now: datetime) -> Plan:
        """Do all that is due; returns the plan that is left.

        Raises:
            RuntimeError: the plan goes in circles.
        """
        for _ in range(MOST_DEEDS):
            self._later = None
            found = plan(self.case, self.playbook, self.around, now)
            self.case = remember(self.case, found.seen)
            if not self._step(found, now):
                return found
        raise RuntimeError(f"the plan of {self.case.order_key} does not come to rest")

    def run(self, now: datetime, until: datetime) -> datetime:
        """Wake when the plan says so, until an instant; returns the last instant.

        Raises:
            RuntimeError: there is no end of waking.
        """
        for _ in range(MOST_WAKES):
            wakes = [at for at in (self.settle(now).wake_at, self._later) if at and at > now]
            if not wakes or min(wakes) > until:
                return now
            now = min(wakes)
        raise RuntimeError(f"the plan of {self.case.order_key} wakes without end")

    def _step(self, found: Plan, now: datetime) -> bool:
        for missed in found.missed:
            self._record(missed, now, ActionStatus.MISSED)
        if found.missed:
            return True
        for action in found.actions:
            if action.due_at > now:
                break
            if self._do(action, now):
                return True
        return False

    def _do(self, action: PlannedAction, now: datetime) -> bool:
        """Whether anything came of a due action."""
        verdict = admit(action, self.case, Ledgers(), self.around, now)
        verdict = spoken(verdict, action, self.case, self.around, self.texts, now=now)
        if isinstance(verdict, Later):
            self._later = min(verdict.retry_at, self._later or verdict.retry_at)
            return False
        status, channel = _outcome(verdict)
        if status is ActionStatus.AWAITING_APPROVAL and action.key in self.case.deeds:
            return False
        self.left.append(Left(now, action, verdict))
        self._record(action, now, status, channel)
        return True

    def _record(
        self, thing: PlannedAction | Missed, now: datetime, status: ActionStatus, channel: str = ""
    ) -> None:
        known = self.case.deeds.get(thing.key)
        deed = Action(
            key=thing.key,
            order_key=self.case.order_key,
            version=known.version + 1 if known else 1,
            rule=thing.rule,
            occasion=thing.occasion,
            kind=thing.kind,
            status=status,
            channel=channel,
            until=thing.until if isinstance(thing, PlannedAction) else None,
            claimed_at=now,
            done_at=now,
            offer=thing.offer if isinstance(thing, PlannedAction) else None,
        )
        self.take(ActionChanged(deed), now)


def _outcome(verdict: Go | AsTask | Ask | Drop) -> tuple[ActionStatus, str]:
    if isinstance(verdict, Go):
        return ActionStatus.DONE, verdict.channel
    if isinstance(verdict, AsTask):
        return ActionStatus.DONE, "task"
    if isinstance(verdict, Ask):
        return ActionStatus.AWAITING_APPROVAL, ""
    return ActionStatus(verdict.status), ""
