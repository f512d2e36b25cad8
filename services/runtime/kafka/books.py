"""The books of a consumer: every record that ends is entered, in the transaction of its effect."""

import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from services.runtime import metrics
from services.runtime.errors import Unavailable
from services.runtime.kafka import dead
from services.runtime.kafka.batch import Chain, chain
from services.runtime.kafka.breaker import Breaker, provider_of
from services.runtime.kafka.outcome import (
    BEHIND,
    Applied,
    Bug,
    Dead,
    Ignored,
    Outcome,
    Parked,
    Superseded,
)
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.record import Record
from services.runtime.logs import get_logger
from services.runtime.postgres import parked, progress
from services.runtime.postgres.parked import ParkedRow
from services.runtime.postgres.pool import Connection
from services.runtime.postgres.progress import Partition, Tally
from services.runtime.privacy.vault import Vault

log = get_logger()

TELL_EVERY = 60.0
"""Seconds of machine time after which a reason that goes on is told anew.

Who is told knows what stands; without it a second episode in one process would be told to nobody.
"""

KIND_RETRY = timedelta(hours=1)
"""Domain time after which a record of a kind that the breaker holds back is tried again."""


@dataclass(frozen=True, slots=True)
class ParkedBug:
    """What people have to know about the records of a consumer.

    Attributes:
        level: ``page`` for a bug, ``notice`` where the breaker holds a kind back.
        reason: stable, and without anyone's words.
        provider: whose record it was.
        key: of the record, where it has one.
    """

    level: Literal["page", "notice"]
    group: str
    topic: str
    partition: int
    offset: int
    key: str
    provider: str
    reason: str


OnBug = Callable[[ParkedBug], Awaitable[None]]


@dataclass(slots=True)
class Page:
    """One transaction's entries, and what follows once it has committed.

    Attributes:
        next_due: the earliest instant at which something parked here is due.
        chains: those that met a bug here.
    """

    breaker: Breaker
    tallies: dict[Partition, Tally] = field(default_factory=dict)
    letters: list[tuple[Record, Dead]] = field(default_factory=list)
    rows: list[ParkedRow] = field(default_factory=list)
    reports: list[ParkedBug] = field(default_factory=list)
    through: list[Record] = field(default_factory=list)
    next_due: datetime | None = None
    chains: set[Chain] = field(default_factory=set)


