"""What the buyer of an order complains of, who is responsible, and what says so. Pure.

A dispute tells first, by its kind and the platform's reason; then what the buyer wrote; last a bad
rating, which says no more than that there is a complaint. What the parcels show then tells why a
parcel was not there, and through whom. No complaint, no type: a late parcel of which nobody has
complained is a matter of the rules.

The time is never asked: the answer is another only where an event has changed the case.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from schemas.base import Model
from schemas.dispute import Dispute, DisputeKind
from schemas.parcel import Stage
from services.notifier.absence import (
    absent,
    at_customs,
    carried_by,
    in_parts,
    mistaken,
    on_time,
    outward,
)
from services.notifier.case import Case, Heard
from services.notifier.faults import ComplaintType, Fault, Party
from services.notifier.hearing.hear import LIKELY
from services.notifier.hearing.topics import Topic
from services.notifier.percase import once_a_case

NEGATIVE = 2
"""Stars, of five, up to which a rating is negative."""


class Complained(Model):
    """A complaint as the evidence shows it.

    Attributes:
        decided_by: what decided it: the dispute, message or rating, then the fact of a parcel or
            the order that shows who is responsible. Ids and words of ours, never a buyer's.
    """

    type: ComplaintType
    responsible: Party
    decided_by: tuple[str, ...]


_SEPARATORS = re.compile(r"[\s_@-]+")
_OF_GOODS: Sequence[tuple[ComplaintType, re.Pattern[str]]] = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        (ComplaintType.COUNTERFEIT, r"counterfeit|fake|replica|authentic|genuine"),
        (ComplaintType.SHORT, r"missing|\bshort(age|ed)?\b|incomplete|quantity|empty"),
        (ComplaintType.QUALITY, r"quality|defect|function|faulty|work|expired|malfunction"),
        (ComplaintType.DAMAGED, r"damage|broken|crush|leak"),
        (ComplaintType.DESCRIPTION, r"descri|wrong|different|match|colou?r|size|fit\b"),
    )
)
_OF_ELSE: Sequence[tuple[ComplaintType, re.Pattern[str]]] = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        (
            ComplaintType.CHANGED_MIND,
            r"chang\w* (of |my )?mind|no longer|by mistake|(n't|not) (want|need)|personal reason",
        ),
        (ComplaintType.PRICE, r"price|discount|promotion|overcharg|cheaper"),
        (ComplaintType.PAYMENT, r"refund|payment"),
        (ComplaintType.SERVICE, r"service|no (reply|answer|response)|rude"),
    )
)
_OF_CUSTOMS = re.compile(r"customs|\bduty\b|duties|clearance", re.IGNORECASE)

_TOPICS: Mapping[Topic, ComplaintType] = {
    Topic.COUNTERFEIT: ComplaintType.COUNTERFEIT,
    Topic.DAMAGED: ComplaintType.DAMAGED,
    Topic.SHORT: ComplaintType.SHORT,
    Topic.NOT_AS_DESCRIBED: ComplaintType.DESCRIPTION,
    Topic.CUSTOMS: ComplaintType.CUSTOMS,
    Topic.NOT_RECEIVED: ComplaintType.NOT_RECEIVED,
    Topic.WHERE_IS_PARCEL: ComplaintType.SLOW,
    Topic.REFUND: ComplaintType.PAYMENT,
    Topic.INJURY: ComplaintType.OTHER,
    Topic.LAW: ComplaintType.OTHER,
    Topic.THREAT: ComplaintType.OTHER,
}
"""What a topic complains of, the gravest first. The others are wishes, or no complaint."""
_RANKS = {topic: rank for rank, topic in enumerate(_TOPICS)}

_SELLERS = frozenset(
    {
        ComplaintType.QUALITY,
        ComplaintType.DESCRIPTION,
        ComplaintType.SHORT,
        ComplaintType.COUNTERFEIT,
        ComplaintType.PRICE,
        ComplaintType.SERVICE,
    }
)
_ABSENT = frozenset({ComplaintType.NOT_RECEIVED, ComplaintType.SLOW})


@once_a_case
def complaint_of(case: Case) -> Complained | None:
    """The complaint of a case, or None where the buyer has made none."""
    dispute = max(case.disputes.values(), key=lambda one: (one.opened_at, one.id), default=None)
    told = _of_dispute(case, dispute) if dispute else None
    if dispute is not None and told is not None:
        return _with(told, f"dispute {dispute.id}")
    words = _of_words(case)
    if words is not None and dispute is not None:
        return words.model_copy(update={"decided_by": (f"dispute {dispute.id}", *words.decided_by)})
    if words is not None:
        return words
    if dispute is not None:
        return _with(Fault(ComplaintType.OTHER), f"dispute {dispute.id}")
    return _of_rating(case)


def is_mistaken(case: Case, message: Heard) -> bool:
    """Whether the tracking contradicts all that a buyer says of the parcel.

    That it was delivered and did not come, while it is on its way and in time; that a part is
    missing, while the rest of the order is on its way in a parcel of its own.
    """
    if message.confidence < LIKELY:
        return False
    if message.topics == (Topic.NOT_RECEIVED,):
        here = any(one.stage is Stage.DELIVERED for one in outward(case))
        return not here and on_time(case, message.sent_at)
    return message.topics == (Topic.SHORT,) and _is_part(case, message.sent_at)


def _is_part(case: Case, at: datetime) -> bool:
    return in_parts(case) and on_time(case, at)


def _with(fault: Fault, source: str) -> Complained:
    shown = (source, fault.by) if fault.by else (source,)
    return Complained(type=fault.type, responsible=fault.party, decided_by=shown)


def _of_dispute(case: Case, dispute: Dispute) -> Fault | None:
    """By its kind, then by the platform's reason; None where neither tells."""
    reason = _SEPARATORS.sub(" ", dispute.reason)
    if dispute.kind is DisputeKind.NOT_RECEIVED:
        found = absent(case, dispute.opened_at)
        vague = found.type in _ABSENT and found.party is Party.UNKNOWN
        by_customs = vague and _OF_CUSTOMS.search(reason)
        return at_customs(case, dispute.opened_at) if by_customs else found
    if dispute.kind is DisputeKind.NOT_AS_DESCRIBED:
        kind = _in(reason, _OF_GOODS) or ComplaintType.DESCRIPTION
        return _fault(case, kind, dispute.opened_at)
    other = _in(reason, _OF_ELSE) or _in(reason, _OF_GOODS)
    return _fault(case, other, dispute.opened_at) if other else None


