"""What the bazaar shows and pushes: orders, claims, messages. JSON; times are ISO 8601 in UTC."""

from datetime import UTC, datetime, timedelta
from typing import Any

from services.sandbox.market import ChatMessage, Dispute, Floor, Order, Session
from services.sandbox.people import person_of

ANSWER_WITHIN = timedelta(days=3)
_WORDS = {
    "unpaid": "placed",
    "paid": "paid",
    "shipped": "sent",
    "delivered": "handed_over",
    "cancelled": "cancelled",
    "refunded": "refunded",
}


def stamp(at: datetime | None) -> str | None:
    """An instant as it is printed here."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None


def order_state(order: Order) -> str:
    """The bazaar's word for the whole order."""
    claim, states = order.dispute, set(order.lines.values())
    if claim is not None and claim.kind == "cancel" and claim.closed_at is None:
        return "cancel_asked"
    if len(states) == 1:
        return _WORDS[states.pop()]
    return "part_sent" if "paid" in states else "sent"


def order_json(order: Order) -> dict[str, Any]:
    """``/orders/{id}``."""
    plan, person = order.plan, person_of(order.plan)
    duties = {True: "prepaid", False: "buyer", None: None}[plan.prepaid]
    return {
        "id": plan.order_id,
        "state": order_state(order),
        "placed_at": stamp(order.placed_at),
        "paid_at": stamp(order.paid_at),
        "sent_at": stamp(order.shipped_at),
        "promised_at": stamp(order.promised_at),
        "protected_until": stamp(order.protected_until),
        "changed_at": stamp(order.changed_at),
        "country": plan.country,
        "postcode": plan.postcode,
        "currency": plan.currency,
        "total": f"{sum(line.price for line in plan.lines):.2f}",
        "duties": duties,
        "buyer": {
            "id": plan.buyer,
            "language": plan.language,
            "name": f"{person.first_name} {person.last_name}",
            "phone": person.phone,
            "street": person.street,
        },
        "lines": [
            {
                "id": line,
                "title": order.line(line).title,
                "quantity": 1,
                "price": f"{order.line(line).price:.2f}",
                "state": _WORDS[state],
            }
            for line, state in order.lines.items()
        ],
        "parcels": [
            {
                "number": parcel.number,
                "carrier": parcel.carrier,
                "sent_at": stamp(parcel.sent_at),
                "lines": list(parcel.lines),
            }
            for parcel in order.parcels
        ],
    }


def claim_json(claim: Dispute) -> dict[str, Any]:
    """``/claims/{id}``."""
    closed = claim.closed_at is not None
    return {
        "id": claim.ref,
        "order": claim.order.plan.order_id,
        "kind": claim.kind,
        "state": "closed" if closed else "open",
        "outcome": "settled" if closed else None,
        "submitted": [stamp(at) for at in claim.submitted],
        "answer_by": None if closed else stamp(claim.submitted[-1] + ANSWER_WITHIN),
        "changed_at": stamp(claim.changed_at),
    }


def message_json(session: Session, message: ChatMessage) -> dict[str, Any]:
    """A message of a thread, as pushed and as read back."""
    own = message.own_text.as_json() if message.own_text else {}
    return {
        "id": message.id,
        "thread": session.id,
        "buyer": session.buyer,
        "from": "buyer" if message.sender == "buyer" else "seller",
        "sent_at": stamp(message.sent_at),
        "text": message.text,
        "withheld": message.blocked,
        **own,
    }


def order_changed(floor: Floor, order: Order) -> dict[str, Any]:
    """The push of an order."""
    return {
        "event": "order.changed",
        "shop": floor.account.seller_id,
        "order": order.plan.order_id,
        "at": stamp(order.changed_at),
    }


def claim_changed(floor: Floor, claim: Dispute) -> dict[str, Any]:
    """The push of a claim."""
    return {
        "event": "claim.changed",
        "shop": floor.account.seller_id,
        "claim": claim.ref,
        "order": claim.order.plan.order_id,
        "at": stamp(claim.changed_at),
    }


def message_created(floor: Floor, session: Session, message: ChatMessage) -> dict[str, Any]:
    """The push of a message."""
    told = {"event": "message.created", "shop": floor.account.seller_id}
    return {**told, "message": message_json(session, message)}
