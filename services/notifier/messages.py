"""What templates may use: names and dates for buyers and staff. Pure.

Every name is always there; what is not known is empty. Whatever comes from outside is made
harmless first.
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, TypeAlias
from urllib.parse import quote

from schemas.action import Option
from schemas.base import shop_of
from schemas.dispute import Dispute
from schemas.order import Order
from schemas.parcel import Hold, Parcel
from services.notifier.absence import in_parts
from services.notifier.case import Case
from services.notifier.complaint import complaint_of
from services.notifier.customs import authority
from services.notifier.deadlines import binding, instant, silence_of
from services.notifier.doubts import in_words
from services.notifier.faults import Party
from services.notifier.gate import brings_address
from services.notifier.languages import RIGHT_TO_LEFT, country_name, day, last_day, moment
from services.notifier.money import shown
from services.notifier.percase import once_in_a_row
from services.notifier.plan import PlannedAction
from services.notifier.policy import ShopPolicy, Surroundings
from services.notifier.promising import promised
from services.notifier.scope import Scope
from services.notifier.subject import stays_of, subjects
from services.runtime.terms import Span

Values: TypeAlias = "dict[str, Any]"
When: TypeAlias = Callable[[datetime | None], str]

_COMPARED = frozenset({"kind", "who_must_act", "direction", "args", "complaint"})
"""What templates compare, and do not show."""

_LINK = re.compile(r"://|www\.|@", re.IGNORECASE)
_LONGEST = 60
ANSWER_DUE = "dispute.answer_due"
_ISOLATED = "\u2068{}\u2069"
"""A foreign value keeps its own direction within a text that runs the other way."""


def values(action: PlannedAction, case: Case, around: Surroundings, language: str) -> Values:
    """The values for a text: dates are the buyer's, ``*_at`` and deadlines the staff's.

    Shared by all who ask for the same: nobody changes them.
    """
    return _values(action, case, around.shop, language)


@once_in_a_row
def _values(action: PlannedAction, case: Case, shop: ShopPolicy, language: str) -> Values:
    order, zone = case.order, shop.staffed.zone
    parcel = case.parcels.get(action.args.get("parcel", ""))
    hold = held(parcel, action.args.get("hold", ""))
    dispute = case.disputes.get(action.args.get("dispute", ""))
    message = case.messages.get(action.args.get("message", ""))

    rated = case.feedback.get(action.args.get("feedback", ""))

    def on(at: datetime | None) -> str:
        return day(at, language, order)

    def at(instant: datetime | None) -> str:
        return moment(instant, zone)

    found: Values = {
        "order": _of_order(case.order_key, order, language, on)
        | _dues(order, at)
        | {"in_parts": in_parts(case)},
        "parcel": _of_parcel(parcel, shop, on, at),
        "customs": _of_customs(order),
        "hold": _of_hold(hold, on),
        "dispute": _of_dispute(dispute, case) | _terms(dispute, case, shop, at),
        "shop": {
            "forwarder": shop.forwarder,
            "contact_name": plain(shop.contact_name),
        },
        "complaint": _of_complaint(case),
        "message": {
            "sent": at(message.sent_at if message else None),
            "topics": ", ".join(one.replace("_", " ") for one in message.topics) if message else "",
        },
        "offer": _of_offer(action, language, order),
        "remedy": {
            "kind": action.args.get("remedy", ""),
            "amount": _amount(action.args, language),
        },
        "commitment": {"by": action.args.get("commitment", "")} | _of_promise(action, case, at),
        "feedback": {"score": rated.score if rated else ""},
        "args": dict(action.args),
        "deadline": at(action.deadline),
    }
    return _isolated(found) if language in RIGHT_TO_LEFT else found


def _of_promise(action: PlannedAction, case: Case, at: When) -> Values:
    """For staff: what was promised, and by when."""
    name = action.args.get("promise", "")
    found = next((one for one in promised(case) if one.id == name), None) if name else None
    return {
        "due": at(found.due if found else None),
        "what": plain(found.what, 200) if found else "",
    }


def _of_offer(action: PlannedAction, language: str, order: Order | None) -> Values:
    """The choices, and the last day on which every hour of it is in time."""
    offer = action.offer
    options = [
        {"kind": str(one.kind), "amount": shown(one.amount, language) if one.amount else ""}
        for one in (offer.options if offer else ())
    ]
    return {
        "complaint": action.args.get("complaint", ""),
        "options": options,
        "until": last_day(offer.expires_at - timedelta(days=1), language, order) if offer else "",
    }


def _of_complaint(case: Case) -> Values:
    """For staff: what it is and whose fault, as far as the evidence shows."""
    found = complaint_of(case)
    known = found is not None and found.responsible is not Party.UNKNOWN
    return {
        "type": str(found.type).replace("_", " ") if found else "",
        "responsible": f"the {found.responsible}" if found and known else "",
    }


def _amount(args: Mapping[str, str], language: str) -> str:
    option = Option.of(args) if args.get("remedy") else None
    return shown(option.amount, language) if option and option.amount else ""


def _of_order(key: str, order: Order | None, language: str, on: When) -> Values:
    return {
        "number": named(key.rsplit("/", 1)[1]),
        "country": country_name(order.destination.country, language) if order else "",
        "promise": on(order.promise.at if order and order.promise else None),
        "protected_until": last_day(order.protection_end if order else None, language, order),
    }


def _dues(order: Order | None, at: When) -> Values:
    return {
        "ship_by": at(order.ship_by if order else None),
        "protection_end": at(order.protection_end if order else None),
    }


def _of_parcel(parcel: Parcel | None, shop: ShopPolicy, on: When, at: When) -> Values:
    number = named(parcel.number) if parcel else ""
    page = shop.tracking_page
    return {
        "number": number,
        "carrier": named(parcel.carrier) if parcel else "",
        "link": page.replace("{number}", quote(number, safe="")) if number else "",
        "shipped": at(parcel.shipped_at if parcel else None),
        "stage_since": on(parcel.stage_since if parcel else None),
        "last_movement": on(parcel.last_movement if parcel else None),
        "doubts": [in_words(doubt) for doubt in parcel.doubts] if parcel else [],
    }


def _of_customs(order: Order | None) -> Values:
    found = authority(order.destination.country if order else "")
    return {"name": found.name, "link": found.link}


def _of_hold(hold: Hold | None, on: When) -> Values:
    return {
        "kind": str(hold.kind) if hold else "",
        "who_must_act": str(hold.who_must_act) if hold else "",
        "direction": str(hold.direction) if hold else "",
        "since": on(hold.since if hold else None),
        "until": on(hold.until if hold else None),
        "words": plain(hold.raw_text, 200) if hold else "",
    }


def _of_dispute(dispute: Dispute | None, case: Case) -> Values:
    due = dispute.answer_due if dispute else None
    stands = dispute.shop if dispute else ""
    return {
        "elsewhere": "" if stands == shop_of(case.order_key) else plain(stands),
        "number": plain(dispute.source_ref) if dispute else "",
        "kind": str(dispute.kind).replace("_", " ") if dispute else "",
        "phase": str(dispute.phase) if dispute else "",
        "state": str(dispute.state) if dispute else "",
        "round": dispute.round if dispute else 0,
        "outcome": plain(dispute.outcome or "").replace("_", " ").casefold() if dispute else "",
        "assumed": due is None or due.source == "assumed",
    }


def _terms(dispute: Dispute | None, case: Case, shop: ShopPolicy, at: When) -> Values:
    """What the marketplace's terms say of a dispute, where it does not say so itself."""
    on = next((one for one in subjects(case, Scope.DISPUTE) if one.dispute == dispute), None)
    terms = binding(on, shop.terms) if on else shop.terms
    appeal = terms.terms.get("appeal")
    return {
        "answer_due": at(instant(ANSWER_DUE, on, shop.terms) if on else None),
        "silence": silence_of(ANSWER_DUE, on, shop.terms) if on else "",
        "appeal": span_in_words(appeal.span()) if appeal else "",
    }


