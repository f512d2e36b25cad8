"""Polling: the primary path where a marketplace pushes nothing, and what heals lost pushes.

Each list of each shop has a watermark. What has changed since, and is not known already, goes into
``inbox`` like a push; the mark moves on only after the appends were acknowledged. An entry that is
too large for the topic is told of there without its bytes: it must not stop its list.

Lists are read side by side, and a slow one holds up no other: while it is read, whatever else falls
due is begun.

A new shop's first look goes back far. It is read on page by page, and rests while the normaliser is
behind: what is pushed meanwhile waits for a few hundred records at most.
"""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

from services.connectors.ports import Api, Page
from services.ingest import store_lists
from services.ingest.behind import BEHIND, Looks, nothing_waits
from services.ingest.calls import Errand, Rank, errand
from services.ingest.feeds import LOST, QUEUE, Feeds
from services.ingest.listed import Source, Unreadable, news, record
from services.ingest.states import STATE, ShopStates
from services.runtime.bugs import LoopBugs, OnLoopBug
from services.runtime.clock import Clock
from services.runtime.errors import (
    Deferred,
    InvalidInput,
    LeaseLost,
    NotAuthorised,
    OutsideError,
    Refused,
    Unavailable,
)
from services.runtime.kafka.outcome import judge
from services.runtime.kafka.producer import Producer
from services.runtime.logs import get_logger
from services.runtime.loop import Loop
from services.runtime.postgres.pool import Pool, one_statement, transaction

OVERLAP = timedelta(minutes=10)
"""How far before its mark a list is read again: sources list late what they changed early."""

SETTLE = timedelta(hours=1)
"""Changes younger than this are left to their push, where there is one: push first, then pull."""

FIRST_LOOK = timedelta(days=60)
"""How far back a list is read the first time."""

LEASE = timedelta(minutes=10)
"""Domain time after which a list that a dead owner was reading falls due again."""

EVERY = timedelta(minutes=15)
"""How often a list is read that no shop's setting is about."""

AGAIN = timedelta(minutes=10)
"""Domain time after which a list that could not be read is tried again."""

MOST = 64
"""Lists that a process reads at once."""

MOST_PAGES = 20_000
"""Of one reading: a list that is longer than a million entries does not end."""

LOOK = 1.0
"""Seconds of machine time between two looks at what falls due while lists are being read."""

REST = timedelta(minutes=1)
"""Domain time for which a first look rests where the normaliser is behind."""

log = get_logger()


