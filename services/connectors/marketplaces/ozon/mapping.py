"""Ozon JSON to the canonical order: a posting. Pure; the same draft however it was reached.

Source: ``/v3/posting/fbs/get`` with its analytics (the documented fields as public clients type
them, noted 2026-11-27). A posting does not say when it was paid or last changed; it is placed when
its processing began. The promise is the date by which the buyer is told that it comes.
"""

from datetime import datetime
from decimal import Decimal

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
from services.connectors.marketplaces.complete import complete
from services.connectors.marketplaces.ozon.statuses import order_status
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

_LOGISTICS: dict[str, Fulfilment] = {
    "ozon": "marketplace_label",
    "aggregator": "marketplace_label",
    "hybryd": "marketplace_label",
    "hybrid": "marketplace_label",
    "hybrid_aggregator": "marketplace_label",
    "3pl_tracking": "seller",
    "non_integrated": "seller",
    "hybrid_3pl_tracking": "seller",
    "hybrid_non_integrated": "seller",
    "FBP": "marketplace_warehouse",
}
"""``integration_type_flow``, or ``tpl_integration_type`` of before it, in the platform's spelling;
whose contract it is, is inferred."""


def read_order(source: Json, shop: Shop, now: datetime) -> Order:
    """The order behind a posting.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    ref, placed_at = required(source, "posting_number"), iso(source.get("in_process_at"))
    if placed_at is None:
        raise InvalidInput("unreadable", "in_process_at is missing")
    status = order_status(str(source.get("status") or ""), str(source.get("substatus") or ""))
    analytics = mapping(source.get("analytics_data"))
    due = iso(analytics.get("client_delivery_date_end")) or iso(analytics.get("delivery_date_end"))
    lines = _lines(source, status)
    order = Order(
        key=order_key("ozon", shop.name, ref),
        status=status,
        lines=lines,
        placed_at=placed_at,
        ship_by=iso(source.get("shipment_date_without_delay")) or iso(source.get("shipment_date")),
        shipped_at=iso(source.get("delivering_date")),
        promise=Promise(at=due, source="marketplace") if due else None,
        destination=_destination(source, shop),
        service=identifier(mapping(source.get("delivery_method")).get("name")) or None,
        fulfilment=_LOGISTICS.get(_flow(source), "unknown"),
        buyer=Buyer(reference=buyer_of(identifier(source.get("order_number")) or ref)),
        total=_total(lines),
        parcels=_parcels(source, lines),
        link=shop.link.replace("{order_id}", ref),
        read_started_at=now,
    )
    return complete(order, shop)


def _flow(source: Json) -> str:
    """By whom and how it is carried."""
    return str(source.get("integration_type_flow") or source.get("tpl_integration_type") or "")


def buyer_of(order_number: str) -> str:
    """The buyer behind an order number, which every posting of it and its chat tell.

    A buyer's own number stands in few postings, and the chat is not known to use it.
    """
    return f"order:{order_number}"


def _lines(source: Json, status: OrderStatus) -> tuple[OrderLine, ...]:
    lines = [
        OrderLine(
            id=required(product, "sku"),
            title=str(product.get("name") or ""),
            quantity=whole(product.get("quantity")) or 1,
            price=money(product.get("price"), product.get("currency_code")),
            status=status,
        )
        for product in items(source.get("products"))
    ]
    return tuple(sorted(lines, key=lambda one: one.id))


def _total(lines: tuple[OrderLine, ...]) -> Money | None:
    """The sum of the lines; None where one tells no price or another currency."""
    prices = [line.price for line in lines]
    told = [price for price in prices if price is not None]
    if not told or len(told) < len(prices) or len({price.currency for price in told}) > 1:
        return None
    total = sum(
        (line.price.amount * line.quantity for line in lines if line.price), start=Decimal(0)
    )
    return money(total, told[0].currency)


def _parcels(source: Json, lines: tuple[OrderLine, ...]) -> tuple[OrderParcel, ...]:
    number = identifier(source.get("tracking_number")).upper()
    if not number:
        return ()
    carrier = identifier(mapping(source.get("delivery_method")).get("tpl_provider")) or None
    held = tuple(ParcelLine(line_id=line.id, quantity=line.quantity) for line in lines)
    shipped_at = iso(source.get("delivering_date"))
    return (OrderParcel(number=number, carrier=carrier, shipped_at=shipped_at, lines=held),)


def _destination(source: Json, shop: Shop) -> Destination:
    """The buyer's address where the seller delivers (rFBS), else the country of the site."""
    address = mapping(mapping(source.get("customer")).get("address"))
    told = address.get("country")
    code = country(told, "ru") or country(told) or country(shop.site)
    if code is None:
        raise InvalidInput(
            "unreadable", f"the posting tells no country: set `site` of {shop.key}, such as RU"
        )
    return Destination(country=code, postcode_prefix=postcode_prefix(address.get("zip_code")))
