"""A dispute and the period in which the seller has to answer it."""

from enum import StrEnum
from typing import Literal

from schemas.base import Identifier, Instant, Model, Money, OrderKey, Versioned


class DisputeKind(StrEnum):
    """What the buyer complains of, as far as the platform's reason tells it."""

    NOT_RECEIVED = "not_received"
    NOT_AS_DESCRIBED = "not_as_described"
    OTHER = "other"


class DisputePhase(StrEnum):
    """How far it has gone."""

    INQUIRY = "inquiry"
    CLAIM = "claim"
    ARBITRATION = "arbitration"


class DisputeState(StrEnum):
    """Whose move it is."""

    OPEN = "open"
    ANSWERED = "answered"
    ESCALATED = "escalated"
    CLOSED = "closed"


class AnswerDue(Model):
    """When the seller's answer is due; ``assumed`` where the platform states none."""

    at: Instant
    source: Literal["stated", "assumed"]


class Dispute(Versioned):
    """The canonical dispute.

    Attributes:
        id: ``marketplace/shop/source_ref``; the shop is another than the order's where a payment
            provider settles it.
        round: ordinal of the answer period; a new submission by the buyer opens the next.
        outcome: the platform's word for how it ended, once closed.
    """

    id: Identifier
    order_key: OrderKey
    kind: DisputeKind
    phase: DisputePhase
    round: int = 1
    state: DisputeState
    outcome: str | None = None
    opened_at: Instant
    answer_due: AnswerDue | None = None
    amount: Money | None = None
    reason: str = ""
    source_ref: Identifier
    link: str = ""

    @property
    def shop(self) -> str:
        """The shop (``marketplace/name``) in which it stands, by its id."""
        return "/".join(self.id.split("/", 2)[:2])
