"""One shop's month: what happens, what the notifier does, and who reacts, one after the other."""

import asyncio
import heapq
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

import structlog

from schemas.base import Versioned
from schemas.envelope import Envelope
from services.connectors.oncall.audience import Audience
from services.notifier import people
from services.notifier.casework import Casework
from services.notifier.consumer import CasesHandler
from services.notifier.deadlines import deadlines
from services.notifier.dispatcher import Dispatcher
from services.notifier.judging import Watch, follow
from services.notifier.playbook import Playbook, load
from services.notifier.stores.unit import Unit
from services.notifier.texts import default
from services.notifier.world import World
from services.runtime.clock import SteppedClock
from services.runtime.kafka.record import Item, Record
from tests.faults.month.judge import Findings, Judge
from tests.faults.month.life import Life, OneByOne
from tests.faults.month.market import Market
from tests.faults.month.people import Acts
from tests.faults.month.staff import HEARD, Staff
from tests.faults.month.stories import draw
from tests.faults.month.traders import DAY, START, TRADERS, Trader
from tests.faults.month.truth import Happens
from tests.support.notifier_shell import Receiver
from tests.support.sealed import vault

WARM = 30
"""Days before the month of which what is out of the ordinary is played too."""

AGAIN, TOGETHER = 0.06, 0.3
"""Share of orders whose buyer places another, and of those the share in one parcel."""

MOST_PASSES = 40

Act = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Month:
    """What is played.

    Attributes:
        days: that are judged, from ``START``.
        parcels: a day, of all shops.
    """

    seed: int
    days: int
    parcels: int
    playbook: Playbook

    @property
    def ends(self) -> datetime:
        """The end of the last day."""
        return START + self.days * DAY


