"""A buyer says that the parcel is not there: why it is not, as the parcels show it. Pure.

Everything is held against the instant of the complaint: a parcel that came later was late, one that
had come before is missed although it is shown as delivered.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from schemas.order import OWN_LOGISTICS, Order
from schemas.parcel import Actor, CustomsState, DecidedBy, Direction, Hold, HoldKind, Parcel, Stage
from services.notifier.case import Case
from services.notifier.faults import ComplaintType, Fault, Party
from services.notifier.subject import OUTWARD, is_under_way, parcels_of

_SURE = frozenset({DecidedBy.CODE, DecidedBy.SUB_CODE})
_BACK = frozenset({Stage.RETURNING, Stage.RETURNED})


def outward(case: Case) -> list[Parcel]:
    """The parcels to the buyer; of an order that has ended those last heard of."""
    ours = parcels_of(case) or sorted(case.parcels.values(), key=lambda one: one.id)
    return [one for one in ours if one.role in OUTWARD]


def absent(case: Case, at: datetime) -> Fault:
    """Why what the buyer missed at an instant was not there, and through whom."""
    ours = outward(case)
    sure = [one for one in ours if one.identity == "plausible"]
    missed = [one for one in sure if not _delivered_by(one, at)]
    for look in _LOOKS:
        for parcel in missed:
            if found := look(parcel, case.order, at):
                return found
    if missed:
        return _late(case, missed[0], at)
    if sure:
        # Who has it, only the proof of delivery can tell.
        return Fault(ComplaintType.NOT_RECEIVED, Party.UNKNOWN, f"{sure[0].id}: delivered")
    if ours:
        return Fault(ComplaintType.NOT_RECEIVED, Party.UNKNOWN, f"{ours[0].id}: doubtful")
    return _unsent(case.order, at)


def at_customs(case: Case, at: datetime) -> Fault:
    """Through whom a parcel was, or is, held at customs; unknown where none shows a hold."""
    for parcel in outward(case):
        if found := _seized(parcel, case.order, at) or _held(parcel, case.order, at):
            return found
    return Fault(ComplaintType.CUSTOMS)


def on_time(case: Case, at: datetime) -> bool:
    """Whether at an instant all was well with what is under way: nothing to be right about.

    The promise had not passed, nothing is held or doubtful, and each had been seen to move within
    its lane's usual by a provider that answers.
    """
    promise = case.order.promise if case.order else None
    ours = outward(case)
    going = [one for one in ours if one.stage is not Stage.DELIVERED]
    return (
        bool(going)
        and promise is not None
        and at < promise.at
        and all(one.identity == "plausible" for one in ours)
        and all(is_under_way(one) and _lively(one, at) for one in going)
    )


def in_parts(case: Case) -> bool:
    """Whether a part of the first shipment has been delivered, and a part of it is on its way."""
    ours = outward(case)
    return (
        {one.role for one in ours} == {"original"}
        and any(one.stage is Stage.DELIVERED for one in ours)
        and any(is_under_way(one) for one in ours)
    )


def mistaken(parcel: Parcel) -> Fault:
    """Clarified by the seller, who could have told sooner: a parcel that is well on its way."""
    by = f"{parcel.id}: on its way, in time"
    return Fault(ComplaintType.MISUNDERSTANDING, Party.SELLER, by)


def carried_by(order: Order | None) -> Party:
    """Whose the way to the buyer is: a carrier's, or the marketplace's own."""
    own = order is not None and order.fulfilment in OWN_LOGISTICS
    return Party.MARKETPLACE if own else Party.CARRIER


def _lively(parcel: Parcel, at: datetime) -> bool:
    fresh = parcel.feed_silent_since is None or bool(parcel.answered_by)
    open_hold = any(hold.until is None for hold in parcel.holds)
    moves = parcel.last_movement is not None and not _silent_at(parcel, at)
    return fresh and moves and not open_hold


def _silent_at(parcel: Parcel, at: datetime) -> bool:
    return parcel.silent_after is not None and parcel.silent_after <= at


def _lost(parcel: Parcel, order: Order | None, _: datetime) -> Fault | None:
    if parcel.stage is not Stage.LOST:
        return None
    return Fault(ComplaintType.LOST, carried_by(order), f"{parcel.id}: lost")


def _seized(parcel: Parcel, order: Order | None, _: datetime) -> Fault | None:
    if parcel.stage is not Stage.SEIZED and parcel.customs is not CustomsState.REFUSED:
        return None
    last = max(parcel.holds, key=lambda one: (one.since, one.ordinal), default=None)
    party = _of_hold(last, order) if last else Party.UNKNOWN
    shown = Party.CUSTOMS if party is Party.UNKNOWN else party
    return Fault(ComplaintType.CUSTOMS, shown, f"{parcel.id}: refused or seized by customs")


def _held(parcel: Parcel, order: Order | None, at: datetime) -> Fault | None:
    """An open hold, or one in which the complaint fell."""
    standing = [one for one in parcel.holds if one.until is None or (one.since <= at <= one.until)]
    if not standing:
        return None
    hold = max(standing, key=lambda one: (one.until is None, one.since, one.ordinal))
    scan = f", scan {hold.scan_id}" if hold.scan_id else ""
    by = f"{parcel.id}: hold {hold.ordinal}{scan}"
    return Fault(ComplaintType.CUSTOMS, _of_hold(hold, order), by)


def _of_hold(hold: Hold, order: Order | None) -> Party:
    """Whose omission keeps it there; the buyer's only where a code says so and duty is theirs."""
    if hold.kind is HoldKind.PROHIBITED or hold.who_must_act is Actor.SELLER:
        return Party.SELLER
    if hold.who_must_act is Actor.BUYER:
        if order is not None and order.duties.payer == "prepaid":
            return Party.SELLER
        sure = hold.decided_by in _SURE and hold.direction is Direction.IMPORT
        return Party.BUYER if sure else Party.UNKNOWN
    if hold.who_must_act is Actor.CARRIER:
        return carried_by(order)
    inspected = hold.who_must_act is Actor.AUTHORITY or hold.kind is HoldKind.INSPECTION
    return Party.CUSTOMS if inspected else Party.UNKNOWN


