"""Pages and notices: the wanted states, sent until each receiver has accepted them.

For people on call the rule is never zero: a state may arrive twice, it may not be missed. What
needs them about an order is raised in the case's own transaction (``settle``); here is what the
machine raises about itself, and the sending.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import asyncpg
import structlog

from services.connectors.oncall.audience import Audience
from services.connectors.ports import Alert, OnCall
from services.notifier.cause import Cause
from services.notifier.postgres import deliveries
from services.notifier.stores.alerts import CASE, PARKED
from services.notifier.stores.unit import Stores, Unit
from services.runtime.bugs import WHAT_TO_DO, LoopBug
from services.runtime.clock import Clock
from services.runtime.errors import OutsideError, Unavailable
from services.runtime.kafka.books import ParkedBug
from services.runtime.loop import Loop
from services.runtime.postgres.pool import Pool, one_statement, transaction
from services.runtime.receivers import Level

log = structlog.get_logger()

BATCH = 50
LEASE = timedelta(minutes=1)
"""Domain time after which an alert that was not accepted is sent again."""

SET_ASIDE = timedelta(hours=1)
"""How long a case or action waits on which our own code failed."""

PAGES = "pages "
"""How the names of the loops that send alerts begin."""


class Pager:
    """Sends to one receiver what it has not accepted yet.

    Attributes:
        loop: run it; wake it when alerts have changed.
    """

    def __init__(self, *, pool: Pool, clock: Clock, receiver: OnCall) -> None:
        self._pool = pool
        self._clock = clock
        self._receiver = receiver
        self._mine = deliveries.deliveries_to(receiver.name)
        self.loop = Loop(f"{PAGES}{receiver.name}", clock, self.work)

    async def work(self) -> datetime | None:
        """Send everything that is due; returns when something next is."""
        now = self._clock.now()
        async with one_statement(self._pool) as conn:
            due = await self._mine.next(conn, now)
        if due is None or due > now:
            return due
        async with transaction(self._pool) as conn:
            leased = await self._mine.lease(conn, now=now, until=now + LEASE, limit=BATCH)
            states = await deliveries.wanted(conn, [row["dedup_key"] for row in leased])
        if leased and not await self._send(leased, states) and len(leased) > 1:
            for row in leased:  # one that the receiver chokes on must not hold the others up
                self.loop.move()  # each may take as long as a receiver that is not there
                await self._send([row], states)
        async with one_statement(self._pool) as conn:
            return await self._mine.next(conn, now)

    async def repeat(self) -> None:
        """Post all that stands again every ``repeat_every`` of machine time, until cancelled.

        The receiver forgets an alert that is not repeated, and losing one is what may not be.
        """
        every = self._receiver.repeat_every
        while every is not None:
            await asyncio.sleep(every.total_seconds())
            try:
                async with transaction(self._pool) as conn:
                    standing = await deliveries.standing_for(conn, self._receiver.name)
                for start in range(0, len(standing), BATCH):
                    await self._again(standing[start : start + BATCH])
            except (OutsideError, Unavailable) as error:
                log.warning("pages.not_repeated", receiver=self._receiver.name, error=str(error))

    async def _again(self, standing: Sequence[Alert]) -> None:
        """Post what stood a moment ago; what has ended meanwhile is owed its end once more.

        This post may have come after that of the end, and raised anew what is over. One without
        an answer may have arrived too.
        """
        try:
            await self._receiver.send(standing, self._clock.now())
        finally:
            keys = [alert.dedup_key for alert in standing]
            async with transaction(self._pool) as conn:
                late = await deliveries.owe_ended(
                    conn, self._receiver.name, keys, self._clock.now()
                )
            if late:
                self.loop.wake.set()

    async def _send(self, rows: Sequence[asyncpg.Record], states: Mapping[str, Alert]) -> bool:
        now = self._clock.now()
        try:
            await self._receiver.send([states[row["dedup_key"]] for row in rows], now)
        except OutsideError as error:
            log.warning("pages.not_accepted", receiver=self._receiver.name, error=str(error))
            return False
        async with transaction(self._pool) as conn:
            for row in rows:
                await deliveries.accepted(
                    conn, row["dedup_key"], self._receiver.name, row["wanted"], now
                )
        return True


async def raise_own(
    unit: Unit,
    *,
    key: str,
    level: Level,
    labels: Mapping[str, str],
    summary: str,
    what_to_do: str,
    receivers: Audience,
    now: datetime,
    why_now: str = "the machine cannot act by itself",
) -> None:
    """Raise an alert about the machine itself; one that stands is only noted as seen again."""
    cause = Cause(
        action_key=key,
        order_key="",
        occasion=key,
        dedup_key=f"{level}|{key}",
        level=level,
        labels=labels,
        summary=summary,
        why_now=why_now,
        what_to_do=what_to_do,
        link="",
        since=now,
    )
    if await unit.alerts.raise_again(cause):
        await unit.alerts.fold([cause.dedup_key], receivers, now)


async def report_failure(
    unit: Unit,
    order_key: str,
    reason: str,
    receivers: Audience,
    now: datetime,
) -> None:
    """Page: our own code fails on a case. One page for one reason, however many cases."""
    await raise_own(
        unit,
        key=f"{CASE}{reason}",
        level="page",
        labels={"rule": "bug", "reason": reason},
        summary=f"The notifier fails on a case: {reason}",
        what_to_do=f"Look at `forestall case {order_key}`; it is tried again every hour.",
        receivers=receivers,
        now=now,
    )


async def unauthorised(unit: Unit, shop: str, receivers: Audience, now: datetime) -> None:
    """Page: a marketplace no longer accepts a shop's token, and buyers cannot be told."""
    await raise_own(
        unit,
        key=f"unauthorised|{shop}",
        level="page",
        labels={"shop": shop, "rule": "unauthorised"},
        summary=f"{shop}: the marketplace does not accept the shop's token",
        what_to_do="Authorise the app for the shop again, and put the new token in the settings.",
        receivers=receivers,
        now=now,
    )


