"""The heartbeat: outside watches hear from us while this notifier really works, and only then.

Silence is what pages: nothing here raises an alert. So that silence means something it is judged by
what moves, not by this task being alive: the loops of this process, Kafka and PostgreSQL, and the
due work of all processes, which is overdue where nobody does it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.connectors.ports import Heartbeat
from services.notifier.stores.shops import RECOVER
from services.runtime.clock import Clock
from services.runtime.errors import OutsideError, Unavailable
from services.runtime.logs import get_logger
from services.runtime.postgres.pool import Pool, one_statement

log = get_logger()

OVERDUE = timedelta(minutes=15)
"""Domain time by which work may be late: a backlog after an outage, a slow platform's time-outs."""


OLDEST = """
    SELECT (SELECT min(wake_at) FROM notifier.cases WHERE wake_at IS NOT NULL) AS cases,
           (SELECT min(retry_at) FROM notifier.actions WHERE retry_at IS NOT NULL
            AND NOT EXISTS (SELECT FROM notifier.pauses WHERE scope = $1)) AS actions,
           (SELECT min(retry_at) FROM notifier.deliveries WHERE retry_at IS NOT NULL
            AND receiver = ANY($2::text[])) AS pages
"""
"""Since when the oldest work of each kind is due: the first entry of an index on its due column."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """What the machine's life is judged by.

    Attributes:
        stuck: names of loops of this process that have not moved.
        means: why Kafka or PostgreSQL cannot be used, or an empty text.
        due: kind of work to the instant at which its oldest fell due.
    """

    stuck: Sequence[str]
    means: str
    due: Mapping[str, datetime]


def silent_because(pulse: Pulse, now: datetime) -> str:
    """Why nothing is sent now; an empty text where the machine works. Pure."""
    if pulse.stuck:
        return f"stuck: {', '.join(pulse.stuck)}"
    if pulse.means:
        return pulse.means
    late = sorted(kind for kind, at in pulse.due.items() if now - at > OVERDUE)
    return f"overdue: {', '.join(late)}" if late else ""


async def oldest_due(pool: Pool, receivers: Collection[str]) -> dict[str, datetime]:
    """Since when the oldest work of each kind is due; what waits for `forestall recover` is not.

    Args:
        pool: of the notifier's database.
        receivers: those that are set up; what is owed to others nobody sends.

    Raises:
        Unavailable: PostgreSQL does not answer.
    """
    async with one_statement(pool) as conn:
        row = await conn.fetchrow(
            OLDEST,
            RECOVER,
            list(receivers),
        )
    return {kind: at for kind, at in dict(row or {}).items() if at is not None}


class Beating:
    """Sends the beats.

    Args:
        watches: each with the seconds of machine time between two beats.
        stuck: the loops that do not move.
        means: why Kafka or PostgreSQL cannot be used, or an empty text.
        receivers: names of those that pages are sent to.
        pool: of the notifier's database.
        clock: domain time.
    """

    def __init__(
        self,
        watches: Sequence[tuple[Heartbeat, float]],
        *,
        stuck: Callable[[], Sequence[str]],
        means: Callable[[], Awaitable[str]],
        receivers: Collection[str],
        pool: Pool,
        clock: Clock,
    ) -> None:
        self._watches = tuple(watches)
        self._stuck = stuck
        self._means = means
        self._receivers = tuple(receivers)
        self._pool = pool
        self._clock = clock
        self._silent = ""

    async def run(self) -> None:
        """Beat until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            for watch, every in self._watches:
                tasks.create_task(self._repeat(watch, every), name=f"beat {watch.name}")

    async def _repeat(self, watch: Heartbeat, every: float) -> None:
        while True:
            await self.once(watch)
            await asyncio.sleep(every)

    async def once(self, watch: Heartbeat) -> bool:
        """Beat, if the machine works; whether it was heard."""
        why = await self._look()
        if why != self._silent:
            self._silent = why
            if why:
                log.critical("heartbeat.silent", why=why)
            else:
                log.info("heartbeat.again")
        if why:
            return False
        try:
            await watch.beat()
        except OutsideError as error:
            log.warning("heartbeat.not_heard", watch=watch.name, error=str(error))
            return False
        return True

    async def _look(self) -> str:
        stuck, means = self._stuck(), await self._means()
        try:
            due = await oldest_due(self._pool, self._receivers) if not means else {}
        except Unavailable as error:
            means, due = str(error), {}
        return silent_because(Pulse(stuck, means, due), self._clock.now())
