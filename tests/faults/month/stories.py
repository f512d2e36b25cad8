"""What becomes of one order, drawn from a seed: everything that happens without this program."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from schemas.dispute import AnswerDue, Dispute, DisputeKind, DisputePhase, DisputeState
from schemas.order import Buyer, Destination, Duties, Order, OrderParcel, OrderStatus, Promise
from schemas.parcel import CustomsState, Doubt, Parcel, Stage
from tests.faults.month.customs import held
from tests.faults.month.traders import DAY, START, H, Trader
from tests.faults.month.truth import Happens
from tests.faults.month.words import said

SHARES = {
    "plain": 800,
    "late": 55,
    "silent": 25,
    "lost": 7,
    "held_for_buyer": 20,
    "held_for_seller": 7,
    "held": 15,
    "attempt": 18,
    "pickup": 18,
    "missing": 6,
    "wrong_number": 4,
    "ship_late": 10,
    "unscanned": 6,
    "cancel": 7,
    "returned": 3,
    "seized": 1,
    "damaged": 6,
}
"""Of a thousand orders."""

DISPUTED = {
    "late": 0.10,
    "silent": 0.13,
    "lost": 0.5,
    "missing": 0.4,
    "damaged": 0.35,
    "held_for_buyer": 0.06,
    "held": 0.05,
    "returned": 0.3,
    "seized": 0.5,
    "wrong_number": 0.1,
}
"""Share of each kind of story that becomes a dispute; of every other, ``ELSE_DISPUTED``."""

ELSE_DISPUTED = 0.0042
ASKED, ASKED_IN_TROUBLE = 0.025, 0.22
"""Share of buyers who write, where a shop hears them."""

LANES = ((5, 9, 14), (9, 17, 24), (18, 30, 42))
"""Days in transit, from and to, and days promised: premium, standard, economy."""

SLOW = (START + 8 * DAY, START + 15 * DAY)
"""What is on its way in it to ``SLOW_TO`` takes ``SLOWER`` longer."""
SLOW_TO, SLOWER = "MX", 7 * DAY
STRIKE = (START + 16 * DAY, START + 20 * DAY)
"""What reaches customs of ``STRIKE_IN`` in it is often held."""
STRIKE_IN = "BR"
OUTAGE = (START + 21 * DAY + 5 * H, START + 22 * DAY + 3 * H)
"""``OUTAGE_OF`` answers for no parcel."""
OUTAGE_OF = "cainiao"
QUIET = 9 * DAY
"""Without a movement a parcel is silent."""


@dataclass
class Draft:
    """One order's story in the making."""

    dice: Random
    trader: Trader
    key: str
    buyer: str
    placed: datetime
    orders: tuple[str, ...]

    def __post_init__(self) -> None:
        dice = self.dice
        self.kind = dice.choices(list(SHARES), list(SHARES.values()))[0]
        self.country = dice.choice(self.trader.countries)
        lane = dice.choice(LANES)
        self.shipped = self.placed + self.days(0.2, 2.2)
        if self.kind == "ship_late":
            self.shipped = self.placed + self.days(2.3, 5)
        self.transit = self.days(lane[0], lane[1])
        self.promise = self.shipped + lane[2] * DAY
        self.number = f"RR{self.key.rsplit('/', 1)[1]}CN"
        self.events: list[Happens] = []

    def days(self, least: float, most: float) -> timedelta:
        """So many days."""
        return self.dice.uniform(least, most) * DAY

    def order(self, at: datetime, **changes: Any) -> None:
        """The order changes."""
        self.events.append(Happens(at, "order", self.key, changes=changes))

    def parcel(self, at: datetime, stage: Stage, *, moves: bool = True, **changes: Any) -> None:
        """The carrier tells of the parcel."""
        since = {"stage": stage, "stage_since": at}
        moved = {"last_movement": at, "silent_after": at + QUIET} if moves else {}
        self.events.append(Happens(at, "parcel", self.number, changes=since | moved | changes))


