"""The facts that conditions may ask: one typed table of dotted names, every one always present.

A fact never depends on the clock: what holds stays true or false until an event changes the case.
Where a subject has no parcel, hold, dispute or message, their facts are empty, false or zero.
"""

import re
from collections.abc import Iterable
from functools import partial

from schemas.action import ActionKind, ActionStatus
from schemas.dispute import Dispute, DisputeState
from schemas.order import LIVE, OWN_LOGISTICS, Order, OrderStatus
from schemas.parcel import FINAL, Doubt, Hazard, Hold, Parcel, Stage
from services.notifier import mending, talk
from services.notifier.case import Case, Heard
from services.notifier.choices import reply_by
from services.notifier.complaint import NEGATIVE, complaint_of, is_mistaken
from services.notifier.fact import EMPTY, Fact, Row, Value, table
from services.notifier.hearing.topics import GOODS, GRAVE, Topic
from services.notifier.holds import was_told
from services.notifier.records import Mark
from services.notifier.scope import GROUPS, Scope
from services.notifier.subject import OUTWARD, Subject, foremost, is_under_way, parcels_of

MOVING = frozenset(
    {
        Stage.ACCEPTED,
        Stage.IN_TRANSIT,
        Stage.ARRIVED,
        Stage.CUSTOMS,
        Stage.OUT_FOR_DELIVERY,
        Stage.PICKUP,
        Stage.FAILED_ATTEMPT,
    }
)
"""Stages in which a parcel is on its way to the buyer."""

POSITIVE = 4
"""Stars, of five, from which a rating is praise."""

SHIPPED = frozenset({OrderStatus.PART_SHIPPED, OrderStatus.SHIPPED})
ACTIVE = frozenset({DisputeState.OPEN, DisputeState.ANSWERED, DisputeState.ESCALATED})

_NUMBER = re.compile(
    r"\b(?:cpf|cnpj|eori|pccc|r\.?u\.?t|curp|rfc|inn|vat|gst|tin|kyc)\b"
    r"|\b(?:tax|importer\w*|identity|identification|id|passport|personal customs)"
    r"(?: clearance)? (?:number|no\b|code|card|document)|\btax id\b|proof of identity"
    r"|身份证|税号|清关码|通関符号|개인통관|инн\b"
)


def leads(on: Subject) -> bool:
    """Whether this order speaks for the parcel: the first of the orders that it carries."""
    return on.parcel is not None and on.case.order_key == min(on.parcel.order_keys, default="")


def is_disputed(case: Case) -> bool:
    """Whether a dispute about the order is not closed."""
    return any(one.state in ACTIVE for one in case.disputes.values())


def is_moving(on: Subject) -> bool:
    """Whether a parcel of the order that is surely ours is on its way to the buyer."""
    return any(
        parcel.stage in MOVING and parcel.identity == "plausible" and parcel.role in OUTWARD
        for parcel in parcels_of(on.case)
    )


def _under_way(on: Subject) -> bool:
    ours = [one for one in parcels_of(on.case) if one.role in OUTWARD]
    return bool(ours) and all(
        is_under_way(one) and all(hold.until is not None for hold in one.holds) for one in ours
    )


def _likely(on: Subject) -> bool:
    """Whether something of it is under way that has a fair chance to arrive; unknown is fair."""
    return any(
        parcel.stage in MOVING
        and parcel.identity == "plausible"
        and parcel.role in OUTWARD
        and parcel.hazard_protection is not Hazard.SEVERE
        for parcel in parcels_of(on.case)
    )


def _parcel_under_way(on: Subject) -> bool:
    """A cancelled order's parcels carry it no more: what was last heard of them is asked."""
    return any(
        parcel.stage in MOVING and parcel.role == "original" and parcel.identity == "plausible"
        for parcel in on.case.parcels.values()
    )


def _arrived(on: Subject) -> bool:
    parcel = foremost(on.case)
    return parcel is not None and parcel.stage is Stage.DELIVERED


def _extended(on: Subject) -> bool:
    """The end that stood when we extended is no longer that of the order."""
    end = on.order.protection_end if on.order else None
    return end is not None and any(
        deed.kind is ActionKind.EXTEND
        and (deed.status, deed.channel) == (ActionStatus.DONE, "platform")
        and deed.until is not None
        and end > deed.until
        for deed in on.case.deeds.values()
    )


