"""A seller's answer to a Mercado Libre claim: the call that carries it. Pure.

Sources: the pages on a claim's resolution, evidence and messages (documented, 2025-09-08,
2025-04-13; as copied on 2026-06-06). What the seller may do now the claim itself lists. Paying back
in full takes no sum, and a part is a percentage of those that are offered; the claim tells neither
what the buyer paid nor what they ask for.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from schemas.base import Money
from schemas.order import Order
from services.connectors.answers import Answer, Decision
from services.connectors.marketplaces.mercado_libre.client import NAME
from services.connectors.marketplaces.shipped import shown_parcel
from services.connectors.marketplaces.values import Json, items, money
from services.runtime.errors import Refused

PART = "allow_partial_refund"
"""What a claim lists where a part may be offered."""

_ALL = 100
_MAIL = "mail"
"""How it was sent, of the page's four: by a company that carries post, known by its name."""

Call = tuple[str, Mapping[str, Any] | None]
"""The last part of an address under the claim, and its body."""


def words_of(may: Sequence[str], answer: Answer) -> Call:
    """The call that says words within the claim: to the buyer, or to who mediates.

    Args:
        may: what the seller may do now.
        answer: with the words.

    Raises:
        Refused: nobody may be written to.
    """
    for role in ("complainant", "mediator"):
        if f"send_message_to_{role}" in may:
            return "actions/send-message", {"receiver_role": role, "message": answer.words}
    raise Refused(NAME, "not_now", "the claim takes no words of the seller's now")


def refund_of(may: Sequence[str]) -> Call:
    """The call that pays all of it back.

    Raises:
        Refused: it cannot be done now.
    """
    _must(may, "refund")
    return "expected-resolutions/refund", None


def part_call(may: Sequence[str], offers: Json, answer: Answer) -> Call:
    """The call that offers a part: by the percentage that stands beside its sum.

    Raises:
        Refused: it cannot be done now, or the sum is none of those offered.
    """
    _must(may, PART)
    for share, sum_ in shares(offers):
        if sum_ == answer.amount:
            return "expected-resolutions/partial-refund", {"percentage": share}
    raise Refused(NAME, "offers", "Mercado Libre offers other sums now")


def shares(offers: Json) -> Sequence[tuple[int, Money]]:
    """Each percentage that may be offered, with its sum, the least first; never the whole."""
    currency = offers.get("currency_id")
    found = [
        (int(share), sum_)
        for one in items(offers.get("available_offers"))
        if isinstance(share := one.get("percentage"), int | Decimal)
        and 0 < share < _ALL
        and share == int(share)
        and (sum_ := money(one.get("amount"), currency))
    ]
    return sorted(found, key=lambda one: one[0])


def evidence_of(may: Sequence[str], order: Order) -> Call:
    """The call that shows that the order was sent: carrier, day and number.

    Raises:
        Refused: none is taken now, or which parcel or on which day is not known.
    """
    _must(may, "add_shipping_evidence")
    parcel, carrier = shown_parcel(NAME, order)
    sent_at = parcel.shipped_at or order.shipped_at
    if sent_at is None:
        raise Refused(NAME, "no_day", "the order does not tell when the parcel was sent")
    return "actions/evidences", {
        "type": "shipping_evidence",
        "shipping_method": _MAIL,
        "shipping_company_name": carrier,
        "date_shipped": sent_at.isoformat(timespec="milliseconds"),
        "tracking_number": parcel.number,
    }


def call_of(may: Sequence[str], order: Order, offers: Json, answer: Answer) -> Call:
    """The call that decides; of a refusal, whose evidence carries no words, they come after it.

    Args:
        may: what the seller may do now.
        order: whose parcel is the evidence.
        offers: the parts that may be offered; empty where none is proposed.
        answer: what a person decided.

    Raises:
        Refused: see above.
    """
    match answer.decision:
        case Decision.ACCEPT:
            return refund_of(may)
        case Decision.PROPOSE:
            return part_call(may, offers, answer)
        case Decision.REFUSE:
            words_of(may, answer)  # before the evidence leaves: words that cannot follow are lost
            return evidence_of(may, order)
        case Decision.SAY:
            return words_of(may, answer)


def _must(may: Sequence[str], action: str) -> None:
    if action not in may:
        raise Refused(NAME, "not_now", f"the claim takes no {action} now: see its page")
