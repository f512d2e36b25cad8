"""The last decision before something leaves: mode, channel, and limits that span cases. Pure.

Tasks, notices and pages are never limited: closed for buyers when in doubt, open for staff.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from schemas.action import ActionKind
from services.notifier import talk
from services.notifier.case import Case
from services.notifier.heard import Told, covering, free_from
from services.notifier.kinds import REACHING, SPEAKING
from services.notifier.mannerly import unfit
from services.notifier.plan import PlannedAction
from services.notifier.policy import Surroundings
from services.notifier.records import HAPPENED
from services.notifier.scope import Scope

Channel = Literal["chat", "platform", "task", "alert"]

AGAIN = timedelta(minutes=15)
"""When to look again at what only a person can let go on."""

PLATFORM = REACHING - SPEAKING - {ActionKind.CONVERSATION}
"""Kinds that are done on the marketplace itself."""


@dataclass(frozen=True, slots=True)
class Go:
    """Do it, through this channel."""

    channel: Channel


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask a person first: the action waits for approval, with a task."""

    reason: str


@dataclass(frozen=True, slots=True)
class Later:
    """Not now; ask again at ``retry_at``."""

    retry_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class AsTask:
    """Hand it to staff with its text: done through channel ``task``, under the same key."""

    reason: str


@dataclass(frozen=True, slots=True)
class Drop:
    """It will never be done."""

    status: Literal["missed", "skipped"]
    reason: str


Verdict = Go | Ask | Later | AsTask | Drop


@dataclass(frozen=True, slots=True)
class Ledgers:
    """What has left the shop already: in this clock hour and on this day (UTC).

    Attributes:
        rule_hour: of it, by the action's own rule; ``rule_day`` likewise.
        told: what the buyer has heard unasked of late, in all of their orders.
    """

    hour: int = 0
    day: int = 0
    rule_hour: int = 0
    rule_day: int = 0
    told: Sequence[Told] = ()

    @classmethod
    def of(cls, counts: Sequence[Sequence[int]]) -> "Ledgers":
        """Of a rule: what stands in the ``windows`` of each id that it has or had."""
        hour, day, *_ = counts[0]
        return cls(hour, day, sum(one[2] for one in counts), sum(one[3] for one in counts))


def admit(
    action: PlannedAction, case: Case, ledgers: Ledgers, surroundings: Surroundings, now: datetime
) -> Verdict:
    """Whether a due action may leave, and through what.

    ``action`` comes from a fresh plan; ``ledgers`` are as they stand, locked by a caller that is
    about to claim.
    """
    if action.kind not in REACHING:
        return Go("task" if action.kind is ActionKind.TASK else "alert")
    if action.mode == "observe":
        return Drop("skipped", f"observe: would have done this ({action.kind})")
    if action.held_out:
        return Drop("skipped", action.held_out)
    against = (
        _covered(action, case, ledgers, now)
        or (AsTask(action.as_task) if action.as_task else None)
        or _paused(surroundings, now)
        or _unable(action, case, surroundings, now)
        or _unfit(action, case, surroundings, now)
        or _order_limit(action, case, surroundings, now)
        or _buyer_day(action, ledgers, surroundings, now)
        or _ceiling(action, ledgers, surroundings, now)
    )
    if against:
        return against
    if action.mode == "approve" and not action.approved:
        return Ask("this rule acts only when a person lets it")
    return Go("platform" if action.kind in PLATFORM else "chat")


def _paused(surroundings: Surroundings, now: datetime) -> Verdict | None:
    if surroundings.paused is None:
        return None
    return Later(now + AGAIN, f"paused: {surroundings.paused}")


def _unable(
    action: PlannedAction, case: Case, surroundings: Surroundings, now: datetime
) -> Verdict | None:
    if case.order is None:
        return Later(now + AGAIN, "the order has not been read yet")
    able = surroundings.can(case.order, action.kind, talk.conversation(case), now)
    if able.allowed:
        return None
    if action.kind is ActionKind.CONVERSATION:
        return Drop("skipped", able.reason)
    return AsTask(able.reason or "the marketplace does not allow it")