def span_in_words(span: Span | None) -> str:
    """For staff: ``7 days``, ``3 working days``; empty where it is not known."""
    if span is None:
        return ""
    if span.working_days:
        return f"{span.working_days} working days"
    hours = int(span.plain / timedelta(hours=1))
    return f"{hours // 24} days" if hours % 24 == 0 else f"{hours} hours"


def plain(text: str, longest: int = _LONGEST) -> str:
    """A foreign text made harmless: one line, short; empty where it brings a link or address."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return "" if _LINK.search(line) else line[:longest]


@lru_cache(maxsize=256)
def named(text: str) -> str:
    """A foreign name or number that buyers read: where it could lead them anywhere, nothing.

    Also in a channel that lets us bring links: this one would not be ours.
    """
    name = plain(text)
    return "" if brings_address(name) else name


def _isolated(value: Any) -> Any:
    """Every text within, apart from words of the table that templates compare."""
    if isinstance(value, dict):
        return {name: one if name in _COMPARED else _isolated(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_isolated(one) for one in value]
    return _ISOLATED.format(value) if isinstance(value, str) and value else value


def held(parcel: Parcel | None, ordinal: str) -> Hold | None:
    """The hold that an action is about, however late scans have moved it."""
    if parcel is None or not ordinal:
        return None
    return next((one.hold for one in stays_of(parcel) if int(ordinal) in one.ordinals), None)
