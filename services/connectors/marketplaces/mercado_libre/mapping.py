"""Mercado Libre JSON to the canonical order. Pure; the same draft however the order was reached.

Source: ``/orders/{id}`` and ``/shipments/{id}`` (documented pages as copied; noted 2026-11-26). The
promise is the last date of the shipment's estimate that the buyer is shown.
"""

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
    Promise,
)
from services.connectors.marketplaces.complete import complete
from services.connectors.marketplaces.mercado_libre.statuses import order_status
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
    "fulfillment": "marketplace_warehouse",
    "drop_off": "marketplace_label",
    "xd_drop_off": "marketplace_label",
    "cross_docking": "marketplace_label",
    "remote": "marketplace_label",
    "self_service": "seller",
    "custom": "seller",
    "default": "seller",
}
_LANGUAGE = {"MLB": "pt-BR", "MLM": "es-MX"}
_COUNTRY = {
    "MLA": "AR",
    "MLB": "BR",
    "MLM": "MX",
    "MLC": "CL",
    "MCO": "CO",
    "MLU": "UY",
    "MPE": "PE",
}


def read_order(source: Json, shipment: Json, shop: Shop, now: datetime) -> Order:
    """The order behind an order and its shipment (empty where it has none).

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    order_id = required(source, "id")
    placed_at = iso(source.get("date_created"))
    if placed_at is None:
        raise InvalidInput("unreadable", "date_created is missing")
    status = order_status(str(source.get("status") or ""), str(shipment.get("status") or ""))
    history = mapping(shipment.get("status_history"))
    shipped_at = iso(history.get("date_shipped"))
    site = identifier(source.get("site_id")) or shop.site
    due = _promise(shipment)
    order = Order(
        key=order_key("mercado_libre", shop.name, order_id),
        status=status,
        lines=_lines(source, status),
        placed_at=placed_at,
        paid_at=iso(source.get("date_closed")),
        ship_by=iso(_estimate(shipment).get("pay_before")),
        shipped_at=shipped_at,
        promise=Promise(at=due, source="marketplace") if due else None,
        destination=_destination(shipment, site),
        service=identifier(shipment.get("tracking_method")) or None,
        fulfilment=_LOGISTICS.get(str(shipment.get("logistic_type") or ""), "unknown"),
        buyer=Buyer(
            reference=identifier(mapping(source.get("buyer")).get("id")) or f"order:{order_id}",
            language=_LANGUAGE.get(site),
        ),
        total=money(source.get("total_amount"), source.get("currency_id")),
        parcels=_parcels(shipment, shipped_at),
        link=shop.link.replace("{order_id}", order_id),
        source_updated_at=_latest(source, shipment),
        read_started_at=now,
    )
    return complete(order, shop)


def _lines(source: Json, status: OrderStatus) -> tuple[OrderLine, ...]:
    lines = [
        OrderLine(
            id=required(mapping(line.get("item")), "id"),
            title=str(mapping(line.get("item")).get("title") or ""),
            quantity=whole(line.get("quantity")) or 1,
            price=money(line.get("unit_price"), line.get("currency_id")),
            status=status,
        )
        for line in items(source.get("order_items"))
    ]
    return tuple(sorted(lines, key=lambda one: one.id))


def _parcels(shipment: Json, shipped_at: datetime | None) -> tuple[OrderParcel, ...]:
    number = identifier(shipment.get("tracking_number")).upper()
    if not number:
        return ()
    carrier = identifier(shipment.get("tracking_method")) or None
    return (OrderParcel(number=number, carrier=carrier, shipped_at=shipped_at),)


def _estimate(shipment: Json) -> Json:
    option = mapping(shipment.get("shipping_option"))
    return mapping(option.get("estimated_delivery_time")) or mapping(
        shipment.get("estimated_delivery_time")
    )


def _promise(shipment: Json) -> datetime | None:
    """The last date shown: the limit of the estimate where it has one, else its date."""
    option = mapping(shipment.get("shipping_option"))
    limit = iso(mapping(option.get("estimated_delivery_limit")).get("date"))
    return limit or iso(_estimate(shipment).get("date"))


def _destination(shipment: Json, site: str) -> Destination:
    address = mapping(shipment.get("receiver_address"))
    code = country(mapping(address.get("country")).get("id")) or _COUNTRY.get(site)
    if code is None:
        raise InvalidInput("unreadable", "the destination's country is missing")
    return Destination(country=code, postcode_prefix=postcode_prefix(address.get("zip_code")))


def _latest(source: Json, shipment: Json) -> datetime | None:
    """The newest change: the shipment moves while the order stands still."""
    told = (iso(one.get("last_updated")) for one in (source, shipment))
    return max((at for at in told if at), default=None)
