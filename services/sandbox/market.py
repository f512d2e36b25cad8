"""What the marketplaces currently show: orders, disputes, chats. Changed by events and by calls."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal

from services.sandbox.accounts import ShopAccount
from services.sandbox.bazaar_texts import OwnText
from services.sandbox.events import LinePlan, OrderPlan
from services.sandbox.index import Changes

Sender = Literal["buyer", "seller", "machine"]
LineState = Literal["unpaid", "paid", "shipped", "delivered", "cancelled", "refunded"]


@dataclass(slots=True)
class Parcel:
    """A declared shipment."""

    number: str
    carrier: str
    sent_at: datetime
    lines: tuple[str, ...]
    delivered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What the seller proposed in place of a claim; an amount of 0 refuses it."""

    at: datetime
    amount: Decimal
    words: str


@dataclass(frozen=True, slots=True)
class Rating:
    """A buyer's stars, 1 to 5."""

    at: datetime
    stars: int


@dataclass(slots=True)
class Dispute:
    """A claim, or a request to cancel (``kind`` is ``cancel``).

    Attributes:
        submitted: when the buyer opened it and submitted it again.
        shown: how many of these submissions a poll has shown.
        replies: what the seller has answered so far.
    """

    ref: str
    order: "Order"
    kind: str
    submitted: list[datetime]
    changed_at: datetime
    closed_at: datetime | None = None
    shown: int = 0
    replies: list[Reply] = field(default_factory=list)


@dataclass(slots=True)
class Order:
    """An order as it stands."""

    plan: OrderPlan
    placed_at: datetime
    changed_at: datetime
    paid_at: datetime | None = None
    completed_at: datetime | None = None
    extended_days: int = 0
    paid_back: Decimal = Decimal(0)
    lines: dict[str, LineState] = field(default_factory=dict)
    parcels: list[Parcel] = field(default_factory=list)
    dispute: Dispute | None = None
    rated: Rating | None = None

    @property
    def shipped_at(self) -> datetime | None:
        """When the last line was sent, once all are."""
        sent = {line for parcel in self.parcels for line in parcel.lines}
        if not self.parcels or not set(self.lines) <= sent:
            return None
        return max(parcel.sent_at for parcel in self.parcels)

    @property
    def promised_at(self) -> datetime:
        """Lazada's delivery date, shown to the buyer from the payment on."""
        return (self.paid_at or self.placed_at) + timedelta(days=self.plan.promise_days)

    @property
    def protected_until(self) -> datetime | None:
        """The end of the buyer's protection, with what the seller has added; None until sent."""
        if self.shipped_at is None:
            return None
        return self.shipped_at + timedelta(days=self.plan.protection_days + self.extended_days)

    @property
    def disputed(self) -> bool:
        """Whether a claim (not a cancellation) is open."""
        claim = self.dispute
        return claim is not None and claim.kind != "cancel" and claim.closed_at is None

    def line(self, line_id: str) -> LinePlan:
        """The plan of a line."""
        return next(line for line in self.plan.lines if line.id == line_id)

    def parcel_of(self, line_id: str) -> Parcel | None:
        """The parcel that holds a line."""
        return next((p for p in self.parcels if line_id in p.lines), None)


@dataclass(slots=True)
class ChatMessage:
    """One message; ``sender`` is who typed it, ``machine`` came through the API.

    Attributes:
        own_text: which of the marketplace's own texts it is, if it is one.
    """

    id: str
    session: str
    sender: Sender
    text: str
    sent_at: datetime
    blocked: bool = False
    own_text: OwnText | None = None


@dataclass(slots=True)
class Session:
    """One buyer's chat with one shop.

    Attributes:
        closed: the buyer takes no more messages (the bazaar).
    """

    id: str
    shop: str
    buyer: str
    order: Order
    messages: list[ChatMessage] = field(default_factory=list)
    closed: bool = False


class Floor:
    """One shop: its orders, disputes and chats by id, and what changed when."""

    def __init__(self, account: ShopAccount) -> None:
        self.account = account
        self.orders: dict[str, Order] = {}
        self.changes = Changes()
        self.disputes: dict[str, Dispute] = {}
        self.dispute_changes = Changes()
        self.ratings = Changes()
        self.sessions: dict[str, Session] = {}

    def touch(self, order: Order, at: datetime) -> None:
        """The order changed."""
        order.changed_at = at
        self.changes.touch(order.plan.order_id, at)

    def rate(self, order: Order, rating: Rating) -> None:
        """The order's buyer has rated it; that is no change of the order."""
        order.rated = rating
        self.ratings.touch(order.plan.order_id, rating.at)

    def touch_dispute(self, dispute: Dispute, at: datetime) -> None:
        """The dispute changed, and its order with it."""
        dispute.changed_at = at
        self.dispute_changes.touch(dispute.ref, at)
        self.touch(dispute.order, at)

    def session(self, order: Order) -> Session:
        """The chat of the order's buyer, begun if need be."""
        name = conversation(self.account, order.plan.buyer)
        found = self.sessions.get(name)
        if found is None:
            found = Session(name, self.account.key, order.plan.buyer, order)
            self.sessions[name] = found
        return found


def conversation(shop: ShopAccount, buyer: str) -> str:
    """A chat's id, as its platform writes it: one for a buyer and a shop, whatever it is about."""
    if shop.marketplace == "bazaar":
        return f"t{shop.seller_id}-{buyer}"
    return f"{buyer}_1_{shop.seller_id}_2_103"