class Reconciler:
    """Reads the due lists.

    Args:
        pool: PostgreSQL, schema ``ingest``.
        producer: appends to ``inbox``.
        clock: domain time.
        apis: shop key to its calls.
        every: shop key to how often its lists are read, domain time.
        states: keeps how the shops stand; None leaves that alone.
        feeds: takes in the pushes that are handed out to whoever asks; None takes in none.
        behind: tells how far the normaliser is behind.
        on_bug: told where our own code fails on a list.
    """

    def __init__(
        self,
        *,
        pool: Pool,
        producer: Producer,
        clock: Clock,
        apis: Mapping[str, Api],
        every: Mapping[str, timedelta],
        states: ShopStates | None = None,
        feeds: Feeds | None = None,
        behind: Looks = nothing_waits,
        on_bug: OnLoopBug | None = None,
    ) -> None:
        self._pool = pool
        self._producer = producer
        self._clock = clock
        self._apis = apis
        self._every = every
        self._states = states or ShopStates(pool, {})
        self._feeds = feeds or Feeds(producer, {})
        self._behind = behind
        self._unreadable = Unreadable()
        self.loop = Loop("reconciler", clock, self.once)
        self._bugs = LoopBugs(self.loop.name, on_bug)

    async def begin(self) -> None:
        """Give every list of the settings a watermark, due now."""
        now = self._clock.now()
        pairs = [(shop, listing) for shop, api in self._apis.items() for listing in api.listings]
        pairs += [(shop, STATE) for shop in self._states.shops]
        pairs += self._feeds.lists
        async with transaction(self._pool) as conn:
            await store_lists.add_watermarks(conn, pairs, now - FIRST_LOOK, now)

    async def once(self) -> datetime | None:
        """Read lists until none is due and none is being read; returns when the next is due.

        Of their calls those for the nearest deadline go first.

        Raises:
            Unavailable: PostgreSQL or Kafka does not answer; what was not appended stays due.
        """
        reading: set[asyncio.Task[None]] = set()
        failed: list[BaseException] = []
        try:
            while True:
                due = None
                if not failed and not self.loop.stopping:
                    due, begun = await self._begin(MOST - len(reading))
                    reading |= begun
                if not reading:
                    break
                with self.loop.waiting():
                    ended, reading = await asyncio.wait(
                        reading, timeout=LOOK, return_when=asyncio.FIRST_COMPLETED
                    )
                failed += [error for one in ended if (error := one.exception()) is not None]
                await self._bugs.tell()
        finally:
            for one in reading:
                one.cancel()
            await asyncio.gather(*reading, return_exceptions=True)
        if failed:
            raise failed[0]
        return due

    async def _begin(self, most: int) -> tuple[datetime | None, set[asyncio.Task[None]]]:
        """Begin to read what is due; returns when the next list is, if nothing was begun."""
        now, shops = self._clock.now(), [*self._apis, *self._feeds.owners]
        async with one_statement(self._pool) as conn:
            due = await store_lists.next_poll(conn, shops)
        if due is None or due > self._clock.due_by() or not most:
            return due, set()
        async with one_statement(self._pool) as conn:
            leased = await store_lists.lease_watermarks(
                conn, shops, now, now + LEASE, lease=uuid4(), most=most
            )
        return due, {asyncio.create_task(self._read(mark, now)) for mark in leased}

    async def _read(self, watermark: store_lists.Watermark, now: datetime) -> None:
        try:
            with errand(_errand(watermark)):
                until = await self._work(watermark, now)
        except LeaseLost:
            log.warning("list.lost", shop=watermark.shop, listing=watermark.listing)
        except Deferred as error:
            log.info(
                "list.deferred", shop=watermark.shop, listing=watermark.listing, why=error.code
            )
            await self._give_back(watermark, error.until, f"{error.system}_{error.code}")
        except (OutsideError, InvalidInput) as error:
            code = error.reason if isinstance(error, InvalidInput) else error.code
            log.warning(
                "list.not_read",
                shop=watermark.shop,
                listing=watermark.listing,
                error=type(error).__name__,
                code=code,
            )
            if isinstance(error, NotAuthorised):
                await self._states.refused(watermark.shop, watermark.listing, error.code, now)
            anew = isinstance(error, (InvalidInput, Refused))
            await self._give_back(watermark, self._clock.now() + AGAIN, code, anew=anew)
        except Unavailable:
            await self._give_back(watermark, now, "unavailable")
            raise
        except Exception as error:
            self._bugs.met(judge(error).reason)
            log.exception("list.bug", shop=watermark.shop, listing=watermark.listing)
            await self._give_back(watermark, self._clock.now() + AGAIN, "bug")
        else:
            if until is None:
                await self._give_back(watermark, self._clock.now() + REST, "first_look")
                return
            due_at = self._clock.now() + self._every.get(watermark.shop, EVERY)
            async with one_statement(self._pool) as conn:
                await store_lists.finish_watermark(conn, watermark, until, due_at)

    async def _work(self, watermark: store_lists.Watermark, now: datetime) -> datetime | None:
        """Read a list, or how its shop stands; returns up to when, None: not to its end yet."""
        shop, listing = watermark.shop, watermark.listing
        until: datetime | None
        if listing == STATE:
            await self._states.read(shop, now)
            until = now
        elif listing in {LOST, QUEUE}:
            await self._feeds.read(shop, now, partial(self._hold, watermark))
            until = now
        else:
            until = await self._pages(watermark, now)
        await self._states.served(shop, listing, now)
        return until

    async def _give_back(
        self, watermark: store_lists.Watermark, due_at: datetime, why: str, *, anew: bool = False
    ) -> None:
        async with one_statement(self._pool) as conn:
            await store_lists.return_watermark(conn, watermark, due_at, why, anew=anew)

    async def _hold(
        self,
        watermark: store_lists.Watermark,
        cursor: str | None = None,
        reading_until: datetime | None = None,
    ) -> None:
        """Have the list stay ours: it has got on.

        Raises:
            LeaseLost: somebody else reads it by now.
        """
        async with one_statement(self._pool) as conn:
            until = self._clock.now() + LEASE
            if not await store_lists.hold_watermark(
                conn, watermark, until, cursor=cursor, reading_until=reading_until
            ):
                raise LeaseLost(f"{watermark.listing} of {watermark.shop}")

    async def _pages(self, watermark: store_lists.Watermark, now: datetime) -> datetime | None:
        """Append what is new; returns up to when the list has been read, None: not to its end."""
        api, first = self._apis[watermark.shop], _first(watermark)
        until = watermark.reading_until or self._until(watermark, now)
        since, cursor = watermark.mark - OVERLAP, watermark.cursor
        if since >= until:
            return until
        async with self._behind() if first else nothing_waits() as behind:
            for _ in range(MOST_PAGES):
                if await behind() > BEHIND:
                    return None
                page = await api.changes(watermark.listing, since, until, cursor)
                await self._append(watermark, page)
                cursor = page.cursor
                if cursor is None:
                    return until
                await self._hold(watermark, *((cursor, until) if first else ()))
        raise InvalidInput("endless_list", f"more than {MOST_PAGES} pages")

    def _until(self, watermark: store_lists.Watermark, now: datetime) -> datetime:
        left_to_push = self._pushed(watermark) and not watermark.push_lost
        return now - SETTLE if left_to_push else now

    def _pushed(self, watermark: store_lists.Watermark) -> bool:
        return watermark.listing in self._apis[watermark.shop].pushed

    async def _append(self, watermark: store_lists.Watermark, page: Page) -> None:
        """Append what is new of a page."""
        begun = watermark.begun_at if self._pushed(watermark) else None
        source = Source(watermark.shop, watermark.listing, begun)
        found = await news(self._pool, watermark.shop, page.entries)
        if fresh := self._unreadable.untold(source, found):
            now = self._clock.now()
            await self._producer.send([record(source, entry, now) for entry in fresh])
            self._unreadable.tell(source, fresh)


def _first(watermark: store_lists.Watermark) -> bool:
    """Whether it has not been read to its beginning yet."""
    return watermark.mark < watermark.begun_at - SETTLE


def _errand(watermark: store_lists.Watermark) -> Errand:
    if watermark.listing in {LOST, QUEUE}:
        return Errand(Rank.PUSHED)
    rank = Rank.PAST if watermark.listing != STATE and _first(watermark) else Rank.LISTED
    return Errand(rank, watermark.deadline)
