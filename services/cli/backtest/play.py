"""One past order played through the same decisions: what would have left, and when. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from schemas.order import Buyer, Destination, Order, OrderParcel, OrderStatus, Promise
from schemas.parcel import Parcel, Scan
from services.cli.backtest.past import PastOrder
from services.notifier.admit import Drop
from services.notifier.case import Event, new_case
from services.notifier.kinds import SPEAKING
from services.notifier.playbook import Playbook
from services.notifier.policy import Surroundings
from services.notifier.rehearsal import Left, Rehearsal
from services.notifier.texts import Texts
from services.tracker.lane import PRIORS, LaneTable
from services.tracker.parcel import fold

SHOP = "lazada/backtest"
PROVIDER = "17track"

PROTECTED = timedelta(days=15)
"""Of protection after the promised date, since the files tell none."""

WATCHED = timedelta(days=60)
"""How long after shipping a parcel is followed that never arrives."""


@dataclass(frozen=True, slots=True)
class Played:
    """An order and what was done about it.

    Attributes:
        left: what was done, without what was decided against.
    """

    order: PastOrder
    left: Sequence[Left]

    @property
    def late(self) -> bool | None:
        """Delivered after the promise, or never; None where nothing was promised."""
        if self.order.promised is None:
            return None
        return self.order.delivered is None or self.order.delivered > self.order.promised

    @property
    def messages(self) -> int:
        """Words to the buyer, said by the machine or handed to a person."""
        return sum(one.action.kind in SPEAKING for one in self.left)


def play(
    order: PastOrder, playbook: Playbook, around: Surroundings, texts: Texts, ends: datetime
) -> Played:
    """Play an order to its delivery, or until ``ends``."""
    key = f"{SHOP}/{quote(order.id, safe='')}"
    rehearsal = Rehearsal(new_case(key, order.placed), playbook, around, texts)
    now = order.placed
    until = min(ends, (order.delivered or order.shipped + WATCHED) + timedelta(days=2))
    for at, event in _events(order, key, PRIORS):
        if at > until:
            break
        rehearsal.run(now, at)
        rehearsal.take(event, at)
        now = at
    rehearsal.run(now, until)
    return Played(order, [one for one in rehearsal.left if not isinstance(one.verdict, Drop)])


def _events(order: PastOrder, key: str, lanes: LaneTable) -> Iterator[tuple[datetime, Event]]:
    """The order and its parcel, each whenever it changes, in the order of time."""
    placed = _order(order, key)
    yield order.placed, placed
    if order.cancelled:
        yield order.shipped, _moved(placed, OrderStatus.CANCELLED, order, version=2)
        return
    shipped = _moved(placed, OrderStatus.SHIPPED, order, version=2)
    yield order.shipped, shipped
    ended = False
    for at, parcel in _parcels(order, key, lanes):
        if order.delivered and at >= order.delivered and not ended:
            ended = True
            yield order.delivered, _moved(shipped, OrderStatus.DELIVERED, order, version=3)
        yield at, parcel


def _parcels(order: PastOrder, key: str, lanes: LaneTable) -> Iterator[tuple[datetime, Parcel]]:
    parcel = Parcel(
        id=f"{PROVIDER}/{order.number}",
        provider=PROVIDER,
        number=order.number,
        version=1,
        order_keys=(key,),
        shipped_at=order.shipped,
        destination=order.country,
        tracked="tracked",
    )
    lane = lanes.lane(None, "", None, order.country)
    scans = sorted(order.scans or _plain_scans(order), key=lambda one: one.at)
    for place, scan in enumerate(scans):
        folded = fold(parcel, [scan], lane, scan.at)
        parcel = folded.parcel.model_copy(update={"version": parcel.version + 1})
        yield scan.at, parcel
        follows = scans[place + 1].at if place + 1 < len(scans) else None
        if folded.turns_at and (follows is None or folded.turns_at < follows):
            later = fold(parcel, (), lane, folded.turns_at)
            parcel = later.parcel.model_copy(update={"version": parcel.version + 1})
            yield folded.turns_at, parcel


def _plain_scans(order: PastOrder) -> list[Scan]:
    """What is known of a parcel without scans: that it was handed over, and that it came."""
    found = [
        Scan(
            id=f"{order.number}-1",
            provider=PROVIDER,
            at=order.shipped,
            sub_code="InTransit_PickedUp",
            text="Accepted by carrier",
        )
    ]
    if order.delivered:
        found.append(
            Scan(
                id=f"{order.number}-2",
                provider=PROVIDER,
                at=order.delivered,
                sub_code="Delivered_Other",
                text="Delivered",
            )
        )
    return found


def _order(order: PastOrder, key: str) -> Order:
    return Order(
        key=key,
        version=1,
        status=OrderStatus.PAID,
        placed_at=order.placed,
        promise=Promise(at=order.promised, source="marketplace") if order.promised else None,
        protection_end=order.promised + PROTECTED if order.promised else None,
        destination=Destination(country=order.country),
        buyer=Buyer(reference=order.id),
    )


def _moved(before: Order, status: OrderStatus, order: PastOrder, version: int) -> Order:
    return before.model_copy(
        update={
            "status": status,
            "version": version,
            "shipped_at": order.shipped,
            "parcels": (OrderParcel(number=order.number, shipped_at=order.shipped),),
        }
    )
