"""Keeps the lines up: reads what has changed of the cases, round after round, a stretch at a time.

Each step is one short transaction that holds the row of the reading, so that several desks may run
and one that dies leaves nothing half done. Nothing is asked of the notifier but to be read.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta

from services.desk.insight import store
from services.desk.insight.line import Around, Line, form_of, line_of
from services.desk.insight.store import Read, Stretch
from services.desk.insight.weeks import WEEK, week_of
from services.notifier.case import Case
from services.runtime.clock import Clock
from services.runtime.logs import get_logger
from services.runtime.loop import Loop, shortly
from services.runtime.postgres.pool import Connection, Pool, transaction
from services.runtime.settings import Settings
from services.tracker.first_moved import first_moved

EVERY = timedelta(minutes=15)
"""Domain time between the beginnings of two rounds."""

STRETCH = 5_000
"""Cases whose versions one step looks at."""

BATCH = 200
"""Cases that one step reads."""

log = get_logger()


class Gatherer:
    """Reads what has changed.

    Args:
        pool: PostgreSQL.
        clock: domain time.
        settings: of the installation: its shops' zones and holdouts.

    Attributes:
        loop: one step after another, then nothing until the next round.
    """

    def __init__(self, pool: Pool, clock: Clock, settings: Settings) -> None:
        self.loop = Loop("gather", clock, self._pass)
        self._pool = pool
        self._clock = clock
        self._shops = {shop.key: shop for shop in settings.shops}
        self._made = {shop.key: form_of(shop.zone) for shop in settings.shops}

    async def to_the_end(self) -> None:
        """Read all that has changed by now, and make every sum, whoever else is at it."""
        now = self._clock.now()
        while True:
            await self._begin_now()
            while await self.step():
                continue
            async with transaction(self._pool) as conn:
                found = await store.progress(conn)
            if found.done_at is not None and found.done_at >= now and not found.summing:
                return
            await shortly(self._clock)

    async def step(self) -> bool:
        """Do one step; whether there may be more to do."""
        now = self._clock.now()
        async with transaction(self._pool) as conn:
            stretch = await store.take(conn)
            if stretch is None:
                return False
            if stretch.begun_at is not None or stretch.next_at <= now:
                await store.keep(conn, await self._read(conn, stretch, now))
                return True
        async with transaction(self._pool) as conn:
            return await store.sum_one(conn, now)

    async def _pass(self) -> datetime | None:
        began = time.monotonic()
        more = await self.step()
        self.loop.move()
        if more:
            # As long as it took: reading a year's orders leaves half of the core to the pages.
            await asyncio.sleep(time.monotonic() - began)
            return self._clock.now()
        async with transaction(self._pool) as conn:
            return (await store.progress(conn)).next_at

    async def _begin_now(self) -> None:
        async with transaction(self._pool) as conn:
            stretch = await store.take(conn)
            if stretch is not None and stretch.begun_at is None:
                await store.keep(conn, replace(stretch, next_at=self._clock.now()))

    async def _read(self, conn: Connection, stretch: Stretch, now: datetime) -> Stretch:
        """Read the next stretch of a round, or a part of it where much has changed."""
        if stretch.begun_at is None:
            await self._pass_of_time(conn, stretch, now)
            stretch = Stretch("", stretch.next_at, now, stretch.done_at)
        end = await store.end_of(conn, stretch.after, STRETCH)
        keys = await store.changed(conn, stretch.after, end or _LAST, self._made, BATCH)
        if keys:
            await self._write(conn, keys)
        if len(keys) == BATCH:
            return replace(stretch, after=keys[-1])
        if end is not None:
            return replace(stretch, after=end)
        return Stretch("", (stretch.begun_at or now) + EVERY, None, stretch.begun_at)

    async def _pass_of_time(self, conn: Connection, stretch: Stretch, now: datetime) -> None:
        """What was not late when the last round began may be by now: its weeks are summed anew."""
        since = stretch.done_at or now
        weeks: set[tuple[str, date]] = set()
        for shop in self._shops.values():
            week, last = week_of(since, shop.zone), week_of(now, shop.zone)
            while week is not None and last is not None and week <= last:
                weeks.add((shop.key, week))
                week += WEEK
        await store.mark(conn, weeks)

    async def _write(self, conn: Connection, keys: Sequence[str]) -> None:
        read = await store.cases(conn, keys)
        cases = await asyncio.to_thread(_opened, read)
        parcels = sorted({key for _, case in cases for key in case.parcels})
        moved = await first_moved(conn, parcels)

        def lines() -> list[Line]:
            made = []
            for one, case in cases:
                around = replace(self._around(one), moved=moved)
                with _over_one(one):
                    made.append(line_of(case, one.shop, one.version, around))
            return made

        await store.put(conn, await asyncio.to_thread(lines))

    def _around(self, one: Read) -> Around:
        shop = self._shops.get(one.shop)
        if shop is None:  # no longer in the settings: its orders stay as far as they were read
            return Around()
        return Around(zone=shop.zone, holdout=shop.holdout_percent)


def _opened(read: Sequence[Read]) -> list[tuple[Read, Case]]:
    found = []
    for one in read:
        with _over_one(one):
            found.append((one, one.case()))
    return found


@contextmanager
def _over_one(one: Read) -> Iterator[None]:
    """A bug of ours over one case holds up no other, and no page: the next round tries again."""
    try:
        yield
    except Exception:
        log.exception("desk.not_gathered", order=one.order_key)


_LAST = chr(0x10FFFF)
"""Behind every key."""