def _asks_number(hold: Hold) -> bool:
    """Whether its words ask for the importer's number, by whatever name a country has for it."""
    return _NUMBER.search(f"{hold.raw_text} {hold.raw_code}".casefold()) is not None


def _unscanned(parcel: Parcel) -> bool:
    """A label at the most; where nothing was ever asked or answered, nobody can say so."""
    told = parcel.stage is Stage.INFO_RECEIVED or parcel.nothing_since is not None
    return told and parcel.last_movement is None


def _contradicted(parcel: Parcel) -> bool:
    return parcel.identity == "doubtful" and set(parcel.doubts) != {Doubt.NOT_FOUND}


_ORDER: dict[str, Row[Order]] = {
    "status": ("STRING", "where it stands on the marketplace", lambda o: o.status),
    "live": ("BOOL", "neither ended nor on the way to it", lambda o: o.status in LIVE),
    "shipped": ("BOOL", "at least a part is on its way", lambda o: o.status in SHIPPED),
    "country": ("STRING", "destination, ISO 3166-1", lambda o: o.destination.country),
    "service": ("STRING", "the marketplace's word for the shipping", lambda o: o.service),
    "fulfilment": ("STRING", "whose logistics", lambda o: o.fulfilment),
    "by_marketplace": (
        "BOOL",
        "the marketplace's own logistics carries it",
        lambda o: o.fulfilment in OWN_LOGISTICS,
    ),
    "duties": ("STRING", "prepaid, buyer_pays or unknown", lambda o: o.duties.payer),
    "promise_source": (
        "STRING",
        "who made the promise",
        lambda o: o.promise.source if o.promise else None,
    ),
}

_BUYER: dict[str, Row[Order]] = {
    "language": ("STRING", "as the platform tells it", lambda o: o.buyer.language),
}

_PARCEL: dict[str, Row[Parcel]] = {
    "stage": ("STRING", "where it is on its way", lambda p: p.stage),
    "role": ("STRING", "original, replacement, return or void", lambda p: p.role),
    "identity": ("STRING", "plausible or doubtful", lambda p: p.identity),
    "contradicted": ("BOOL", "orders or scans speak against its being ours", _contradicted),
    "not_found": ("BOOL", "nobody has found its number", lambda p: Doubt.NOT_FOUND in p.doubts),
    "unscanned": ("BOOL", "no more than a label is told of it", _unscanned),
    "final": ("BOOL", "nothing more is expected", lambda p: p.stage in FINAL),
    "moving": ("BOOL", "on its way to the buyer", lambda p: p.stage in MOVING),
    "customs": ("STRING", "what customs is doing with it", lambda p: p.customs),
    "held": ("BOOL", "a hold is open", lambda p: any(hold.until is None for hold in p.holds)),
    "duties_due": ("BOOL", "money is asked for", lambda p: p.duties_due),
    "carrier": ("STRING", "as the provider names it", lambda p: p.carrier),
    "service": ("STRING", "the carrier's service", lambda p: p.service),
    "origin": ("STRING", "ISO 3166-1", lambda p: p.origin),
    "destination": ("STRING", "ISO 3166-1", lambda p: p.destination),
    "tracked": ("STRING", "pending, tracked or untracked", lambda p: p.tracked),
}

_HOLD: dict[str, Row[Hold]] = {
    "open": ("BOOL", "not ended", lambda h: h.until is None),
    "released": ("BOOL", "ended by a release", lambda h: h.released),
    "direction": ("STRING", "which clearance", lambda h: h.direction),
    "kind": ("STRING", "what it is about", lambda h: h.kind),
    "who_must_act": ("STRING", "for it to end", lambda h: h.who_must_act),
    "decided_by": ("STRING", "what that rests on", lambda h: h.decided_by),
    "ordinal": ("INT", "its place in the parcel", lambda h: h.ordinal),
    "asks_number": ("BOOL", "it asks for the importer's number", _asks_number),
}

_DISPUTE: dict[str, Row[Dispute]] = {
    "kind": ("STRING", "not_received, not_as_described or other", lambda d: d.kind),
    "phase": ("STRING", "inquiry, claim or arbitration", lambda d: d.phase),
    "state": ("STRING", "open, answered, escalated or closed", lambda d: d.state),
    "round": ("INT", "ordinal of the answer period", lambda d: d.round),
    "outcome": ("STRING", "the platform's word for how it ended", lambda d: d.outcome),
}


