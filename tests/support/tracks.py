"""Scans, parcels and orders for the tracker's tests, in the words 17TRACK uses."""

from datetime import datetime, timedelta

from schemas.order import Buyer, Destination, Order, OrderLine, OrderParcel, OrderStatus
from schemas.parcel import CarrierUpdate, Parcel, Scan
from tests.support.servers import START

PROVIDER = "17track"
NUMBER = "RR123456789CN"
SHOP = "lazada/shop-1"

PICKED_UP = "InTransit_PickedUp"
TRAVELS = "InTransit_Other"
DEPARTED = "InTransit_Departure"
ARRIVED = "InTransit_Arrival"
PRESENTED = "InTransit_CustomsProcessing"
NEEDS_PAPERS = "InTransit_CustomsRequiringInformation"
RELEASED = "InTransit_CustomsReleased"
OUT = "OutForDelivery_Other"
DELIVERED = "Delivered_Other"
RETURNING = "Exception_Returning"
RETURNED = "Exception_Returned"
EXPIRED = "Expired_Other"

ABROAD = {PICKED_UP, TRAVELS, DEPARTED}


def at(days: float) -> datetime:
    """Days after ``START`` (a Monday)."""
    return START + timedelta(days=days)


def scan(days: float, sub_status: str, text: str = "", country: str | None = "") -> Scan:
    """One scan, so many days after ``START``; in China before the border, in Brazil after it."""
    where = ("CN" if sub_status in ABROAD else "BR") if country == "" else country
    return Scan(
        id=f"{days}/{sub_status}/{text}/{where}",
        provider=PROVIDER,
        at=at(days),
        code=sub_status.split("_", maxsplit=1)[0],
        sub_code=sub_status,
        text=text,
        country=where,
        place=f"{where} {days}",
    )


def parcel(**changes: object) -> Parcel:
    """A followed parcel from China to Brazil, sent at ``START``."""
    plain = Parcel(
        id=f"{PROVIDER}/{NUMBER}",
        provider=PROVIDER,
        number=NUMBER,
        order_keys=(f"{SHOP}/1",),
        shipped_at=START,
        origin="CN",
        destination="BR",
        tracked="tracked",
    )
    return plain.model_copy(update=changes)


def update(
    *scans: Scan, number: str = NUMBER, version: int = 1, **changes: object
) -> CarrierUpdate:
    """A provider's answer."""
    plain = CarrierUpdate(
        id=f"{PROVIDER}/{number}",
        provider=PROVIDER,
        number=number,
        scans=scans,
        version=version,
        read_started_at=START,
    )
    return plain.model_copy(update=changes)


def order(
    *numbers: str, key: str = f"{SHOP}/1", version: int = 1, buyer: str = "b1", country: str = "BR"
) -> Order:
    """A shipped order that names these numbers."""
    return Order(
        key=key,
        version=version,
        status=OrderStatus.SHIPPED,
        placed_at=at(-2),
        shipped_at=START,
        destination=Destination(country=country),
        service="Standard",
        lines=(OrderLine(id="1", title="thing", status=OrderStatus.SHIPPED),),
        buyer=Buyer(reference=buyer),
        parcels=tuple(OrderParcel(number=number, carrier="China Post") for number in numbers),
    )
