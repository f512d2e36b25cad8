"""The dispatcher: claim, perform, record; and look where the answer was lost.

The network is only ever between two transactions. A process that dies there leaves a claim whose
lease ends, and which is then looked for, never simply done again.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from schemas.action import ActionKind, Option
from services.connectors.ports import Acts
from services.notifier import channels
from services.notifier.actionrow import ActionRow
from services.notifier.casework import Casework
from services.notifier.channels import LIMIT, Denied, Done, NotDone, Result, Unsure
from services.notifier.claim import Claimed, report_error
from services.notifier.claims import Claims
from services.notifier.conversing import BUSY
from services.notifier.gate import refusal
from services.notifier.kinds import ONCE
from services.notifier.looks import Looks
from services.notifier.policy import Surroundings
from services.notifier.record import keep_conversation
from services.notifier.recorder import Recorder
from services.notifier.stores.recovery import Identity
from services.notifier.stores.unit import Stores
from services.runtime import tracing
from services.runtime.clock import Clock
from services.runtime.errors import LeaseLost
from services.runtime.logs import about
from services.runtime.loop import Loop, shortly
from services.runtime.shared import Shared
from services.runtime.together import together

log = structlog.get_logger()

WORKERS = 24
"""Actions performed at once by one process: so many are claimed, and recorded, together."""

TURN = timedelta(seconds=20)
"""Machine time after which a pass begins nothing more: expired claims and looks have their turn."""

GATHER = 0.01
"""Seconds of machine time in which what becomes ready, or free, is gathered for one claim."""

FORGOTTEN = "it was due before the database was lost or failed over, and may have left then"

LATE = "it took too long to begin"
"""Of a claim that nothing was done about within the time limit."""


class Dispatcher:
    """Performs what is ready.

    Args:
        first: has to return before anything may leave, and again once the database is another; it
            is tried again until it does.
        trace_of: by an order's key, the trace that last changed its case, if one is followed.

    Attributes:
        loop: run it; wake it when cases have changed.
    """

    def __init__(
        self,
        *,
        stores: Stores,
        clock: Clock,
        casework: Casework,
        first: Callable[[], Awaitable[object]] | None = None,
        trace_of: Callable[[str], Awaitable[str]] | None = None,
    ) -> None:
        self._first = first
        self._trace_of = trace_of
        self._known = Identity("")
        self._stores = stores
        self._clock = clock
        self._casework = casework
        self._looks = Looks(stores=stores, clock=clock, casework=casework)
        self._claims = Claims(stores=stores, clock=clock, casework=casework)
        self._recorder = Recorder(stores=stores, clock=clock, casework=casework)
        self._around = Shared(self._surroundings)
        self._turn_ends = 0.0
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._busy = 0
        self._claimed: deque[Claimed] = deque()
        self._in_hand: set[str] = set()  # conversations in which a worker is about to speak
        self._dry = False  # nothing was ready, and nothing has been done since
        self.loop = Loop("dispatcher", clock, self.work)

    async def work(self) -> datetime | None:
        """One pass: expired claims, then looks beside what is ready; returns when next to come."""
        await self._know()
        async with self._stores.one_statement() as unit:
            due = await unit.actions.next_due()
        if due is None or due > self._clock.due_by():
            return due
        self._turn_ends = time.monotonic() + TURN.total_seconds()
        self._in_hand.clear()
        self._claimed.clear()  # of a pass that was cut off: looked for when their leases end
        self._dry = False
        moved = await self._claims.expired()
        moved += sum(await together([self._look, *[self._drain] * (WORKERS - 1)]))
        async with self._stores.one_statement() as unit:
            due = await unit.actions.next_due()
        if moved or due is None or due > self._clock.due_by():
            return due
        return await shortly(self._clock)

    async def _know(self) -> None:
        """Have the database looked at before anything leaves of it: a restored one forgets."""
        before = await self._identity()
        if before == self._known:
            return
        if self._first is not None:
            await self._first()
        after = await self._identity()
        if after.name == before.name:  # else it became another meanwhile: the next pass looks
            self._known = after

    async def _identity(self) -> Identity:
        async with self._stores.one_statement() as unit:
            return await unit.recovery.identity()

    def _goes_on(self) -> bool:
        """Whether the pass may begin something more; that it was asked shows that it moves."""
        self.loop.move()
        return not self.loop.stopping and time.monotonic() < self._turn_ends

    async def _look(self) -> int:
        """Look, then help with what is ready, and with what the looks have put back."""
        looked = 0
        self._busy += 1  # whoever is free waits for what becomes ready meanwhile
        try:
            looked = await self._looks.work(self._goes_on)
        finally:
            self._busy -= 1
            self._dry = self._dry and not looked
            self.loop.wake.set()
        return looked + await self._drain()

    async def _drain(self) -> int:
        """Claim and perform while something is ready; how often something was.

        The claim in hand is finished when stopped.
        """
        count = 0
        while (found := await self._next()) is not None:
            self._busy += 1
            try:
                await finished(self._followed(found))
            finally:
                self._busy -= 1
                self._in_hand.discard(found.action.conversation or "")
                self._dry = False
                self.loop.wake.set()
            count += 1
        return count

    async def _next(self) -> Claimed | None:
        """The next claim for one worker; None once nothing is ready and nothing in hand.

        The shop's lock makes claims of a shop one after the other in any case: so one transaction
        claims for all who wait for one, and each takes its own. Whoever is free while another is
        busy waits for what becomes ready meanwhile: the rest of a pass is never left to few.
        """
        self._waiting += 1
        try:
            async with self._turn:
                while not self._claimed and self._goes_on() and await self._may_find():
                    taken = await self._claims.ready(self._waiting, self._known, self._in_hand)
                    self._claimed.extend(taken.claimed)
                    self._in_hand |= {one.action.conversation or "" for one in taken.claimed}
                    self._dry = not taken.more
                return self._claimed.popleft() if self._claimed else None
        finally:
            self._waiting -= 1

    async def _may_find(self) -> bool:
        """Whether another look may find something ready: at once, or after what it waited for."""
        if self._dry and self._busy:
            await self.loop.wake.wait()  # something came, or is done
            self._dry = False
        await asyncio.sleep(GATHER if self._busy else 0)  # whoever becomes free is counted
        self.loop.wake.clear()
        return not self._dry and self._goes_on()

    async def _followed(self, claimed: Claimed) -> None:
        """Perform, as a step of the trace that led to it."""
        if self._trace_of is None or tracing.tracer() is None:
            await self.perform(claimed)
            return
        trace = await self._trace_of(claimed.action.order_key)
        with tracing.step(f"act {claimed.action.kind}", trace):
            await self.perform(claimed)

    async def perform(self, claimed: Claimed) -> None:
        """Do what was claimed, and record how it ended.

        Where our own code fails, the claim stays: its lease ends, and it is looked for.
        """
        with about(order=claimed.order.key, trace=claimed.action.key):
            await self._perform(claimed)

    async def _perform(self, claimed: Claimed) -> None:
        try:
            result = self._left(claimed) or await self._act(claimed)
            self.loop.move()
            await self._recorder.record(claimed, result)
        except LeaseLost:
            log.warning("action.lease_lost", rule=claimed.action.rule)
        except Exception as error:  # noqa: BLE001 - judged: an outage is raised on
            key, now = claimed.action.order_key, self._clock.now()
            async with self._stores.transaction() as unit:
                await report_error(unit, self._casework, key, error=error, now=now)

    def _left(self, claimed: Claimed) -> Unsure | None:
        """What nobody can look for is not done where it may have been: a person is asked."""
        action = claimed.action
        return _forgotten_by(self._known, action) if action.kind in ONCE else None

    async def _act(self, claimed: Claimed) -> Result:
        acts = self._casework.world.acts_of(claimed.shop)
        action, order = claimed.action, claimed.order
        if action.kind is ActionKind.EXTEND:
            return await channels.extend(acts, order, int(action.args["days"]))
        if action.kind is ActionKind.REMEDY:
            return await self._pay(claimed, acts)
        conversation = action.conversation
        if conversation is None or action.kind is ActionKind.CONVERSATION:
            opened = await channels.open_chat(acts, order)
            if isinstance(opened, (NotDone, Denied)):
                return opened
            if action.kind is ActionKind.CONVERSATION:
                return Done(opened, blocked=False)
            async with self._stores.transaction() as unit:
                now = self._clock.now()
                free = await keep_conversation(unit, self._casework, claimed, opened, now)
            if not free:
                return NotDone(BUSY)
            conversation = opened
        return await self._say(claimed, acts, conversation)

    async def _pay(self, claimed: Claimed, acts: Acts) -> Result:
        paused = (await self._here(claimed)).paused
        if paused is not None:
            return NotDone(f"paused: {paused}", begun=False)
        if time.monotonic() - claimed.at > LIMIT.total_seconds():
            return NotDone(LATE)
        return await channels.remedy(acts, claimed.order, Option.of(claimed.action.args))

    async def _here(self, claimed: Claimed) -> Surroundings:
        """The shop as it is now: a pause may have come since the claim, and holds what is here."""
        return (await self._around())(claimed.shop)

    async def _surroundings(self) -> Callable[[str], Surroundings]:
        async with self._stores.one_statement() as unit:
            return await self._casework.world.surroundings(unit)

    async def _say(self, claimed: Claimed, acts: Acts, conversation: str) -> Result:
        here = await self._here(claimed)
        if here.paused is not None:
            return NotDone(f"paused: {here.paused}", begun=False)
        # The last gate before the wire judges the very words, whoever wrote them.
        if against := refusal(claimed.action.text, here.manners, _numbers(claimed)):
            return Denied(f"the marketplace's rules do not allow the text: {against}")
        if time.monotonic() - claimed.at > LIMIT.total_seconds():
            # We stood still for so long that the lease may be over, and another may be looking.
            return NotDone(LATE)
        if left := _forgotten_by(self._known, claimed.action):
            return left
        since = claimed.action.claimed_at or self._clock.now()
        return await channels.send(acts, conversation, claimed.action.text, since)


def _forgotten_by(known: Identity, action: ActionRow) -> Unsure | None:
    """Whether an action's first try may have been another one's, which the database forgot."""
    if known.since is None or action.due_at is None or action.due_at > known.since:
        return None
    return Unsure(FORGOTTEN, action.due_at) if action.attempts == 1 else None


def _numbers(claimed: Claimed) -> set[str]:
    """The numbers that the text may name."""
    order, parcel = claimed.order, claimed.action.args.get("parcel", "")
    own = {order.key.rsplit("/", 1)[1], *(one.number for one in order.parcels)}
    return own | ({parcel.split("/", 1)[-1]} if parcel else set())


async def finished(work: Awaitable[None]) -> None:
    """Await work that a cancellation must not cut in two; it bounds itself by time limits."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task})
        raise
