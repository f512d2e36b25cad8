"""Sends the canary order, and pages by its absence."""

import asyncio
from datetime import datetime

import structlog

from services.connectors.marketplaces.canary.send import Sender
from services.connectors.oncall.audience import Audience
from services.notifier.canary import Pace, next_send, overdue_at
from services.notifier.pages import end_alert, raise_own
from services.notifier.postgres import canary
from services.notifier.postgres.unit import PostgresStores
from services.runtime.clock import Clock
from services.runtime.errors import OutsideError
from services.runtime.logs import describe
from services.runtime.loop import Loop
from services.runtime.postgres.pool import Pool, one_statement, transaction

log = structlog.get_logger()

LIMIT = 30.0
"""Seconds of machine time for a sending, its repetitions included: the loop waits for it."""

KEY = "canary"
"""Of its page."""


async def set_up(pool: Pool, receivers: Audience, now: datetime, *, on: bool) -> None:
    """Begin to send it, or stop, as the settings say; one that is not sent pages nobody."""
    if on:
        async with one_statement(pool) as conn:
            await canary.begin(conn, now)
        return
    async with one_statement(pool) as conn:
        await canary.stop(conn)
    async with PostgresStores(pool).transaction() as unit:
        await end_alert(unit, KEY, receivers, now)


class CanaryLoop:
    """One of all replicas sends it; each looks whether it arrives.

    Attributes:
        loop: run it.
    """

    def __init__(
        self, *, sender: Sender, pace: Pace, pool: Pool, clock: Clock, receivers: Audience
    ) -> None:
        self._sender = sender
        self._pace = pace
        self._pool = pool
        self._clock = clock
        self._receivers = receivers
        self._started = clock.now()
        self.loop = Loop("canary", clock, self.work)

    async def work(self) -> datetime | None:
        """Send it if it is due, page if it is overdue; returns when either is next."""
        now = self._clock.now()
        async with one_statement(self._pool) as conn:
            mine = await canary.turn(conn, now, self._pace.every)
        if mine:
            await self._send(now)
        async with transaction(self._pool) as conn:
            flight = await canary.flight(conn)
        if flight is None:
            return None
        late_at = overdue_at(flight, self._pace, self._started)
        await self._tell(now, late=late_at <= now)
        sends = next_send(flight, self._pace)
        return sends if late_at <= now else min(sends, late_at)

    async def _send(self, now: datetime) -> None:
        try:
            async with asyncio.timeout(LIMIT):
                await self._sender.send(now)
        except (OutsideError, TimeoutError) as error:
            log.warning("canary.not_taken", error=describe(error))  # its absence pages

    async def _tell(self, now: datetime, *, late: bool) -> None:
        async with PostgresStores(self._pool).transaction() as unit:
            if not late:
                await end_alert(unit, KEY, self._receivers, now)
                return
            await raise_own(
                unit,
                key=KEY,
                level="page",
                labels={"rule": "canary"},
                summary="The canary order does not arrive: what marketplaces push may not either",
                what_to_do=(
                    "Look for what stops: `forestall doctor`, then the edge, Kafka, the normaliser "
                    "and this notifier, in that order."
                ),
                why_now="orders, disputes and buyers' messages take the same way",
                receivers=self._receivers,
                now=now,
            )
