"""The kinds of complaints, who may be responsible for one, and what says so."""

from dataclasses import dataclass
from enum import StrEnum


class ComplaintType(StrEnum):
    """What a complaint is about: of the product, the way to the buyer, the money, or else."""

    QUALITY = "quality"
    DESCRIPTION = "description"
    SHORT = "short"
    COUNTERFEIT = "counterfeit"
    DAMAGED = "damaged"
    SLOW = "slow"
    NO_UPDATE = "no_update"
    """The parcel had not been seen to move for longer than its lane's usual."""
    LOST = "lost"
    CUSTOMS = "customs"
    RETURNED = "returned"
    NOT_RECEIVED = "not_received"
    """It is shown as delivered, or nobody knows where it is, and the buyer does not have it."""
    PRICE = "price"
    PAYMENT = "payment"
    """And refunds."""
    SERVICE = "service"
    CHANGED_MIND = "changed_mind"
    MISUNDERSTANDING = "misunderstanding"
    """What the buyer says of the parcel is not so, as the tracking shows."""
    OTHER = "other"


class Party(StrEnum):
    """Who is responsible, as far as the evidence shows."""

    SELLER = "seller"
    BUYER = "buyer"
    CARRIER = "carrier"
    CUSTOMS = "customs"
    MARKETPLACE = "marketplace"
    """It carries the parcel itself."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of complaint with who is responsible.

    Attributes:
        by: the fact that shows the responsible; empty where the complaint itself does.
    """

    type: ComplaintType
    party: Party = Party.UNKNOWN
    by: str = ""
