"""What happens in the world: frozen facts with the instant at which the outside shows them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class LinePlan:
    """One line of an order."""

    id: str
    title: str
    price: Decimal


@dataclass(frozen=True, slots=True)
class OrderPlan:
    """What is known of an order from the moment it is placed.

    Attributes:
        buyer: the platform's number; ``login`` is AliExpress's name for the same.
        promise_days: to the date shown to the buyer, from shipping (AliExpress) or from
            payment (Lazada).
        protection_days: from shipping to the end of the buyer's protection.
        prepaid: whether import duty was paid with the order; None where nobody says.
    """

    key: str
    buyer: str
    login: str
    country: str
    postcode: str
    language: str
    currency: str
    lines: tuple[LinePlan, ...]
    service: str
    promise_days: int
    protection_days: int
    prepaid: bool | None = None

    @property
    def shop(self) -> str:
        """The shop's key."""
        return self.key.rsplit("/", 1)[0]

    @property
    def order_id(self) -> str:
        """The platform's number."""
        return self.key.rsplit("/", 1)[1]


@dataclass(frozen=True, slots=True)
class ScanPlan:
    """A carrier's scan; ``offset`` is what the carrier prints, hours."""

    at: datetime
    sub_status: str
    text: str
    country: str
    place: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A buyer has ordered."""

    at: datetime
    order: OrderPlan


@dataclass(frozen=True, slots=True)
class Paid:
    """The order is paid."""

    at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class Shipped:
    """The seller has declared a shipment of some lines under a number."""

    at: datetime
    key: str
    number: str
    lines: tuple[str, ...]
    carrier: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """The seller has replaced a mistyped number."""

    at: datetime
    key: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Scanned:
    """A provider shows a scan, some time after it was made."""

    at: datetime
    number: str
    scan: ScanPlan


@dataclass(frozen=True, slots=True)
class Posted:
    """La Poste shows an event of its own, as soon as it is made."""

    at: datetime
    number: str
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Delivered:
    """The marketplace has learned that some lines were delivered."""

    at: datetime
    key: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Completed:
    """The buyer has confirmed receipt, or the platform did for them."""

    at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class Rated:
    """The buyer's stars for the order have taken effect (AliExpress)."""

    at: datetime
    key: str
    stars: int


@dataclass(frozen=True, slots=True)
class DisputeOpened:
    """A buyer asks for money back."""

    at: datetime
    key: str
    ref: str
    kind: str


@dataclass(frozen=True, slots=True)
class DisputeResubmitted:
    """The buyer has changed the claim: a new answer period begins."""

    at: datetime
    ref: str


@dataclass(frozen=True, slots=True)
class DisputeClosed:
    """It is over; the buyer has the money back, or has given up."""

    at: datetime
    ref: str
    refunded: bool = True


@dataclass(frozen=True, slots=True)
class PaidBack:
    """The seller has given the buyer a part of the price back, the order going on (AliExpress)."""

    at: datetime
    key: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class CancelAsked:
    """A buyer asks to cancel before anything was sent."""

    at: datetime
    key: str
    ref: str


@dataclass(frozen=True, slots=True)
class CancelGranted:
    """The cancellation is done; the order ends."""

    at: datetime
    ref: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """Somebody typed in the chat."""

    at: datetime
    key: str
    sender: Literal["buyer", "seller"]
    text: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A push of an app, rightly signed, whose body is not JSON."""

    at: datetime
    app: str


Event = (
    Placed
    | Paid
    | Shipped
    | Corrected
    | Scanned
    | Posted
    | Delivered
    | Completed
    | Rated
    | DisputeOpened
    | DisputeResubmitted
    | DisputeClosed
    | PaidBack
    | CancelAsked
    | CancelGranted
    | Wrote
    | Unreadable
)
