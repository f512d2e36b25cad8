"""What remedies cost a shop, held against its caps. Pure; exact under the lock of its ledgers.

An offer holds the most that it may come to cost until it expires, is refused, or is answered; the
answer's own cost then takes the place of what was held, and is never given back by the machine.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from schemas.base import shop_of
from services.runtime.ids import text_hash
from services.runtime.offers import Offers

BUYERS = timedelta(days=90)
"""How far back what a buyer has cost is counted."""


@dataclass(frozen=True, slots=True)
class Spend:
    """What one offer holds, or its remedy has cost.

    Attributes:
        key: of the offer's action.
        buyer: a fingerprint of the platform's reference: it tells the same buyer, not who.
        day: in the shop's zone, on which it was held or spent.
        expires_at: until when a held one counts.
    """

    key: str
    shop: str
    order_key: str
    buyer: str
    amount: Decimal
    currency: str
    day: date
    state: Literal["held", "spent", "released"]
    expires_at: datetime | None = None

    def counts(self, now: datetime) -> bool:
        """Whether it stands against the caps."""
        if self.state == "held":
            return self.expires_at is None or now < self.expires_at
        return self.state == "spent"


@dataclass(frozen=True, slots=True)
class Whose:
    """For whom it is: the order, and the platform's reference of its buyer; empty if not known."""

    order_key: str
    buyer: str


def spend_of(
    key: str,
    whose: Whose,
    amount: Decimal,
    policy: Offers,
    *,
    zone: str,
    now: datetime,
    expires_at: datetime | None,
) -> Spend:
    """The row of an offer that is about to leave (it expires), or of a remedy (it does not)."""
    shop = shop_of(whose.order_key)
    return Spend(
        key=key,
        shop=shop,
        order_key=whose.order_key,
        buyer=text_hash(f"{shop}|{whose.buyer}"),
        amount=amount,
        currency=policy.currency or "",
        day=now.astimezone(ZoneInfo(zone)).date(),
        state="spent" if expires_at is None else "held",
        expires_at=expires_at,
    )


def over(wanted: Spend, known: Iterable[Spend], policy: Offers, now: datetime) -> str:
    """Which cap a spend would pass; empty where it passes none.

    Args:
        wanted: what is to be held or spent; it takes the place of what stands under its key.
        known: the shop's rows: of the order, of the buyer in 90 days, of the month.
        policy: the caps.
        now: domain time.
    """
    others = [one for one in known if one.key != wanted.key and one.counts(now)]
    if any(one.currency != wanted.currency for one in others):
        return "the shop's currency has changed, and what was spent before is in another one"
    month = wanted.day.replace(day=1)
    for used, cap, whose in (
        ([one for one in others if one.order_key == wanted.order_key], policy.per_order, "order"),
        (
            [one for one in others if one.buyer == wanted.buyer and one.day > wanted.day - BUYERS],
            policy.per_buyer,
            "buyer",
        ),
        ([one for one in others if one.day == wanted.day], policy.per_day, "day"),
        ([one for one in others if month <= one.day], policy.per_month, "month"),
    ):
        total = sum((one.amount for one in used), wanted.amount)
        if total > cap:
            return f"it would pass the cap for the {whose} ({cap} {policy.currency})"
    return ""
