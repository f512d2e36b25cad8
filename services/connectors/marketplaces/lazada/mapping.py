"""Lazada JSON to the canonical order. Pure; the same draft however the order was reached.

Sources: ``/order/get``, ``/order/items/get`` (documented in part). Inferred, 2026-11-21, because
the fields were not collected: ``promised_delivery_time``, ``promised_shipping_time``,
``sla_time_stamp``, ``tracking_code``, ``shipment_provider``, ``shipped_at``, ``duties_prepaid``,
``buyer_id``, and ``reverse_order_id`` on an item.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

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
    Promise,
)
from services.connectors.marketplaces.complete import complete
from services.connectors.marketplaces.lazada.statuses import item_status, order_status
from services.connectors.marketplaces.values import (
    Json,
    country,
    epoch,
    identifier,
    iso,
    mapping,
    money,
    postcode_prefix,
    required,
)
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput

_SITE_LANGUAGE = {"VN": "vi", "TH": "th", "ID": "id", "SG": "en", "PH": "en", "MY": "en"}
_SHIPPING = {
    "dropshipping": "marketplace_label",
    "own warehouse": "marketplace_warehouse",
    "warehouse": "marketplace_warehouse",
    "seller own fleet": "seller",
}


def read_order(
    source: Json,
    lines: Sequence[Json],
    cancelling: Collection[str],
    shop: Shop,
    now: datetime,
) -> Order:
    """The order behind an order and its items.

    Args:
        source: the content of ``/order/get``.
        lines: the content of ``/order/items/get``.
        cancelling: the items (``order_item_id``) with a cancellation asked for and not decided.
        shop: whose order.
        now: when the read began.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    order_id = required(source, "order_id")
    placed_at = instant(source.get("created_at"))
    if placed_at is None:
        raise InvalidInput("unreadable", "created_at is missing or has no offset")
    read = sorted((_line(line, cancelling) for line in lines), key=lambda line: line.id)
    destination = _destination(source, shop)
    order = Order(
        key=order_key("lazada", shop.name, order_id),
        status=_status(source, read),
        lines=tuple(read),
        placed_at=placed_at,
        ship_by=min(_times(lines, "sla_time_stamp", "promised_shipping_time"), default=None),
        shipped_at=min(_times(lines, "shipped_at"), default=None),
        promise=_promise(lines),
        destination=destination,
        service=_first(lines, "shipping_provider_type", "delivery_option_sof"),
        fulfilment=_fulfilment(lines),
        duties=_duties(lines),
        buyer=Buyer(
            reference=identifier(source.get("buyer_id")) or f"order:{order_id}",
            language=_language(destination.country, shop),
        ),
        total=_total(source, lines),
        parcels=_parcels(lines),
        link=shop.link.replace("{order_id}", order_id),
        source_updated_at=instant(source.get("updated_at")),
        read_started_at=now,
    )
    return complete(order, shop)


def instant(value: Any) -> datetime | None:
    """An instant however Lazada writes it here: ISO with an offset, seconds or milliseconds."""
    return epoch(value) or iso(value)


def _status(source: Json, lines: Sequence[OrderLine]) -> OrderStatus:
    names = source.get("statuses")
    listed = names if isinstance(names, list) else []
    found = {line.status for line in lines} or {item_status(str(name)) for name in listed}
    if not found:
        raise InvalidInput("unreadable", "the order has neither items nor statuses")
    return order_status(found)


def _line(line: Json, cancelling: Collection[str]) -> OrderLine:
    line_id = required(line, "order_item_id")
    status = item_status(str(line.get("status") or ""))
    if line_id in cancelling and status is not OrderStatus.CANCELLED:
        status = OrderStatus.CANCEL_REQUESTED
    return OrderLine(
        id=line_id,
        title=str(line.get("name") or ""),
        price=money(line.get("paid_price"), line.get("currency")),
        status=status,
    )


def _parcels(lines: Sequence[Json]) -> tuple[OrderParcel, ...]:
    """One parcel a tracking number, with the items that name it."""
    grouped: dict[str, list[Json]] = {}
    for line in lines:
        if number := identifier(line.get("tracking_code")).upper():
            grouped.setdefault(number, []).append(line)
    return tuple(_parcel(number, grouped[number]) for number in sorted(grouped))


def _parcel(number: str, lines: Sequence[Json]) -> OrderParcel:
    line_ids = sorted(identifier(line.get("order_item_id")) for line in lines)
    return OrderParcel(
        number=number,
        carrier=_first(lines, "shipment_provider"),
        shipped_at=min(_times(lines, "shipped_at"), default=None),
        lines=tuple(ParcelLine(line_id=line_id) for line_id in line_ids),
    )


def _promise(lines: Sequence[Json]) -> Promise | None:
    """The last date promised: the buyer has been promised all of it only then."""
    at = max(_times(lines, "promised_delivery_time"), default=None)
    return Promise(at=at, source="marketplace") if at else None


def _times(lines: Sequence[Json], *names: str) -> list[datetime]:
    found = (instant(line.get(name)) for line in lines for name in names)
    return [at for at in found if at]


def _first(lines: Sequence[Mapping[str, Any]], *names: str) -> str | None:
    found = (identifier(line.get(name)) for name in names for line in lines)
    return next((text for text in found if text), None)


def _destination(source: Json, shop: Shop) -> Destination:
    address = mapping(source.get("address_shipping"))
    code = country(address.get("country")) or _site_country(shop)
    if code is None:
        raise InvalidInput("unreadable", "the destination's country is missing")
    postcode = address.get("address5") or address.get("post_code")
    return Destination(country=code, postcode_prefix=postcode_prefix(postcode))


def _site_country(shop: Shop) -> str | None:
    """The country of the shop's site, ``lazada_vn``."""
    _, found, suffix = shop.site.partition("_")
    return country(suffix) if found else None


def _language(destination: str, shop: Shop) -> str | None:
    """The site's own language, where the parcel stays in the site's country."""
    return _SITE_LANGUAGE.get(destination) if destination == _site_country(shop) else None


def _fulfilment(
    lines: Sequence[Json],
) -> Literal["seller", "marketplace_label", "marketplace_warehouse", "unknown"]:
    found = {_SHIPPING.get(str(line.get("shipping_type") or "").lower()) for line in lines}
    for kind in ("marketplace_warehouse", "marketplace_label", "seller"):
        if kind in found:
            return kind
    return "unknown"


def _duties(lines: Sequence[Json]) -> Duties:
    """Who pays duty: one line on which the buyer pays makes it an order on which the buyer does."""
    told = {prepaid for line in lines if isinstance(prepaid := line.get("duties_prepaid"), bool)}
    if not told:
        return Duties()
    return Duties(payer="prepaid" if told == {True} else "buyer_pays", source="marketplace")


def _total(source: Json, lines: Sequence[Json]) -> Money | None:
    currency = source.get("currency") or _first(lines, "currency")
    return money(str(source.get("price") or "").replace(",", ""), currency)