class Play:
    """The month of one shop.

    Its notifier is the service's: consumer's handler, casework (apply, plan, admit, settle),
    dispatcher with claims and looks, the desk and the acts of people; over stores in memory.
    """

    def __init__(self, trader: Trader, month: Month) -> None:
        self.trader, self.month = trader, month
        self._dice = Random(f"{month.seed} {trader.key}")  # noqa: S311 - no secret
        self.stores = OneByOne()
        self.clock = SteppedClock(START - (WARM + 90) * DAY)
        self.market = Market(trader, self.clock, self._dice)
        acts: Any = self.market
        self.world = World([trader.settings], {trader.key: acts}, month.playbook, default())
        self.receivers = Audience([Receiver("duty")])
        self.casework = Casework(self.world, self.receivers)
        self.handler = CasesHandler(self.casework, vault("notifier"))
        self.dispatcher = Dispatcher(stores=self.stores, clock=self.clock, casework=self.casework)
        self.staff = Staff(trader, self._dice)
        self.acts = Acts(self)
        self.judge = Judge(trader, month.playbook, START)
        self.lives: dict[str, Life] = {}
        self._heap: list[tuple[datetime, int, Life | None, Act | None]] = []
        self._number = 0
        self._spoken = 0

    async def run(self) -> Findings:
        """Play it, and judge it."""
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
        await self.world.enrol(self.stores, self.clock.now())
        self.around = (await self.world.surroundings(self.acts.unit()))(self.trader.key)
        for life in self._drawn():
            self.lives[life.buyer] = life
            self._next_event(life)
        self.at(self.staff.next_slot(START - WARM * DAY), None, self._slot)
        while self._heap and self._heap[0][0] < self.month.ends:
            at, _, life, act = heapq.heappop(self._heap)
            self.clock.step_to(max(at, self.clock.now()))
            await self._turn(life, act, at)
        for life in self.lives.values():
            self._watch(life, self.month.ends)
            self.judge.judge(life, self.month.ends)
        return self.judge.findings

    def at(self, at: datetime, life: Life | None, act: Act | None) -> None:
        """Do something then: an act, or whatever is due of a life."""
        self._number += 1
        heapq.heappush(self._heap, (at, self._number, life, act))

    async def _turn(self, life: Life | None, act: Act | None, at: datetime) -> None:
        if life is None:
            if act is not None:
                await act()
            return
        if life.buyer not in self.lives or (act is None and life.due != at):
            return
        self.stores.tables = life.tables
        try:
            if act is not None:
                await act()
            await self.come_to_rest(life)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
            self.judge.failed(life, error, at)
            del self.lives[life.buyer]
            return
        if life.over:
            self.judge.judge(life, at)
            del self.lives[life.buyer]

    async def tell(self, life: Life, event: Happens) -> None:
        """Something happens, and the notifier hears of it."""
        now = self.clock.now()
        told = life.truth.take(event)
        if event.what == "dispute":
            self.acts.until_due(life, event.ref)
        if told:
            items = [_item(value, key, now) for key, value in told]
            values = [value for _, value in told]
            await self.handler.change(self._unit(life), items, values, now)

    async def come_to_rest(self, life: Life) -> None:
        """Do all that is due now, give people what came for them, and note when to come again."""
        now = self.clock.now()
        for _ in range(MOST_PASSES):
            unit = self._unit(life)
            rows = await unit.cases.lock_due(now, 50)
            await self.casework.settle(unit, rows, now)
            acts = [one.retry_at for one in life.tables.actions.values() if one.retry_at]
            if acts and min(acts) <= now:
                await self.dispatcher.work()
            life.due = life.next_due()
            if life.due is None or life.due > now:
                break
        else:
            raise RuntimeError(f"{life.buyer} does not come to rest")
        self._watch(life, now)
        self._hand_out(life)
        if life.due is not None:
            self.at(life.due, life, None)

    def _watch(self, life: Life, now: datetime) -> None:
        """Look at the deadlines of every order as the program dates them."""
        for key, row in life.tables.cases.items():
            found = deadlines(row.case, self.around, now)
            life.watches[key] = follow(life.watches.get(key, Watch()), found, now)

    def _unit(self, life: Life) -> Unit:
        self.stores.tables = life.tables
        return self.acts.unit()

    def _hand_out(self, life: Life) -> None:
        """Tasks to the desk, pages to whoever is on call, words into the chat as it is pushed."""
        for key, task in life.tables.tasks.items():
            if key not in life.known:
                life.known.add(key)
                self.staff.given(life, task)
        for key, raised in life.tables.causes.items():
            name = f"{key} {raised.cause.since}"
            if name not in life.known:
                life.known.add(name)
                self.judge.alerted(life, raised.cause)
                if raised.cause.level == "page" and self._dice.random() < HEARD:
                    self.acts.soon(life, timedelta(minutes=20), self.acts.on_page, raised.cause)
        for line in self.market.lines[self._spoken :]:
            life.lines.append(line)
            if self.market.reads_back:
                self.acts.soon(life, timedelta(seconds=3), self.acts.echo, line)
        self._spoken = len(self.market.lines)

    def _next_event(self, life: Life) -> None:
        if life.place < len(life.story):
            event = life.story[life.place]

            async def happen() -> None:
                life.place += 1
                self._next_event(life)
                await self.tell(life, event)

            self.at(event.at, life, happen)

    async def _slot(self) -> None:
        now = self.clock.now()
        for life, key in self.staff.slot(now):
            if life.buyer in self.lives:

                async def deal(life: Life = life, key: str = key) -> None:
                    await self.acts.deal(life, key)

                await self._turn(life, deal, now)
        self.stores.tables = self.stores.shop
        await self._unit_of_shop().ledgers.prune(now)
        if self.stores.shop.pauses:
            self.judge.findings.paused += 1
            await people.resume(self.stores, now, self.trader.key, self.receivers)
            for life in list(self.lives.values()):
                life.due = now
                for key, row in life.tables.cases.items():
                    row.wake_at = now
                    life.tables.cases[key] = row
                self.at(now, life, None)
        self.at(self.staff.next_slot(now), None, self._slot)

    def _unit_of_shop(self) -> Unit:
        self.stores.tables = self.stores.shop
        return self.acts.unit()

    def _drawn(self) -> list[Life]:
        """Every buyer of the month, and of the days before those with no plain story."""
        a_day = self.month.parcels * self.trader.share / 1000
        lives = []
        for number in range(round((WARM + self.month.days) * a_day)):
            placed = START - WARM * DAY + number * DAY / a_day
            dice = Random(f"{self.month.seed} {self.trader.key} {number}")  # noqa: S311 - no secret
            buyer = f"b{number}"
            key = f"{self.trader.key}/{number}"
            more = dice.random() < AGAIN
            rides = f"{key}r" if more and dice.random() < TOGETHER else ""
            kind, story = draw(dice, self.trader, key, buyer, placed, rides=rides)
            kinds = {key: kind} | ({rides: kind} if rides else {})
            if more and not rides:
                other = f"{key}x"
                at = placed + dice.uniform(0.1, 3) * DAY
                kinds[other], second = draw(dice, self.trader, other, buyer, at)
                story = sorted([*story, *second], key=lambda one: one.at)
            if placed >= START or set(kinds.values()) != {"plain"}:
                lives.append(Life(buyer, self.stores.fresh(), kinds, story))
        return lives


def _item(value: Versioned, key: str, now: datetime) -> Item[Versioned]:
    record = Record("orders", 0, 0, key.encode(), b"", (), now)
    return Item(record, Envelope(id="e", type="t", source="s", time=now), value)


def played(number: int, seed: int, days: int, parcels: int) -> Findings:
    """The month of one shop, by its place among the traders."""
    month = Month(seed, days, parcels, load())
    return asyncio.run(Play(TRADERS[number], month).run())
