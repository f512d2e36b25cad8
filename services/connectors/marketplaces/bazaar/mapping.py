"""The bazaar's JSON to the canonical order. Pure."""

from datetime import datetime
from typing import Any

from schemas.base import order_key
from schemas.order import (
    Buyer,
    Destination,
    Duties,
    Order,
    OrderLine,
    OrderParcel,
    ParcelLine,
    Promise,
)
from services.connectors.marketplaces.bazaar import NAME
from services.connectors.marketplaces.bazaar.statuses import order_status
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


def read_order(source: Json, shop: Shop, now: datetime) -> Order:
    """The order.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    order_id, placed_at = required(source, "id"), iso(source.get("placed_at"))
    code = country(source.get("country"))
    if placed_at is None or code is None:
        raise InvalidInput("unreadable", "placed_at or country is missing")
    buyer, promised = mapping(source.get("buyer")), iso(source.get("promised_at"))
    order = Order(
        key=order_key(NAME, shop.name, order_id),
        status=order_status(str(source.get("state"))),
        lines=_lines(source),
        placed_at=placed_at,
        paid_at=iso(source.get("paid_at")),
        shipped_at=iso(source.get("sent_at")),
        promise=Promise(at=promised, source="marketplace") if promised else None,
        protection_end=iso(source.get("protected_until")),
        destination=Destination(
            country=code, postcode_prefix=postcode_prefix(source.get("postcode"))
        ),
        fulfilment="seller",
        duties=_duties(source.get("duties")),
        buyer=Buyer(
            reference=identifier(buyer.get("id")) or f"order:{order_id}",
            language=identifier(buyer.get("language")) or None,
        ),
        total=money(source.get("total"), source.get("currency")),
        parcels=_parcels(source),
        link=shop.link.replace("{order_id}", order_id),
        source_updated_at=iso(source.get("changed_at")),
        read_started_at=now,
    )
    return complete(order, shop)


def _lines(source: Json) -> tuple[OrderLine, ...]:
    lines = [
        OrderLine(
            id=required(line, "id"),
            title=str(line.get("title") or ""),
            quantity=whole(line.get("quantity")) or 1,
            price=money(line.get("price"), source.get("currency")),
            status=order_status(str(line.get("state"))),
        )
        for line in items(source.get("lines"))
    ]
    return tuple(sorted(lines, key=lambda one: one.id))


def _parcels(source: Json) -> tuple[OrderParcel, ...]:
    parcels = [
        OrderParcel(
            number=required(parcel, "number").upper(),
            carrier=identifier(parcel.get("carrier")) or None,
            shipped_at=iso(parcel.get("sent_at")),
            lines=tuple(ParcelLine(line_id=line) for line in _ids(parcel.get("lines"))),
        )
        for parcel in items(source.get("parcels"))
    ]
    return tuple(sorted(parcels, key=lambda one: one.number))


def _ids(value: Any) -> list[str]:
    return sorted(filter(None, map(identifier, value))) if isinstance(value, list) else []


def _duties(word: Any) -> Duties:
    if word == "prepaid":
        return Duties(payer="prepaid", source="marketplace")
    if word == "buyer":
        return Duties(payer="buyer_pays", source="marketplace")
    return Duties()
