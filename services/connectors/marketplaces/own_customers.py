"""Shops that own their customers: what may be said to them, and where. Pure."""

from datetime import datetime

from schemas.conversation import Contact
from schemas.order import Order
from services.connectors.manners import Manners
from services.connectors.ports import Shop

MANNERS = Manners(
    longest=10_000,
    links=True,
    contacts=True,
    source="the shop's own customers, before whom no platform's rules stand: ours, 2026-11-27",
)


def contact_of(order: Order, email: str, shop: Shop, now: datetime) -> Contact | None:
    """The contact that an order tells; None of a shop that writes to nobody, or where none is told.

    It counts as told when the order was placed: erased since, it does not come back with an order
    of before, however often that is read.
    """
    if not shop.emails or not email:
        return None
    buyer = order.buyer.reference
    return Contact(
        id=f"{shop.key}/{buyer}",
        shop=shop.key,
        buyer=buyer,
        order_keys=(order.key,),
        told_at=order.placed_at,
        email=email,
        read_started_at=now,
    )
