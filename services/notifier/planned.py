"""What a plan is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from schemas.action import ActionKind, Offer
from services.notifier.policy import RULE_CEILING, Ceiling
from services.notifier.scope import Scope
from services.runtime.shops import RuleMode


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """Something to do, once.

    Attributes:
        key: ``order_key|rule|occasion``, unique for ever.
        was: further ids under which its rule has spoken.
        scope: what ``occasion`` names.
        due_at: leave at or after this; ``due_at <= now`` means now, ``NEVER`` that it waits for an
            event (a pause to end, a buyer to be answered) and is still wanted.
        until: do nothing at or after this.
        deadline: by when it must have been done.
        template: name of its text.
        args: what the text is about: ``parcel``, ``hold`` (ordinal), ``dispute``, ``message`` ids,
            and the rule's own arguments (``days``).
        reason: why, in a sentence.
        mode: what may be done by itself.
        approved: a person has let it go.
        as_task: not empty: it cannot be said by the machine (why); hand the text to staff.
        spaced: bound by the least distance between two messages of an order.
        ceiling: the most that its rule may let leave.
        held_out: not empty: its order hears nothing unsolicited, and why.
        offer: of an ``offer``: what it would say now.
    """

    key: str
    rule: str
    occasion: str
    scope: Scope
    kind: ActionKind
    due_at: datetime
    until: datetime | None
    deadline: datetime | None
    template: str
    args: Mapping[str, str]
    reason: str
    mode: RuleMode
    approved: bool = False
    as_task: str = ""
    spaced: bool = True
    ceiling: Ceiling = RULE_CEILING
    held_out: str = ""
    offer: Offer | None = None
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Missed:
    """Began before the shop or the rule was in force: to be entered once, never done."""

    key: str
    rule: str
    occasion: str
    kind: ActionKind
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What is still to be done.

    Attributes:
        actions: in order of ``due_at``; an action whose deed is ``ready`` or waits for approval
            stays here as long as it is still wanted.
        wake_at: the earliest instant after now at which this plan could change by itself.
        missed: to be entered as deeds with status ``missed``.
        silent: (rule, occasion, why not) of what applies and is not done.
        seen: to be kept with ``case.remember``.
        errors: (rule, occasion, what) of conditions that were neither true nor false.
    """

    actions: tuple[PlannedAction, ...] = ()
    wake_at: datetime | None = None
    missed: tuple[Missed, ...] = ()
    silent: tuple[tuple[str, str, str], ...] = ()
    seen: Mapping[str, datetime] = field(default_factory=dict)
    errors: tuple[tuple[str, str, str], ...] = ()
