"""Reading a shop's past because a person asks for it: what it would cost, and doing it.

What is new goes into the inbox like what polling finds. An order that nobody knew is marked: what
began before it became known is not due. A page is noted after its records were acknowledged, so
whoever is cut off goes on there; no page is appended while the normaliser is far behind, so that
what is pushed meanwhile waits for a few hundred records at most.
"""

import asyncio
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from services.connectors.ports import Api, Listed, Page
from services.ingest import store_backfills
from services.ingest.behind import BEHIND, Behind
from services.ingest.calls import Errand, Rank, errand
from services.ingest.listed import Source, news, record
from services.ingest.store_backfills import Progress
from services.runtime.errors import InvalidInput, Refused
from services.runtime.kafka.producer import Producer
from services.runtime.postgres.pool import Pool, one_statement

SAMPLE = 7
"""Days that are looked at to say what a back-fill would cost."""

SAMPLE_PAGES = 20
"""Pages of a list that are looked at in each of them."""

PAUSE = 0.5
"""Seconds of machine time between two looks at what waits."""

PATIENTLY = Errand(Rank.PAST, patience=3600.0)
"""A person waits for it, and sees that it stands still."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Estimate:
    """What reading a list back would come to, from a few of its days.

    Attributes:
        entries: in the whole list, about.
        pages: calls to list them, at most: pages may be longer than any that was seen.
        news: entries that would be read, about.
        looked: days that were looked at.
    """

    listing: str
    entries: int
    pages: int
    news: int
    looked: int


async def estimate(
    api: Api, pool: Pool, source: Source, since: datetime, until: datetime
) -> Estimate:
    """Say what a list would cost; a few calls.

    Raises:
        OutsideError: see the tree.
        Unavailable: PostgreSQL does not answer.
    """
    days = max(math.ceil((until - since) / DAY), 1)
    starts = sampled(since, days)
    entries: list[Listed] = []
    longest = 1
    for start in starts:
        end, cursor = min(start + DAY, until), None
        for _ in range(SAMPLE_PAGES):
            with errand(PATIENTLY):
                page = await api.changes(source.listing, start, end, cursor)
            longest = max(longest, len(page.entries))
            entries += [one for one in page.entries if _within(one, start, end)]
            cursor = page.cursor
            if cursor is None:
                break
    fresh = await news(pool, source.shop, entries)
    share = days / len(starts)
    count = round(len(entries) * share)
    pages = math.ceil(count / longest) + 1
    return Estimate(source.listing, count, pages, round(len(fresh) * share), len(starts))


def sampled(since: datetime, days: int) -> list[datetime]:
    """The beginnings of the days to look at, spread over all. Pure."""
    looked = min(days, SAMPLE)
    return [since + DAY * (index * days // looked) for index in range(looked)]


def _within(entry: Listed, start: datetime, end: datetime) -> bool:
    """Whether it is of that day: some lists page everything, whatever they are asked for."""
    changed = entry.hint.changed_at
    return changed is None or start <= changed < end


class Backfill:
    """Reads the lists of a shop back.

    Args:
        pool: PostgreSQL, schema ``ingest``.
        producer: appends to ``inbox``.
        api: the shop's calls.
        behind: how many records wait for the normaliser.
    """

    def __init__(
        self,
        *,
        pool: Pool,
        producer: Producer,
        api: Api,
        behind: Behind,
    ) -> None:
        self._pool = pool
        self._producer = producer
        self._api = api
        self._behind = behind

    async def read(
        self, progress: Progress, now: datetime, told: Callable[[Progress], None]
    ) -> Progress:
        """Read a list on, page by page, to its end.

        Args:
            progress: how far it has come.
            now: domain time.
            told: of each page.

        Raises:
            InvalidInput: an answer cannot be read; what was read is noted.
            OutsideError: the platform fails; the same.
            Unavailable: Kafka or PostgreSQL does not answer; the same.
        """
        source = Source(progress.shop, progress.listing, backfill=True)
        kept = progress.cursor
        while not progress.done:
            try:
                page = await self._page(progress)
            except (Refused, InvalidInput):
                if kept is None or progress.cursor != kept:
                    raise
                # Cursors end after a while: what this one had led past is known, and is passed by.
                kept, progress = None, replace(progress, seen=0, cursor=None)
                continue
            fresh = await news(self._pool, progress.shop, page.entries)
            if fresh:
                await self._turn()
                await self._producer.send([record(source, entry, now) for entry in fresh])
            progress = replace(
                progress,
                seen=progress.seen + len(page.entries),
                appended=progress.appended + len(fresh),
                cursor=page.cursor,
                done=page.cursor is None,
            )
            async with one_statement(self._pool) as conn:
                await store_backfills.note(conn, progress)
            told(progress)
        return progress

    async def _page(self, progress: Progress) -> Page:
        with errand(PATIENTLY):
            return await self._api.changes(
                progress.listing, progress.since, progress.until, progress.cursor
            )

    async def _turn(self) -> None:
        """Wait until the normaliser is not far behind."""
        while await self._behind() > BEHIND:  # noqa: ASYNC110 - another process tells nobody
            await asyncio.sleep(PAUSE)
