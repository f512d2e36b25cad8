"""Records how steps ended, those that end together in one transaction."""

import asyncio
import time
from collections.abc import Sequence

import structlog

from services.notifier import outcome
from services.notifier.casework import Casework
from services.notifier.channels import Result
from services.notifier.claim import Claimed
from services.notifier.record import Ended, record_all
from services.notifier.stores.unit import Stores
from services.runtime.clock import Clock
from services.runtime.errors import LeaseLost, Unavailable
from services.runtime.kafka.outcome import judge
from services.runtime.loop import Backoff
from services.runtime.shared import Gathered

log = structlog.get_logger()

MOST = 50
"""Steps recorded in one transaction."""


class Recorder:
    """Writes how claimed steps ended.

    Whoever hands one in while a transaction is under way waits for the next, with all who came
    meanwhile.
    """

    def __init__(self, *, stores: Stores, clock: Clock, casework: Casework) -> None:
        self._stores = stores
        self._clock = clock
        self._casework = casework
        self._gathered = Gathered(self._write)
        self._failed: dict[str, Exception] = {}

    async def record(self, claimed: Claimed, result: Result) -> None:
        """Record how it ended, again and again in an outage of ours: nobody else knows it.

        Raises:
            LeaseLost: the claim is somebody else's by now.
            Unavailable: it is until the lease has ended: then it is looked for.
            Exception: our own code fails on it.
        """
        mine, backoff = Ended(claimed, result), Backoff()
        self._gathered.hand_in(mine)
        while True:
            try:
                await self._gathered.done(mine)
            except Unavailable:
                if time.monotonic() - claimed.at > outcome.LEASE.total_seconds():
                    self._gathered.forget(mine)
                    raise
                await asyncio.sleep(backoff.fail())
            else:
                break
        failed = self._failed.pop(claimed.action.key, None)
        if failed is not None:
            raise failed

    async def _write(self, waiting: Sequence[Ended]) -> Sequence[Ended]:
        """Record those of the first one's shop, one of each order; returns them."""
        shop = waiting[0].claimed.shop
        own = {
            one.claimed.action.order_key: one
            for one in reversed(waiting)
            if one.claimed.shop == shop
        }
        batch = list(reversed(own.values()))[:MOST]
        try:
            await self._together(batch)
        except Exception as error:  # noqa: BLE001 - judged: an outage is raised on
            judge(error)
            if len(batch) > 1:
                log.warning("records.one_by_one", error=type(error).__name__, actions=len(batch))
            for one in batch:
                await self._alone(one, error if len(batch) == 1 else None)
        return batch

    async def _alone(self, one: Ended, error: Exception | None) -> None:
        if error is None:
            try:
                await self._together([one])
            except Exception as failed:  # noqa: BLE001 - judged: an outage is raised on
                judge(failed)
                error = failed
        if error is not None:
            self._failed[one.claimed.action.key] = error

    async def _together(self, batch: Sequence[Ended]) -> None:
        async with self._stores.transaction() as unit:
            lost = await record_all(unit, self._casework, batch, self._clock.now())
        self._failed |= {key: LeaseLost(key) for key in lost}
