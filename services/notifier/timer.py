"""The timer: cases whose time has come are planned anew, a short transaction for each batch."""

from datetime import datetime, timedelta

import structlog

from services.notifier.casework import CHUNK, Casework
from services.notifier.pages import SET_ASIDE, end_own, report_failure
from services.notifier.stores.cases import CaseRow
from services.notifier.stores.unit import Stores, Unit
from services.runtime.clock import Clock
from services.runtime.kafka.outcome import Bug, judge
from services.runtime.loop import Loop, shortly

log = structlog.get_logger()

BATCH = 50
SWEEP_EVERY = timedelta(hours=6)
END_EVERY = timedelta(minutes=10)
"""Domain time between two looks whether the machine's own pages still hold."""


class Timer:
    """Settles due cases.

    Attributes:
        loop: run it; wake it when cases have changed.
    """

    def __init__(self, *, stores: Stores, clock: Clock, casework: Casework) -> None:
        self._stores = stores
        self._clock = clock
        self._casework = casework
        self._version = casework.world.playbook.version
        self._swept_at: datetime | None = None
        self._sweep_after: str | None = None
        self._ended_at: datetime | None = None
        self.loop = Loop("timer", clock, self.work)

    async def work(self) -> datetime | None:
        """One pass: a batch of what is due; returns when the next case is, at once for a rest."""
        now = self._clock.now()
        version = await self._casework.world.refresh(self._stores)
        if version != self._version:
            self._version, self._sweep_after = version, ""
        if self._swept_at is None or now - self._swept_at >= SWEEP_EVERY:
            # During a roll-out an older replica may still plan with the older playbook.
            self._swept_at, self._sweep_after = now, ""
        due = await self._next()
        if self._is_due(due):
            moved = await self._batch(now)
            due = await self._next()
            if self._is_due(due):
                return due if moved else await shortly(self._clock)
        if self._sweep_after is not None:
            await self._sweep(self._sweep_after, now)
            return now
        if self._ended_at is None or now - self._ended_at >= END_EVERY:
            # Only now: after an outage, what was set aside has to be tried before it is judged.
            await end_own(self._stores, self._casework.receivers, now)
            self._ended_at = now
        return due

    def _is_due(self, at: datetime | None) -> bool:
        return at is not None and at <= self._clock.due_by()

    async def _sweep(self, after: str, now: datetime) -> None:
        """Wake a chunk of what another playbook planned; it is settled before the next is woken."""
        async with self._stores.transaction() as unit:
            playbook = self._casework.world.playbook.version
            left = await unit.cases.sweep(playbook, now, after, CHUNK)
            if left is None:
                await unit.ledgers.prune(now)
        self._sweep_after = left

    async def _next(self) -> datetime | None:
        async with self._stores.one_statement() as unit:
            return await unit.cases.next_wake()

    async def _batch(self, now: datetime) -> int:
        """Settle a batch of what is due; how many there were.

        No savepoint lies between the lock and the change of a row: the pair would make it a
        MultiXact, of which no index ever lets go until a vacuum, and every look at what is due
        next would pass over all that was due before.
        """
        rows: list[CaseRow] = []
        try:
            async with self._stores.transaction() as unit:
                rows = await unit.cases.lock_due(now, BATCH)
                await self._casework.settle(unit, rows, now)
        except Exception as error:  # noqa: BLE001 - judged: an outage is raised on
            judge(error)
            log.warning("timer.one_by_one", error=type(error).__name__, cases=len(rows))
            for row in rows:
                async with self._stores.transaction() as unit:
                    await self._alone(unit, row, now)
        return len(rows)

    async def _alone(self, unit: Unit, row: CaseRow, now: datetime) -> None:
        """Settle one case; set it aside and page where our own code fails on it."""
        fresh = await unit.cases.lock_one(row.order_key)
        if fresh is None:
            return
        try:
            async with unit.savepoint():
                await self._casework.settle(unit, [fresh], now)
        except Exception as error:
            outcome = judge(error)
            reason = outcome.reason if isinstance(outcome, Bug) else type(error).__name__
            log.exception("timer.bug", order=row.order_key)
            await unit.cases.wake([row.order_key], now + SET_ASIDE)
            await report_failure(unit, row.order_key, reason, self._casework.receivers, now)
