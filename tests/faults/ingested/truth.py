"""What the marketplaces of the sandbox show, in the words of the contract.

Written from the sandbox's own state, past every connector: two readings of one truth.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from schemas.base import Versioned
from schemas.conversation import Feedback, Message
from schemas.dispute import Dispute
from schemas.order import Order
from services.sandbox import market
from services.sandbox.log import Ledger

Facts = Mapping[str, Any]
"""What is true of one object, by name."""

NEAR = timedelta(minutes=5)
"""An end that is told as time left is known this closely."""

_LINE = {
    "unpaid": "placed",
    "paid": "paid",
    "shipped": "shipped",
    "delivered": "delivered",
    "cancelled": "cancelled",
    "refunded": "refunded",
}


def orders(floor: market.Floor) -> Iterator[tuple[str, Facts]]:
    """Each order's key and facts."""
    for order in floor.orders.values():
        plan = order.plan
        lines = _lines(floor, order)
        ali = floor.account.marketplace == "aliexpress"
        yield (
            plan.key,
            {
                "status": _ali(order) if ali else _whole(set(lines.values())),
                "lines": lines,
                "numbers": sorted({parcel.number for parcel in order.parcels}),
                "placed": _second(order.placed_at),
                "country": plan.country,
                "buyer": plan.login if ali else plan.buyer,
                "total": sum(line.price for line in plan.lines),
                "promise": _second(order.promised_at) if order.paid_at or not ali else None,
            },
        )


def known_order(found: Order) -> Facts:
    """The same of the canonical order."""
    return {
        "status": str(found.status),
        "lines": {line.id: str(line.status) for line in found.lines},
        "numbers": sorted(parcel.number for parcel in found.parcels),
        "placed": _second(found.placed_at),
        "country": found.destination.country,
        "buyer": found.buyer.reference,
        "total": found.total.amount if found.total else None,
        "promise": _second(found.promise.at) if found.promise else None,
    }


def disputes(floor: market.Floor) -> Iterator[tuple[str, Facts]]:
    """Each dispute's id and facts; a wish to cancel is none."""
    rounds = floor.account.marketplace != "lazada"
    for one in floor.disputes.values():
        if one.kind != "cancel":
            yield (
                f"{floor.account.key}/{one.ref}",
                {
                    "order": one.order.plan.key,
                    "kind": one.kind,
                    "closed": one.closed_at is not None,
                    "opened": _second(one.submitted[0]),
                    "round": len(one.submitted) if rounds else 1,
                },
            )


def known_dispute(found: Dispute) -> Facts:
    """The same of the canonical dispute."""
    return {
        "order": found.order_key,
        "kind": str(found.kind),
        "closed": str(found.state) == "closed",
        "opened": _second(found.opened_at),
        "round": found.round,
    }


def ratings(floor: market.Floor) -> Iterator[tuple[str, Facts]]:
    """Each rating's id and facts."""
    for order in floor.orders.values():
        if order.rated is not None:
            first = next(iter(order.lines))
            facts = {
                "order": order.plan.key,
                "stars": order.rated.stars,
                "given": _second(order.rated.at),
            }
            yield f"{floor.account.key}/{first}", facts


def known_rating(found: Feedback) -> Facts:
    """The same of the canonical rating."""
    return {"order": found.order_key, "stars": found.score, "given": _second(found.given_at)}


def messages(floor: market.Floor, ledger: Ledger) -> Iterator[tuple[str, Facts]]:
    """Each message that a push brought: nothing else brings one, chats are not polled."""
    told = {
        entry.ref
        for entry in ledger.entries("push")
        if entry.what in {"lazada:2", "bazaar:message"} and entry.outcome.startswith("delivered")
    }
    for session in floor.sessions.values():
        for one in session.messages:
            if one.id in told:
                yield (
                    f"{floor.account.key}/{session.id}/{one.id}",
                    {
                        "buyer": session.buyer,
                        "sender": "buyer" if one.sender == "buyer" else "seller",
                        "text": one.text,
                        "sent": _second(one.sent_at),
                    },
                )


def known_message(found: Message) -> Facts:
    """The same of the canonical message."""
    return {
        "buyer": found.buyer,
        "sender": found.sender,
        "text": found.text,
        "sent": _second(found.sent_at),
    }


def known(found: Versioned) -> Facts:
    """The facts of any canonical object."""
    match found:
        case Order():
            return known_order(found)
        case Dispute():
            return known_dispute(found)
        case Feedback():
            return known_rating(found)
        case Message():
            return known_message(found)
        case _:
            raise TypeError(type(found).__name__)


def protected(floor: market.Floor) -> Iterator[tuple[str, datetime]]:
    """Each order on its way whose end of protection the marketplace shows, and that end."""
    for order in floor.orders.values():
        ali = floor.account.marketplace == "aliexpress"
        end = order.protected_until
        if end is not None and ali and _ali(order) == "shipped":
            yield order.plan.key, end


def _lines(floor: market.Floor, order: market.Order) -> dict[str, str]:
    """Line to status; AliExpress tells lines apart only while a part has been sent."""
    if floor.account.marketplace == "aliexpress":
        whole = _ali(order)
        if whole != "part_shipped":
            return dict.fromkeys(order.lines, whole)
        sent = {line for parcel in order.parcels for line in parcel.lines}
        return {line: "shipped" if line in sent else "paid" for line in order.lines}
    lines = {line: _LINE[state] for line, state in order.lines.items()}
    asked = order.dispute
    if asked is not None and asked.kind == "cancel" and asked.closed_at is None:
        lines[order.plan.lines[0].id] = "cancel_requested"
    return lines


def _whole(lines: set[str]) -> str:
    if "cancel_requested" in lines:
        return "cancel_requested"
    going = lines - {"refunded", "cancelled"}
    if not going:
        return "refunded" if "refunded" in lines else "cancelled"
    if going & {"placed", "paid"} and going & {"shipped", "delivered"}:
        return "part_shipped"
    return next(one for one in ("placed", "paid", "shipped", "delivered") if one in going)


def _ali(order: market.Order) -> str:
    lines = set(order.lines.values())
    for end in ("refunded", "cancelled"):
        if end in lines:
            return end
    if order.completed_at:
        return "completed"
    if order.parcels:
        return "shipped" if order.shipped_at else "part_shipped"
    return "paid" if order.paid_at else "placed"


def _second(at: datetime) -> datetime:
    """To the second: most marketplaces date no more closely."""
    return at.replace(microsecond=0)
