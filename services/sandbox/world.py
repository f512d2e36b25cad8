"""The seeded truth: what happens in a month of six shops' trade, decided before it begins."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from services.sandbox import orders as lay
from services.sandbox import quarrels, stalls
from services.sandbox.accounts import DEFAULT, Accounts
from services.sandbox.draw import Draw
from services.sandbox.events import (
    Completed,
    Corrected,
    Delivered,
    Event,
    OrderPlan,
    Paid,
    Placed,
    Shipped,
    Unreadable,
)
from services.sandbox.facts import Facts, gather
from services.sandbox.journey import Journey, journey, shown
from services.sandbox.orders import Draft, Month
from services.sandbox.posted import posted
from services.sandbox.profile.shape import BUYER_HOLDS, DEMO, OTHER_HOLDS, Shape

SEED = 20260302
START = datetime(2026, 3, 2, tzinfo=UTC)
DAYS = 30


@dataclass(frozen=True, slots=True)
class World:
    """All that will happen, in order.

    Attributes:
        start: the first instant of the month; earlier events are history at the start.
        events: by the instant at which the outside shows them.
        journeys: by tracking number; the mistyped number has none.
    """

    seed: int
    start: datetime
    days: int
    accounts: Accounts
    events: tuple[Event, ...]
    orders: Mapping[str, OrderPlan]
    journeys: Mapping[str, Journey]

    @property
    def end(self) -> datetime:
        """The last instant of the month."""
        return self.start + timedelta(days=self.days)

    def facts(self) -> Facts:
        """What is true by the end: the measure of the invariants."""
        return gather(self.events, self.orders, self.journeys, self.accounts, self.end)


def empty(start: datetime, seed: int = 0, accounts: Accounts = DEFAULT) -> World:
    """A world in which nothing happens by itself: tests play events into it."""
    return World(seed, start, 0, accounts, (), {}, {})


def build(
    seed: int,
    start: datetime,
    days: int = DAYS,
    shape: Shape = DEMO,
    unreadable: int = 2,
    *,
    accounts: Accounts = DEFAULT,
) -> World:
    """The demo's month. Pure: the same arguments give the same world.

    Args:
        seed: of every chance.
        start: the first instant, aware.
        days: how long it lasts.
        shape: how many of what.
        unreadable: pushes without JSON that are planted in it.
        accounts: whose shops they are, and where their orders go.

    Raises:
        ValueError: the shape does not fit into the days.
    """
    month = Month(Draw(seed), shape, start, days)
    drafts = [
        draft
        for shop in accounts.shops
        if shop.marketplace != stalls.MARKETPLACE
        for draft in lay.lay_out(month, shop, shape.orders[shop.key])
    ]
    lay.peculiar(month.draw, drafts, shape)
    lay.mistype(month, drafts)
    _roles(month, drafts)
    ways = _journeys(month, drafts)
    cancelled, events = quarrels.cancellations(month, accounts)
    small = stalls.lay_out(month, accounts)
    ways |= _journeys(month, small)
    events += stalls.talk(month, small, ways)
    every = [*drafts, *small]
    events += [event for draft in every for event in _trade(month.draw, draft, ways)]
    events += [scan for way in ways.values() for scan in shown(month.draw, way)]
    events += [event for way in ways.values() for event in posted(month.draw, way)]
    events += quarrels.ratings(month, events)
    events += quarrels.disputes(month, drafts, ways)
    events += quarrels.chats(month, drafts, ways)
    for ordinal in range(unreadable):
        app = accounts.apps[ordinal % len(accounts.apps)].id
        at = start + month.draw.days(3, days - 3, "unreadable", ordinal)
        events.append(Unreadable(at, app))
    ordered = tuple(sorted(events, key=lambda event: (event.at, repr(event))))
    plans = {draft.plan.key: draft.plan for draft in (*every, *cancelled)}
    return World(seed, start, days, accounts, ordered, plans, ways)


def _lazada(draft: Draft) -> bool:
    return draft.plan.shop.startswith("lazada")


def _roles(month: Month, drafts: list[Draft]) -> None:
    """Whose parcel is held, falls silent, is lost; chosen among those whose pace fits the month."""
    draw, shape = month.draw, month.shape

    def at_customs(first: float, last: float) -> Callable[[Draft], bool]:
        return lambda d: month.day(first) <= d.first.pace.customs <= month.day(last)

    def leaves(market: str, first: float, last: float) -> Callable[[Draft], bool]:
        low, high = month.day(first), month.day(last)
        return lambda d: (
            d.plan.shop.startswith(market)
            and len(d.shipments) == 1
            and low <= d.first.pace.departed <= high
        )

    lay.give(draw, drafts, "long", shape.holds["long"], at_customs(0.5, 11))
    # AliExpress's buyers may claim only once the promise is over: those must fall silent early.
    for market, last in (("aliexpress", 6.5), ("lazada", 11)):
        lay.give(draw, drafts, "silent", shape.silent[market], leaves(market, -2.5, last))
        lay.give(draw, drafts, "lost", shape.lost[market], leaves(market, -3, 14))
    in_month = at_customs(0.5, 24)
    prepaid = shape.holds["prepaid"]
    for draft in lay.give(draw, drafts, "prepaid", prepaid, lambda d: _lazada(d) and in_month(d)):
        draft.plan = replace(draft.plan, prepaid=True)
    for role in (*BUYER_HOLDS, *OTHER_HOLDS):
        held = lay.give(draw, drafts, role, shape.holds[role], in_month)
        for draft in held if role in BUYER_HOLDS else ():
            draft.plan = replace(draft.plan, prepaid=False if _lazada(draft) else None)
    lay.give(draw, drafts, "pickup", shape.pickups, at_customs(0, 18))


def _journeys(month: Month, drafts: list[Draft]) -> dict[str, Journey]:
    silent = sorted(d.first.number for d in drafts if d.first.role == "silent")
    resuming = set(month.draw.shuffled(silent, "resuming")[: month.shape.silent_resumed])
    return {
        parcel.number: journey(
            month.draw,
            parcel.number,
            parcel.pace,
            country=draft.plan.country,
            carrier=draft.plan.service,
            role=parcel.role,
            resumes=parcel.number in resuming,
        )
        for draft in drafts
        for parcel in draft.shipments
    }


def _trade(draw: Draw, draft: Draft, ways: Mapping[str, Journey]) -> list[Event]:
    plan, key = draft.plan, draft.plan.key
    events: list[Event] = [Placed(draft.placed_at, plan), Paid(draft.paid_at, key)]
    handed: list[datetime] = []
    for parcel in draft.shipments:
        number = draft.mistyped or parcel.number
        events.append(Shipped(parcel.sent_at, key, number, parcel.lines, plan.service))
        if draft.mistyped:
            days = (3.6, 4.4) if draft.extra == "unfound" else (0.3, 0.5)
            mended = parcel.sent_at + draw.days(*days, "mended", key)
            events.append(Corrected(mended, key, number, parcel.number))
        delivered = ways[parcel.number].delivered
        if delivered is not None:
            told = delivered + draw.days(0.02, 0.12, "told", key, parcel.number)
            events.append(Delivered(told, key, parcel.lines))
            handed.append(told)
    if plan.shop.startswith("aliexpress") and len(handed) == len(draft.shipments):
        events.append(Completed(max(handed) + draw.days(4, 8, "confirmed", key), key))
    return events
