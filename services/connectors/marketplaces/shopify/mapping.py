"""Shopify's order to the canonical one. Pure; the same draft however the order was reached.

Source: ``Order`` and ``Fulfillment`` of admin-graphql (documented, looked up 2026-11-27). Money is
as the buyer paid it (presentment). No date that the buyer was promised stands there: the shop's
setting is. Of the buyer only the customer's number is asked, of the address country and postcode.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from schemas.base import Money, order_key
from schemas.order import (
    Buyer,
    Destination,
    Duties,
    Order,
    OrderLine,
    OrderParcel,
    OrderStatus,
    ParcelLine,
)
from services.connectors.marketplaces.complete import complete
from services.connectors.marketplaces.shopify.statuses import order_status, stands
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

_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def ships(source: Json) -> bool:
    """Whether an order sends something: digital goods, pick-ups and sales in a shop do not.

    An app without access to addresses is refused by name (from code, 2026-11-27): an address that
    is null is none.
    """
    return source.get("requiresShipping") is not False and bool(source.get("shippingAddress"))


def read_order(source: Json, shop: Shop, now: datetime) -> Order:
    """The order behind an answer.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    order_id, placed_at = required(source, "legacyResourceId"), iso(source.get("createdAt"))
    if placed_at is None:
        raise InvalidInput("unreadable", "createdAt is missing")
    sent = [one for one in items(source.get("fulfillments")) if stands(one)]
    status = order_status(source, sent)
    buyer = identifier(mapping(source.get("customer")).get("legacyResourceId"))
    order = Order(
        key=order_key("shopify", shop.name, order_id),
        status=status,
        lines=_lines(source, status),
        placed_at=placed_at,
        paid_at=_paid_at(source, status),
        shipped_at=min((at for one in sent if (at := iso(one.get("createdAt")))), default=None),
        destination=_destination(source),
        service=identifier(mapping(source.get("shippingLine")).get("title")) or None,
        duties=_duties(source),
        buyer=Buyer(reference=buyer or f"order:{order_id}", language=_language(source)),
        total=_paid(source, "totalPriceSet"),
        parcels=_parcels(sent),
        link=shop.link.replace("{order_id}", order_id),
        refunded=_paid(source, "totalRefundedSet"),
        source_updated_at=iso(source.get("updatedAt")),
        read_started_at=now,
    )
    return complete(order, shop)


def _lines(source: Json, status: OrderStatus) -> tuple[OrderLine, ...]:
    lines = [
        OrderLine(
            id=_id(line),
            title=str(line.get("title") or ""),
            quantity=whole(line.get("quantity")) or 1,
            price=_paid(line, "discountedUnitPriceSet"),
            status=_line_status(line, status),
        )
        for line in items(mapping(source.get("lineItems")).get("nodes"))
    ]
    return tuple(sorted(lines, key=lambda one: one.id))


def _line_status(line: Json, order: OrderStatus) -> OrderStatus:
    """A line's own: taken out of the order, or of an order sent in part sent or not."""
    if whole(line.get("currentQuantity")) == 0:
        return OrderStatus.CANCELLED
    if order is OrderStatus.PART_SHIPPED:
        sent = whole(line.get("unfulfilledQuantity")) == 0
        return OrderStatus.SHIPPED if sent else OrderStatus.PAID
    return order


def _parcels(sent: Sequence[Json]) -> tuple[OrderParcel, ...]:
    """One parcel a tracking number; of a fulfilment with several nobody says what is in which."""
    found: dict[str, OrderParcel] = {}
    for one in sent:
        told = [info for info in items(one.get("trackingInfo")) if _number(info)]
        lines = _contents(one) if len(told) == 1 else ()
        for info in told:
            number, known = _number(info), found.get(_number(info))
            shipped = [at for at in (iso(one.get("createdAt")), known and known.shipped_at) if at]
            found[number] = OrderParcel(
                number=number,
                carrier=identifier(info.get("company")) or None,
                shipped_at=min(shipped, default=None),
                lines=(*known.lines, *lines) if known else lines,
            )
    return tuple(found[number] for number in sorted(found))


def _contents(fulfilment: Json) -> tuple[ParcelLine, ...]:
    nodes = items(mapping(fulfilment.get("fulfillmentLineItems")).get("nodes"))
    lines = [
        ParcelLine(line_id=_id(line), quantity=whole(node.get("quantity")) or 1)
        for node in nodes
        if (line := mapping(node.get("lineItem")))
    ]
    return tuple(sorted(lines, key=lambda one: one.line_id))


def _number(info: Json) -> str:
    return identifier(info.get("number")).upper()


def _id(source: Json) -> str:
    """The number at the end of ``gid://shopify/LineItem/1``."""
    return required(source, "id").rsplit("/", 1)[-1]


def _paid_at(source: Json, status: OrderStatus) -> datetime | None:
    """When it was processed, once it is paid for."""
    return None if status is OrderStatus.PLACED else iso(source.get("processedAt"))


def _destination(source: Json) -> Destination:
    address = mapping(source.get("shippingAddress"))
    code = country(address.get("countryCodeV2"))
    if code is None:
        raise InvalidInput("unreadable", "the destination's country is missing")
    return Destination(country=code, postcode_prefix=postcode_prefix(address.get("zip")))


def _duties(source: Json) -> Duties:
    """Prepaid where the prices include them, or the checkout took them."""
    taken = _paid(source, "currentTotalDutiesSet")
    if source.get("dutiesIncluded") is True or (taken is not None and taken.amount > 0):
        return Duties(payer="prepaid", source="marketplace")
    return Duties()


def _language(source: Json) -> str | None:
    told = identifier(source.get("customerLocale")).replace("_", "-")
    return told if _LOCALE.fullmatch(told) else None


def _paid(source: Json, name: str) -> Money | None:
    found = mapping(mapping(source.get(name)).get("presentmentMoney"))
    return money(found.get("amount"), found.get("currencyCode"))
