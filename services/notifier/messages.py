"""Texts for buyers and staff, from templates that a seller can read and change."""

import re
from dataclasses import dataclass
from typing import Any

from schemas.parcel import Hold, Parcel
from services.notifier import texts as templates
from services.notifier.case import Case
from services.notifier.doubts import in_words
from services.notifier.kinds import SPEAKING
from services.notifier.languages import country_name, day, language_of, moment
from services.notifier.plan import PlannedAction
from services.notifier.policy import Surroundings
from services.notifier.subject import stays_of
from services.notifier.texts import STAFF, Texts

_LINK = re.compile(r"://|www\.|@", re.IGNORECASE)
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Text:
    """A text ready to be used.

    Attributes:
        subject: a title for a task or an alert, in English; a chat message shows none.
        language: BCP 47.
    """

    subject: str
    body: str
    language: str


def render(
    action: PlannedAction, case: Case, surroundings: Surroundings, texts: Texts | None = None
) -> Text:
    """The text of an action: to the buyer in their language, to staff in English.

    ``texts`` are other templates than those that come with the program.

    Raises:
        ConfigurationError: a template asks for something that does not exist.
    """
    texts = texts or templates.default()
    if action.kind in SPEAKING:
        wanted = language_of(case.order, texts.languages, surroundings.shop.language)
        language = texts.language_of(action.template, wanted)
        body = texts.fill(language, action.template, values(action, case, surroundings, language))
        return Text(action.reason, body, language)
    filled = texts.fill(
        STAFF, action.template, values(action, case, surroundings, templates.FALLBACK)
    )
    subject, _, body = filled.partition("\n")
    return Text(subject, body.strip(), templates.FALLBACK)


def values(
    action: PlannedAction, case: Case, surroundings: Surroundings, language: str
) -> dict[str, Any]:
    """What templates may use: names and dates in ``language``, staff's times in the shop's zone.

    Every name is always there; what is not known is empty.
    """
    order, zone = case.order, surroundings.shop.staffed.zone
    parcel = case.parcels.get(action.args.get("parcel", ""))
    hold = _hold(parcel, action.args.get("hold", ""))
    dispute = case.disputes.get(action.args.get("dispute", ""))
    message = case.messages.get(action.args.get("message", ""))
    due = dispute.answer_due if dispute else None
    return {
        "order": {
            "number": plain(case.order_key.rsplit("/", 1)[1]),
            "country": country_name(order.destination.country, language) if order else "",
            "promise": day(order.promise.at, language, order) if order and order.promise else "",
            "ship_by": moment(order.ship_by if order else None, zone),
            "protection_end": moment(order.protection_end if order else None, zone),
        },
        "parcel": {
            "number": plain(parcel.number) if parcel else "",
            "carrier": plain(parcel.carrier) if parcel else "",
            "shipped": moment(parcel.shipped_at if parcel else None, zone),
            "doubts": [in_words(doubt) for doubt in parcel.doubts] if parcel else [],
        },
        "hold": {
            "kind": str(hold.kind) if hold else "",
            "who_must_act": str(hold.who_must_act) if hold else "",
            "direction": str(hold.direction) if hold else "",
            "since": day(hold.since, language, order) if hold else "",
            "words": plain(hold.raw_text, 200) if hold else "",
        },
        "dispute": {
            "kind": str(dispute.kind).replace("_", " ") if dispute else "",
            "phase": str(dispute.phase) if dispute else "",
            "round": dispute.round if dispute else 0,
            "answer_due": moment(due.at if due else None, zone),
            "assumed": bool(due and due.source == "assumed"),
        },
        "message": {"sent": moment(message.sent_at if message else None, zone)},
        "args": dict(action.args),
        "deadline": moment(action.deadline, zone),
    }


def plain(text: str, longest: int = _LONGEST) -> str:
    """A foreign text made harmless: one line, short; empty where it brings a link or address."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return "" if _LINK.search(line) else line[:longest]


def _hold(parcel: Parcel | None, ordinal: str) -> Hold | None:
    if parcel is None or not ordinal:
        return None
    return next((one.hold for one in stays_of(parcel) if int(ordinal) in one.ordinals), None)
