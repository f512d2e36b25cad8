"""WooCommerce's order to the canonical one. Pure; the same draft however the order was reached.

Source: the REST API's documentation. Tracking numbers are no part of WooCommerce: they are read
where its Shipment Tracking extension, and plugins that write like it, keep them (from code,
2026-11-27).
No date that the buyer was promised stands there: the shop's setting is.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from schemas.base import Money, order_key
from schemas.order import Buyer, Destination, Order, OrderLine, OrderParcel, OrderStatus
from services.connectors.marketplaces.complete import complete
from services.connectors.marketplaces.values import (
    Json,
    country,
    epoch,
    identifier,
    items,
    mapping,
    money,
    postcode_prefix,
    required,
    whole,
)
from services.connectors.marketplaces.woocommerce.statuses import CARTS, order_status
from services.connectors.marketplaces.woocommerce.times import gmt
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput

_FIELDS = (
    "id",
    "status",
    "currency",
    "total",
    "customer_id",
    "date_created_gmt",
    "date_modified_gmt",
    "date_paid_gmt",
    "date_completed_gmt",
    "line_items",
    "shipping_lines",
    "refunds",
    "meta_data",
    "shipping.country",
    "shipping.postcode",
    "billing.country",
    "billing.postcode",
)
_TRACKING = "_wc_shipment_tracking_items"
_PICKED_UP = frozenset({"local_pickup", "pickup_location"})
"""Ways to ship that ship nothing."""


def fields(shop: Shop) -> tuple[str, ...]:
    """What is asked of an order: no name, no street; the e-mail address of a shop that writes."""
    return (*_FIELDS, "billing.email") if shop.emails else _FIELDS


def ships(source: Json) -> bool:
    """Whether an order sends something; a cart does not, nor one that is picked up."""
    if str(source.get("status") or "").removeprefix("wc-") in CARTS:
        return False
    ways = items(source.get("shipping_lines"))
    return any(str(way.get("method_id") or "") not in _PICKED_UP for way in ways)


def read_order(source: Json, shop: Shop, now: datetime) -> Order:
    """The order.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    order_id, placed_at = required(source, "id"), gmt(source.get("date_created_gmt"))
    if placed_at is None:
        raise InvalidInput("unreadable", "date_created_gmt is missing")
    parcels = _parcels(source)
    status = order_status(str(source.get("status") or ""), sent=bool(parcels))
    ways = [identifier(way.get("method_title")) for way in items(source.get("shipping_lines"))]
    order = Order(
        key=order_key("woocommerce", shop.name, order_id),
        status=status,
        lines=_lines(source, status),
        placed_at=placed_at,
        paid_at=gmt(source.get("date_paid_gmt")),
        shipped_at=_shipped_at(source, parcels, status),
        destination=_destination(source),
        service=next(filter(None, ways), None),
        buyer=Buyer(reference=_buyer(source, order_id)),
        total=money(source.get("total"), source.get("currency")),
        parcels=parcels,
        link=shop.link.replace("{order_id}", order_id),
        refunded=_refunded(source),
        source_updated_at=gmt(source.get("date_modified_gmt")),
        read_started_at=now,
    )
    return complete(order, shop)


def email_of(source: Json) -> str:
    """The buyer's address; empty where it was not asked for."""
    return identifier(mapping(source.get("billing")).get("email"))


def _buyer(source: Json, order_id: str) -> str:
    """The customer's number; a guest (0) is told by the order alone."""
    customer = whole(source.get("customer_id"))
    return str(customer) if customer else f"order:{order_id}"


def _lines(source: Json, status: OrderStatus) -> tuple[OrderLine, ...]:
    lines = [
        OrderLine(
            id=required(line, "id"),
            title=str(line.get("name") or ""),
            quantity=whole(line.get("quantity")) or 1,
            price=money(line.get("price"), source.get("currency")),
            status=status,
        )
        for line in items(source.get("line_items"))
    ]
    return tuple(sorted(lines, key=lambda one: one.id))


def _parcels(source: Json) -> tuple[OrderParcel, ...]:
    """One parcel a tracking number; which lines it holds is not told."""
    found = {}
    for item in _tracked(source):
        number, carrier = identifier(item.get("tracking_number")).upper(), ""
        for name in ("custom_tracking_provider", "tracking_provider"):
            carrier = identifier(item.get(name)) or carrier
        if number:
            found[number] = OrderParcel(
                number=number,
                carrier=carrier or None,
                shipped_at=epoch(item.get("date_shipped")),
            )
    return tuple(found[number] for number in sorted(found))


def _tracked(source: Json) -> Sequence[Json]:
    """What the plugin keeps: a list, which PHP writes as an object where a number was taken out."""
    found: list[Json] = []
    for kept in items(source.get("meta_data")):
        if kept.get("key") == _TRACKING:
            value = kept.get("value")
            found += items(list(value.values()) if isinstance(value, dict) else value)
    return found


def _shipped_at(
    source: Json, parcels: Sequence[OrderParcel], status: OrderStatus
) -> datetime | None:
    """When the first parcel went, else when the shop completed the order."""
    sent = [one.shipped_at for one in parcels if one.shipped_at]
    if sent:
        return min(sent)
    gone = {OrderStatus.SHIPPED, OrderStatus.DELIVERED}
    return gmt(source.get("date_completed_gmt")) if status in gone else None


def _destination(source: Json) -> Destination:
    for name in ("shipping", "billing"):
        address = mapping(source.get(name))
        if code := country(address.get("country")):
            prefix = postcode_prefix(address.get("postcode"))
            return Destination(country=code, postcode_prefix=prefix)
    raise InvalidInput("unreadable", "the destination's country is missing")


def _refunded(source: Json) -> Money | None:
    """The sum of the refunds, whose totals are negative; None where one cannot be read."""
    currency = source.get("currency")
    parts = [money(one.get("total"), currency) for one in items(source.get("refunds"))]
    if None in parts:
        return None
    return money(sum((abs(one.amount) for one in parts if one), Decimal(0)), currency)