class Books:
    """Enters outcomes for one consumer group.

    Args:
        vault: of the service's schema.
        producer: for the topic ``dead``.
        on_bug: told once for each reason (and again while it goes on), after the commit.
    """

    def __init__(
        self, *, group: str, vault: Vault, producer: Producer, on_bug: OnBug | None
    ) -> None:
        self.vault = vault
        self.schema = vault.schema
        self._group = group
        self._producer = producer
        self._on_bug = on_bug
        self._breaker = Breaker()
        self._told: dict[tuple[str, str], float] = {}
        self._untold: deque[ParkedBug] = deque()

    async def enter(
        self,
        conn: Connection,
        ended: Sequence[tuple[Record, Outcome]],
        now: datetime,
        *,
        again: bool = False,
    ) -> Page:
        """Write what the records came to; call ``committed`` with the page after the commit.

        ``again`` says that the records were parked, and counted, before.

        Raises:
            Unavailable: a dead letter could not be sent; the transaction must not commit.
        """
        page = Page(self._breaker)
        for record, outcome in ended:
            self._enter_one(page, record, outcome, now, again=again)
        if page.letters:
            await self._producer.send(
                [dead.letter(self._group, record, outcome, now) for record, outcome in page.letters]
            )
            await dead.put(conn, self.schema, page.letters, now)
        if page.rows:
            await parked.put(conn, self.vault, page.rows)
        if again and page.through:
            await parked.drop(conn, self.schema, [record.position for record in page.through])
        await progress.add(conn, self.schema, page.tallies)
        return page

    async def committed(self, page: Page) -> None:
        """The page's transaction has committed: remember its breaker, count, tell people."""
        self._breaker = page.breaker
        for (topic, _), tally in page.tallies.items():
            self._measure(topic, tally)
        for record, outcome in page.letters:
            metrics.DEAD.labels(topic=record.topic, reason=outcome.reason).inc()
        for report in page.reports:
            if report.level == "page":
                metrics.BUGS.labels(group=self._group).inc()
            self._note(report)
        await self.tell()

    async def remind(self, standing: Sequence[tuple[Record, str]]) -> None:
        """Tell of bugs that were parked before this process began: it may have died untold."""
        for record, reason in standing:
            self._note(self._report("page", record, reason))
        await self.tell()

    async def tell(self) -> None:
        """Tell people what they were not told yet; what cannot be told now is told later."""
        while self._untold:
            first = self._untold[0]
            if self._on_bug is not None:
                try:
                    await self._on_bug(first)
                except Unavailable as error:
                    log.warning("record.not_told", group=self._group, error=str(error))
                    return
            if self._untold and self._untold[0] is first:  # else the retries' loop told it as well
                self._untold.popleft()

    def _note(self, report: ParkedBug) -> None:
        about = (report.provider if report.level == "notice" else "", report.reason)
        machine = time.monotonic()
        if about in self._told and machine - self._told[about] < TELL_EVERY:
            return
        self._told[about] = machine
        self._untold.append(report)
        log.error(
            "record.parked",
            level=report.level,
            group=report.group,
            topic=report.topic,
            partition=report.partition,
            offset=report.offset,
            reason=report.reason,
        )

    def _measure(self, topic: str, tally: Tally) -> None:
        ended = {
            "applied": tally.applied,
            "superseded": tally.superseded,
            "ignored": tally.ignored.total(),
            "parked": tally.parked,
            "dead": tally.dead,
        }
        for disposition, count in ended.items():
            if count > 0:  # a parked record that is tried again was counted when it was parked
                metrics.RECORDS.labels(group=self._group, topic=topic, disposition=disposition).inc(
                    count
                )

    def _enter_one(
        self, page: Page, record: Record, outcome: Outcome, now: datetime, *, again: bool
    ) -> None:
        where = (record.topic, record.partition)
        tally = page.tallies.setdefault(where, Tally())
        if again:
            tally.parked -= 1
        else:
            tally.next_offset = record.offset + 1
        provider = provider_of(record)
        page.breaker = page.breaker.after(provider, outcome)
        if isinstance(outcome, Dead) and page.breaker.open((provider, outcome.reason)):
            page.reports.append(self._report("notice", record, outcome.reason))
            outcome = Parked(outcome.reason, now + KIND_RETRY)
        _count(tally, outcome)
        match outcome:
            case Dead():
                page.letters.append((record, outcome))
            case Parked(reason, retry_at):
                self._park(page, record, reason, retry_at, now, bug=False)
            case Bug(reason):
                if outcome != BEHIND:
                    page.reports.append(self._report("page", record, reason))
                self._park(page, record, reason, None, now, bug=True)
        if not isinstance(outcome, Parked | Bug):
            page.through.append(record)

    def _park(
        self,
        page: Page,
        record: Record,
        reason: str,
        due_at: datetime | None,
        now: datetime,
        *,
        bug: bool,
    ) -> None:
        attempts = record.attempts + 1
        page.rows.append(
            dead.parked_row(record, reason, attempts=attempts, due_at=due_at, bug=bug, now=now)
        )
        own = chain(record)
        if bug and own is not None:
            page.chains.add(own)
        if due_at is not None:
            page.next_due = due_at if page.next_due is None else min(page.next_due, due_at)

    def _report(self, level: Literal["page", "notice"], record: Record, reason: str) -> ParkedBug:
        return ParkedBug(
            level=level,
            group=self._group,
            topic=record.topic,
            partition=record.partition,
            offset=record.offset,
            key=(record.key or b"").decode(errors="replace"),
            provider=provider_of(record),
            reason=reason,
        )


def _count(tally: Tally, outcome: Outcome) -> None:
    match outcome:
        case Applied():
            tally.applied += 1
        case Superseded():
            tally.superseded += 1
        case Ignored(reason):
            tally.ignored[reason] += 1
        case Dead():
            tally.dead += 1
        case Parked() | Bug():
            tally.parked += 1