def _in(
    reason: str, table: Sequence[tuple[ComplaintType, re.Pattern[str]]]
) -> ComplaintType | None:
    return next((kind for kind, words in table if words.search(reason)), None)


def _of_words(case: Case) -> Complained | None:
    """By the gravest thing that the buyer wrote, of several the one written first."""
    promise = case.order.promise if case.order else None
    said = [
        (_RANKS[topic], one.sent_at, one.id, topic)
        for one in case.messages.values()
        # Of several orders of a buyer the first stands for what they wrote to all.
        if one.sender == "buyer" and one.lead and not one.recalled
        for topic in one.topics
        # Who asks for a parcel before its promised date complains of nothing.
        if topic in _RANKS
        and (
            topic is not Topic.WHERE_IS_PARCEL
            or (promise is not None and one.sent_at >= promise.at)
        )
    ]
    if not said:
        return None
    _, at, message, topic = min(said)
    return _with(_fault(case, _TOPICS[topic], at), f"message {message}")


def _fault(case: Case, kind: ComplaintType, at: datetime) -> Fault:
    """Who is responsible for a complaint of this kind that was made at an instant."""
    if kind in _ABSENT or kind is ComplaintType.CUSTOMS:
        return (absent if kind in _ABSENT else at_customs)(case, at)
    if kind is ComplaintType.SHORT and _is_part(case, at):
        return mistaken(next(one for one in outward(case) if one.stage is not Stage.DELIVERED))
    if kind is ComplaintType.DAMAGED:
        return _damaged(case)
    if kind is ComplaintType.CHANGED_MIND:
        return Fault(kind, Party.BUYER)
    return Fault(kind, Party.SELLER if kind in _SELLERS else Party.UNKNOWN)


def _damaged(case: Case) -> Fault:
    """The carrier's where it tells of a trouble; else only photographs can tell."""
    kind = ComplaintType.DAMAGED
    for one in outward(case):
        if one.stage is Stage.EXCEPTION:
            return Fault(kind, carried_by(case.order), f"{one.id}: a trouble of the carrier's")
    return Fault(kind)


def _of_rating(case: Case) -> Complained | None:
    bad = [one for one in case.feedback.values() if one.score <= NEGATIVE]
    first = min(bad, key=lambda one: (one.given_at, one.id), default=None)
    return _with(Fault(ComplaintType.OTHER), f"feedback {first.id}") if first else None
