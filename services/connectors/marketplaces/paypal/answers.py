"""A seller's answer to a PayPal dispute: the call that carries it, with what it says. Pure.

Documented ("Use Disputes API", copy of 2026-04-18): which answers a dispute takes now its own links
and ``allowed_response_options`` tell. Evidence goes as multipart, its JSON under ``input``.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from schemas.order import Order
from services.connectors.answers import Answer, Decision, must_still_be_asked, part_of
from services.connectors.marketplaces.paypal.client import NAME, Body
from services.connectors.marketplaces.values import Json, identifier, items, mapping, money
from services.runtime.errors import Refused
from services.runtime.ids import canonical_json, content_hash

LONGEST = 2000
"""Characters of a message or a note (documented)."""

_FULFILMENT, _OTHER, _REFUND = "PROOF_OF_FULFILLMENT", "OTHER", "REFUND"
_ACCEPTED = "The seller accepts the claim."


def call_of(source: Json, order: Order, answer: Answer) -> tuple[str, Body]:
    """The one call that gives an answer: the last part of its address, and what it brings.

    Args:
        source: the dispute's details, read just before.
        order: whose numbers prove that it was sent.
        answer: what a person decided.

    Raises:
        Refused: PayPal takes no such answer now, or the dispute is not what the person saw.
    """
    if len(answer.words) > LONGEST:
        raise Refused(NAME, "too_long", f"PayPal takes {LONGEST} characters")
    match answer.decision:
        case Decision.SAY:
            _must_take(source, "send_message")
            return "send-message", _json({"message": answer.words})
        case Decision.ACCEPT:
            _must_take(source, "accept_claim", "accept_claim_types")
            _unchanged(source, answer)
            return "accept-claim", _json({"note": _ACCEPTED, "accept_claim_type": _REFUND})
        case Decision.PROPOSE:
            _must_take(source, "make_offer", "offer_types")
            return "make-offer", _json(_offer(source, answer))
        case Decision.REFUSE:
            _must_take(source, "provide_evidence")
            return "provide-evidence", _input({"evidences": [_evidence(source, order, answer)]})


def _must_take(source: Json, action: str, kinds: str = "") -> None:
    """The dispute links to the action, and its kinds, where it lists them, have a plain refund."""
    links = {str(link.get("rel")) for link in items(source.get("links"))}
    if action not in links:
        told = action.replace("_", " ")
        raise Refused(NAME, "not_now", f"PayPal takes no {told} in this dispute now: see its page")
    listed = mapping(mapping(source.get("allowed_response_options")).get(action)).get(kinds)
    if isinstance(listed, list) and _REFUND not in listed:
        raise Refused(NAME, "not_this", "PayPal wants more than a refund here: see its page")


def _unchanged(source: Json, answer: Answer) -> None:
    amount = mapping(source.get("dispute_amount"))
    asked = money(amount.get("value"), amount.get("currency_code"))
    must_still_be_asked(NAME, asked, answer)


def _offer(source: Json, answer: Answer) -> Mapping[str, Any]:
    amount = mapping(source.get("dispute_amount"))
    part = part_of(NAME, money(amount.get("value"), amount.get("currency_code")), answer)
    value = {"currency_code": part.currency, "value": f"{part.amount:f}"}
    return {"note": answer.words, "offer_amount": value, "offer_type": _REFUND}


def _evidence(source: Json, order: Order, answer: Answer) -> Mapping[str, Any]:
    """Of the kind that PayPal asks for: the order's numbers, else the words alone."""
    asked = _requested(source)
    if _FULFILMENT in asked and order.parcels:
        # PayPal has 1,200 names of carriers of its own; under OTHER the marketplace's word stands.
        sent = [
            {
                "carrier_name": _OTHER,
                "carrier_name_other": parcel.carrier or "unknown",
                "tracking_number": parcel.number,
            }
            for parcel in order.parcels
        ]
        info = {"tracking_info": sent}
        return {"evidence_type": _FULFILMENT, "evidence_info": info, "notes": answer.words}
    if _OTHER in asked:
        return {"evidence_type": _OTHER, "notes": answer.words}
    wanted = ", ".join(sorted(set(asked))) or "nothing"
    raise Refused(NAME, "evidence", f"PayPal asks for {wanted}: give it on the dispute's page")


def _requested(source: Json) -> Sequence[str]:
    return [
        identifier(one.get("evidence_type"))
        for one in items(source.get("evidences"))
        if one.get("source") == "REQUESTED_FROM_SELLER"
    ]


def _json(told: Mapping[str, Any]) -> Body:
    return Body(canonical_json(told))


def _input(told: Mapping[str, Any]) -> Body:
    """Multipart of one part; a boundary made of the content's own hash cannot stand within it."""
    boundary, content = f"forestall-{content_hash(told)[:32]}", canonical_json(told)
    head = 'Content-Disposition: form-data; name="input"\r\nContent-Type: application/json'
    framed = b"--%s\r\n%s\r\n\r\n%s\r\n--%s--\r\n"
    mark = boundary.encode()
    body = framed % (mark, head.encode(), content, mark)
    return Body(body, f"multipart/form-data; boundary={boundary}")
