"""AliExpress JSON to the canonical order. Pure; the same draft however the order was reached.

Sources: ``solution.order.get`` and ``order.info.get`` (documented fields). Inferred, 2026-11-21:
``freight_commit_day`` counts from payment; ``timeout_left_time`` of an order that waits for the
buyer runs to the end of the protection; ``receipt_address`` carries ``country`` and ``zip``.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from schemas.base import Identifier, order_key
from schemas.order import (
    Buyer,
    Destination,
    Order,
    OrderLine,
    OrderParcel,
    OrderStatus,
    Promise,
)
from services.connectors.marketplaces.aliexpress.statuses import (
    order_status,
    plain_status,
    refunded,
)
from services.connectors.marketplaces.aliexpress.times import pacific, unambiguous
from services.connectors.marketplaces.complete import complete
from services.connectors.marketplaces.values import (
    Json,
    country,
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


def read_order(source: Json, shop: Shop, now: datetime) -> Order:
    """The order behind the data of ``order.info.get``.

    Args:
        source: the content of the answer.
        shop: whose order.
        now: when the read began: "time left" counts from here.

    Raises:
        InvalidInput: ``unreadable`` or ``unknown_status``.
    """
    order_id = required(source, "order_id")
    placed_at = pacific(source.get("gmt_create"))
    if placed_at is None:
        raise InvalidInput("unreadable", "gmt_create is missing")
    status = order_status(source)
    products = items(source.get("product_list"), "order_product_dto") or items(
        source.get("child_order_list"), "global_aeop_tp_child_order_dto"
    )
    parcels = _parcels(source)
    shipped_at = pacific(source.get("gmt_send_goods_time")) or min(
        (parcel.shipped_at for parcel in parcels if parcel.shipped_at), default=None
    )
    paid_at = pacific(source.get("gmt_pay_time"))
    left = _runs_out(source, now)
    paid = mapping(source.get("pay_amount") or source.get("order_amount"))
    order = Order(
        key=order_key("aliexpress", shop.name, order_id),
        status=status,
        lines=_lines(products, source, status),
        placed_at=placed_at,
        paid_at=paid_at,
        ship_by=left if status is OrderStatus.PAID else None,
        shipped_at=shipped_at,
        completed_at=pacific(source.get("gmt_trade_end")),
        promise=_promise(source, products, paid_at),
        protection_end=left if status is OrderStatus.SHIPPED else None,
        destination=_destination(source),
        service=_service(source, products),
        fulfilment=_fulfilment(products),
        buyer=Buyer(reference=buyer_of(source) or f"order:{order_id}"),
        total=money(paid.get("amount"), paid.get("currency_code")),
        parcels=parcels,
        link=shop.link.replace("{order_id}", order_id),
        refunded=refunded(source),
        source_updated_at=unambiguous(source.get("gmt_update") or source.get("gmt_modified")),
        read_started_at=now,
    )
    return complete(order, shop)


def buyer_of(source: Json) -> Identifier:
    """The buyer's login id, by which AliExpress also names them to its dispute calls."""
    return identifier(mapping(source.get("buyer_info")).get("login_id")) or identifier(
        source.get("buyer_login_id")
    )


def in_dispute(source: Json) -> bool:
    """Whether an issue stands on the order or on one of its lines."""
    if source.get("order_status") == "IN_ISSUE":
        return True
    issue_info = mapping(source.get("issue_info"))
    products = items(source.get("product_list"), "order_product_dto")
    return any(it.get("issue_status") == "IN_ISSUE" for it in (source, issue_info, *products))


def _runs_out(source: Json, now: datetime) -> datetime | None:
    """When the order's stage ends: milliseconds left, or the wall time of one that has ended."""
    left = whole(source.get("timeout_left_time"))
    if left:
        return now + timedelta(milliseconds=left)
    return pacific(source.get("over_time_left"))


def _promise(source: Json, products: Sequence[Json], paid_at: datetime | None) -> Promise | None:
    stated = [source, *products]
    days = max((whole(entry.get("freight_commit_day")) or 0 for entry in stated), default=0)
    if not days or paid_at is None:
        return None
    return Promise(at=paid_at + timedelta(days=days), source="marketplace")


def _lines(products: Sequence[Json], order: Json, status: OrderStatus) -> tuple[OrderLine, ...]:
    found = {line.id: line for product in products if (line := _line(product, order, status))}
    return tuple(found[line_id] for line_id in sorted(found))


def _line(product: Json, order: Json, status: OrderStatus) -> OrderLine | None:
    line_id = identifier(product.get("child_id")) or identifier(product.get("child_order_id"))
    if not line_id:
        return None
    price = mapping(product.get("product_unit_price") or product.get("product_price"))
    count = whole(product.get("product_count"))
    own = product.get("son_order_status") or product.get("order_status")
    return OrderLine(
        id=line_id,
        title=str(product.get("product_name") or ""),
        quantity=1 if count is None else count,
        price=money(price.get("amount"), price.get("currency_code")),
        status=plain_status(own, order) if own else status,
    )


def _parcels(source: Json) -> tuple[OrderParcel, ...]:
    """Each number once; AliExpress lists one entry a line and does not say which lines it holds."""
    entries = items(source.get("logistic_info_list"), "global_aeop_tp_logistic_info_dto")
    found: dict[str, OrderParcel] = {}
    for entry in entries:
        number = identifier(entry.get("logistics_no")).upper()
        if number and number not in found:
            carrier = entry.get("logistics_service_name") or entry.get("logistics_type_code")
            found[number] = OrderParcel(
                number=number,
                carrier=str(carrier) if carrier else None,
                shipped_at=pacific(entry.get("gmt_send")),
            )
    return tuple(found[number] for number in sorted(found))


def _destination(source: Json) -> Destination:
    address = mapping(source.get("receipt_address"))
    code = country(address.get("country")) or country(
        mapping(source.get("buyer_info")).get("country")
    )
    if code is None:
        raise InvalidInput("unreadable", "the destination's country is missing")
    return Destination(country=code, postcode_prefix=postcode_prefix(address.get("zip")))


def _service(source: Json, products: Sequence[Json]) -> str | None:
    entries = items(source.get("logistic_info_list"), "global_aeop_tp_logistic_info_dto")
    names = [entry.get("logistics_service_name") for entry in entries]
    names += [product.get("logistics_service_name") for product in products]
    return next((str(name) for name in names if name), None)


def _fulfilment(
    products: Sequence[Json],
) -> Literal["seller", "marketplace_warehouse", "unknown"]:
    senders = {str(product.get("send_goods_operator")) for product in products}
    if "WAREHOUSE_SEND_GOODS" in senders:
        return "marketplace_warehouse"
    return "seller" if "SELLER_SEND_GOODS" in senders else "unknown"