def _returned(parcel: Parcel, order: Order | None, _: datetime) -> Fault | None:
    """Back because customs never let it through, or for a reason that no stage tells."""
    if parcel.stage not in _BACK:
        return None
    last = max(parcel.holds, key=lambda one: (one.since, one.ordinal), default=None)
    if last is not None and not last.released:
        by = f"{parcel.id}: returned after hold {last.ordinal}"
        return Fault(ComplaintType.CUSTOMS, _of_hold(last, order), by)
    return Fault(ComplaintType.RETURNED, Party.UNKNOWN, f"{parcel.id}: returned")


def _delivered_by(parcel: Parcel, at: datetime) -> bool:
    since = parcel.stage_since
    return parcel.stage is Stage.DELIVERED and (since is None or since <= at)


def _waiting(parcel: Parcel, _: Order | None, __: datetime) -> Fault | None:
    if parcel.stage is not Stage.PICKUP:
        return None
    return Fault(ComplaintType.SLOW, Party.BUYER, f"{parcel.id}: waits to be picked up")


def _silent(parcel: Parcel, order: Order | None, at: datetime) -> Fault | None:
    if not is_under_way(parcel) or not _silent_at(parcel, at):
        return None
    return Fault(ComplaintType.NO_UPDATE, carried_by(order), f"{parcel.id}: silent")


_LOOKS: Sequence[Callable[[Parcel, Order | None, datetime], Fault | None]] = (
    _lost,
    _seized,
    _held,
    _returned,
    _silent,
    _waiting,
)
"""What a parcel may show, the gravest first."""


def _late(case: Case, missed: Parcel, at: datetime) -> Fault:
    """On the way at that time, or come since."""
    order = case.order
    sent_late = _sent_late(order)
    if sent_late:
        return Fault(ComplaintType.SLOW, Party.SELLER, sent_late)
    promise = order.promise if order else None
    if promise is not None and at >= promise.at:
        return Fault(ComplaintType.SLOW, carried_by(order), f"{missed.id}: the promise had passed")
    if on_time(case, at):
        return mistaken(missed)
    return Fault(ComplaintType.SLOW, Party.UNKNOWN, f"{missed.id}: no promise had passed")


def _sent_late(order: Order | None) -> str:
    if order is None or order.ship_by is None or order.shipped_at is None:
        return ""
    return "the order was sent after its last time" if order.shipped_at > order.ship_by else ""


def _unsent(order: Order | None, at: datetime) -> Fault:
    """No parcel is known."""
    if order is None or order.shipped_at is not None:
        return Fault(ComplaintType.NOT_RECEIVED)
    owed = order.ship_by is not None and order.ship_by <= at
    party = Party.SELLER if owed else Party.UNKNOWN
    return Fault(ComplaintType.SLOW, party, "the order had not been sent")