async def authorised(unit: Unit, shop: str, receivers: Audience, now: datetime) -> None:
    """The token works: a page that says otherwise is over."""
    await end_alert(unit, f"unauthorised|{shop}", receivers, now)


async def end_alert(unit: Unit, key: str, receivers: Audience, now: datetime) -> None:
    """What the machine said of itself under a key is over, where it stands."""
    ended = await unit.alerts.end_cause(key, now)
    if ended is not None:
        await unit.alerts.fold([ended], receivers, now)


async def end_own(stores: Stores, receivers: Audience, now: datetime) -> None:
    """End what the machine said of its own failures and is over. Call it when no case is due.

    A case or action that was set aside fails again within ``SET_ASIDE``: one for which nothing was
    reported in twice that time has come through, or is no longer wanted.
    """
    async with stores.transaction() as unit:
        ended = await unit.alerts.end_own(
            now, unseen_since=now - 2 * SET_ASIDE, untried_since=now - SET_ASIDE
        )
        await unit.alerts.fold(ended, receivers, now)


async def report_bug(stores: Stores, bug: ParkedBug, receivers: Audience, now: datetime) -> None:
    """Raise what a consumer says of its own failure, once for each reason."""
    whose = "" if bug.level == "page" else f"{bug.provider}|"
    async with stores.transaction() as unit:
        await raise_own(
            unit,
            key=f"{PARKED}{bug.group}|{whose}{bug.reason}",
            level=bug.level,
            labels={"rule": "parked", "group": bug.group, "reason": bug.reason},
            summary=f"{bug.group} cannot read some records of {bug.topic}: {bug.reason}",
            what_to_do="See `forestall dead list`; the records wait, others go on.",
            receivers=receivers,
            now=now,
        )


async def report_loop_bug(stores: Stores, bug: LoopBug, receivers: Audience, now: datetime) -> None:
    """Raise what a loop says of its own failure on cases, once for each reason."""
    async with stores.transaction() as unit:
        await raise_own(
            unit,
            key=f"{CASE}{bug.group}|{bug.reason}",
            level="page",
            labels={"rule": "loop", "group": bug.group, "reason": bug.reason},
            summary=bug.summary,
            what_to_do=WHAT_TO_DO,
            receivers=receivers,
            now=now,
        )
