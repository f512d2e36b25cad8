"""What can happen to a case: objects from the topics, and what this program itself did."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from schemas.action import Action
from schemas.conversation import Feedback, Message
from schemas.dispute import Dispute
from schemas.order import Order
from schemas.parcel import Parcel
from services.notifier.hearing.understood import NOTHING, Understood
from services.notifier.records import Commitment, Elsewhere, Marks

Personal = Literal[
    "take_over",
    "hand_back",
    "task_taken",
    "task_assigned",
    "task_snoozed",
    "task_done",
    "not_needed",
    "second_asked",
    "second_dropped",
    "approved",
    "refused",
]


@dataclass(frozen=True, slots=True)
class Said:
    """A chat message reached the case.

    Attributes:
        ours: the store found its words or its id among the actions of any order in that
            conversation: it is no person's.
        understood: what a buyer's words are about.
        fingerprint: of the words, where they are kept; see ``services.runtime.privacy``.
    """

    message: Message
    ours: bool = False
    understood: Understood = NOTHING
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class ActionChanged:
    """One of our own actions moved on.

    Attributes:
        retry_at: not before this may it be tried again.
        commitment: by when its text promises the buyer a word.
    """

    action: Action
    retry_at: datetime | None = None
    commitment: datetime | None = None


@dataclass(frozen=True, slots=True)
class PersonActed:
    """A person of the shop did something about the order.

    Attributes:
        by: who, as the desk names them; staff, never a buyer.
        action_key: the action whose task was taken, done, approved or refused.
        about: to whom it was given, until when it was put off, or what a second is asked for.
        before: how it was; ``after``: how it is since. Empty where nothing changed by it alone.
    """

    kind: Personal
    by: str
    at: datetime
    action_key: str | None = None
    about: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ConversationOpened:
    """The chat of the order's buyer is open, and this is its id."""

    conversation: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A person noted a promise to the order's buyer, or that it was kept."""

    commitment: Commitment


@dataclass(frozen=True, slots=True)
class BuyerMarked:
    """Staff have marked the order's buyer."""

    marks: Marks


@dataclass(frozen=True, slots=True)
class AnsweredElsewhere:
    """What the buyer wrote was dealt with in another of their orders, or no longer counts so."""

    told: Elsewhere


Inside = (
    ActionChanged | PersonActed | ConversationOpened | BuyerMarked | AnsweredElsewhere | Promise
)
"""What happens inside this program: no topic brings it, and the store keeps it in order."""

Event = Order | Parcel | Dispute | Message | Said | Feedback | Inside
