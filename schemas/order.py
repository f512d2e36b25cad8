"""An order as the marketplace shows it: lines, promise, destination, duties, parcels."""

from enum import StrEnum
from typing import Literal

from schemas.base import Country, Identifier, Instant, Model, Money, OrderKey, Versioned


class OrderStatus(StrEnum):
    """Where an order (or one of its lines) stands."""

    PLACED = "placed"
    PAID = "paid"
    PART_SHIPPED = "part_shipped"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    COMPLETED = "completed"
    CANCEL_REQUESTED = "cancel_requested"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    RETURNING = "returning"
    FROZEN = "frozen"
    CLOSED = "closed"


LIVE = frozenset(
    {
        OrderStatus.PLACED,
        OrderStatus.PAID,
        OrderStatus.PART_SHIPPED,
        OrderStatus.SHIPPED,
        OrderStatus.DELIVERED,
    }
)
"""The statuses in which the machine may speak to the buyer or act for the seller."""

OWN_LOGISTICS = frozenset({"marketplace_label", "marketplace_warehouse"})
"""The marketplace carries the parcel itself: its carrier is not the seller's to ask."""


Fulfilment = Literal["seller", "marketplace_label", "marketplace_warehouse", "unknown"]
"""Whose logistics carries an order."""


class Promise(Model):
    """The delivery date shown to the buyer."""

    at: Instant
    source: Literal["marketplace", "shop", "estimated"]


class Destination(Model):
    """Where the parcel goes, as coarsely as the decisions need it."""

    country: Country
    postcode_prefix: str = ""


class Duties(Model):
    """Who pays duty and import tax, and how we know."""

    payer: Literal["prepaid", "buyer_pays", "unknown"] = "unknown"
    source: Literal["marketplace", "shop", "unknown"] = "unknown"


class Buyer(Model):
    """The buyer by the platform's reference; never a name or an address.

    Attributes:
        language: BCP 47, where the platform or its site tells it.
        zone: IANA zone, where it is known exactly.
    """

    reference: Identifier
    language: str | None = None
    zone: str | None = None


class OrderLine(Model):
    """One line of the order, with a status of its own."""

    id: Identifier
    title: str
    quantity: int = 1
    price: Money | None = None
    status: OrderStatus


class ParcelLine(Model):
    """How much of a line travels in a parcel."""

    line_id: Identifier
    quantity: int = 1


class OrderParcel(Model):
    """A tracking number the order names; orders and parcels are many to many.

    Attributes:
        carrier: the marketplace's own word for the carrier, as given.
        lines: empty where the marketplace does not say which lines it holds.
    """

    number: Identifier
    carrier: str | None = None
    shipped_at: Instant | None = None
    lines: tuple[ParcelLine, ...] = ()


class Order(Versioned):
    """The canonical order.

    Attributes:
        protection_end: when the buyer's protection (the window in which we may still extend) ends.
        dispute_from: from when the buyer may open a not-received dispute.
        fulfilment: whose logistics carries it.
        link: the order's page in the seller centre, for staff.
        refunded: what the platform shows as paid back to the buyer so far; None where it shows
            nothing of it.
        known_since: when a person's back-fill brought it; what began before is not due. None: it
            became known by itself.
    """

    key: OrderKey
    status: OrderStatus
    lines: tuple[OrderLine, ...] = ()
    placed_at: Instant
    paid_at: Instant | None = None
    ship_by: Instant | None = None
    shipped_at: Instant | None = None
    completed_at: Instant | None = None
    promise: Promise | None = None
    protection_end: Instant | None = None
    dispute_from: Instant | None = None
    destination: Destination
    service: str | None = None
    fulfilment: Fulfilment = "unknown"
    duties: Duties = Duties()
    buyer: Buyer
    total: Money | None = None
    parcels: tuple[OrderParcel, ...] = ()
    link: str = ""
    refunded: Money | None = None
    known_since: Instant | None = None
