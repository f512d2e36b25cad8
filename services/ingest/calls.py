"""Calls within what an app may ask of its platform: for the cluster, the most urgent first.

A push's read may take its slot ahead; all else takes one only where nobody waits, so that a push
stands behind one such call at most. Of a day's calls some are kept for what is more urgent.
"""

import asyncio
import heapq
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import IntEnum
from itertools import count
from typing import Any

from services.connectors.ports import Shop
from services.runtime import metrics
from services.runtime.apps import CallBudget
from services.runtime.clock import Clock
from services.runtime.errors import Deferred
from services.runtime.http.client import Answer, Http
from services.runtime.http.once import Shared
from services.runtime.postgres.budgets import SHARE, reserve, spend
from services.runtime.postgres.pool import Pool

SCHEMA = "ingest"


class Rank(IntEnum):
    """What a call is for, the most urgent first."""

    PUSHED = 0
    LISTED = 1
    PAST = 2


OF_THE_DAY = {Rank.PUSHED: 1.0, Rank.LISTED: 0.8, Rank.PAST: 0.5}
"""Of a day's calls, the share after which a rank is refused: the rest is for the ranks before."""

AGAIN = timedelta(minutes=1)
"""Domain time after which one that got no slot asks again."""

_LOOK_AGAIN = 0.5
"""Most seconds of machine time between two looks whether a slot is free."""

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Errand:
    """Why calls are made.

    Attributes:
        deadline: what is due next of that which is asked for; the nearest goes first.
        patience: seconds of machine time that a call waits for its slot.
        moved: told of each turn that was given or refused.
    """

    rank: Rank = Rank.LISTED
    deadline: datetime | None = None
    patience: float = 30.0
    moved: Callable[[], None] = lambda: None

    @property
    def urgency(self) -> tuple[Rank, datetime]:
        """Sorts the most urgent first."""
        return self.rank, self.deadline or _NEVER


_errand: ContextVar[Errand] = ContextVar("errand", default=Errand())  # noqa: B039 - it is frozen


@contextmanager
def errand(what: Errand) -> Iterator[None]:
    """Make the calls of the block, and of tasks begun in it, on this errand."""
    before = _errand.set(what)
    try:
        yield
    finally:
        _errand.reset(before)


@dataclass(order=True, slots=True)
class _Waiting:
    order: tuple[Rank, datetime, int]
    errand: Errand
    turn: "asyncio.Future[None]"


