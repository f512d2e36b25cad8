"""What a case remembers of messages, of our own deeds and of people: never a buyer's words."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Literal

from schemas.action import ActionKey, ActionKind, ActionStatus, Offer
from schemas.base import Identifier, Instant, Model
from services.notifier.hearing.topics import Topic

OPEN = frozenset({ActionStatus.AWAITING_APPROVAL, ActionStatus.READY})
"""Statuses in which an action is still to be done; in every other it has fired and never will."""


UNSURE = frozenset({ActionStatus.CLAIMED, ActionStatus.UNCERTAIN})
"""It may have happened, and nobody knows."""

HAPPENED = UNSURE | {ActionStatus.DONE}
"""It happened, or may have."""

LEFT_TO_STAFF = frozenset({ActionStatus.FAILED, ActionStatus.BLOCKED})
"""The machine tried in vain: it is a person's."""

Side = Literal["", "none", "told", "held_out"]
"""Of the holdout. Empty: not drawn yet. ``none``: it is in no comparison."""

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""An instant that does not come."""


class Heard(Model):
    """A chat message without its words.

    Attributes:
        text_hash: SHA-256 of the words of the seller's side, to know our own again; of nobody
            else's, since a short text can be guessed from its hash.
        ours: the store found it among the actions of any order in that conversation.
        lead: of the buyer's orders it was published for, this is the first.
        language: in which the buyer wrote, where it is sure; else empty.
        topics: what the buyer wrote about, the surest first.
        confidence: percent, in the first of them being all.
        picks: which options of an offer the buyer named, if they wrote nothing else.
    """

    id: Identifier
    version: int
    conversation: Identifier
    source_ref: Identifier
    sender: Literal["buyer", "seller", "platform"]
    sent_at: Instant
    text_hash: str
    recalled: bool = False
    blocked: bool = False
    ours: bool = False
    lead: bool = True
    language: str = ""
    topics: tuple[Topic, ...] = ()
    confidence: int = 0
    picks: tuple[str, ...] = ()


class Deed(Model):
    """One of our actions as the case remembers it: the latest ``Action`` and what people did to it.

    Attributes:
        retry_at: not before this may it be tried again.
        offer: of an offer whose words are fixed: what they say.
        taken_by: who took its task.
        closed_by: who reported its task done.
        approved_by: who let it go, where the mode is ``approve``.
        commitment: by when its text promises the buyer a word.
    """

    key: ActionKey
    version: int
    rule: str
    occasion: str
    kind: ActionKind
    status: ActionStatus
    channel: str = ""
    text_hash: str = ""
    language: str = ""
    external_ref: str = ""
    conversation: str | None = None
    due_at: Instant | None = None
    until: Instant | None = None
    claimed_at: Instant | None = None
    done_at: Instant | None = None
    retry_at: Instant | None = None
    offer: Offer | None = None
    taken_by: str = ""
    taken_at: Instant | None = None
    closed_by: str = ""
    closed_at: Instant | None = None
    approved_by: str = ""
    commitment: Instant | None = None

    @property
    def moment(self) -> datetime | None:
        """When it happened, as near as we know."""
        return self.done_at or self.claimed_at or self.due_at


class Commitment(Model):
    """What a person noted that we promised the order's buyer; see ``promising``.

    Attributes:
        what: in their words; kept in the case alone, and gone once the buyer is erased.
    """

    id: Identifier
    due: Instant
    made: Instant
    by: str
    what: str = ""
    kept: bool = False


class Rated(Model):
    """A buyer's rating without its words."""

    id: Identifier
    version: int
    score: int
    given_at: Instant


class Mark(StrEnum):
    """What staff mark of a buyer; it holds in all of their orders with the shop."""

    NO_MESSAGES = "no_messages"
    """No unasked word; what they write is still answered."""
    NO_OFFERS = "no_offers"
    STAFF_ONLY = "staff_only"
    """The machine does nothing for them but tasks."""
    VIP = "vip"
    """Nothing leaves for them but by a person, and their tasks come first."""


class Marks(Model):
    """What is marked of the order's buyer; ``by`` whom last."""

    version: int = 0
    words: tuple[Mark, ...] = ()
    by: str = ""


class Elsewhere(Model):
    """What was dealt with in another order of the same buyer; see ``sisters``.

    Attributes:
        version: each change of it is one.
        messages: ids of what the buyer wrote.
    """

    version: int = 0
    messages: tuple[Identifier, ...] = ()


class Person(Model):
    """The last word on who has the order in hand."""

    kind: Literal["take_over", "hand_back"]
    by: str
    at: Instant
