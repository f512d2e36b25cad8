"""What may be offered to a buyer: a choice between fair remedies, the cheapest first. Pure.

Never yes or no, never a full refund alone, and only what the marketplace's own refund flow can
carry out. Where the machine may not offer, a person gets the same options as a draft.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from schemas.action import Offer, Option, RemedyKind
from schemas.order import Order
from services.notifier.money import counted, no_rate, paid_for, payable, share
from services.notifier.policy import Surroundings
from services.runtime.offers import Offers

LEAST = 2
"""Options that make a choice."""

MOST = 3
"""Options that a short message has room for."""


class Complaint(StrEnum):
    """What an offer answers."""

    GOODS = "goods"
    LATE = "late"
    CUSTOMS = "customs"
    LOST = "lost"


_FAIR: Mapping[Complaint, tuple[RemedyKind, ...]] = {
    Complaint.GOODS: (RemedyKind.PART_BACK, RemedyKind.RESHIP, RemedyKind.REFUND_RETURN),
    Complaint.LATE: (RemedyKind.PART_BACK, RemedyKind.FREE_SHIPPING, RemedyKind.REFUND_RETURN),
    Complaint.CUSTOMS: (RemedyKind.PAPERS, RemedyKind.CLEARANCE),
    Complaint.LOST: (RemedyKind.RESHIP, RemedyKind.REFUND),
}
"""Fair remedies of each complaint, the cheapest first."""

_BACK = frozenset({RemedyKind.REFUND, RemedyKind.REFUND_RETURN})
_FREE = frozenset({RemedyKind.PAPERS})
"""What costs no more than work."""

BY_STAFF = frozenset({RemedyKind.RESHIP})
"""What people carry out where the shop says that they do; the buyer hears of the new number."""

MOVES_MONEY = frozenset({RemedyKind.PART_BACK, RemedyKind.REFUND, RemedyKind.REFUND_RETURN})
"""What the machine carries out by a call of the marketplace's refund flow."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """An offer, and why the machine may not make it (then a person may); empty where it may."""

    offer: Offer | None
    against: str = ""


NOTHING = Drafted(None)
"""Of what is no offer."""


def draft(
    order: Order, complaint: Complaint, around: Surroundings, *, expires_at: datetime, now: datetime
) -> Drafted:
    """The offer that answers a complaint about an order."""
    policy = around.shop.offers
    fair = [_option(kind, order, complaint, policy) for kind in _FAIR[complaint]]
    known = [
        one
        for one in fair
        if one is not None
        and (one.kind is not RemedyKind.FREE_SHIPPING or around.manners.incentives)
    ]
    able = around.remedies(order, now)
    carried = able.kinds & MOVES_MONEY | (BY_STAFF if policy.reship else frozenset())
    possible = [one for one in known if one.kind in carried]
    if len(possible) < LEAST or not any(one.kind in able.kinds for one in possible):
        why = able.reason or "the marketplace's own refund flow leaves no choice to offer"
        return Drafted(Offer(options=tuple(known[:MOST]), expires_at=expires_at), why)
    offer = Offer(options=tuple(possible[:MOST]), expires_at=expires_at)
    return Drafted(offer, _uncounted(offer, order, policy, around, now))


def cost(option: Option, order: Order, policy: Offers) -> Decimal:
    """The most that an option costs the shop, in its currency; a replacement costs its price.

    Raises:
        LookupError: it cannot be counted; ``draft`` says so first.
    """
    if policy.currency is None:
        raise LookupError("the shop has no currency")
    if option.kind in _FREE:
        return Decimal(0)
    amount = option.amount or paid_for(order)
    if amount is None:
        raise LookupError("what was paid is not known")
    return counted(amount, policy)


def most(offer: Offer, order: Order, policy: Offers) -> Decimal:
    """The most that an offer may come to cost, in the shop's currency."""
    return max(cost(one, order, policy) for one in offer.options)


def _option(kind: RemedyKind, order: Order, complaint: Complaint, policy: Offers) -> Option | None:
    """An option with what the buyer gets; None where it names an amount that nobody knows."""
    paid = paid_for(order)
    if kind is RemedyKind.PART_BACK:
        if paid is None:
            return None
        percent = policy.late_percent if complaint is Complaint.LATE else policy.goods_percent
        back = share(paid, percent)
        return Option(kind=kind, amount=back) if back.amount > 0 else None
    whole = payable(paid) if paid and kind in _BACK else None
    return Option(kind=kind, amount=whole if whole and whole.amount > 0 else None)


def _uncounted(
    offer: Offer, order: Order, policy: Offers, around: Surroundings, now: datetime
) -> str:
    """Why the caps cannot be held, or more would go back than was paid; empty where all is well."""
    paid = paid_for(order)
    unknown = any(one.kind in MOVES_MONEY and one.amount is None for one in offer.options)
    if paid is None or unknown:
        return "what the buyer paid is not known, so no cap can be held"
    if order.refunded is not None:
        return "a part was paid back already, and what is still fair is for a person to say"
    today = now.astimezone(ZoneInfo(around.shop.staffed.zone)).date()
    if against := no_rate(paid.currency, policy, today):
        return against
    if most(offer, order, policy) > policy.per_order:
        return f"it could cost more than one order may ({policy.per_order} {policy.currency})"
    return ""
