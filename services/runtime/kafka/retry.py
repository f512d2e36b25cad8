"""Parked records that have fallen due: leased, handled like a batch, entered in the books."""

from datetime import datetime, timedelta
from typing import Generic, TypeVar

from services.runtime.clock import Clock
from services.runtime.kafka.batch import chain, read, settle
from services.runtime.kafka.books import Books
from services.runtime.kafka.outcome import Bug
from services.runtime.kafka.record import Handler, Record
from services.runtime.loop import Loop
from services.runtime.postgres import parked, progress
from services.runtime.postgres.parked import Waiting
from services.runtime.postgres.pool import Pool, one_statement, transaction

T = TypeVar("T")
P = TypeVar("P")

LEASE = timedelta(minutes=5)
"""Domain time after which the records of an owner that died fall due again."""


SHUT = Bug("not_to_be_opened")
"""A parked record is not what was sealed, or its key is gone."""


class Retries(Generic[T, P]):
    """Tries parked records again when they are due.

    Attributes:
        loop: run it beside the consumer.
    """

    def __init__(self, *, handler: Handler[T, P], pool: Pool, books: Books, clock: Clock) -> None:
        self.loop = Loop(f"parked {handler.group}", clock, self._work)
        self._handler = handler
        self._topics = [topic.name for topic in handler.topics]
        self._pool = pool
        self._books = books
        self._clock = clock
        self._begun = False

    async def _work(self) -> datetime | None:
        now = self._clock.now()
        schema = self._books.schema
        if not self._begun:
            await self._begin(now)
        await self._books.tell()
        async with one_statement(self._pool) as conn:
            due = await parked.next_due(conn, schema, self._topics, after=None)
        if due is None or due > now:
            return due
        async with transaction(self._pool) as conn:
            rows = await parked.lease(conn, schema, self._topics, now=now, until=now + LEASE)
            leased = await parked.opened(conn, self._books.vault, rows)
        if leased:
            await self.retry(leased, now)
        async with one_statement(self._pool) as conn:
            # Where nothing was free to take, what is due is another owner's.
            after = None if leased else now
            return await parked.next_due(conn, schema, self._topics, after=after)

    async def _begin(self, now: datetime) -> None:
        """What a new process owes to what an earlier one parked for a bug."""
        schema = self._books.schema
        async with transaction(self._pool) as conn:
            await parked.release_for_version(conn, schema, self._topics, now)
            rows = await parked.standing_bugs(conn, schema, self._topics)
            standing = await parked.opened(conn, self._books.vault, rows)
        self._begun = True
        await self._books.remind([(_record(one), one.row["reason"]) for one in standing])

    async def retry(self, leased: list[Waiting], now: datetime) -> None:
        """Handle leased records; those whose lease was lost meanwhile are left alone.

        One that cannot be opened is a bug, and its row keeps what lies in it.

        Raises:
            Unavailable: nothing is entered; the rows fall due again when the lease ends.
        """
        schema = self._books.schema
        batch = await read(self._handler, [_record(one) for one in leased if not one.shut])
        batch.records = [_record(one) for one in leased]
        batch.decided |= {_record(one).position: SHUT for one in leased if one.shut}
        chains = {chain(_record(one)) for one in leased if one.row["bug"]} - {None}
        async with transaction(self._pool) as conn:
            # Progress before parked, as the consumer locks them.
            places = [(record.topic, record.partition) for record in batch.records]
            await progress.lock(conn, schema, places)
            positions = [record.position for record in batch.records]
            ours = await parked.held(conn, schema, positions, leased[0].row["due_at"])
            fresh = [record for record in batch.records if record.position in ours]
            outcomes = await settle(self._handler, conn, batch, fresh=fresh, blocked=set(), now=now)
            ended = [(record, outcomes[record.position]) for record in fresh]
            page = await self._books.enter(conn, ended, now, again=True)
            tried = {own for record in fresh if (own := chain(record)) in chains and own}
            await parked.set_chains(conn, schema, tried - page.chains, now)
            await parked.set_chains(conn, schema, page.chains, None)
        await self._books.committed(page)


def _record(one: Waiting) -> Record:
    row = one.row
    return Record(
        topic=row["topic"],
        partition=row["partition"],
        offset=row["offset"],
        key=row["key"],
        value=one.body,
        headers=one.headers,
        timestamp=row["at"],
        attempts=row["attempts"],
    )
