"""Amazon's JSON to the canonical order. Pure; the same draft however the order was reached.

Source: ``getOrder`` of ``orders_2026-01-01`` (documented, 2026-11-27). The buyer is told by an
address of e-mail and a name, of which none is taken: an order stands for its buyer.
"""

from collections.abc import Sequence
from datetime import datetime

from schemas.base import Money, order_key
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
from services.connectors.marketplaces.amazon.sites import site_country
from services.connectors.marketplaces.amazon.statuses import NO_PACKAGE, order_status
from services.connectors.marketplaces.complete import complete
from services.connectors.marketplaces.values import (
    Json,
    country,
    identifier,
    iso,
    items,
    mapping,
    money,
    postcode_prefix,
    required,
    whole,
)
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput

_EASY_SHIP = "AMAZON_EASY_SHIP"
_BEFORE_SENT = frozenset({OrderStatus.PLACED, OrderStatus.PAID, OrderStatus.PART_SHIPPED})


def read_order(source: Json, language: str | None, shop: Shop, now: datetime) -> Order:
    """The order behind an answer.

    Args:
        source: the answer's ``order``.
        language: which the buyer prefers, BCP 47.
        shop: whose order.
        now: when the read began.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    order_id, placed_at = required(source, "orderId"), iso(source.get("createdTime"))
    if placed_at is None:
        raise InvalidInput("unreadable", "createdTime is missing")
    fulfilment, lines = mapping(source.get("fulfillment")), items(source.get("orderItems"))
    packages = [one for one in items(source.get("packages")) if _status_of(one) != NO_PACKAGE]
    named = str(fulfilment.get("fulfillmentStatus") or "")
    status = order_status(named, [_status_of(one) for one in packages])
    asked = status in _BEFORE_SENT and any(_asks_to_cancel(line) for line in lines)
    sent = [at for one in packages if (at := iso(one.get("shipTime")))]
    due = iso(mapping(fulfilment.get("deliverByWindow")).get("latestDateTime"))
    order = Order(
        key=order_key("amazon", shop.name, order_id),
        status=OrderStatus.CANCEL_REQUESTED if asked else status,
        lines=tuple(sorted((_line(line, status) for line in lines), key=lambda one: one.id)),
        placed_at=placed_at,
        ship_by=iso(mapping(fulfilment.get("shipByWindow")).get("latestDateTime")),
        shipped_at=min(sent, default=None),
        promise=Promise(at=due, source="marketplace") if due else None,
        destination=_destination(source, shop),
        service=identifier(fulfilment.get("fulfillmentServiceLevel")) or None,
        fulfilment=_fulfilment(source),
        buyer=Buyer(reference=f"order:{order_id}", language=language),
        total=_total(mapping(source.get("proceeds")).get("grandTotal")),
        parcels=_parcels(packages),
        link=shop.link.replace("{order_id}", order_id),
        source_updated_at=iso(source.get("lastUpdatedTime")),
        read_started_at=now,
    )
    return complete(order, shop)


def _status_of(package: Json) -> str:
    return str(mapping(package.get("packageStatus")).get("status") or "")


def _asks_to_cancel(line: Json) -> bool:
    told = mapping(line.get("cancellation"))
    requester = identifier(mapping(told.get("cancellationRequest")).get("requester"))
    return requester == "BUYER" and not mapping(told.get("cancellationExecution"))


def _line(line: Json, whole_order: OrderStatus) -> OrderLine:
    product = mapping(line.get("product"))
    cancelled = mapping(mapping(line.get("cancellation")).get("cancellationExecution"))
    return OrderLine(
        id=required(line, "orderItemId"),
        title=str(product.get("title") or ""),
        quantity=whole(line.get("quantityOrdered")) or 1,
        price=_total(mapping(product.get("price")).get("unitPrice")),
        status=OrderStatus.CANCELLED if cancelled else whole_order,
    )


def _total(told: object) -> Money | None:
    found = mapping(told)
    return money(found.get("amount"), found.get("currencyCode"))


def _parcels(packages: Sequence[Json]) -> tuple[OrderParcel, ...]:
    found = {}
    for one in packages:
        number = identifier(one.get("trackingNumber")).upper()
        if number:
            found[number] = OrderParcel(
                number=number,
                carrier=identifier(one.get("carrier")) or None,
                shipped_at=iso(one.get("shipTime")),
                lines=tuple(
                    ParcelLine(
                        line_id=required(item, "orderItemId"),
                        quantity=whole(item.get("quantity")) or 1,
                    )
                    for item in items(one.get("packageItems"))
                ),
            )
    return tuple(found[number] for number in sorted(found))


def _destination(source: Json, shop: Shop) -> Destination:
    """Where it goes; without a word of it, the marketplace's own country."""
    address = mapping(mapping(source.get("recipient")).get("deliveryAddress"))
    code = country(address.get("countryCode")) or site_country(shop.site)
    if code is None:
        raise InvalidInput("unreadable", f"the destination's country is missing ({shop.key})")
    return Destination(country=code, postcode_prefix=postcode_prefix(address.get("postalCode")))


def _fulfilment(source: Json) -> Fulfilment:
    by = identifier(mapping(source.get("fulfillment")).get("fulfilledBy"))
    programs = source.get("programs")
    if by == "AMAZON":
        return "marketplace_warehouse"
    if isinstance(programs, list) and _EASY_SHIP in programs:
        return "marketplace_label"
    return "seller" if by == "MERCHANT" else "unknown"
