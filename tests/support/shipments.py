"""The orders of the sandbox's world as ingest would publish them, when something was sent."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from schemas.envelope import Envelope
from schemas.order import (
    Buyer,
    Destination,
    Order,
    OrderLine,
    OrderParcel,
    OrderStatus,
    Promise,
)
from schemas.topics import ORDER_CHANGED, ORDERS
from services.runtime.kafka.producer import OutRecord
from services.sandbox import events as ev
from services.sandbox.world import World


@dataclass
class Shipments:
    """What of the world has been published.

    Attributes:
        orders: as they stand, by key.
    """

    told: World
    orders: dict[str, Order] = field(default_factory=dict)
    _seen: int = 0

    def until(self, instant: datetime) -> list[OutRecord]:
        """The orders that have changed since it was last asked, each as it stands then."""
        events = list(self._sent(instant))
        for event in events[self._seen :]:
            plan = self.told.orders[event.key]
            self.orders[event.key] = _order(plan, self.orders.get(event.key), event)
        changed = {event.key for event in events[self._seen :]}
        self._seen = len(events)
        return [_record(self.orders[key], instant) for key in sorted(changed)]

    def _sent(self, until: datetime) -> Iterator[ev.Shipped | ev.Corrected]:
        for event in self.told.events:
            if event.at <= until and isinstance(event, ev.Shipped | ev.Corrected):
                yield event


def _order(plan: ev.OrderPlan, before: Order | None, event: ev.Shipped | ev.Corrected) -> Order:
    """The order with one more number, or with a corrected one."""
    parcels = before.parcels if before else ()
    if isinstance(event, ev.Corrected):
        parcels = tuple(
            one.model_copy(update={"number": event.new}) if one.number == event.old else one
            for one in parcels
        )
    else:
        sent = OrderParcel(number=event.number, carrier=event.carrier, shipped_at=event.at)
        parcels = (*parcels, sent)
    shipped_at = (before.shipped_at if before else None) or event.at
    return Order(
        key=plan.key,
        version=before.version + 1 if before else 1,
        status=OrderStatus.SHIPPED,
        placed_at=shipped_at - timedelta(days=2),
        shipped_at=shipped_at,
        promise=Promise(at=shipped_at + timedelta(days=plan.promise_days), source="marketplace"),
        protection_end=shipped_at + timedelta(days=plan.protection_days),
        destination=Destination(country=plan.country),
        service=plan.service,
        lines=tuple(
            OrderLine(id=line.id, title=line.title, status=OrderStatus.SHIPPED)
            for line in plan.lines
        ),
        buyer=Buyer(reference=plan.buyer),
        parcels=parcels,
    )


def _record(order: Order, now: datetime) -> OutRecord:
    envelope = Envelope(
        id=f"{order.key}@{order.version}", type=ORDER_CHANGED, source="forestall/test", time=now
    )
    return OutRecord(ORDERS.name, order.key.encode(), order.model_dump_json().encode(), envelope)
