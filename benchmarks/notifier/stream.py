"""What the topics say of many orders: the objects of each one's way, in the order of their telling.

One parcel in fifty is held by customs, one order in fifty is disputed, and one buyer in twenty
writes: what happens to an order follows from its number alone.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from schemas.base import Versioned
from schemas.conversation import Message
from schemas.dispute import Dispute
from schemas.envelope import Envelope
from schemas.order import Order, OrderLine, OrderParcel, OrderStatus, ParcelLine
from schemas.parcel import Parcel, Scan, Stage
from schemas.topics import (
    CONVERSATIONS,
    DISPUTE_CHANGED,
    DISPUTES,
    MESSAGE_CHANGED,
    ORDER_CHANGED,
    ORDERS,
    PARCEL_CHANGED,
    PARCELS,
)
from services.runtime.kafka.producer import OutRecord
from tests.support.notifier import NOW, D, H, dispute, hold, message, order, parcel
from tests.support.notifier_shell import SHOP

HELD, DISPUTED, WRITES = 50, 50, 20
"""One of so many."""

COUNTRIES = ("ES", "MX", "BR", "FR", "MY", "US", "PL", "CL")

_STAGES = (Stage.INFO_RECEIVED, Stage.ACCEPTED, Stage.IN_TRANSIT, Stage.IN_TRANSIT, Stage.ARRIVED)
"""Of a parcel's versions, in turn."""

_WHERE = "Hello, where is my parcel? It should be here by now."


def key_of(number: int) -> str:
    """The key of an order."""
    return f"{SHOP}/{number}"


def waves(orders: int) -> Iterator[list[OutRecord]]:
    """Every order's first object, then every order's second, and so on."""
    for step in range(len(_STAGES) + 3):
        wave = [one for number in range(orders) for one in _told(number, step)]
        yield wave


def _told(number: int, step: int) -> Iterator[OutRecord]:
    key = key_of(number)
    if step == 0:
        yield _out(ORDERS.name, ORDER_CHANGED, key, order_of(number, OrderStatus.PAID, 1))
    elif step == 1:
        yield _out(ORDERS.name, ORDER_CHANGED, key, order_of(number, OrderStatus.SHIPPED, 2))
    elif step < len(_STAGES) + 2:
        told = parcel_of(number, _STAGES[step - 2], step - 1)
        yield _out(PARCELS.name, PARCEL_CHANGED, key, told)
    else:
        yield from _last(number, key)


def _last(number: int, key: str) -> Iterator[OutRecord]:
    """What does not happen to every order."""
    if number % HELD == 0:
        held = parcel_of(number, Stage.CUSTOMS, len(_STAGES) + 1)
        yield _out(PARCELS.name, PARCEL_CHANGED, key, held)
    if number % DISPUTED == 1:
        yield _out(DISPUTES.name, DISPUTE_CHANGED, key, dispute_of(number))
    if number % WRITES == 2:
        yield _out(CONVERSATIONS.name, MESSAGE_CHANGED, key, message_of(number))


def order_of(number: int, status: OrderStatus, version: int, **changes: Any) -> Order:
    """The order, of two lines in one parcel, as its marketplace shows it."""
    shipped = status is OrderStatus.SHIPPED
    number_of = f"RR{number:09d}CN"
    lines = tuple(
        OrderLine(id=f"{number}-{place}", title="A thing in a box", status=status)
        for place in range(2)
    )
    travels = tuple(ParcelLine(line_id=line.id) for line in lines)
    inside = (OrderParcel(number=number_of, carrier="China Post", lines=travels),)
    usual: dict[str, Any] = {
        "key": key_of(number),
        "version": version,
        "status": status,
        "lines": lines,
        "placed_at": NOW - 10 * D + timedelta(seconds=number),
        "shipped_at": NOW - 9 * D if shipped else None,
        "destination": {"country": COUNTRIES[number % len(COUNTRIES)]},
        "buyer": {"reference": f"buyer-{number}"},
        "parcels": inside if shipped else (),
        "link": f"https://sellercenter.example/order/{number}",
    }
    return order(**(usual | changes))


def parcel_of(number: int, stage: Stage, version: int) -> Parcel:
    """The order's parcel with some of its way behind it; held where it is at customs."""
    at_customs = (hold(),) if stage is Stage.CUSTOMS else ()
    tracking = f"RR{number:09d}CN"
    scans = tuple(
        Scan(
            id=f"{tracking}-{place}",
            provider="17track",
            at=NOW - 8 * D + place * 9 * H,
            code="InTransit",
            sub_code="InTransit_Other",
            text="Arrived at sorting centre",
            country="CN",
            place=f"CN {place}",
        )
        for place in range(version * 2)
    )
    return parcel(
        *at_customs,
        id=f"17track/{tracking}",
        number=tracking,
        version=version,
        order_keys=(key_of(number),),
        stage=stage,
        last_movement=NOW - D,
        scans=scans,
        silent_after=NOW + 9 * D,
        expected_by=NOW + 12 * D,
        origin="CN",
        destination=COUNTRIES[number % len(COUNTRIES)],
    )


def dispute_of(number: int) -> Dispute:
    """A dispute of the order, just opened."""
    ref = f"d-{number}"
    return dispute(id=f"{SHOP}/{ref}", order_key=key_of(number), source_ref=ref)


def message_of(number: int) -> Message:
    """The first words of the order's buyer."""
    return message(
        id=f"{SHOP}/c-{number}/m-1",
        conversation=f"c-{number}",
        buyer=f"buyer-{number}",
        order_keys=(key_of(number),),
        text=_WHERE,
    )


def _out(topic: str, kind: str, key: str, value: Versioned) -> OutRecord:
    envelope = Envelope(
        id=f"{key}@{topic}@{value.version}", type=kind, source="forestall/bench", time=NOW
    )
    return OutRecord(topic, key.encode(), value.model_dump_json().encode(), envelope)
