"""Two months of a shop's parcels as its marketplace and carriers tell them on the first day.

What became of an order follows from its number alone, so that a run repeats itself, and the
instants at which something of it first falls due are reckoned here, beside the notifier.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.conversation import Message
from schemas.dispute import AnswerDue, Dispute, DisputeKind, DisputePhase, DisputeState
from schemas.order import Buyer, Destination, Order, OrderParcel, OrderStatus, Promise
from schemas.parcel import Actor, DecidedBy, Direction, Hold, HoldKind, Parcel, Stage

DAY = timedelta(days=1)
COUNTRIES = ("ES", "MX", "BR", "FR", "MY", "US", "PL", "CL")
PROMISED, PROTECTED, USUAL = 25 * DAY, 60 * DAY, 6 * DAY
"""After shipment, the promised date and the end of protection; a usual stay at customs."""
TRANSIT = 8 * DAY
"""After shipment, before this a parcel is neither held nor waits to be collected."""


@dataclass(frozen=True, slots=True)
class Story:
    """What one order's topics say on the first day.

    Attributes:
        falls_due: instants at which some rule may first want to say something about it.
    """

    order: Order
    parcel: Parcel
    dispute: Dispute | None
    message: Message | None
    falls_due: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class History:
    """Every order that a shop took in the ``days`` before it went live, by its number."""

    shop: str
    live: datetime
    days: int
    a_day: int

    def __iter__(self) -> Iterator[Story]:
        """The oldest first."""
        return map(self.story, range(self.days * self.a_day))

    def of(self, key: str) -> Story:
        """The story of an order."""
        return self.story(int(key.rsplit("/", 1)[-1]))

    def story(self, number: int) -> Story:
        """What one order's topics say."""
        key, live = f"{self.shop}/{number}", self.live
        placed = live - self.days * DAY + number * DAY / self.a_day
        shipped = min(placed + DAY, live)
        # A multiplicative hash: neighbours differ, and each share below is kept in any thousand.
        luck = number * 727 % 1000
        parcel = _parcel(key, number, shipped, live, luck)
        order = Order(
            key=key,
            version=1,
            status=OrderStatus.CANCELLED if luck >= 970 else OrderStatus.SHIPPED,
            placed_at=placed,
            shipped_at=shipped,
            promise=Promise(at=shipped + PROMISED, source="marketplace"),
            protection_end=shipped + PROTECTED,
            destination=Destination(country=COUNTRIES[number % len(COUNTRIES)]),
            buyer=Buyer(reference=f"b-{number}"),
            parcels=(OrderParcel(number=parcel.number, shipped_at=shipped),),
        )
        ends = [hold.usual_until for hold in parcel.holds if hold.usual_until]
        promised = shipped + PROMISED
        due = (promised - 2 * DAY, promised, shipped + PROTECTED - 5 * DAY, *ends)
        dispute = _dispute(key, live) if 960 <= luck < 970 else None
        message = _message(self.shop, key, number, live) if 940 <= luck < 960 else None
        return Story(order, parcel, dispute, message, due)


def _parcel(key: str, number: int, shipped: datetime, live: datetime, luck: int) -> Parcel:
    age = live - shipped
    arrived = age > 20 * DAY and luck < 600
    held = () if arrived or age < TRANSIT else _holds(shipped, live, luck)
    at_customs = any(hold.until is None for hold in held)
    stage = Stage.DELIVERED if arrived else Stage.CUSTOMS if at_customs else Stage.IN_TRANSIT
    if not arrived and age >= TRANSIT and 900 <= luck < 920:
        stage = Stage.PICKUP
    return Parcel(
        id=f"17track/RR{number:09}CN",
        provider="17track",
        number=f"RR{number:09}CN",
        version=1,
        order_keys=(key,),
        shipped_at=shipped,
        stage=stage,
        stage_since=max(live - 2 * DAY, shipped),
        last_movement=max(live - 3 * DAY, shipped),
        holds=held,
        tracked="tracked",
        carrier="China Post",
    )


def _holds(shipped: datetime, live: datetime, luck: int) -> tuple[Hold, ...]:
    """One parcel in ten has been held: some still are, by the buyer, the seller or nobody knows."""
    if luck % 10:
        return ()
    since = shipped + 7 * DAY
    who = (Actor.BUYER, Actor.SELLER, Actor.UNKNOWN)[luck // 10 % 3]
    released = luck // 30 % 2 == 0
    return (
        Hold(
            ordinal=1,
            direction=Direction.IMPORT,
            kind=HoldKind.DOCUMENTS,
            who_must_act=who,
            since=since,
            until=min(since + 3 * DAY, live) if released else None,
            usual_until=since + USUAL,
            decided_by=DecidedBy.SUB_CODE,
        ),
    )


def _dispute(key: str, live: datetime) -> Dispute:
    return Dispute(
        id=f"{key}-d",
        order_key=key,
        version=1,
        kind=DisputeKind.NOT_RECEIVED,
        phase=DisputePhase.INQUIRY,
        state=DisputeState.OPEN,
        opened_at=live - DAY,
        answer_due=AnswerDue(at=live + 3 * DAY, source="stated"),
        source_ref=f"{key}-d",
    )


def _message(shop: str, key: str, number: int, live: datetime) -> Message:
    return Message(
        id=f"{shop}/c-{number}/m-1",
        version=1,
        shop=shop,
        conversation=f"c-{number}",
        source_ref="m-1",
        buyer=f"b-{number}",
        order_keys=(key,),
        sender="buyer",
        sent_at=live - 2 * DAY,
        text="Do you have it in blue?",
    )
