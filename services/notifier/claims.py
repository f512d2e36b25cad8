"""Claims and ends of claims in transactions of their own, where one that fails holds no other up.

A batch is tried as a whole. One on which our own code fails is rolled back and taken one by one,
and what fails alone is set aside in a second transaction: a savepoint for each would cost every
claim two statements, and leave every index a dead entry.
"""

import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime
from typing import TypeVar

import structlog

from schemas.action import ActionStatus
from services.notifier import outcome
from services.notifier.casework import Casework
from services.notifier.claim import CANDIDATES, Due, Found, claim, free_of, set_aside
from services.notifier.record import expire
from services.notifier.stores.recovery import Identity
from services.notifier.stores.unit import Stores, Unit
from services.runtime.clock import Clock
from services.runtime.kafka.outcome import judge

log = structlog.get_logger()

T = TypeVar("T")


class Claims:
    """Claims what is ready, and ends claims whose owner is gone."""

    def __init__(self, *, stores: Stores, clock: Clock, casework: Casework) -> None:
        self._stores = stores
        self._clock = clock
        self._casework = casework

    async def ready(self, most: int, identity: Identity, in_hand: Collection[str]) -> Found:
        """Claim ready actions of one shop, or find that they are no longer to be done.

        Args:
            most: how many.
            identity: of the database that was looked at; nothing is claimed in another.
            in_hand: conversations in which this process is about to speak.
        """
        at, now = time.monotonic(), self._clock.now()
        batch: list[Due] = []
        try:
            async with self._stores.transaction() as unit:
                if await unit.recovery.identity() != identity:
                    return Found()  # restored or failed over since: it is looked at first
                due = await unit.actions.due(ActionStatus.READY, now, CANDIDATES)
                free = await free_of(unit, due, now, most)
                batch = [(one.action.key, one.action.order_key) for one in free]
                return await claim(unit, self._casework, free, now, at, in_hand=in_hand)
        except Exception as error:
            judge(error)
            if not batch:
                raise

            async def alone(unit: Unit, one: Due) -> Found:
                if await unit.recovery.identity() != identity:
                    return Found()
                free = await free_of(unit, [one], now, 1)
                return await claim(unit, self._casework, free, now, at, in_hand=in_hand)

            each = await self._one_by_one(batch, ActionStatus.READY, alone, error)
            return Found([one for some in each for one in some.claimed], more=True)

    async def expired(self) -> int:
        """Have claims whose owner is gone become unsure; how many cases were held.

        One on which our own code fails stays claimed, and is never simply done again.
        """
        now = self._clock.now()
        due: list[Due] = []
        try:
            async with self._stores.transaction() as unit:
                due = await unit.actions.due(ActionStatus.CLAIMED, now, outcome.BATCH)
                return await expire(unit, self._casework, due, now)
        except Exception as error:
            judge(error)
            if not due:
                raise

            async def alone(unit: Unit, one: Due) -> int:
                return await expire(unit, self._casework, [one], now)

            return sum(await self._one_by_one(due, ActionStatus.CLAIMED, alone, error))

    async def _one_by_one(
        self,
        batch: Sequence[Due],
        status: ActionStatus,
        alone: Callable[[Unit, Due], Awaitable[T]],
        error: Exception,
    ) -> list[T]:
        """What each that did not fail has returned, once it was committed."""
        log.warning("actions.one_by_one", error=type(error).__name__, actions=len(batch))
        found: list[T] = []
        for one in batch:
            try:
                async with self._stores.transaction() as unit:
                    answer = await alone(unit, one)
                found.append(answer)
            except Exception as failed:  # noqa: BLE001 - judged: an outage is raised on
                await self._set_aside(one, status, failed)
        return found

    async def _set_aside(self, one: Due, status: ActionStatus, error: Exception) -> None:
        """It waits, and people are told, unless somebody else has had it meanwhile."""
        judge(error)
        (key, order_key), now = one, self._clock.now()
        async with self._stores.transaction() as unit:
            await unit.cases.lock_one(order_key)
            action = await unit.actions.read(key)
            if action is None or action.status is not status or not _is_due(action.retry_at, now):
                return
            await set_aside(unit, self._casework, key, order_key, error=error, now=now)


def _is_due(at: datetime | None, now: datetime) -> bool:
    return at is not None and at <= now
