"""Standing conditions: what stands before every rule that speaks or pays. No playbook overrides it.

Two are lifted by time or a person and only make an action wait; the others mean that it must not
be done at all as things are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from schemas.action import ActionKind
from schemas.order import LIVE, OrderStatus
from services.notifier import talk
from services.notifier.facts import is_disputed, leads
from services.notifier.kinds import SPEAKING
from services.notifier.policy import Surroundings
from services.notifier.scope import Scope
from services.notifier.subject import OUTWARD, Subject


@dataclass(frozen=True, slots=True)
class Block:
    """Why an action may not leave.

    Attributes:
        kind: ``never`` as things are · ``recovering`` until it is known what has
            left · ``paused`` until somebody resumes · ``person`` has it.
        ends: when it ends by itself; None until an event.
    """

    kind: Literal["never", "recovering", "paused", "person"]
    reason: str
    ends: datetime | None = None


SETTLED = frozenset({OrderStatus.COMPLETED, OrderStatus.REFUNDED, OrderStatus.RETURNING})
"""Statuses of an order that has ended as its remedy ends it: the buyer is still told of that."""


def block(on: Subject, kind: ActionKind, surroundings: Surroundings) -> Block | None:
    """What stands against an action about a subject, the most final first."""
    reason = _never(on, kind)
    if reason:
        return Block("never", reason)
    if surroundings.paused is not None:
        reason = f"paused: {surroundings.paused}"
        return Block("recovering" if surroundings.recovering else "paused", reason)
    if kind is ActionKind.CONVERSATION:
        return None
    if talk.waiting(on.case, but_for=on.message):
        return Block("person", "the buyer waits for an answer")
    until = talk.hands_off_until(on.case)
    return Block("person", "a person of the shop has it in hand", until) if until else None


AFTER: Mapping[Scope, frozenset[OrderStatus]] = {
    Scope.OFFER: SETTLED,
    Scope.FEEDBACK: frozenset({OrderStatus.COMPLETED}),
}
"""Statuses that are no longer live and in which a word about such a thing may still be said."""


def _never(on: Subject, kind: ActionKind) -> str:
    order = on.order
    if order is None:
        return "the order has not been read yet"
    settled = kind is ActionKind.MESSAGE and order.status in AFTER.get(on.scope, ())
    if order.status not in LIVE and not settled:
        return f"the order is {order.status}"
    if on.scope is not Scope.DISPUTE and is_disputed(on.case):
        return "a dispute is open: only its own rules act"
    return _parcel(on, kind) if on.parcel else ""


def _parcel(on: Subject, kind: ActionKind) -> str:
    parcel = on.parcel
    if parcel is None:
        return ""
    if parcel.role not in OUTWARD:
        return f"the parcel is not an outward one ({parcel.role})"
    if parcel.identity != "plausible":
        return "it is doubtful that the parcel is ours"
    if kind in SPEAKING and not leads(on):
        return "another order in the same parcel speaks for it"
    return ""
