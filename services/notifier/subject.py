"""What a rule can act once for: the order, a parcel, a hold, a dispute's round, a message.

An occasion is an identity, never a time: it stays the same while everything about it moves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from schemas.dispute import Dispute
from schemas.order import Order
from schemas.parcel import Hold, Parcel, Stage
from services.notifier.case import Case, Deed, Heard
from services.notifier.choices import NO_REPLY, Reply, made, occasion_of, reply_to
from services.notifier.percase import once_a_case
from services.notifier.promising import Promised, promised
from services.notifier.records import NEVER, Rated
from services.notifier.scope import Scope

NEAR = timedelta(hours=72)
"""Holds as near as this are one: the tracker matches them so."""

_NEVER_YET = datetime(1, 1, 1, tzinfo=UTC)

_UNDER_WAY = frozenset(
    {Stage.ACCEPTED, Stage.IN_TRANSIT, Stage.ARRIVED, Stage.CUSTOMS, Stage.OUT_FOR_DELIVERY}
)

OUTWARD = ("original", "replacement")
"""Roles of parcels that go to the buyer."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that rules are asked about.

    Attributes:
        occasion: its identity within the order.
        since: when it began, as far as it is known.
        message: of an offer, the first with which the buyer answered it.
        reply: of an offer, what the buyer answered.
    """

    case: Case
    scope: Scope
    occasion: str
    since: datetime
    order: Order | None
    parcel: Parcel | None = None
    hold: Hold | None = None
    stay: "Stay | None" = None
    dispute: Dispute | None = None
    message: Heard | None = None
    offer: Deed | None = None
    reply: Reply = NO_REPLY
    commitment: Promised | None = None
    rated: Rated | None = None

    def args(self) -> dict[str, str]:
        """Which parcel, hold, dispute and message it is, for the texts and for people."""
        parcel = self.parcel or foremost(self.case)
        named = {
            "parcel": parcel.id if parcel else "",
            "hold": str(self.stay.ordinal) if self.stay else "",
            "dispute": self.dispute.id if self.dispute else "",
            "round": str(self.dispute.round) if self.dispute else "",
            "message": self.message.id if self.message else "",
            "offer": self.offer.key if self.offer else "",
            "promise": self.commitment.id if self.commitment else "",
            "feedback": self.rated.id if self.rated else "",
        }
        if self.reply.option is not None:
            named |= self.reply.option.named()
        return {name: value for name, value in named.items() if value}


def subjects(case: Case, scope: Scope) -> Iterator[Subject]:
    """Everything of one scope that the case holds, in a fixed order."""
    if scope is Scope.ORDER:
        yield Subject(case, scope, "order", _order_since(case), case.order)
    elif scope is Scope.PARCEL:
        yield from _parcels(case)
    elif scope is Scope.HOLD:
        yield from _holds(case)
    elif scope is Scope.DISPUTE:
        for dispute in sorted(case.disputes.values(), key=lambda one: one.id):
            occasion = f"{dispute.id}#{dispute.round}"
            yield Subject(case, scope, occasion, dispute.opened_at, case.order, dispute=dispute)
    elif scope is Scope.OFFER:
        yield from _offers(case)
    elif scope in {Scope.COMMITMENT, Scope.FEEDBACK}:
        yield from _between_us(case, scope)
    else:
        for message in sorted(case.messages.values(), key=lambda one: (one.sent_at, one.id)):
            yield Subject(case, scope, message.id, message.sent_at, case.order, message=message)


def _between_us(case: Case, scope: Scope) -> Iterator[Subject]:
    """What we promised the buyer, or how they rated us."""
    if scope is Scope.COMMITMENT:
        for one in promised(case):
            yield Subject(case, scope, one.id, one.made, case.order, commitment=one)
        return
    for rated in sorted(case.feedback.values(), key=lambda one: one.id):
        yield Subject(case, scope, rated.id, rated.given_at, case.order, rated=rated)


@once_a_case
def parcels_of(case: Case) -> Sequence[Parcel]:
    """The parcels that carry this order now, one for each number, sorted."""
    ours: dict[str, Parcel] = {}
    for parcel in sorted(case.parcels.values(), key=lambda one: one.id):
        if case.order_key in parcel.order_keys:
            ours.setdefault(parcel.number, parcel)
    return tuple(ours.values())


@once_a_case
def foremost(case: Case) -> Parcel | None:
    """The outward parcel that a word about the whole order is about.

    One that is surely on its way before any other, and of several the last that moved.
    """
    ours = [one for one in parcels_of(case) if one.role in OUTWARD]
    return max(
        ours,
        key=lambda one: (is_under_way(one), one.last_movement or _NEVER_YET, one.id),
        default=None,
    )


def is_under_way(parcel: Parcel) -> bool:
    """Whether it is surely ours, and on its way to the buyer without waiting for them."""
    return parcel.stage in _UNDER_WAY and parcel.identity == "plausible"


@dataclass(frozen=True, slots=True)
class Stay:
    """Holds of a parcel that are one to the buyer: late scans split, move and take them back.

    Attributes:
        hold: the one that tells how things stand: an open one, else the one that ended last.
        ordinals: of all of them; the lowest is the stay's identity.
    """

    hold: Hold
    ordinals: frozenset[int]
    since: datetime
    until: datetime | None

    @property
    def ordinal(self) -> int:
        """Its identity within the parcel."""
        return min(self.ordinals)

    def covers(self, moment: datetime) -> bool:
        """Whether a moment lies within it, or so near that it could."""
        ended = self.until is not None and moment > self.until + NEAR
        return self.since - NEAR <= moment and not ended


def stays_of(parcel: Parcel) -> list[Stay]:
    """The parcel's holds, those near to each other taken together, in the order of time."""
    groups: list[list[Hold]] = []
    reach: datetime | None = None
    for hold in sorted(parcel.holds, key=lambda one: (one.since, one.ordinal)):
        ended = hold.until or NEVER
        if reach is not None and hold.since <= reach:
            groups[-1].append(hold)
            reach = max(reach, _later(ended))
        else:
            groups.append([hold])
            reach = _later(ended)
    return [_stay(group) for group in groups]


def _later(ended: datetime) -> datetime:
    return ended if ended == NEVER else ended + NEAR


def _stay(holds: list[Hold]) -> Stay:
    standing = max(holds, key=lambda one: (one.until or NEVER, one.since, one.ordinal))
    ordinals = frozenset(one.ordinal for one in holds)
    return Stay(standing, ordinals, min(one.since for one in holds), standing.until)


def _order_since(case: Case) -> datetime:
    order = case.order
    return (order.shipped_at or order.placed_at) if order else case.first_seen_at


def _parcels(case: Case) -> Iterator[Subject]:
    for parcel in parcels_of(case):
        since = parcel.stage_since or parcel.shipped_at or _order_since(case)
        yield Subject(case, Scope.PARCEL, parcel.number, since, case.order, parcel)


def _holds(case: Case) -> Iterator[Subject]:
    for parcel in parcels_of(case):
        for stay in stays_of(parcel):
            occasion = f"{parcel.number}#{stay.ordinal}"
            since = stay.hold.since
            yield Subject(case, Scope.HOLD, occasion, since, case.order, parcel, stay.hold, stay)


def _offers(case: Case) -> Iterator[Subject]:
    for deed in made(case):
        found = reply_to(case, deed)
        since = deed.done_at or case.first_seen_at
        yield Subject(
            case,
            Scope.OFFER,
            occasion_of(deed),
            since,
            case.order,
            message=found.message,
            offer=deed,
            reply=found,
        )