def draw(
    dice: Random, trader: Trader, key: str, buyer: str, placed: datetime, *, rides: str = ""
) -> tuple[str, list[Happens]]:
    """The kind of an order's story, and all that happens in it, in the order of time.

    Args:
        dice: seeded.
        trader: whose order it is.
        key: the order's.
        buyer: the buyer's reference.
        placed: when it was placed.
        rides: the key of another order of that buyer in the same parcel; empty: none.
    """
    keys = (key, rides) if rides else (key,)
    draft = Draft(dice, trader, key, buyer, placed, keys)
    for one in keys:
        draft.events.append(Happens(placed, "order", one, _order(draft, one)))
    if draft.kind == "cancel" and dice.random() < 0.5:
        return draft.kind, _cancelled(draft)
    _shipped(draft)
    arrives = _way(draft)
    _ends(draft, arrives)
    for_rides = [
        Happens(one.at, "order", rides, changes=one.changes)
        for one in draft.events
        if rides and one.what == "order" and one.ref == key and one.first is None
    ]
    events = sorted([*draft.events, *for_rides], key=lambda one: one.at)
    return draft.kind, _during_outage(draft, events)


def _order(draft: Draft, key: str) -> Order:
    duties = "prepaid" if draft.dice.random() < 0.1 else "unknown"
    return Order(
        key=key,
        version=1,
        status=OrderStatus.PAID,
        placed_at=draft.placed,
        paid_at=draft.placed,
        ship_by=draft.placed + 3 * DAY,
        destination=Destination(country=draft.country),
        duties=Duties(payer=duties),
        fulfilment="seller",
        buyer=Buyer(reference=draft.buyer),
        link="https://example.test/orders",
    )


def _cancelled(draft: Draft) -> list[Happens]:
    asked = draft.placed + draft.days(0.1, 1.5)
    draft.order(asked, status=OrderStatus.CANCEL_REQUESTED)
    draft.order(asked + draft.days(0.1, 3), status=OrderStatus.CANCELLED)
    return draft.events


def _shipped(draft: Draft) -> None:
    at = draft.shipped
    draft.order(
        at,
        status=OrderStatus.SHIPPED,
        shipped_at=at,
        promise=Promise(at=draft.promise, source="marketplace"),
        protection_end=draft.promise + 16 * DAY,
        parcels=(OrderParcel(number=draft.number, shipped_at=at),),
    )
    first = Parcel(
        id=f"{draft.trader.provider}/{draft.number}",
        provider=draft.trader.provider,
        number=draft.number,
        order_keys=draft.orders,
        shipped_at=at,
        stage=Stage.INFO_RECEIVED,
        stage_since=at,
        tracked="tracked",
        carrier="China Post",
        origin="CN",
        destination=draft.country,
        expected_by=at + draft.transit + 4 * DAY,
    )
    draft.events.append(Happens(at + H, "parcel", draft.number, first))


def _way(draft: Draft) -> datetime | None:
    """What the carrier tells until the parcel is there; when it is, if ever."""
    dice, at, kind = draft.dice, draft.shipped, draft.kind
    if kind == "wrong_number":
        lost = draft.shipped + 3 * DAY
        nobody = {"identity": "doubtful", "doubts": (Doubt.NOT_FOUND,), "nothing_since": at}
        draft.parcel(lost, Stage.INFO_RECEIVED, moves=False, **nobody)
        found = lost + draft.days(0.5, 4)
        sure = {"identity": "plausible", "doubts": (), "nothing_since": None}
        draft.parcel(found, Stage.IN_TRANSIT, **sure)
        return _delivered(draft, max(at + draft.transit, found + 4 * DAY))
    begins = at + (draft.days(2.5, 6) if kind == "unscanned" else draft.days(0.2, 1.2))
    draft.parcel(begins, Stage.IN_TRANSIT)
    arrives = max(at + draft.transit, begins + 3 * DAY)
    if draft.country == SLOW_TO and at < SLOW[1] and arrives > SLOW[0]:
        arrives += SLOWER
    if kind in {"late", "silent"}:
        arrives = max(arrives, draft.promise) + draft.days(1, 9)
    middle = begins + (arrives - begins) * dice.uniform(0.4, 0.7)
    if kind == "lost":
        draft.parcel(middle, Stage.ARRIVED)
        return None
    if kind in {"late", "silent"}:
        again = begins + (middle - begins) * (0.9 if kind == "late" else 0.15)
        draft.parcel(again, Stage.ARRIVED)
        if kind == "silent":
            middle = arrives - draft.days(0.5, 3)
    draft.parcel(middle, Stage.CUSTOMS, customs=CustomsState.PROCESSING)
    strikes = draft.country == STRIKE_IN and STRIKE[0] <= middle < STRIKE[1]
    if (
        kind.startswith("held")
        or kind in {"returned", "seized"}
        or (strikes and dice.random() < 0.3)
    ):
        released = held(draft, middle + draft.days(0.2, 1.5), strikes=strikes)
        if released is None:
            return None
        arrives = max(arrives, released + draft.days(1, 4))
    return _last_mile(draft, arrives)


