"""The case: everything the decisions know about one order, and how an event changes it.

A case holds canonical objects and records of our own deeds, never a buyer's words. ``apply`` keeps
the greatest version of each object, so any order and repetition of events gives one case. What
depends on two objects at once (whose message was that?) is asked of the case, never stored in it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from pydantic import Field

from schemas.action import Action
from schemas.base import Instant, Model, OrderKey
from schemas.conversation import Feedback, Message
from schemas.dispute import Dispute
from schemas.order import Order
from schemas.parcel import Parcel
from services.notifier.events import (
    ActionChanged,
    AnsweredElsewhere,
    BuyerMarked,
    ConversationOpened,
    Event,
    Inside,
    PersonActed,
    Promise,
    Said,
)
from services.notifier.records import (
    OPEN,
    Commitment,
    Deed,
    Elsewhere,
    Heard,
    Marks,
    Person,
    Rated,
    Side,
)
from services.runtime.ids import text_hash
from services.runtime.kafka.outcome import Applied, Ignored, Superseded

__all__ = [
    "OPEN",
    "ActionChanged",
    "AnsweredElsewhere",
    "BuyerMarked",
    "Case",
    "ConversationOpened",
    "Deed",
    "Disposition",
    "Event",
    "Heard",
    "Person",
    "PersonActed",
    "Promise",
    "Said",
    "apply",
    "new_case",
    "remember",
    "words_hash",
]

Disposition = Applied | Superseded | Ignored

_NOTED = frozenset({"task_assigned", "task_snoozed", "second_asked", "second_dropped"})
"""What people settle among themselves: it is entered, and no decision rests on it."""


class Case(Model):
    """One order's case.

    Attributes:
        first_seen_at: when the first event of the order reached us.
        seen: when each (rule, occasion) was first found to apply; see ``remember``.
        marks: of the buyer, by staff.
        commitments: those that people noted; see ``promising``.
        elsewhere: what was answered in another order; see ``sisters``.
        side: of the holdout, fixed for good once the shop first acts for the order; see
            ``holdout``. None: of a case that is older than the keeping of sides.
        person: the last take-over or hand-back, by its time.
    """

    order_key: OrderKey
    first_seen_at: Instant
    order: Order | None = None
    parcels: dict[str, Parcel] = Field(default_factory=dict)
    disputes: dict[str, Dispute] = Field(default_factory=dict)
    messages: dict[str, Heard] = Field(default_factory=dict)
    deeds: dict[str, Deed] = Field(default_factory=dict)
    conversation: str | None = None
    person: Person | None = None
    marks: Marks = Marks()
    commitments: dict[str, Commitment] = Field(default_factory=dict)
    feedback: dict[str, Rated] = Field(default_factory=dict)
    seen: dict[str, Instant] = Field(default_factory=dict)
    elsewhere: Elsewhere = Elsewhere()
    side: Side | None = None

    @property
    def country(self) -> str:
        """Where the order goes; empty while it has not been read."""
        return self.order.destination.country if self.order else ""


def new_case(order_key: str, now: datetime) -> Case:
    """The empty case of an order of which something was heard for the first time."""
    return Case(order_key=order_key, first_seen_at=now, side="")


def remember(case: Case, seen: Mapping[str, datetime]) -> Case:
    """Keep what a plan saw for the first time; first sights never move."""
    fresh = {name: at for name, at in seen.items() if name not in case.seen}
    return case.model_copy(update={"seen": case.seen | fresh}) if fresh else case


def apply(
    case: Case,
    event: Event,
    now: datetime,  # noqa: ARG001 - every event has its moment; that none needs it yet is a detail
) -> tuple[Case, Disposition]:
    """The case after an event. Nothing here depends on the order in which events come."""
    match event:
        case Order():
            return _order(case, event)
        case Parcel():
            # Scans are evidence, kept by the tracker; no decision here reads them.
            return _newest(case, "parcels", event.model_copy(update={"scans": ()}))
        case Dispute():
            return _newest(case, "disputes", event)
        case Message() | Said():
            return _said(case, event if isinstance(event, Said) else Said(event))
        case Feedback():
            return _rated(case, event)
        case _:
            return _ours(case, event)


def _ours(case: Case, event: Inside) -> tuple[Case, Disposition]:
    if isinstance(event, ActionChanged):
        return _deed(case, event)
    if isinstance(event, ConversationOpened):
        return _opened(case, event)
    if isinstance(event, BuyerMarked):
        return _marked(case, event)
    if isinstance(event, AnsweredElsewhere):
        return _answered(case, event)
    if isinstance(event, Promise):
        return _promise(case, event.commitment)
    return _person(case, event)


def _order(case: Case, order: Order) -> tuple[Case, Disposition]:
    if order.key != case.order_key:
        return case, Ignored("another_order")
    if case.order is not None and case.order.version >= order.version:
        return case, Superseded()
    return case.model_copy(update={"order": order}), Applied()


def _newest(
    case: Case, shelf: Literal["parcels", "disputes"], thing: Parcel | Dispute
) -> tuple[Case, Disposition]:
    held: dict[str, Parcel] | dict[str, Dispute] = getattr(case, shelf)
    known = held.get(thing.id)
    if known is not None and known.version >= thing.version:
        return case, Superseded()
    return case.model_copy(update={shelf: {**held, thing.id: thing}}), Applied()


def _said(case: Case, event: Said) -> tuple[Case, Disposition]:
    message = event.message
    known = case.messages.get(message.id)
    ours = event.ours or (known is not None and known.ours)
    if known is not None and known.version >= message.version:
        if known.ours == ours:
            return case, Superseded()
        heard = known.model_copy(update={"ours": ours})
    else:
        heard = Heard(
            id=message.id,
            version=message.version,
            conversation=message.conversation,
            source_ref=message.source_ref,
            sender=message.sender,
            sent_at=message.sent_at,
            text_hash=words_hash(message) if message.sender == "seller" else "",
            recalled=message.recalled,
            blocked=message.blocked,
            ours=ours,
            lead=case.order_key == min(message.order_keys, default=case.order_key),
            language=event.understood.language,
            topics=event.understood.topics,
            confidence=event.understood.confidence,
            picks=event.understood.picks,
        )
    return case.model_copy(update={"messages": case.messages | {message.id: heard}}), Applied()


def _deed(case: Case, event: ActionChanged) -> tuple[Case, Disposition]:
    action = event.action
    if action.order_key != case.order_key:
        return case, Ignored("another_order")
    known = case.deeds.get(action.key)
    if known is not None and known.version >= action.version:
        return case, Superseded()
    told = {
        name: getattr(action, name) for name in Deed.model_fields if name in Action.model_fields
    }
    talk = action.conversation or (known.conversation if known else None)
    moved = told | {"conversation": talk, "retry_at": event.retry_at}
    moved |= {"commitment": event.commitment}
    deed = known.model_copy(update=moved) if known else Deed(**moved)
    return _with(case, deed), Applied()


def _opened(case: Case, event: ConversationOpened) -> tuple[Case, Disposition]:
    if case.conversation == event.conversation:
        return case, Superseded()
    return case.model_copy(update={"conversation": event.conversation}), Applied()


def _promise(case: Case, told: Commitment) -> tuple[Case, Disposition]:
    """What is kept stays kept."""
    known = case.commitments.get(told.id)
    if known is not None and (known.kept or not told.kept):
        return case, Superseded()
    return case.model_copy(update={"commitments": case.commitments | {told.id: told}}), Applied()


def _rated(case: Case, told: Feedback) -> tuple[Case, Disposition]:
    known = case.feedback.get(told.id)
    if known is not None and known.version >= told.version:
        return case, Superseded()
    rated = Rated(id=told.id, version=told.version, score=told.score, given_at=told.given_at)
    return case.model_copy(update={"feedback": case.feedback | {told.id: rated}}), Applied()


def _marked(case: Case, event: BuyerMarked) -> tuple[Case, Disposition]:
    if case.marks.version >= event.marks.version:
        return case, Superseded()
    return case.model_copy(update={"marks": event.marks}), Applied()


def _answered(case: Case, event: AnsweredElsewhere) -> tuple[Case, Disposition]:
    if case.elsewhere.version >= event.told.version:
        return case, Superseded()
    return case.model_copy(update={"elsewhere": event.told}), Applied()


def _person(case: Case, event: PersonActed) -> tuple[Case, Disposition]:
    if event.kind in ("take_over", "hand_back"):
        said = Person(kind=event.kind, by=event.by, at=event.at)
        if case.person and _rank(case.person) >= _rank(said):
            return case, Superseded()
        return case.model_copy(update={"person": said}), Applied()
    deed = case.deeds.get(event.action_key or "")
    if deed is None:
        return case, Ignored("unknown_action")
    if event.kind in _NOTED or (event.kind == "not_needed" and deed.taken_at):
        return case, Applied()
    if event.kind == "task_taken" and (deed.taken_at or deed.closed_at):
        return case, Superseded()
    if event.kind == "approved":
        update: dict[str, object] = {"approved_by": event.by}
    elif event.kind in ("task_taken", "not_needed"):
        # What is not needed was not said: nobody is reminded of it, and nothing counts it.
        update = {"taken_by": event.by, "taken_at": event.at}
    else:
        update = {"closed_by": event.by, "closed_at": event.at}
    return _with(case, deed.model_copy(update=update)), Applied()


def _with(case: Case, deed: Deed) -> Case:
    return case.model_copy(update={"deeds": case.deeds | {deed.key: deed}})


def _rank(person: Person) -> tuple[datetime, str, str]:
    """Of two words given at one instant the same one wins everywhere."""
    return person.at, person.kind, person.by


def words_hash(message: Message) -> str:
    """What a message's words hash to, as ``Heard`` and ``Action`` keep it."""
    return text_hash(message.text)
