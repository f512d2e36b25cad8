"""Temu JSON to the canonical order. Pure; the same draft however the order was reached.

Source: ``bg.order.detail.v2.get`` and ``bg.logistics.shipment.v2.get`` (documented copies, noted
2026-11-27). An order is a parent order. What it cost is another call that needs a permission of its
own and tells the supply price: it is not read. Who the buyer is is not told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas.base import order_key
from schemas.order import (
    Buyer,
    Destination,
    Fulfilment,
    Order,
    OrderLine,
    OrderParcel,
    OrderStatus,
    ParcelLine,
    Promise,
)
from services.connectors.marketplaces.complete import complete
from services.connectors.marketplaces.temu.statuses import CANCEL_ASKED, order_status
from services.connectors.marketplaces.values import (
    Json,
    country,
    epoch,
    identifier,
    items,
    mapping,
    required,
    whole,
)
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput

_BY_SELLER = "fulfillBySeller"
_TEMUS_LABEL = frozenset({"2", "4"})
"""``packageDeliveryType`` of a label that Temu sold."""

_BEFORE_SENT = frozenset({OrderStatus.PLACED, OrderStatus.PAID, OrderStatus.PART_SHIPPED})


@dataclass(frozen=True, slots=True)
class Shipment:
    """A parcel as one line's shipments tell it."""

    line: str
    source: Json


def read_order(source: Json, shipments: Sequence[Shipment], shop: Shop, now: datetime) -> Order:
    """The order behind the detail call.

    Args:
        source: its result.
        shipments: of all lines.
        shop: whose order.
        now: when the read began.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    parent, lines = mapping(source.get("parentOrderMap")), items(source.get("orderList"))
    order_sn, placed_at = required(parent, "parentOrderSn"), epoch(parent.get("parentOrderTime"))
    if placed_at is None:
        raise InvalidInput("unreadable", "parentOrderTime is missing")
    shipped_at, due = (
        epoch(parent.get("parentShippingTime")),
        epoch(parent.get("latestDeliveryTime")),
    )
    order = Order(
        key=order_key("temu", shop.name, order_sn),
        status=_status(parent),
        lines=tuple(sorted((_line(line) for line in lines), key=lambda one: one.id)),
        placed_at=placed_at,
        ship_by=epoch(parent.get("expectShipLatestTime")),
        shipped_at=shipped_at,
        promise=Promise(at=due, source="marketplace") if due else None,
        destination=_destination(parent, shop),
        fulfilment=_fulfilment(lines, shipments),
        buyer=Buyer(reference=f"order:{order_sn}"),
        parcels=_parcels(shipments, lines, shipped_at),
        link=shop.link.replace("{order_id}", order_sn),
        source_updated_at=epoch(parent.get("updateTime")),
        read_started_at=now,
    )
    return complete(order, shop)


def packages_of(line: Json) -> frozenset[str]:
    """The packages that an order's line names."""
    told = items(line.get("packageSnInfo"))
    return frozenset(filter(None, (identifier(one.get("packageSn")) for one in told)))


def _status(parent: Json) -> OrderStatus:
    found = order_status(parent.get("parentOrderStatus"))
    labels = {
        identifier(label.get("name"))
        for label in items(parent.get("parentOrderLabel"))
        if whole(label.get("value"))
    }
    asked = CANCEL_ASKED in labels and found in _BEFORE_SENT
    return OrderStatus.CANCEL_REQUESTED if asked else found


def _line(line: Json) -> OrderLine:
    return OrderLine(
        id=required(line, "orderSn"),
        title=str(line.get("goodsName") or ""),
        quantity=whole(line.get("quantity")) or 1,
        status=order_status(line.get("orderStatus")),
    )


def _destination(parent: Json, shop: Shop) -> Destination:
    code = country(parent.get("regionName1")) or country(shop.site)
    if code is None:
        raise InvalidInput(
            "unreadable", f"the order tells no country: set `site` of {shop.key}, such as US"
        )
    return Destination(country=code)


def _fulfilment(lines: Sequence[Json], shipments: Sequence[Shipment]) -> Fulfilment:
    told = [one for line in lines for one in items(line.get("packageSnInfo"))]
    told += [one.source for one in shipments]
    if any(identifier(one.get("packageDeliveryType")) in _TEMUS_LABEL for one in told):
        return "marketplace_label"
    by_seller = [line.get("fulfillmentType") == _BY_SELLER for line in lines]
    return "seller" if by_seller and all(by_seller) else "unknown"


def _parcels(
    shipments: Sequence[Shipment], lines: Sequence[Json], shipped_at: datetime | None
) -> tuple[OrderParcel, ...]:
    """One parcel a tracking number, with the lines that it was told for or that name it."""
    held: dict[str, set[str]] = {}
    carriers: dict[str, str | None] = {}
    named = {identifier(line.get("orderSn")): packages_of(line) for line in lines}
    for one in shipments:
        number = identifier(one.source.get("trackingNumber")).upper()
        if not number:
            continue
        carriers[number] = identifier(one.source.get("carrierName")) or carriers.get(number)
        package = identifier(one.source.get("packageSn"))
        also = {line for line, packages in named.items() if line and package in packages}
        held.setdefault(number, set()).update({one.line} | also)
    return tuple(
        OrderParcel(
            number=number,
            carrier=carriers[number],
            shipped_at=shipped_at,
            lines=tuple(ParcelLine(line_id=line) for line in sorted(held[number])),
        )
        for number in sorted(held)
    )
