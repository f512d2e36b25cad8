"""How a remedy stands: offered, chosen, carried out, seen. Pure; asked by facts and anchors."""

from datetime import datetime

from schemas.action import ActionKind, ActionStatus, RemedyKind
from schemas.order import OrderStatus
from schemas.parcel import Stage
from services.notifier.case import Deed
from services.notifier.choices import acted_on, occasion_of
from services.notifier.hearing.topics import Topic
from services.notifier.records import HAPPENED, LEFT_TO_STAFF
from services.notifier.subject import Subject, parcels_of

_CHASING = frozenset({Topic.WHERE_IS_PARCEL, Topic.NOT_RECEIVED})


def offered(on: Subject) -> bool:
    """Whether an offer about the order was made, or may have been: one is all there is.

    One that a person was given to make counts as well, until its task has gone with its cause.
    """
    return any(
        deed.kind is ActionKind.OFFER and (_out(deed) or left_to_staff(deed))
        for deed in on.case.deeds.values()
    )


def _out(deed: Deed) -> bool:
    return deed.channel == "chat" and deed.status in HAPPENED


def left_to_staff(deed: Deed) -> bool:
    """Whether its words are a person's to say: at once, or as the platform would not have them."""
    handed = deed.channel == "task" and deed.status is ActionStatus.DONE
    return handed or deed.status in LEFT_TO_STAFF


def chased(on: Subject) -> bool:
    """Whether the buyer asked for the parcel once its promised date had passed."""
    promise = on.order.promise if on.order else None
    return promise is not None and any(
        one.sender == "buyer" and one.sent_at >= promise.at and not _CHASING.isdisjoint(one.topics)
        for one in on.case.messages.values()
    )


def chosen(on: Subject) -> str:
    """Which remedy the buyer chose; empty where none, or not plainly."""
    return str(on.reply.option.kind) if on.reply.option else ""


def uncertain(on: Subject) -> bool:
    """Whether nobody knows if the platform paid; a person who took or closed its task knows."""
    return any(
        one.status is ActionStatus.UNCERTAIN and one.taken_at is None and one.closed_at is None
        for one in _remedies(on)
    )


def begun(on: Subject) -> bool:
    """Whether what was chosen was carried out, tried, handed to staff or refused by them."""
    name = occasion_of(on.offer) if on.offer else ""
    return bool(_remedies(on)) or any(
        one.kind is ActionKind.REMEDY and one.occasion == name and one.closed_at is not None
        for one in on.case.deeds.values()
    )


def unanswered(on: Subject) -> bool:
    """Whether nobody knows if the platform took an answer; who took or closed its task knows."""
    return any(
        one.kind is ActionKind.ANSWER
        and one.status is ActionStatus.UNCERTAIN
        and (one.occasion == on.occasion or one.occasion.startswith(f"{on.occasion}#"))
        and one.taken_at is None
        and one.closed_at is None
        for one in on.case.deeds.values()
    )


def done_at(on: Subject) -> datetime | None:
    """When the remedy was carried out, by the machine or by a person who said so."""
    found = [
        one.closed_at or (None if one.channel == "task" else one.done_at)
        for one in (acted_on(on.case, on.offer) if on.offer else [])
        if one.kind is ActionKind.REMEDY or chosen(on) == RemedyKind.RESHIP
    ]
    return min((at for at in found if at is not None), default=None)


def seen(on: Subject) -> bool:
    """Whether the outside shows it: the money on the order, the replacement with the buyer."""
    option = on.reply.option
    if option is None or on.order is None:
        return False
    if option.kind is RemedyKind.RESHIP:
        return any(
            one.role == "replacement" and one.stage is Stage.DELIVERED
            for one in parcels_of(on.case)
        )
    if on.order.status is OrderStatus.REFUNDED:
        return True
    back = on.order.refunded
    return (
        back is not None
        and option.amount is not None
        and back.currency == option.amount.currency
        and back.amount >= option.amount.amount
    )


def _remedies(on: Subject) -> list[Deed]:
    found = acted_on(on.case, on.offer) if on.offer else []
    return [one for one in found if one.kind is ActionKind.REMEDY]
