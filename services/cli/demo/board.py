"""What the demo's view shows, folded from the services' own topics. Pure."""

from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import datetime

from schemas.action import Action, ActionKind, ActionStatus
from schemas.base import Versioned, shop_of
from schemas.conversation import Message
from schemas.dispute import Dispute, DisputeState
from schemas.order import Order
from schemas.parcel import Actor, Parcel

NEWS = 14
"""Lines of news that are kept."""


@dataclass(frozen=True, slots=True)
class News:
    """One line: when (domain time), what kind, which order, what happened."""

    at: datetime
    kind: str
    order: str
    words: str


@dataclass(slots=True)
class Board:
    """Orders, holds, messages, tasks and pages so far.

    Attributes:
        start: first instant of the month.
        end: its last.
        now: the domain time of the last step.
        faults: what the driver itself broke, against ``planned_faults``.
        first_shown: (parcel, hold) to the step at which the tracker published it.
    """

    start: datetime
    end: datetime
    now: datetime
    orders: dict[str, str] = field(default_factory=dict)
    parcels: dict[str, str] = field(default_factory=dict)
    holds: dict[tuple[str, int], str] = field(default_factory=dict)
    disputes: dict[str, DisputeState] = field(default_factory=dict)
    messages: set[str] = field(default_factory=set)
    actions: dict[str, Action] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    planned_faults: tuple[str, ...] = ("broker_hung", "notifier_killed")
    first_shown: dict[tuple[str, int], datetime] = field(default_factory=dict)
    news: deque[News] = field(default_factory=lambda: deque(maxlen=NEWS))

    def take(self, value: Versioned) -> None:
        """Fold one published object."""
        match value:
            case Order():
                self.orders[value.key] = shop_of(value.key)
            case Parcel():
                self._parcel(value)
            case Dispute():
                self._dispute(value)
            case Message():
                self._message(value)
            case Action():
                self._action(value)
            case _:
                return

    def tell(self, kind: str, order: str, words: str) -> None:
        """Add a line of news at the present step."""
        self.news.append(News(self.now, kind, order, words))

    def counted(self, *kinds: ActionKind) -> int:
        """Actions of some kinds that were done."""
        return sum(a.kind in kinds and a.status is ActionStatus.DONE for a in self.actions.values())

    @property
    def progress(self) -> float:
        """The share of the month that is over."""
        return (self.now - self.start) / (self.end - self.start)

    def _parcel(self, parcel: Parcel) -> None:
        self.parcels[parcel.id] = parcel.stage
        for hold in parcel.holds:
            key = (parcel.id, hold.ordinal)
            if key not in self.holds:
                self.first_shown[key] = self.now
                order = parcel.order_keys[0] if parcel.order_keys else parcel.id
                who = "" if hold.who_must_act is Actor.UNKNOWN else f", {hold.who_must_act} to act"
                self.tell("hold", order, f"held at customs: {hold.kind}{who}")
            self.holds[key] = hold.kind

    def _dispute(self, dispute: Dispute) -> None:
        if self.disputes.get(dispute.id) is not dispute.state:
            self.tell("dispute", dispute.order_key, f"{dispute.kind} {dispute.state}")
        self.disputes[dispute.id] = dispute.state

    def _message(self, message: Message) -> None:
        if message.sender == "buyer" and message.id not in self.messages and message.order_keys:
            self.tell("buyer", message.order_keys[0], "the buyer wrote")
        self.messages.add(message.id)

    def _action(self, action: Action) -> None:
        before = self.actions.get(action.key)
        if before is not None and before.version >= action.version:
            return
        self.actions[action.key] = action
        if action.status in _SHOWN and (before is None or before.status is not action.status):
            how = "" if action.status is ActionStatus.DONE else f" ({action.status})"
            self.tell(action.kind, action.order_key, f"{action.rule}{how}")


_SHOWN = frozenset(
    {
        ActionStatus.DONE,
        ActionStatus.UNCERTAIN,
        ActionStatus.BLOCKED,
        ActionStatus.FAILED,
        ActionStatus.AWAITING_APPROVAL,
    }
)