class Turns:
    """Hands out turns to call under one budget, in machine time; its day is the domain's, in UTC.

    Args:
        pool: PostgreSQL, schema ``ingest``.
        clock: domain time.
        system: whom we call.
        account: names the budget; every process that names it so shares it.
        budget: what is allowed.
    """

    def __init__(
        self, pool: Pool, clock: Clock, system: str, account: str, budget: CallBudget
    ) -> None:
        self._pool = pool
        self._clock = clock
        self._system = system
        self._account = account
        self._interval = 1 / (budget.per_second * SHARE) if budget.per_second else None
        self._per_day = budget.per_day
        self._numbers = count()
        self._queue: list[_Waiting] = []
        self._came = asyncio.Event()
        self._serving: asyncio.Task[None] | None = None

    async def take(self) -> None:
        """Wait for the turn of a call on the present errand.

        Raises:
            Deferred: the day's calls are used up for such errands, or no slot came in time.
            Unavailable: PostgreSQL does not answer.
        """
        what, loop = _errand.get(), asyncio.get_running_loop()
        order = (*what.urgency, next(self._numbers))
        mine, asked = _Waiting(order, what, loop.create_future()), loop.time()
        heapq.heappush(self._queue, mine)
        self._came.set()
        if self._serving is None or self._serving.done():
            self._serving = asyncio.create_task(self._serve())
        try:
            async with asyncio.timeout(what.patience):
                await mine.turn
        except TimeoutError:
            until = self._clock.now() + AGAIN
            raise self._deferred(what, "no_slot", "others were more urgent", until) from None
        finally:
            what.moved()
        metrics.BUDGET_WAIT_SECONDS.labels(provider=self._system).observe(loop.time() - asked)

    async def _serve(self) -> None:
        """Hand out turns until nobody waits."""
        try:
            while (head := self._head()) is not None:
                if await self._slot(head) and (head := self._head()) is not None:
                    await self._give(head)
        except Exception as error:  # noqa: BLE001 - whoever waits is told, and raises it
            for left in self._queue:
                if not left.turn.done():
                    left.turn.set_exception(error)
        except asyncio.CancelledError:
            for left in self._queue:
                left.turn.cancel()
            raise

    def _head(self) -> _Waiting | None:
        """The most urgent; those who have given up are let go."""
        while self._queue and self._queue[0].turn.done():
            heapq.heappop(self._queue)
        return self._queue[0] if self._queue else None

    async def _slot(self, head: _Waiting) -> bool:
        """Wait for a slot of the rate; False where there is none yet, or somebody else has come."""
        if self._interval is None:
            return True
        self._came.clear()
        pushed = head.errand.rank is Rank.PUSHED
        within = head.errand.patience if pushed else 0.0
        wait = await reserve(
            *(self._pool, SCHEMA, self._system, self._account),
            interval=self._interval,
            within=within,
        )
        if wait is not math.inf:
            await asyncio.sleep(wait)
            return True
        try:
            async with asyncio.timeout(min(self._interval, _LOOK_AGAIN)):
                await self._came.wait()
        except TimeoutError:
            pass
        return False

    async def _give(self, head: _Waiting) -> None:
        """Count the call and let it go, or refuse whoever is no more urgent."""
        until = None
        if self._per_day is not None:
            most = max(1, int(self._per_day * OF_THE_DAY[head.errand.rank]))
            until = await spend(
                *(self._pool, SCHEMA, self._system, self._account),
                now=self._clock.now(),
                most=most,
            )
        if until is None:
            if not head.turn.done():
                head.turn.set_result(None)
            return
        for left in self._queue:
            if left.errand.rank >= head.errand.rank and not left.turn.done():
                why = f"the calls allowed until {until:%Y-%m-%d %H:%M} UTC are used up"
                left.turn.set_exception(self._deferred(left.errand, "day_spent", why, until))

    def _deferred(self, what: Errand, code: str, detail: str, until: datetime) -> Deferred:
        rank = what.rank.name.lower()
        metrics.DEFERRED_CALLS.labels(self._system, rank, code).inc()
        return Deferred(self._system, code, detail, until)


class Paced(Shared):
    """The connections of another client; every attempt waits for its turn.

    Args:
        http: the shared client; whoever made it closes it.
        turns: of the budget.
    """

    def __init__(self, http: Http, turns: Turns) -> None:
        super().__init__(http, http.backoff)
        self._turns = turns

    async def _attempt(self, *asked: Any, **how: Any) -> Answer:
        await self._turns.take()
        return await super()._attempt(*asked, **how)


class Calls:
    """The client for each shop's calls.

    Args:
        pool: PostgreSQL, schema ``ingest``.
        clock: domain time.
        http: the shared client.
    """

    def __init__(self, pool: Pool, clock: Clock, http: Http) -> None:
        self._pool = pool
        self._clock = clock
        self._http = http
        self._turns: dict[str, Turns] = {}

    def of(self, shop: Shop) -> Http:
        """The shared client where no budget is known, else one within the budget."""
        budget = shop.app.budget
        if budget is None:
            return self._http
        account = shop.app.id if budget.each == "app" else f"{shop.app.id} {shop.key}"
        if account not in self._turns:
            self._turns[account] = Turns(
                self._pool, self._clock, shop.app.marketplace, account, budget
            )
        return Paced(self._http, self._turns[account])