def _last_mile(draft: Draft, arrives: datetime) -> datetime:
    if draft.kind == "attempt":
        draft.parcel(arrives, Stage.FAILED_ATTEMPT)
        arrives += draft.days(0.3, 4)
    if draft.kind == "pickup":
        draft.parcel(arrives, Stage.PICKUP)
        arrives += draft.days(0.5, 8)
    return _delivered(draft, arrives)


def _delivered(draft: Draft, arrives: datetime) -> datetime:
    draft.parcel(arrives, Stage.DELIVERED)
    draft.order(arrives + H, status=OrderStatus.DELIVERED)
    return arrives


def _ends(draft: Draft, arrives: datetime | None) -> None:
    """The buyer writes, disputes, confirms, or the time runs out."""
    dice, kind = draft.dice, draft.kind
    trouble = kind not in {"plain", "ship_late", "cancel", "pickup"}
    end = arrives + draft.days(1, 4) if arrives else draft.promise + 16 * DAY
    if kind in {"missing", "damaged"} and arrives:
        end = arrives + 12 * DAY
    disputed = dice.random() < DISPUTED.get(kind, ELSE_DISPUTED)
    if disputed:
        opened = _dispute(draft, arrives)
        end = max(end, opened + 14 * DAY)
    if draft.trader.hears_buyers and dice.random() < (ASKED_IN_TROUBLE if trouble else ASKED):
        draft.events += said(draft, arrives)
    if kind == "cancel":
        draft.order(draft.shipped + draft.days(0.5, 3), status=OrderStatus.CANCEL_REQUESTED)
        draft.order(draft.shipped + draft.days(3.2, 5), status=OrderStatus.SHIPPED)
    draft.order(end, status=OrderStatus.COMPLETED, completed_at=end)


def _dispute(draft: Draft, arrives: datetime | None) -> datetime:
    dice, kind = draft.dice, draft.kind
    wrong = kind in {"damaged", "plain"} and arrives is not None
    after = arrives if arrives and kind in {"missing", "damaged", "plain"} else draft.promise
    opened = after + draft.days(0.2, 5)
    ref = f"{draft.key}-d"
    dispute = Dispute(
        id=ref,
        order_key=draft.key,
        kind=DisputeKind.NOT_AS_DESCRIBED if wrong else DisputeKind.NOT_RECEIVED,
        phase=DisputePhase.CLAIM if dice.random() < 0.3 else DisputePhase.INQUIRY,
        state=DisputeState.OPEN,
        opened_at=opened,
        answer_due=AnswerDue(at=opened + draft.trader.answer_hours * H, source="stated"),
        source_ref=ref,
    )
    draft.events.append(Happens(opened + timedelta(minutes=1), "dispute", ref, dispute))
    return opened


def _during_outage(draft: Draft, events: list[Happens]) -> list[Happens]:
    """While its provider is silent nothing is told of a parcel, and then all at once."""
    told = [one for one in events if one.what == "parcel"]
    begins, ends = OUTAGE
    if draft.trader.provider != OUTAGE_OF or not told or told[0].at >= begins:
        return events
    if told[-1].at < begins:
        return events
    kept = [one for one in events if one.what != "parcel" or not begins <= one.at < ends]
    held_back = [one for one in events if one not in kept]
    silent = {"feed_silent_since": begins}
    kept.append(Happens(begins + 2 * H, "parcel", draft.number, changes=silent))
    for number, one in enumerate(held_back):
        at = ends + timedelta(minutes=5 + number)
        kept.append(Happens(at, "parcel", one.ref, one.first, one.changes))
    heard = {"feed_silent_since": None}
    kept.append(Happens(ends + timedelta(minutes=20), "parcel", draft.number, changes=heard))
    return sorted(kept, key=lambda one: one.at)
