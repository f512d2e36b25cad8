"""Shopee JSON to the canonical order. Pure; the same draft however the order was reached.

Source: ``v2.order.get_order_detail``, ``v2.logistics.get_tracking_number`` (documented; fields as
shopee-sdk has them, noted 2026-11-26). No delivery date is promised there: the shop's setting is.
"""

from collections.abc import Mapping
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
)
from services.connectors.marketplaces.complete import complete
from services.connectors.marketplaces.shopee.statuses import order_status
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
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput

_FULFILMENT: dict[str, Fulfilment] = {
    "fulfilled_by_shopee": "marketplace_warehouse",
    "fulfilled_by_cb_seller": "marketplace_label",
    "fulfilled_by_local_seller": "marketplace_label",
}
_LANGUAGE = {
    "VN": "vi",
    "TH": "th",
    "ID": "id",
    "TW": "zh-Hant",
    "BR": "pt-BR",
    "MX": "es-MX",
    "CO": "es",
    "CL": "es",
}


def read_order(source: Json, numbers: Mapping[str, str], shop: Shop, now: datetime) -> Order:
    """The order behind an entry of the detail call.

    Args:
        source: the entry.
        numbers: tracking number by package number.
        shop: whose order.
        now: when the read began.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    order_sn = required(source, "order_sn")
    placed_at = epoch(source.get("create_time"))
    if placed_at is None:
        raise InvalidInput("unreadable", "create_time is missing")
    status = order_status(str(source.get("order_status") or ""))
    destination = _destination(source)
    order = Order(
        key=order_key("shopee", shop.name, order_sn),
        status=status,
        lines=_lines(source, status),
        placed_at=placed_at,
        paid_at=epoch(source.get("pay_time")),
        ship_by=epoch(source.get("ship_by_date")),
        shipped_at=epoch(source.get("pickup_done_time")),
        protection_end=epoch(source.get("return_request_due_date")),
        destination=destination,
        service=identifier(source.get("checkout_shipping_carrier"))
        or identifier(source.get("shipping_carrier"))
        or None,
        fulfilment=_FULFILMENT.get(str(source.get("fulfillment_flag") or ""), "unknown"),
        buyer=Buyer(
            reference=identifier(source.get("buyer_user_id")) or f"order:{order_sn}",
            language=_LANGUAGE.get(str(source.get("region") or "")),
        ),
        total=money(source.get("total_amount"), source.get("currency")),
        parcels=_parcels(source, numbers),
        link=shop.link.replace("{order_id}", order_sn),
        source_updated_at=epoch(source.get("update_time")),
        read_started_at=now,
    )
    return complete(order, shop)


def packages(source: Json) -> list[str]:
    """The numbers of an order's packages."""
    found = (identifier(one.get("package_number")) for one in items(source.get("package_list")))
    return sorted(filter(None, found))


def _lines(source: Json, status: OrderStatus) -> tuple[OrderLine, ...]:
    lines = [
        OrderLine(
            id=line_id(line),
            title=str(line.get("item_name") or ""),
            quantity=whole(line.get("model_quantity_purchased")) or 1,
            price=money(line.get("model_discounted_price"), source.get("currency")),
            status=status,
        )
        for line in items(source.get("item_list"))
    ]
    return tuple(sorted(lines, key=lambda one: one.id))


def line_id(line: Json) -> str:
    """A line's identity within its order.

    Raises:
        InvalidInput: ``unreadable``.
    """
    named = identifier(line.get("order_item_id")) or required(line, "item_id")
    model = identifier(line.get("model_id"))
    return f"{named}:{model}" if model and model != "0" else named


def _parcels(source: Json, numbers: Mapping[str, str]) -> tuple[OrderParcel, ...]:
    found = []
    for package in items(source.get("package_list")):
        number = identifier(numbers.get(identifier(package.get("package_number")))).upper()
        if not number:
            continue
        lines = sorted(line_id(line) for line in items(package.get("item_list")))
        found.append(
            OrderParcel(
                number=number,
                carrier=identifier(package.get("shipping_carrier")) or None,
                shipped_at=epoch(source.get("pickup_done_time")),
                lines=tuple(ParcelLine(line_id=one) for one in lines),
            )
        )
    return tuple(sorted(found, key=lambda one: one.number))


def _destination(source: Json) -> Destination:
    address = mapping(source.get("recipient_address"))
    code = country(address.get("region")) or country(source.get("region"))
    if code is None:
        raise InvalidInput("unreadable", "the destination's country is missing")
    return Destination(country=code, postcode_prefix=postcode_prefix(address.get("zipcode")))
