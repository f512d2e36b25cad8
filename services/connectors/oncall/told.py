"""Memory for receivers that have none: a page is said once, its end once, and notices are folded.

A chat joins nothing: what is sent twice is read twice. So what it was told stands in a table of the
service's schema, which replicas share, and it becomes a receiver like any other: told again of what
it knows it says nothing. A page that was on its way when its process died is said once more: rather
twice than never.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

import asyncpg
from pydantic import TypeAdapter

from services.connectors.oncall.told_table import ToldTable
from services.connectors.ports import Alert, OnCall
from services.runtime.clock import Clock
from services.runtime.errors import (
    NotAuthorised,
    OutsideError,
    Refused,
    TryLater,
    Unanswered,
    Unavailable,
)
from services.runtime.ids import text_hash
from services.runtime.logs import describe, get_logger
from services.runtime.loop import Loop
from services.runtime.postgres.pool import Pool, one_statement, transaction
from services.runtime.staffed import Staffed, next_staffed

log = get_logger()

LIMIT = 40.0
"""Seconds of machine time in which a receiver has to take what it is given: a loop waits for it."""

LEASE = timedelta(seconds=90)
"""Domain time for which nobody else says a page that one process is saying: longer than that."""

FOLD = timedelta(minutes=30)
"""Domain time for which a notice waits for others to be told with it."""

LEASE_FOLD = 2 * FOLD
"""For which nobody else tells the notices that one process is telling; longer than ``FOLD``."""

AGAIN = timedelta(minutes=5)
"""Until notices that were not accepted are tried again."""

MOST = 100
"""Notices told at once."""

PERHAPS = "perhaps"
"""Of a page whose saying began and whose answer is not known: it is said again, and its end is."""

_ALERT: TypeAdapter[Alert] = TypeAdapter(Alert)


def to_say(
    said: str | None, *, leased: bool, stands: bool
) -> Literal["say", "wait", "nothing", "forget"]:
    """What to do about a page, or about its end. Pure.

    Args:
        said: what the receiver was told; empty: nothing yet; ``PERHAPS``: a page, perhaps; None: it
            was never to know of it.
        leased: another process is telling it something.
        stands: the page does.
    """
    if said is None or (stands and said not in {"", PERHAPS}):
        return "nothing"
    if leased:
        return "wait"
    if stands or said:
        return "say"
    return "forget"


def tell_at(hours: Sequence[Staffed], now: datetime) -> datetime:
    """When a notice is told that came up now: in the hours of any of those who read it. Pure."""
    later = now + FOLD
    return min((next_staffed(each, later) for each in hours), default=later)


def words_of(alert: Alert) -> str:
    """What a notice says, in a hash: told once, it is told again when this has changed."""
    return text_hash(f"{alert.summary}\n{alert.why_now}\n{alert.what_to_do}")


class SaidOnce:
    """The port ``OnCall`` before a receiver that joins nothing.

    Args:
        receiver: it.
        hours: when somebody reads its notices; none: always.
        pool: of the service's database.
        schema: the service's, with its table ``told``.
        clock: domain time.

    Attributes:
        loop: tells the notices; run it.
    """

    joins = True
    repeat_every: timedelta | None = None

    def __init__(
        self, receiver: OnCall, hours: Sequence[Staffed], *, pool: Pool, schema: str, clock: Clock
    ) -> None:
        self.name = receiver.name
        self.hears = receiver.hears
        self._receiver = receiver
        self._hours = tuple(hours)
        self._pool = pool
        self._table = ToldTable(schema, receiver.name)
        self._clock = clock
        self.loop = Loop(f"notices {receiver.name}", clock, self.fold)

    async def send(self, alerts: Sequence[Alert], now: datetime) -> None:
        """Say the pages, and the ends, that the receiver does not know; take over the notices.

        A notice is accepted once it is written down: it is told when people are there.

        Raises:
            OutsideError: a page was not accepted, or our own memory does not answer.
        """
        try:
            await self._keep([alert for alert in alerts if alert.level == "notice"], now)
            async with asyncio.timeout(LIMIT):
                await self._pages([alert for alert in alerts if alert.level == "page"], now)
        except TimeoutError as error:
            raise Unanswered(self.name, "no_answer", f"not within {LIMIT:g} s") from error
        except Unavailable as error:
            raise TryLater(self.name, "no_memory", str(error)) from error

    async def _pages(self, pages: Sequence[Alert], now: datetime) -> None:
        """One that is refused keeps no other back; a receiver that is not there is asked once."""
        failure: OutsideError | None = None
        for page in pages:
            try:
                await self._page(page, now)
            except (Refused, NotAuthorised) as error:
                failure = failure or error
        if failure is not None:
            raise failure

    async def _page(self, page: Alert, now: datetime) -> None:
        key, lease = page.dedup_key, now + LEASE
        before = await self._claim(page, now, lease)
        if before is None:
            return
        said, over = before or PERHAPS, False
        try:
            await self._receiver.send([page], now)
            said, over = "page", page.ends_at is not None
        except (Refused, NotAuthorised, TryLater):
            said = before  # it did nothing
            raise
        finally:
            async with transaction(self._pool) as conn:
                if over:
                    await self._table.forget(conn, [key])
                else:
                    await self._table.end_lease(conn, key, lease, said)

    async def _claim(self, page: Alert, now: datetime, lease: datetime) -> str | None:
        """What was said before, if it is for this process to say it; None: nothing is to be said.

        From here on it was perhaps said, whatever becomes of this process.

        Raises:
            TryLater: another process is about it.
        """
        key, stands = page.dedup_key, page.ends_at is None
        async with transaction(self._pool) as conn:
            known = await self._table.known(conn, key, make=stands)
            said, until = (known.said, known.leased_until) if known else (None, None)
            leased = until is not None and until > now
            verdict = to_say(said, leased=leased, stands=stands)
            if verdict == "say":
                await self._table.lease(conn, key, lease, said or PERHAPS)
            elif verdict == "forget":
                await self._table.forget(conn, [key])
        if verdict == "wait":
            raise TryLater(self.name, "being_told", "another process is about it")
        return said if verdict == "say" else None

    async def _keep(self, notices: Sequence[Alert], now: datetime) -> None:
        """Note what is to be told; one that is over is forgotten."""
        if not notices:
            return
        over = [notice.dedup_key for notice in notices if notice.ends_at is not None]
        async with transaction(self._pool) as conn:
            await self._table.forget(conn, over)
            for notice in sorted(notices, key=lambda one: one.dedup_key):
                if notice.ends_at is None:
                    alert, due = _ALERT.dump_json(notice).decode(), tell_at(self._hours, now)
                    await self._table.keep(conn, notice.dedup_key, alert, words_of(notice), due)

    async def fold(self) -> datetime | None:
        """Tell all notices that are due, in one go; returns when something next is."""
        now = self._clock.now()
        async with one_statement(self._pool) as conn:
            due = await self._table.due.next(conn, now)
        if due is None or due > now:
            return due
        lease = now + LEASE_FOLD
        async with transaction(self._pool) as conn:
            # Those that would be due shortly go with them.
            rows = await self._table.due.lease(conn, now=now + FOLD, until=lease, limit=MOST)
        if rows:
            await self._tell(rows, now, lease)
        async with one_statement(self._pool) as conn:
            return await self._table.due.next(conn, now)

    async def _tell(self, rows: Sequence[asyncpg.Record], now: datetime, lease: datetime) -> None:
        notices = [_ALERT.validate_json(row["alert"]) for row in rows]
        try:
            async with asyncio.timeout(LIMIT):
                await self._receiver.send(notices, now)
        except (OutsideError, TimeoutError) as error:
            log.warning("notices.not_accepted", receiver=self.name, error=describe(error))
            notices = []
        said = {notice.dedup_key: words_of(notice) for notice in notices}
        changed = tell_at(self._hours, now)
        async with transaction(self._pool) as conn:
            await self._table.told(
                conn, rows, said, lease=lease, again=now + AGAIN, changed=changed
            )


def remembering(
    receivers: Sequence[OnCall],
    hours: Mapping[str, Sequence[Staffed]],
    *,
    pool: Pool,
    schema: str,
    clock: Clock,
) -> tuple[OnCall, ...]:
    """The receivers, each that joins nothing behind a memory of its own.

    Args:
        receivers: of the settings.
        hours: receiver to when its notices are read.
        pool: of the service's database.
        schema: the service's.
        clock: domain time.
    """
    return tuple(
        receiver
        if receiver.joins
        else SaidOnce(receiver, hours.get(receiver.name, ()), pool=pool, schema=schema, clock=clock)
        for receiver in receivers
    )


def loops_of(receivers: Sequence[OnCall]) -> list[Loop]:
    """What has to run for those that remember."""
    return [receiver.loop for receiver in receivers if isinstance(receiver, SaidOnce)]
