"""TikTok Shop JSON to the canonical order. Pure; the same draft however the order was reached.

Source: ``GET /order/202309/orders`` as public clients type it (from SDK code, noted 2026-11-26).
The date that the buyer sees is ``delivery_due_time`` where the order has one; inferred.
"""

from collections.abc import Collection, Sequence
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
from services.connectors.marketplaces.complete import complete
from services.connectors.marketplaces.tiktok_shop.statuses import order_status
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
)
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput

_LIVE = frozenset({OrderStatus.PLACED, OrderStatus.PAID, OrderStatus.PART_SHIPPED})
"""While an order is one of these, a cancellation asked for is still to be decided."""


def read_order(source: Json, cancelling: Collection[str], shop: Shop, now: datetime) -> Order:
    """The order behind one entry of the detail call.

    Args:
        source: the entry.
        cancelling: orders whose cancellation is asked for and not decided.
        shop: whose order.
        now: when the read began.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    order_id = required(source, "id")
    placed_at = epoch(source.get("create_time"))
    if placed_at is None:
        raise InvalidInput("unreadable", "create_time is missing")
    lines = items(source.get("line_items"))
    status = order_status(str(source.get("status") or ""))
    asked = order_id in cancelling and status in _LIVE
    due = epoch(source.get("delivery_due_time"))
    order = Order(
        key=order_key("tiktok_shop", shop.name, order_id),
        status=OrderStatus.CANCEL_REQUESTED if asked else status,
        lines=tuple(sorted((_line(line, status) for line in lines), key=lambda one: one.id)),
        placed_at=placed_at,
        paid_at=epoch(source.get("paid_time")),
        ship_by=epoch(source.get("rts_sla_time")) or epoch(source.get("shipping_due_time")),
        shipped_at=epoch(source.get("collection_time")) or epoch(source.get("rts_time")),
        completed_at=None,
        promise=Promise(at=due, source="marketplace") if due else None,
        destination=_destination(source, shop),
        service=identifier(source.get("delivery_option_name")) or None,
        fulfilment=_fulfilment(source),
        buyer=Buyer(reference=identifier(source.get("user_id")) or f"order:{order_id}"),
        total=_total(source),
        parcels=_parcels(source, lines),
        link=shop.link.replace("{order_id}", order_id),
        source_updated_at=epoch(source.get("update_time")),
        read_started_at=now,
    )
    return complete(order, shop)


def _line(line: Json, whole: OrderStatus) -> OrderLine:
    named = str(line.get("display_status") or "")
    return OrderLine(
        id=required(line, "id"),
        title=str(line.get("product_name") or ""),
        price=money(line.get("sale_price"), line.get("currency")),
        status=order_status(named) if named else whole,
    )


def _parcels(source: Json, lines: Sequence[Json]) -> tuple[OrderParcel, ...]:
    """One parcel a tracking number; the order's own where no line names one."""
    grouped: dict[str, list[Json]] = {}
    for line in lines:
        if number := identifier(line.get("tracking_number")).upper():
            grouped.setdefault(number, []).append(line)
    if not grouped and (number := identifier(source.get("tracking_number")).upper()):
        grouped[number] = []
    return tuple(_parcel(number, grouped[number], source) for number in sorted(grouped))


def _parcel(number: str, lines: Sequence[Json], source: Json) -> OrderParcel:
    carriers = [identifier(line.get("shipping_provider_name")) for line in lines]
    sent = [at for line in lines if (at := epoch(line.get("rts_time")))]
    ids = sorted(identifier(line.get("id")) for line in lines)
    return OrderParcel(
        number=number,
        carrier=next(filter(None, carriers), None) or identifier(source.get("shipping_provider")),
        shipped_at=min(sent, default=None),
        lines=tuple(ParcelLine(line_id=one) for one in ids),
    )


def _destination(source: Json, shop: Shop) -> Destination:
    address = mapping(source.get("recipient_address"))
    code = country(address.get("region_code"))
    if code is None:
        raise InvalidInput("unreadable", f"the destination's country is missing ({shop.key})")
    return Destination(country=code, postcode_prefix=postcode_prefix(address.get("postal_code")))


def _fulfilment(source: Json) -> Fulfilment:
    if source.get("fulfillment_type") == "FULFILLMENT_BY_TIKTOK":
        return "marketplace_warehouse"
    told: dict[str, Fulfilment] = {"TIKTOK": "marketplace_label", "SELLER": "seller"}
    return told.get(str(source.get("shipping_type") or ""), "unknown")


def _total(source: Json) -> Money | None:
    payment = mapping(source.get("payment"))
    return money(payment.get("total_amount"), payment.get("currency"))
