"""How a life of the state machine begins, is gone through, and is brought to its end and judged."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from schemas.parcel import Actor
from services.notifier import people, taking
from services.notifier.taking import Wanted
from services.runtime.clock import SteppedClock
from tests.support.kill import Killed
from tests.support.lives.facts import ORDERS, SHOP, Facts, Told
from tests.support.lives.judge import at_rest, paid_once, said_once, within_caps
from tests.support.lives.log import Log
from tests.support.lives.outside import SENDS, Fate, Outside
from tests.support.lives.playbooks import OTHER, PLAYBOOKS
from tests.support.lives.process import RECEIVERS, Ground, Process
from tests.support.mortal import Life
from tests.support.notifier import DEFAULT, NOW, D
from tests.support.notifier_shell import shop

HORIZON = NOW + 45 * D
MOST_STEPS = 120
"""Steps of time after the last rule, until nothing is due."""

CEILING = 4
"""Messages that may leave the shop in an hour."""

ORDER = st.sampled_from(ORDERS)
FATE = st.tuples(st.sampled_from(SENDS), st.integers(0, 30).map(lambda s: timedelta(seconds=s)))
OFFERS = {"currency": "CNY", "per_order": 30, "per_buyer": 45, "per_day": 45, "per_month": 60}
"""Of three orders of 30 each: not every offer fits that a complaint calls for."""

OWN = {rule: {"mode": "automatic"} for rule in ("offer-goods", "remedy-refund", "refund-seen")}
SHOPS = {
    mode: shop(mode=mode, ceiling_per_hour=CEILING, offers=OFFERS, rules=rules)
    for mode, rules in (("automatic", OWN), ("approve", {}))
}

BROKEN = "The cup arrived broken"
"""What a buyer complains of; a day later a choice is offered."""

done: Counter[str] = Counter()
"""What all runs of this process came to."""


class Machine(RuleBasedStateMachine):
    """Two replicas, three orders of two buyers, and an outside that loses answers.

    A subclass says what can happen, and on which ground: ``ground`` is called for each run, inside
    ``do``.
    """

    ground: Callable[[], Coroutine[Any, Any, Ground]]
    loop: asyncio.AbstractEventLoop

    @property
    def begun(self) -> bool:
        """Whether there is an outside yet."""
        return hasattr(self, "outside")

    @property
    def offered(self) -> list[Any]:
        """The lines in the chats that are offers of ours."""
        return [line for line in self.outside.lines if line.key and "|offer-" in line.key]

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Await it."""
        return self.loop.run_until_complete(work)

    @initialize(
        mode=st.sampled_from(["automatic", "automatic", "approve"]),
        chat=st.sampled_from(["read", "read", "unread", "none"]),
        fates=st.lists(FATE, max_size=5),
        last_fates=st.lists(FATE, max_size=5),
        held=st.sets(ORDER),
        broken=st.sampled_from([set(), {ORDERS[0]}, {ORDERS[2]}, set(ORDERS)]),
        answers=st.lists(st.sampled_from(["1", "1", "2", "no, thanks", "hm", ""]), min_size=1),
    )
    def begin(
        self,
        mode: str,
        chat: str,
        fates: list[Fate],
        last_fates: list[Fate],
        *,
        held: set[str],
        broken: set[str],
        answers: list[str],
    ) -> None:
        """A shop that is served for 60 days; three orders on their way, some held, some broken."""
        self.clock = SteppedClock(NOW - 60 * D)
        self.outside = Outside(self.clock, reads_back=chat == "read", closed=chat == "none")
        self.shop = SHOPS[mode]
        self.facts, self.log = Facts(), Log()
        self.on = self.do(type(self).ground())
        self.processes = [self.process(), self.process()]
        self.do(self.processes[0].world.enrol(self.on.stores, self.clock.now()))
        self.do(self.processes[1].world.learn(self.on.stores))
        self.outside.step_to(NOW)
        self.outside.fates, self.last_fates = list(fates), list(last_fates)
        self.spoilt = 0
        self.answers, self.answered = answers, 0
        self.held_back: list[Told] = []
        self.sent: list[Told] = []
        for key in ORDERS:
            self.append(self.facts.placed(key))
            now = self.clock.now()
            held_or_not = self.facts.held(key, now, Actor.BUYER) if key in held else None
            self.append(held_or_not or self.facts.moved(key))
            if key in broken:
                self.tell(*self.facts.written(key, now, BROKEN), late=False)

    def process(self) -> Process:
        """A fresh one."""
        return Process(
            ground=self.on,
            clock=self.clock,
            outside=self.outside,
            shop=self.shop,
            playbook=DEFAULT,
        )

    def append(self, told: Told) -> None:
        """To the log."""
        self.sent.append(told)
        self.log.append(*told, self.clock.now())

    def tell(self, *told: Told | None, late: bool) -> None:
        """To the log now, or held back so that other records overtake them."""
        for one in told:
            if one is not None and late:
                self.held_back.append(one)
            elif one is not None:
                self.append(one)

    # --- What must hold

    @invariant()
    def once(self) -> None:
        """At most one message for each buyer and meaning."""
        wrong = [*said_once(self.outside), *paid_once(self.outside)] if self.begun else []
        assert not wrong, wrong

    def teardown(self) -> None:
        """Everything arrives, everything mends, time goes on until nothing is due."""
        if not hasattr(self, "on"):
            return
        outside = self.outside
        outside.fates, outside.blind = self.last_fates, False
        self.lift_pauses()
        for told in self.held_back:
            self.append(told)
        for line in list(outside.lines):
            self.tell(*self.facts.echo(line), late=False)
        while records := self.log.unread(50):
            self.deliver_all(records)
        self.work_by_both(0)
        for _ in range(MOST_STEPS):
            at = self.do(self.soonest())
            if at is None or at > HORIZON:
                break
            outside.step_to(max(at, self.clock.now()))
            self.attempt(Process.work, 0, 0, 0, both=False)
            self.buyers_answer()
        self.judge()
        self.once()
        self.accounted_for()
        done.update(
            runs=1,
            records=sum(len(each) for each in self.log.topics.values()),
            messages=sum(1 for line in outside.lines if line.key),
            sends=len(outside.attempts),
            offers=len(self.offered),
            paid=len(outside.paid),
        )

    def buyers_answer(self) -> None:
        """Each offer that has come to stand in a chat is answered, or not."""
        for line in self.offered[self.answered :]:
            text = self.answers[self.answered % len(self.answers)]
            self.answered += 1
            if text:
                key = line.key.split("|")[0]
                self.tell(*self.facts.written(key, self.clock.now(), text), late=False)
        self.deliver_all(self.log.unread(50))

    def accounted_for(self) -> None:
        """Every record in is applied, superseded, ignored or dead, once; no bug was met."""
        ended = self.do(self.on.ended())
        for topic, records in self.log.topics.items():
            book = Counter(ended.get(topic, Counter()))
            counted = book.pop("read", 0)
            assert (counted, book.total()) == (len(records), len(records)), (topic, book)
            assert not book["parked"], (topic, book)

    # --- How it is done

    def attempt(
        self,
        what: Callable[[Process], Coroutine[Any, Any, None]],
        which: int,
        death: int,
        seed: int,
        *,
        both: bool,
    ) -> bool:
        """Let one process or both do something; who dies is followed by a fresh one.

        Returns:
            Whether all of it was done.
        """
        dice = Random(seed)  # noqa: S311 - no secret
        order = [which, 1 - which] if both else [which]
        for place in order:
            self.processes[place].life.begin(Life(death if place == which else 0, dice))

        async def one(process: Process) -> None:
            try:
                await what(process)
            except Killed:
                return

        async def at_once() -> None:
            await asyncio.gather(*(one(self.processes[place]) for place in order))

        self.do(at_once())
        died = [place for place in order if self.processes[place].life.over]
        for place in died:
            self.processes[place] = self.process()
            self.do(self.processes[place].world.learn(self.on.stores))
        done.update(deaths=len(died))
        return not died

    def deliver_all(self, records: list[Any]) -> None:
        """A batch, without a death."""

        async def handle(process: Process) -> None:
            await process.read(records)

        self.attempt(handle, 0, 0, 0, both=False)
        self.log.commit(records)

    def take_playbook(self, *, back: bool) -> None:
        """In every replica from its commit on."""
        name = "ours" if back else "other"

        async def take() -> None:
            world = self.processes[0].world
            async with self.on.stores.transaction() as unit:
                number = await unit.playbooks.number()
            told = None if back else OTHER
            wanted = Wanted(number, PLAYBOOKS[name], told, "staff", "a test")
            await taking.take(self.on.stores, world, wanted, self.clock.now())

        self.do(take())

    def lift_pauses(self) -> None:
        """Everything may leave again."""
        for scope in ("all", SHOP):
            self.do(people.resume(self.on.stores, self.clock.now(), scope, RECEIVERS))
        self.outside.paused = False

    def work_by_both(self, seed: int) -> None:
        """All that is due, and then nothing is wrong."""
        self.attempt(Process.work, 0, 0, seed, both=True)
        self.attempt(Process.work, 0, 0, seed, both=False)
        self.judge()

    def judge(self) -> None:
        """Nothing is wrong, everything due being done."""
        world = self.processes[0].world
        wrong = self.do(at_rest(self.on.stores, world, self.outside, self.clock.now()))
        wrong += self.do(within_caps(self.on.stores, self.outside, self.shop.offers))
        assert not wrong, wrong

    async def soonest(self) -> Any:
        """The next instant at which anything is due."""
        async with self.on.stores.transaction() as unit:
            due = [await unit.cases.next_wake(), await unit.actions.next_due()]
        due += [line.at for line in self.outside.coming]
        return min((at for at in due if at), default=None)
