"""Learns once a day what is usual on each lane, and notices when a whole lane has slowed down."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from types import MappingProxyType

from services.connectors.oncall.bugs import OnNotices
from services.connectors.ports import Alert
from services.runtime.clock import Clock
from services.runtime.logs import get_logger
from services.runtime.loop import Loop
from services.runtime.postgres.pool import Pool
from services.tracker import store_lanes
from services.tracker.durations import Observation, learn_lanes
from services.tracker.lane import PRIORS, LaneTable
from services.tracker.slowdown import WINDOW, Slowdown, slowdowns
from services.tracker.surroundings import Surroundings

AT = time(3)
"""UTC: when few wait for anything."""

log = get_logger()


class Learner:
    """Replaces the lanes that parcels are judged by.

    Every replica learns for itself, the same from the same sample: a table's version is its
    content. What was promised of a parcel stays as it was (see ``silence``). Which lanes are slow,
    and since when, is kept in PostgreSQL: a restart tells nobody a second time.

    Args:
        around: whose ``lanes`` are replaced.
        on_notices: told, after each lesson, of all the notices that stand and of those just over.

    Attributes:
        loop: run it.
    """

    def __init__(
        self, *, pool: Pool, clock: Clock, around: Surroundings, on_notices: OnNotices
    ) -> None:
        self.loop = Loop("learn lanes", clock, self.learn)
        self._pool = pool
        self._clock = clock
        self._around = around
        self._on_notices = on_notices
        self._next: datetime | None = None

    async def learn(self) -> datetime:
        """Learn, if it is time to; returns when it is next."""
        now = self._clock.now()
        if self._next is not None and now < self._next:
            return self._next
        known = await store_lanes.observations(self._pool, now)
        standing = await store_lanes.standing(self._pool)
        table, found = await asyncio.to_thread(taught, known, now, standing)
        if table.version != self._around.lanes.version:
            log.info("lanes.learned", version=table.version, lanes=len(table.learned))
        self._around.lanes = table
        await self._tell(await store_lanes.keep(self._pool, found), standing, now)
        self._next = datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), AT, UTC)
        return self._next

    async def _tell(
        self, slow: Sequence[Slowdown], before: Sequence[Slowdown], now: datetime
    ) -> None:
        keys = {one.notice: one.key for one in slow}
        over = [replace(_alert(one), ends_at=now) for one in before if one.notice not in keys]

        async def accepted(notice: str) -> None:
            await store_lanes.told(self._pool, keys[notice])

        await self._on_notices(
            "lanes",
            [*(_alert(one) for one in slow), *over],
            told=[one.notice for one in slow if one.told],
            accepted=accepted,
        )


def taught(
    known: Sequence[Observation], now: datetime, standing: Sequence[Slowdown]
) -> tuple[LaneTable, tuple[Slowdown, ...]]:
    """The lanes as they are now, and which of them are slower than they were.

    A slow lane is the one learned before it slowed down, shifted: parcels that are late with all
    the others raise no alarm each.

    Args:
        known: every parcel's way.
        now: domain time.
        standing: the slowdowns found last time.
    """
    usual = learn_lanes(known, now - WINDOW, PRIORS)
    slow = slowdowns(known, usual, now, standing)
    table = learn_lanes(known, now, PRIORS)
    if not slow:
        return table, ()
    shifted = usual.slowed({one.key: one.by_days for one in slow})
    lanes = {**table.learned, **{one.key: shifted.at(one.key) for one in slow}}
    version = f"{table.version}+{shifted.version}"
    return LaneTable(version, table.services, MappingProxyType(lanes)), slow


def _alert(slow: Slowdown) -> Alert:
    origin, destination, service = slow.key
    lane = f"{origin or 'anywhere'} to {destination or 'anywhere'}, {service}"
    return Alert(
        dedup_key=slow.notice,
        level="notice",
        labels={"rule": "slowdown", "lane": lane},
        summary=f"the lane {lane} is about {slow.by_days} days slower than usual",
        why_now="its parcels are late together: their own alarms are held back by as much",
        what_to_do="Promise buyers later dates on this lane, or ship another way, until it ends.",
        link="",
        starts_at=slow.since,
    )
