"""How things truly stand with one buyer's orders; each change is an object's next version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from schemas.base import Versioned
from schemas.conversation import Message
from schemas.dispute import Dispute
from schemas.order import Order
from schemas.parcel import Parcel

What = Literal["order", "parcel", "dispute", "message"]


@dataclass(frozen=True, slots=True)
class Happens:
    """Something happens to an object, or it comes to be.

    Attributes:
        ref: the order's key, the parcel's number, the dispute's id.
        first: the object as it begins; None where only ``changes`` are told.
    """

    at: datetime
    what: What
    ref: str
    first: Versioned | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Truth:
    """One buyer's orders, parcels, disputes and words, and all that ever happened to them."""

    orders: dict[str, Order] = field(default_factory=dict)
    parcels: dict[str, Parcel] = field(default_factory=dict)
    disputes: dict[str, Dispute] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    told: list[tuple[datetime, Versioned]] = field(default_factory=list)

    def take(self, event: Happens) -> list[tuple[str, Versioned]]:
        """Let it happen; what is published of it, by the order's key."""
        shelf: dict[str, Any] = getattr(self, f"{event.what}s")
        known = shelf.get(event.ref)
        if event.first is None and known is None:
            return []
        thing = event.first if known is None else known
        changes = dict(event.changes) | {"version": 1 if known is None else known.version + 1}
        shelf[event.ref] = thing.model_copy(update=changes)
        self.told.append((event.at, shelf[event.ref]))
        return [(key, shelf[event.ref]) for key in _keys(shelf[event.ref])]


def _keys(thing: Versioned) -> tuple[str, ...]:
    if isinstance(thing, Order):
        return (thing.key,)
    if isinstance(thing, Dispute):
        return (thing.order_key,)
    if isinstance(thing, (Parcel, Message)):
        return thing.order_keys
    raise TypeError(type(thing).__name__)
