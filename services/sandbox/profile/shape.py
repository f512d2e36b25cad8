"""The proportions of the demo's month."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

BUYER_HOLDS = ("documents", "duties")
"""Kinds of hold that only the buyer can end."""

OTHER_HOLDS = ("seller", "carrier", "unspecified", "inspection", "prohibited")
"""Kinds of hold that the seller, the carrier or customs has to end."""


def _holds() -> Mapping[str, int]:
    return MappingProxyType(
        {
            "documents": 16,
            "duties": 10,
            "seller": 6,
            "carrier": 4,
            "unspecified": 5,
            "inspection": 4,
            "prohibited": 3,
            "prepaid": 6,
            "long": 6,
        }
    )


@dataclass(frozen=True, slots=True)
class Shape:
    """How many of what.

    Attributes:
        orders: shipped orders of each shop; cancelled ones come on top.
        before_days: how long before the start the first order was placed.
        second_parcels: orders sent in two parcels.
        holds: by kind; ``long`` is a routine clearance that does not end.
        silent_resumed: how many of the silent ones move again.
        disputes: (kind, what the order suffers, marketplace, how many).
        resubmitted: disputes that are submitted again (AliExpress shows it).
        ratings: (stars, how many) of AliExpress' completed orders, as far as there are so many.
        unfound: mistyped numbers that are corrected only after days.
        late_share: of Lazada's orders, those shipped after day 7.
    """

    orders: Mapping[str, int] = field(
        default_factory=lambda: MappingProxyType(
            {
                "aliexpress/ae-1": 180,
                "lazada/laz-1": 115,
                "lazada/laz-2": 105,
                "bazaar/forms": 16,
                "bazaar/notes": 16,
                "bazaar/letterbox": 16,
            }
        )
    )
    before_days: int = 22
    second_parcels: int = 30
    holds: Mapping[str, int] = field(default_factory=_holds)
    silent: Mapping[str, int] = field(
        default_factory=lambda: MappingProxyType({"aliexpress": 12, "lazada": 18})
    )
    silent_resumed: int = 10
    lost: Mapping[str, int] = field(
        default_factory=lambda: MappingProxyType({"aliexpress": 5, "lazada": 7})
    )
    pickups: int = 12
    same_buyer: int = 10
    unfound: int = 3
    disputes: tuple[tuple[str, str, str, int], ...] = (
        ("not_received", "silent", "aliexpress", 4),
        ("not_received", "lost", "aliexpress", 2),
        ("not_received", "silent", "lazada", 4),
        ("not_received", "lost", "lazada", 3),
        ("not_as_described", "normal", "aliexpress", 2),
        ("not_as_described", "normal", "lazada", 2),
        ("other", "normal", "lazada", 1),
    )
    resubmitted: int = 4
    ratings: tuple[tuple[int, int], ...] = ((5, 9), (4, 4), (3, 2), (2, 3), (1, 4))
    cancel_asked: int = 6
    cancel_granted: int = 4
    questions_per_language: int = 4
    staff_answers: int = 5
    late_share: float = 0.1


DEMO = Shape()
