"""Tells people that one country's customs holds many parcels: one notice, while it lasts."""

from datetime import datetime, timedelta

from services.connectors.oncall.audience import Audience
from services.notifier.crowds import WINDOW, Holds, begins, is_over
from services.notifier.languages import country_name
from services.notifier.pages import end_alert, raise_own
from services.notifier.postgres import stays
from services.notifier.postgres.unit import PostgresStores
from services.notifier.stores.unit import Unit
from services.runtime.clock import Clock
from services.runtime.loop import Loop
from services.runtime.postgres.pool import Pool, transaction

EVERY = timedelta(hours=1)
"""Domain time between two looks."""


class CrowdLoop:
    """Every replica looks; the notice has one key, so there is one.

    Attributes:
        loop: run it.
    """

    def __init__(self, *, pool: Pool, clock: Clock, receivers: Audience) -> None:
        self._pool = pool
        self._clock = clock
        self._receivers = receivers
        self.loop = Loop("crowds", clock, self.work)

    async def work(self) -> datetime:
        """Count, raise and end; returns when to look again."""
        now = self._clock.now()
        async with transaction(self._pool) as conn:
            counted = await stays.count(conn, now)
        for holds in counted:
            if not begins(holds) and not is_over(holds):
                continue
            async with PostgresStores(self._pool).transaction() as unit:
                await self._tell(unit, holds, now)
        return now + EVERY

    async def _tell(self, unit: Unit, holds: Holds, now: datetime) -> None:
        key = f"many-holds|{holds.country}"
        if not begins(holds):
            await end_alert(unit, key, self._receivers, now)
            return
        where = country_name(holds.country, "en")
        days = WINDOW // timedelta(days=1)
        await raise_own(
            unit,
            key=key,
            level="notice",
            labels={"rule": "many-holds", "country": holds.country},
            summary=f"customs of {where} holds many more parcels than usual",
            why_now=(
                f"{holds.standing} stays began there within {days} days and still stand; about "
                f"{holds.usual:.0f} begin in as long a time usually"
            ),
            what_to_do=(
                "Ask the forwarder or carrier once, for all of them, what has changed there and "
                "which papers are wanted. See whether new parcels can wait or go another way. "
                "Each parcel's own task and message stands beside this."
            ),
            receivers=self._receivers,
            now=now,
        )