def _marked(mark: Mark, on: Subject) -> bool:
    return mark in on.case.marks.words


def _first(on: Subject) -> bool:
    """Whether it is the first that the buyer wrote about the order."""
    said = [one for one in on.case.messages.values() if one.sender == "buyer"]
    return on.message == min(said, key=lambda one: (one.sent_at, one.id), default=None)


_MESSAGE: dict[str, Row[Heard]] = {
    "topic": (
        "STRING",
        "what it is about, as far as it is known",
        lambda m: next(iter(m.topics), None),
    ),
    "alone": ("BOOL", "it is about nothing else", lambda m: len(m.topics) == 1),
    "confidence": (
        "INT",
        "percent, that it is about that and nothing else",
        lambda m: m.confidence,
    ),
    "grave": ("BOOL", "only a person may answer it", lambda m: not GRAVE.isdisjoint(m.topics)),
    "about_address": ("BOOL", "about another address", lambda m: Topic.ADDRESS in m.topics),
    "about_goods": ("BOOL", "about what came", lambda m: not GOODS.isdisjoint(m.topics)),
    "about_damage": ("BOOL", "about damage to what came", lambda m: Topic.DAMAGED in m.topics),
    "sender": ("STRING", "buyer, seller or platform", lambda m: m.sender),
    "recalled": ("BOOL", "taken back", lambda m: m.recalled),
    "lead": ("BOOL", "of the buyer's orders, this one raises it", lambda m: m.lead),
}


def _opens_complaint(on: Subject) -> bool:
    """Whether it is the first message of the order that is about what is wrong with the goods."""
    about = [
        one
        for one in on.case.messages.values()
        if one.sender == "buyer" and not GOODS.isdisjoint(one.topics) and not one.recalled
    ]
    return on.message == min(about, key=lambda one: (one.sent_at, one.id), default=None)


def _asked_by_customs(on: Subject) -> bool:
    return any(
        hold.until is None and hold.who_must_act == "buyer"
        for parcel in parcels_of(on.case)
        for hold in parcel.holds
    )


