"""eBay JSON to the canonical order. Pure; the same draft however the order was reached.

Source: ``getOrder`` and ``getShippingFulfillments``, Fulfillment API (documented, 2026-11-27). The
promise is the earliest of the lines' latest estimates: from then on a buyer may open an inquiry
about that line.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import reduce

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
from services.connectors.marketplaces.ebay.sites import language_of, site_country
from services.connectors.marketplaces.ebay.statuses import line_status, order_status
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


def read_order(source: Json, fulfilments: Json, shop: Shop, now: datetime) -> Order:
    """The order behind an order and its shipping fulfilments (empty where it has none).

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    order_id = required(source, "orderId")
    placed_at = iso(source.get("creationDate"))
    if placed_at is None:
        raise InvalidInput("unreadable", "creationDate is missing")
    status = status_of(source)
    start, lines = _start(source), items(source.get("lineItems"))
    parcels = _parcels(fulfilments)
    due = _earliest(lines, "maxEstimatedDeliveryDate") or iso(start.get("maxEstimatedDeliveryDate"))
    summary = mapping(source.get("paymentSummary"))
    site = _site(source, shop)
    order = Order(
        key=order_key("ebay", shop.name, order_id),
        status=status,
        lines=tuple(sorted((_line(line, status) for line in lines), key=lambda one: one.id)),
        placed_at=placed_at,
        paid_at=min(_dates(summary, "payments", "paymentDate"), default=None),
        ship_by=_earliest(lines, "shipByDate"),
        shipped_at=max(_dates(fulfilments, "fulfillments", "shippedDate"), default=None),
        promise=Promise(at=due, source="marketplace") if due else None,
        destination=_destination(start, site),
        service=identifier(mapping(start.get("shippingStep")).get("shippingServiceCode")) or None,
        fulfilment=_fulfilment(start),
        buyer=Buyer(reference=buyer_of(source), language=language_of(site)),
        total=amount_of(mapping(source.get("pricingSummary")).get("total")),
        parcels=parcels,
        link=shop.link.replace("{order_id}", order_id),
        refunded=_refunded(summary),
        source_updated_at=iso(source.get("lastModifiedDate")),
        read_started_at=now,
    )
    return complete(order, shop)


def status_of(source: Json) -> OrderStatus:
    """Where the order stands.

    Raises:
        InvalidInput: ``unknown_status``.
    """
    return order_status(
        str(mapping(source.get("cancelStatus")).get("cancelState") or ""),
        str(source.get("orderPaymentStatus") or ""),
        str(source.get("orderFulfillmentStatus") or ""),
    )


def buyer_of(source: Json) -> str:
    """The buyer's user name; since 2025-09-26 a lasting id in its place for some (documented)."""
    told = identifier(mapping(source.get("buyer")).get("username"))
    return told or f"order:{required(source, 'orderId')}"


def amount_of(found: object) -> Money | None:
    """An ``Amount``."""
    told = mapping(found)
    return money(told.get("value"), told.get("currency"))


def _line(line: Json, order: OrderStatus) -> OrderLine:
    quantity = whole(line.get("quantity")) or 1
    return OrderLine(
        id=required(line, "lineItemId"),
        title=str(line.get("title") or ""),
        quantity=quantity,
        price=_each(amount_of(line.get("lineItemCost")), quantity),
        status=line_status(order, str(line.get("lineItemFulfillmentStatus") or "")),
    )


def _each(cost: Money | None, quantity: int) -> Money | None:
    """The price of one: eBay shows that of all; None where it does not come out even."""
    if cost is None or quantity == 1:
        return cost
    each = cost.amount / quantity
    if each * quantity != cost.amount:
        return None
    return Money(amount=each, currency=cost.currency)


def _parcels(fulfilments: Json) -> tuple[OrderParcel, ...]:
    """One parcel a tracking number: lines of one box may be marked as sent one by one."""
    grouped: dict[str, list[Json]] = {}
    for one in items(fulfilments.get("fulfillments")):
        if number := identifier(one.get("shipmentTrackingNumber")).upper():
            grouped.setdefault(number, []).append(one)
    return tuple(_parcel(number, grouped[number]) for number in sorted(grouped))


def _parcel(number: str, marked: Sequence[Json]) -> OrderParcel:
    sent = [at for one in marked if (at := iso(one.get("shippedDate")))]
    carriers = [identifier(one.get("shippingCarrierCode")) for one in marked]
    lines = {
        ref: whole(line.get("quantity")) or 1
        for one in marked
        for line in items(one.get("lineItems"))
        if (ref := identifier(line.get("lineItemId")))
    }
    return OrderParcel(
        number=number,
        carrier=next(filter(None, carriers), None),
        shipped_at=min(sent, default=None),
        lines=tuple(ParcelLine(line_id=ref, quantity=lines[ref]) for ref in sorted(lines)),
    )


def _start(source: Json) -> Json:
    """How the order is to be sent; the array has one member (documented)."""
    found = items(source.get("fulfillmentStartInstructions"))
    return found[0] if found else {}


def _destination(start: Json, site: str) -> Destination:
    """Where the parcel goes in the end: past eBay's hub, where it is sent by one."""
    hub = mapping(mapping(mapping(start.get("shippingStep")).get("shipTo")).get("contactAddress"))
    address = mapping(start.get("finalDestinationAddress")) or hub
    code = country(address.get("countryCode")) or site_country(site)
    if code is None:
        raise InvalidInput("unreadable", "the destination's country is missing")
    return Destination(country=code, postcode_prefix=postcode_prefix(address.get("postalCode")))


def _fulfilment(start: Json) -> Fulfilment:
    """The marketplace's own logistics: its warehouses, or its international shipping."""
    if start.get("fulfillmentInstructionsType") == "FULFILLED_BY_EBAY":
        return "marketplace_warehouse"
    return "marketplace_label" if start.get("ebaySupportedFulfillment") is True else "unknown"


def _site(source: Json, shop: Shop) -> str:
    """The marketplace on which the buyer bought."""
    told = (
        identifier(line.get("purchaseMarketplaceId")) for line in items(source.get("lineItems"))
    )
    return next(filter(None, told), "") or shop.site


def _earliest(lines: Sequence[Json], name: str) -> datetime | None:
    told = (iso(mapping(line.get("lineItemFulfillmentInstructions")).get(name)) for line in lines)
    return min((at for at in told if at), default=None)


def _dates(found: Json, listed: str, name: str) -> Iterator[datetime]:
    return (at for one in items(found.get(listed)) if (at := iso(one.get(name))))


def _refunded(summary: Json) -> Money | None:
    """What was paid back so far, of one currency."""
    done = [one for one in items(summary.get("refunds")) if one.get("refundStatus") == "REFUNDED"]
    amounts = [amount for one in done if (amount := amount_of(one.get("amount")))]
    if not amounts or len({one.currency for one in amounts}) > 1:
        return None
    return reduce(
        lambda one, other: Money(amount=one.amount + other.amount, currency=one.currency), amounts
    )