def _unfit(
    action: PlannedAction, case: Case, surroundings: Surroundings, now: datetime
) -> Verdict | None:
    if action.kind not in SPEAKING or case.order is None:
        return None
    talking, manners = talk.conversation(case), surroundings.manners
    against = unfit(action.template, case.order, talking, manners, now)
    return AsTask(against) if against else None


def is_unasked(action: PlannedAction) -> bool:
    """Whether it is a word that answers nothing the buyer wrote or chose."""
    return action.kind in SPEAKING and action.scope not in {Scope.MESSAGE, Scope.OFFER}


def _covered(action: PlannedAction, case: Case, ledgers: Ledgers, now: datetime) -> Verdict | None:
    """Whose several orders are due the same word within a day hears it once."""
    if not is_unasked(action):
        return None
    ids = (action.rule, *action.was)
    first = covering(ledgers.told, case.order_key, ids, now)
    if first is None:
        return None
    order = first.order_key.rsplit("/", 1)[1]
    return _too_many(action, f"the buyer has heard the same about order {order} within a day")


def _buyer_day(
    action: PlannedAction, ledgers: Ledgers, surroundings: Surroundings, now: datetime
) -> Verdict | None:
    """So many unasked words to a buyer in a day; what closes an open word is free."""
    if not is_unasked(action) or not action.spaced:
        return None
    most = surroundings.shop.messages_per_buyer_day
    reason = f"the buyer has had the day's messages ({most})"
    if most == 0:
        return _too_many(action, reason)
    free = free_from(ledgers.told, action.key, most, now)
    return later(action, free, reason) if free else None


def _order_limit(
    action: PlannedAction, case: Case, surroundings: Surroundings, now: datetime
) -> Verdict | None:
    """So many messages an order, so far apart but for what closes an open word.

    An answer to what the buyer wrote is none of them, nor a step of the remedy that they chose.
    """
    most, apart = surroundings.shop.messages_per_order, surroundings.shop.apart
    if not is_unasked(action):
        return None
    spoken = [
        deed.moment
        for deed in case.deeds.values()
        if deed.key != action.key
        and deed.kind in SPEAKING
        and deed.channel == "chat"
        and deed.status in HAPPENED
        and deed.moment is not None
        and deed.occasion.split("~")[0] not in case.messages
    ]
    if len(spoken) >= most:
        return _too_many(action, f"the order has had {most} messages already")
    free = max(spoken) + apart if spoken else now
    if not action.spaced or free <= now:
        return None
    hours = apart // timedelta(hours=1)
    return later(action, free, f"the buyer was written to less than {hours} hours ago")


def _ceiling(
    action: PlannedAction, ledgers: Ledgers, surroundings: Surroundings, now: datetime
) -> Verdict | None:
    if action.kind is ActionKind.CONVERSATION:
        # Opening a chat says nothing to anybody: it counts against no limit on what is said.
        return None
    shop, rule = surroundings.shop.ceiling, action.ceiling
    hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    next_hour, tomorrow = hour + timedelta(hours=1), hour.replace(hour=0) + timedelta(days=1)
    # The longest wait first: what the day's ceiling holds back is not asked again every hour.
    for used, most, free, whose in (
        (ledgers.day, shop.day, tomorrow, "the day's ceiling"),
        (ledgers.rule_day, rule.day, tomorrow, "the rule's ceiling for the day"),
        (ledgers.hour, shop.hour, next_hour, "the hour's ceiling"),
        (ledgers.rule_hour, rule.hour, next_hour, "the rule's ceiling for the hour"),
    ):
        if used >= most:
            return later(action, free, f"{whose} ({most}) is reached")
    return None


def later(action: PlannedAction, retry_at: datetime, reason: str) -> Verdict:
    """Wait until ``retry_at`` where that still makes sense; else staff have it, or nobody."""
    if action.deadline is not None and retry_at > action.deadline:
        return AsTask(reason)
    if action.until is not None and retry_at >= action.until:
        return _too_many(action, reason)
    return Later(retry_at, reason)


def _too_many(action: PlannedAction, reason: str) -> Verdict:
    """What matters is handed to staff; what was only kind is left unsaid."""
    matters = action.deadline is not None or action.kind not in SPEAKING
    return AsTask(reason) if matters else Drop("skipped", reason)
