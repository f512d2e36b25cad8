"""Tracking numbers: how one is spelled, and which of an order's words are no number at all."""

import re

from schemas.order import Order
from schemas.parcel import Parcel
from services.tracker.identity import Claim

_TRACKABLE = re.compile(r"[A-Z0-9]{5,50}")


def spelled(number: str) -> str:
    """One spelling for one number: sellers type spaces and lower case."""
    return "".join(number.split()).upper()


def trackable(number: str) -> bool:
    """Whether a provider would take it (17TRACK: 5 to 50 letters and digits).

    "N/A" or a shop's own note is no number: thousands of orders would share one parcel.
    """
    return _TRACKABLE.fullmatch(spelled(number)) is not None


def parcel_id(provider: str, number: str) -> str:
    """``provider/number``."""
    return f"{provider}/{spelled(number)}"


def new_parcel(one: str) -> Parcel:
    """A parcel of which nothing but its id is known; void until an order names it."""
    provider, number = one.split("/", 1)
    return Parcel(id=one, provider=provider, number=number, role="void")


def claims_of(order: Order, provider: str) -> dict[str, Claim]:
    """What an order says of each parcel that it names, by the parcel's id."""
    return {
        parcel_id(provider, named.number): Claim(
            order_key=order.key,
            buyer=order.buyer.reference,
            country=order.destination.country,
            service=order.service,
            carrier=named.carrier or "",
            shipped_at=named.shipped_at or order.shipped_at,
            protection_end=order.protection_end,
            postcode_prefix=order.destination.postcode_prefix,
            promise=order.promise.at if order.promise else None,
        )
        for named in order.parcels
        if trackable(named.number)
    }