_CASE: dict[str, Fact] = {
    "order.disputed": Fact("BOOL", "a dispute is not closed", lambda on: is_disputed(on.case)),
    "order.moving": Fact("BOOL", "a parcel surely ours is on its way to the buyer", is_moving),
    "order.likely": Fact("BOOL", "what is under way has a fair chance to arrive", _likely),
    "order.parcel_under_way": Fact(
        "BOOL", "a parcel that carries it, or did, was on its way at last", _parcel_under_way
    ),
    "order.parcels": Fact("INT", "how many parcels carry it", lambda on: len(parcels_of(on.case))),
    "order.complaint": Fact(
        "STRING",
        "what the buyer complains of: a word of ComplaintType",
        lambda on: complaint.type if (complaint := complaint_of(on.case)) else None,
    ),
    "order.responsible": Fact(
        "STRING",
        "who is responsible for it: a word of Party",
        lambda on: complaint.responsible if (complaint := complaint_of(on.case)) else None,
    ),
    "buyer.chat": Fact("BOOL", "a chat is open", lambda on: bool(talk.conversation(on.case))),
    "buyer.waiting": Fact("BOOL", "wrote, without an answer", lambda on: talk.waiting(on.case)),
    **{
        f"buyer.{mark}": Fact("BOOL", f"staff marked the buyer {mark}", partial(_marked, mark))
        for mark in Mark
    },
    "commitment.kept": Fact(
        "BOOL",
        "we wrote since, or a person closed it",
        lambda on: on.commitment is not None and on.commitment.kept,
    ),
    "feedback.score": Fact("INT", "1 to 5 stars", lambda on: on.rated.score if on.rated else None),
    "feedback.negative": Fact(
        "BOOL", "at most 2 stars", lambda on: on.rated is not None and on.rated.score <= NEGATIVE
    ),
    "feedback.positive": Fact(
        "BOOL", "at least 4 stars", lambda on: on.rated is not None and on.rated.score >= POSITIVE
    ),
    "shop.key": Fact("STRING", "marketplace/name", lambda on: on.case.order_key.rsplit("/", 1)[0]),
    "shop.marketplace": Fact("STRING", "its name", lambda on: on.case.order_key.split("/", 1)[0]),
    "parcel.lead": Fact("BOOL", "of the orders in it, this one speaks for it", leads),
    "feed.fresh": Fact(
        "BOOL",
        "a provider still answers for it: the first, or the destination's own carrier",
        lambda on: (
            on.parcel is not None
            and (on.parcel.feed_silent_since is None or on.parcel.answered_by != "")
        ),
    ),
    "hold.told": Fact("BOOL", "the buyer was told of it", was_told),
    "order.extended": Fact("BOOL", "we extended it, and the platform shows the new end", _extended),
    "dispute.taken": Fact("BOOL", "a person took it", lambda on: talk.taken(on.case, on.occasion)),
    "dispute.unsure": Fact(
        "BOOL",
        "an answer given from here was perhaps not taken, and nobody has looked",
        mending.unanswered,
    ),
    "message.taken": Fact("BOOL", "a person took it", lambda on: talk.taken(on.case, on.occasion)),
    "message.first": Fact("BOOL", "the first that the buyer wrote about the order", _first),
    "order.under_way": Fact(
        "BOOL", "every parcel of it is surely ours, on its way and not held", _under_way
    ),
    "order.arrived": Fact("BOOL", "its last parcel was delivered", _arrived),
    "message.mistaken": Fact(
        "BOOL",
        "the tracking contradicts all that it says of the parcel",
        lambda on: on.message is not None and is_mistaken(on.case, on.message),
    ),
    "message.opens_complaint": Fact(
        "BOOL", "the first that complains of what came", _opens_complaint
    ),
    "message.reply": Fact(
        "STRING",
        "to an offer of ours: none, choice, refused or unclear",
        lambda on: reply_by(on.case, on.message).kind if on.message else None,
    ),
    "order.offered": Fact("BOOL", "the buyer has an offer of ours, or had", mending.offered),
    "order.chased": Fact(
        "BOOL", "the buyer wrote of the parcel after its promised date", mending.chased
    ),
    "order.asked_by_customs": Fact(
        "BOOL", "a hold is open that the buyer must end", _asked_by_customs
    ),
    "offer.answer": Fact("STRING", "none, choice, refused or unclear", lambda on: on.reply.kind),
    "remedy.kind": Fact("STRING", "what the buyer chose", mending.chosen),
    "remedy.uncertain": Fact(
        "BOOL", "money may have moved, and nobody has looked yet", mending.uncertain
    ),
    "remedy.begun": Fact(
        "BOOL", "it was carried out, tried, or handed to staff, or a person refused", mending.begun
    ),
    "remedy.seen": Fact("BOOL", "the buyer has it, as far as anybody shows", mending.seen),
    "message.answered": Fact(
        "BOOL",
        "a person answered it",
        lambda on: on.message is not None and talk.answered(on.case, on.message),
    ),
}

FACTS: dict[str, Fact] = {
    **table("order", lambda on: on.order, _ORDER),
    **table("buyer", lambda on: on.order, _BUYER),
    **table("parcel", lambda on: on.parcel, _PARCEL),
    **table("hold", lambda on: on.hold, _HOLD),
    **table("dispute", lambda on: on.dispute, _DISPUTE),
    **table("message", lambda on: on.message, _MESSAGE),
    **_CASE,
}
"""Every fact."""

_IN_SCOPE = {
    scope: tuple(name for name in FACTS if name.split(".")[0] in groups)
    for scope, groups in GROUPS.items()
}
_BLANK: dict[str, Value] = {name: EMPTY[fact.type] for name, fact in FACTS.items()}


def facts(on: Subject) -> dict[str, Value]:
    """The value of every fact, for one subject; facts outside its scope are empty."""
    return _BLANK | {name: FACTS[name].of(on) for name in _IN_SCOPE[on.scope]}


def facts_named(on: Subject, wanted: Iterable[str]) -> dict[str, Value]:
    """The values of some facts."""
    return {name: FACTS[name].of(on) for name in wanted}


class Facts(dict[str, Value]):
    """The facts of one subject, each found when it is first asked for."""

    __slots__ = ("_on",)

    def __init__(self, on: Subject) -> None:
        super().__init__()
        self._on = on

    def __missing__(self, name: str) -> Value:
        found = self[name] = FACTS[name].of(self._on)
        return found


def names(scope: Scope) -> tuple[str, ...]:
    """The facts that mean something to rules of a scope."""
    return _IN_SCOPE[scope]
