"""An order as insight counts it: when what happened, and what it was. Nothing personal. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from schemas.order import LIVE, Order, OrderStatus
from schemas.parcel import Hazard, Hold, Parcel, Stage
from services.desk.insight.arrival import arrived_at
from services.desk.insight.dispatch import Dispatch, dispatch_of, sent_at
from services.desk.insight.weeks import week_of
from services.notifier.absence import outward
from services.notifier.case import Case
from services.notifier.complaint import complaint_of
from services.notifier.facts import ACTIVE
from services.notifier.records import HAPPENED
from services.notifier.subject import foremost
from services.notifier.talk import waiting

FORM = "4"
"""Of what a line says: another one has every line made anew."""

LONGEST = 120
"""Characters of a product's title that are kept."""

_SENT = frozenset({OrderStatus.SHIPPED, OrderStatus.DELIVERED, OrderStatus.COMPLETED})
"""In which an order has surely been sent."""

_HAZARDS = {hazard: place for place, hazard in enumerate(Hazard, start=1)}


@dataclass(frozen=True, slots=True)
class Around:
    """What a line needs to know beside its case.

    Attributes:
        zone: of the shop.
        holdout: percent of the shop's orders that are held out now.
        moved: parcel to the first scan that showed it move, where one did.
    """

    zone: str = "UTC"
    holdout: float = 0
    moved: Mapping[str, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of ``desk.orders``; the comments of the table say what each means."""

    order_key: str
    version: int
    made: str
    shop: str
    country: str
    carrier: str
    service: str
    lane: str
    product: str
    open: bool
    hazard: int
    ship_by: datetime | None
    shipped_at: datetime | None
    promise_at: datetime | None
    moved_at: datetime | None
    arrived_at: datetime | None
    hold_at: datetime | None
    hold_until: datetime | None
    hold_kind: str
    late_at: datetime | None
    lost_at: datetime | None
    dispute_at: datetime | None
    dispute_open: bool
    reason: str
    party: str
    contact_at: datetime | None
    answered_at: datetime | None
    settled: bool
    arm: str
    ship_by_week: date | None
    sent_week: date | None
    hold_week: date | None
    late_week: date | None
    lost_week: date | None
    dispute_week: date | None
    contact_week: date | None
    sent_at: datetime | None
    dispatch: Dispatch


def form_of(zone: str) -> str:
    """By what a line is told from one that has to be made anew."""
    return f"{FORM} {zone}"


def line_of(case: Case, shop: str, version: int, around: Around) -> Line:
    """The line of a case."""
    order, zone = case.order, around.zone
    ours = outward(case)
    parcel = foremost(case) or next(iter(ours), None)
    # What may be another's parcel tells nothing of this order.
    sure = [one for one in ours if one.identity == "plausible"]
    moved = _moved(sure, around.moved or {})
    sent = sent_at(order, ours)
    ship_by, dispatch = dispatch_of(order, sent, moved)
    shipped = sent or moved or _paid(order)
    arrived = arrived_at(order, ours)
    late, lost = _late(order, shipped, arrived), _lost(sure)
    holds = sorted((hold for one in sure for hold in one.holds), key=lambda one: one.since)
    disputes = case.disputes.values()
    disputed = min((one.opened_at for one in disputes), default=None)
    complaint = complaint_of(case)
    contact, told = _contact(case)
    standing = any(one.state in ACTIVE for one in disputes)
    country = case.country
    return Line(
        order_key=case.order_key,
        version=version,
        made=form_of(zone),
        shop=shop,
        country=country,
        carrier=_carrier(order, parcel),
        service=(order.service if order else None) or (parcel.service if parcel else None) or "",
        lane=f"{(parcel.origin if parcel else None) or '?'}-{country or '?'}",
        product=_product(order),
        open=order is not None and order.status in LIVE,
        hazard=_HAZARDS[parcel.hazard] if parcel and parcel.hazard else 0,
        ship_by=ship_by,
        shipped_at=shipped,
        promise_at=order.promise.at if order and order.promise else None,
        moved_at=moved,
        arrived_at=arrived,
        hold_at=holds[0].since if holds else None,
        hold_until=_until(holds),
        hold_kind=str(holds[-1].kind) if holds else "",
        late_at=late,
        lost_at=lost,
        dispute_at=disputed,
        dispute_open=standing,
        reason=str(complaint.type) if complaint else "",
        party=str(complaint.responsible) if complaint else "",
        contact_at=contact,
        answered_at=told,
        settled=contact is not None and not standing and not waiting(case),
        arm=_arm(case, around),
        ship_by_week=week_of(ship_by, zone),
        sent_week=week_of(shipped, zone),
        hold_week=week_of(holds[0].since if holds else None, zone),
        late_week=week_of(late, zone),
        lost_week=week_of(lost, zone),
        dispute_week=week_of(disputed, zone),
        contact_week=week_of(contact, zone),
        sent_at=sent,
        dispatch=dispatch,
    )


def _paid(order: Order | None) -> datetime | None:
    """Of what has been sent and nobody saw since: when it was paid for, so that it counts."""
    if order is None or order.status not in _SENT:
        return None
    return order.paid_at or order.placed_at


def _late(
    order: Order | None, shipped: datetime | None, arrived: datetime | None
) -> datetime | None:
    """The promise of what was sent and is not known to have come by then."""
    if order is None or order.promise is None or shipped is None:
        return None
    if order.status is OrderStatus.CANCELLED:
        return None
    promise = order.promise.at
    return promise if arrived is None or arrived > promise else None


def _lost(ours: list[Parcel]) -> datetime | None:
    return min(
        (one.stage_since for one in ours if one.stage is Stage.LOST and one.stage_since),
        default=None,
    )


def _moved(ours: list[Parcel], moved: Mapping[str, datetime]) -> datetime | None:
    return min((moved[one.id] for one in ours if one.id in moved), default=None)


def _until(holds: list[Hold]) -> datetime | None:
    ends = [one.until for one in holds]
    return None if None in ends else max((end for end in ends if end), default=None)


def _carrier(order: Order | None, parcel: Parcel | None) -> str:
    """As the provider names it; else as the marketplace does."""
    if parcel is not None and parcel.carrier:
        return parcel.carrier
    named = [one.carrier for one in order.parcels if one.carrier] if order else []
    return named[0] if named else ""


def _product(order: Order | None) -> str:
    titles = [one.title for one in order.lines if one.title.strip()] if order else []
    return " ".join(titles[0].split())[:LONGEST] if titles else ""


def _contact(case: Case) -> tuple[datetime | None, datetime | None]:
    """The buyer's first message, and the first word to them after it, whoever said it."""
    wrote = {
        one.id: one.sent_at
        for one in case.messages.values()
        if one.sender == "buyer" and one.lead and not one.recalled
    }
    if not wrote:
        return None, None
    first = min(wrote.values())
    said = [
        one.sent_at for one in case.messages.values() if one.sender == "seller" and not one.blocked
    ]
    for deed in case.deeds.values():
        if deed.channel == "chat" and deed.status in HAPPENED and deed.moment is not None:
            said.append(deed.moment)
        if deed.closed_at is not None and deed.occasion.split("~")[0] in wrote:
            said.append(deed.closed_at)
    return first, min((at for at in said if at >= first), default=None)


def _arm(case: Case, around: Around) -> str:
    """Its side of the comparison as it was fixed when it was first decided about.

    ``unknown``: of an order that is older than the keeping of sides, where its shop compares;
    empty: of one that no comparison is about.
    """
    if case.side is None and around.holdout:
        return "unknown"
    return case.side if case.side in ("told", "held_out") else ""
