"""What an order does not say and the shop's settings do. Pure."""

from datetime import timedelta

from schemas.order import Duties, Order, OrderStatus, Promise
from services.connectors.ports import Shop


def complete(order: Order, shop: Shop) -> Order:
    """The order with the shop's word where the marketplace gives none; each says whose word it is.

    ``protection_end`` without a stated end is counted in days from shipment, while the order is on
    its way and nowhere else.
    """
    update: dict[str, object] = {}
    if order.fulfilment == "unknown":
        update["fulfilment"] = shop.fulfilment
    if order.duties.payer == "unknown" and shop.duties != "unknown":
        update["duties"] = Duties(payer=shop.duties, source="shop")
    if order.promise is None and order.shipped_at and shop.promise_days:
        at = order.shipped_at + timedelta(days=shop.promise_days)
        update["promise"] = Promise(at=at, source="shop")
    days = shop.protection.get(order.destination.country, shop.protection.get("", 0))
    on_its_way = order.status in {OrderStatus.SHIPPED, OrderStatus.PART_SHIPPED}
    if order.protection_end is None and order.shipped_at and days and on_its_way:
        update["protection_end"] = order.shipped_at + timedelta(days=days)
    return order.model_copy(update=update)
