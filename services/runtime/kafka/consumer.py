"""The micro-batch consumer: parse, prepare, one transaction, then the offsets.

Losing a partition in mid-batch is normal: the transaction commits, the commit of the offsets fails,
and the next owner skips what ``progress`` says has had its effect. Only failing means (PostgreSQL,
Kafka) hold a consumer up; it stays in its group, winds back to the batch's start and tries again.
A database restored or failed over meanwhile has forgotten some: it is read from where that stands.
"""

import asyncio
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.abc import ConsumerRebalanceListener
from aiokafka.coordinator.assignors.sticky.sticky_assignor import StickyPartitionAssignor

from services.runtime.clock import Clock, SteppedClock, gathered
from services.runtime.errors import Unavailable
from services.runtime.kafka.batch import chain, read, settle
from services.runtime.kafka.books import Books, OnBug, ParkedBug
from services.runtime.kafka.ends import Ends
from services.runtime.kafka.leaving import leave, never_leave
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import MAX_RECORD_BYTES, KafkaProfile, kafka_failures
from services.runtime.kafka.raw import Fetched, read_raw
from services.runtime.kafka.record import Handler, Item, Record, parse_object, record_of
from services.runtime.kafka.retry import Retries
from services.runtime.logs import get_logger
from services.runtime.loop import Backoff, Loop
from services.runtime.postgres import parked, progress
from services.runtime.postgres.pool import Pool, transaction
from services.runtime.postgres.progress import Partition
from services.runtime.privacy.vault import Vault
from services.runtime.tracing import steps

__all__ = ["Consumer", "Handler", "Item", "ParkedBug", "Record", "parse_object"]

log = get_logger()

T = TypeVar("T")
P = TypeVar("P")

BATCH = 500
"""Most records of a micro-batch."""

GATHER = 0.1
"""Seconds of machine time from one batch's beginning to the next one's: fewer and larger ones."""

IDLE_LOOK = 5.0
"""Seconds of machine time after which we look where the database is, of partitions without news:
one that was failed over meanwhile may have forgotten what no next record tells of soon."""

FETCH_MS = 60
"""Machine time for which a fetch is held back at least: each costs the broker and us alike."""

POLL_MS = 200
"""Machine time after which an idle consumer looks whether it has to stop."""

JOIN_LIMIT = 20.0
"""Seconds of machine time for connecting."""

REBALANCE_LIMIT = 45.0
"""Seconds of machine time for a rebalance: the client waits for its end without one.

Then it joins anew; sooner than the minute after which a consumer counts as stuck."""

PLACE_LIMIT, COMMIT_LIMIT = 10.0, 3.0
"""Seconds of machine time for offsets, asked for and set: the client would try without end. The
database knows how far we are: a commit is for who counts what is left."""

Partitions = Iterable[Partition]


class Consumer(Generic[T, P]):
    """Feeds one handler.

    Args:
        profile: which Kafka.
        handler: what to do with the records, and of which topics and group.
        pool: of the service's database.
        vault: of the service's schema, which holds ``progress``, ``parked`` and ``dead_letters``.
        clock: domain time.
        producer: for the topic ``dead``.
        wakes: set after each batch's commit.
        on_bug: told once for each reason when a record meets a bug, or a kind is held back.

    Attributes:
        loops: run them beside ``run``: parked records that fall due.
        moved_at: ``time.monotonic()`` of the last movement.
    """

    def __init__(
        self,
        *,
        profile: KafkaProfile,
        handler: Handler[T, P],
        pool: Pool,
        vault: Vault,
        clock: Clock,
        producer: Producer,
        wakes: Sequence[asyncio.Event] = (),
        on_bug: OnBug | None = None,
    ) -> None:
        self.name = handler.group
        self.moved_at = time.monotonic()
        self._profile = profile
        self._handler = handler
        self._pool = pool
        self._schema = vault.schema
        self._clock = clock
        self._wakes = tuple(wakes)
        self._books = Books(group=handler.group, vault=vault, producer=producer, on_bug=on_bug)
        self._retries = Retries(handler=handler, pool=pool, books=self._books, clock=clock)
        self.loops: tuple[Loop, ...] = (self._retries.loop,)
        self._stopping = False
        self._member = True
        self._gained: set[TopicPartition] = set()
        self._unplaced: set[TopicPartition] = set()
        self._placed_at = 0.0
        self._wound: dict[Partition, tuple[int, int]] = {}
        self._gaps: dict[Partition, tuple[int, int]] = {}
        self._undecodable = False

    def stop(self) -> None:
        """Finish the batch in hand, commit it, leave the group, and return from ``run``."""
        self._stopping = True

    async def run(self) -> None:
        """Consume as a member of the group until stopped or cancelled."""
        await self._consume(None)

    async def assign(self, partitions: Partitions) -> None:
        """Consume these partitions (topic without prefix, number) without joining the group."""
        await self._consume(
            [TopicPartition(self._profile.topic(topic), number) for topic, number in partitions]
        )

    async def handle(self, records: Sequence[Record]) -> None:
        """One micro-batch, up to and with its transaction; records that had their effect are left.

        Raises:
            Unavailable: nothing had an effect; repeat the batch, from where ``progress`` stands.
        """
        batch = await read(self._handler, records)
        now = self._clock.now()
        async with transaction(self._pool) as conn:
            places = [(record.topic, record.partition) for record in records]
            reached = await progress.lock(conn, self._schema, places)
            self._refuse_gaps(records, reached)
            fresh = [r for r in records if r.offset >= reached[r.topic, r.partition]]
            chains = {own for record in fresh if (own := chain(record)) is not None}
            blocked = await parked.blocked(conn, self._schema, chains)
            outcomes = await settle(
                self._handler, conn, batch, fresh=fresh, blocked=blocked, now=now
            )
            ended = [(record, outcomes[record.position]) for record in fresh]
            page = await self._books.enter(conn, ended, now)
        if page.rows:
            self._retries.loop.wake.set()
        for wake in self._wakes:
            wake.set()
        await self._books.committed(page)

    def _refuse_gaps(self, records: Sequence[Record], reached: Mapping[Partition, int]) -> None:
        """Refuse, once, a batch that begins beyond ``progress``: that may be a restored one.

        Where the same comes again the log itself has nothing in between, and it is taken.

        Raises:
            Unavailable: what lies in between has to be read first.
        """
        begins = {(r.topic, r.partition): r.offset for r in reversed(records)}
        gaps = {where: (reached[where], at) for where, at in begins.items() if at > reached[where]}
        new = any(self._gaps.get(where) != gap for where, gap in gaps.items())
        for where in begins:
            self._gaps.pop(where, None)
        if new:
            self._gaps.update(gaps)
            raise Unavailable(f"progress is behind what was fetched: {gaps}")

    async def _consume(self, partitions: list[TopicPartition] | None) -> None:
        self._member = partitions is None
        kafka, database = Backoff(), Backoff()
        while not self._stopping:
            inner = self._open()
            try:
                with kafka_failures("join"):
                    async with asyncio.timeout(JOIN_LIMIT):
                        await inner.start()
                if self._member and self._profile.embedded:
                    never_leave(inner)
                self._subscribe(inner, partitions)
                await self._batches(inner, kafka, database)
            except Unavailable as error:
                await self._pause(kafka, error)
            finally:
                await leave(inner)

    def _open(self) -> AIOKafkaConsumer:
        profile = self._profile
        sticky = {"partition_assignment_strategy": (StickyPartitionAssignor,)}
        return AIOKafkaConsumer(
            **profile.client(profile.join_ms),
            group_id=profile.group(self._handler.group) if self._member else None,
            auto_offset_reset="earliest",
            enable_auto_commit=False,
            session_timeout_ms=profile.session_ms,
            heartbeat_interval_ms=profile.session_ms // 4,
            fetch_max_wait_ms=self._fetch_wait_ms(),
            max_partition_fetch_bytes=MAX_RECORD_BYTES,
            retry_backoff_ms=50,
            **({} if profile.embedded else sticky),
        )

    def _fetch_wait_ms(self) -> int:
        """As the profile says; longer where it is a mere delay, and batches gather in any case."""
        asked = self._profile.fetch_max_wait_ms
        return asked if isinstance(self._clock, SteppedClock) else max(asked, FETCH_MS)

    def _subscribe(self, inner: AIOKafkaConsumer, partitions: list[TopicPartition] | None) -> None:
        self._unplaced.clear()
        if partitions is None:
            names = [self._profile.topic(topic.name) for topic in self._handler.topics]
            inner.subscribe(names, listener=_Gains(self._gained, self._unplaced))
        else:
            inner.assign(partitions)
            self._gained.update(partitions)
            self._unplaced.update(partitions)

    async def _batches(self, inner: AIOKafkaConsumer, kafka: Backoff, database: Backoff) -> None:
        """Batch after batch; each of the means has a back-off of its own.

        Raises:
            Unavailable: Kafka does not answer; join again.
        """
        while not self._stopping:
            self.moved_at = time.monotonic()
            if self._unplaced:
                try:
                    await self._place(inner)
                except Unavailable as error:
                    self._doubt(inner)
                    await self._pause(database, error)
                    continue
            self.moved_at = time.monotonic()
            with kafka_failures("fetch"):
                async with asyncio.timeout(REBALANCE_LIMIT):
                    found = await self._fetch(inner)
            self._go_on(kafka)
            if time.monotonic() - self._placed_at > IDLE_LOOK:
                self._unplaced |= inner.assignment() - found.keys()
            if not found:
                continue
            began = time.monotonic()
            records = [
                record_of(self._profile, record) for batch in found.values() for record in batch
            ]
            try:
                await self._know_logs(inner, found)
                with steps(f"handle {self.name}", (record.headers for record in records)):
                    await self.handle(records)
            except Unavailable as error:
                for partition, batch in found.items():
                    if partition in inner.assignment():
                        inner.seek(partition, batch[0].offset)
                self._doubt(inner)
                await self._pause(database, error)
                continue
            self._go_on(database)
            self._wound.clear()
            await self._commit(inner, {tp: batch[-1].offset + 1 for tp, batch in found.items()})
            if len(records) < BATCH:
                await gathered(self._clock, began, GATHER)

    async def _fetch(self, inner: AIOKafkaConsumer) -> Fetched:
        """The next records; where the client cannot read one, they are read without it.

        Its error does not say where, and took with it what it had read of other partitions:
        they are begun anew where the database stands, before anything else is read.
        """
        if self._undecodable:
            self._undecodable = False
            begins = {tp: await inner.position(tp) for tp in inner.assignment()}
            raw = await read_raw(self._profile, begins)
            found = {tp: batch[:BATCH] for tp, batch in raw.items()}
            for tp, batch in found.items():
                inner.seek(tp, batch[-1].offset + 1)
            return found
        try:
            got: Fetched = await inner.getmany(timeout_ms=POLL_MS, max_records=BATCH)
        except UnicodeDecodeError:
            self._undecodable = True
            self._doubt(inner)
            return {}
        return got

    def _doubt(self, inner: AIOKafkaConsumer) -> None:
        """After an outage: the database that answers next may be another."""
        self._unplaced |= inner.assignment()
        self._gained |= inner.assignment()

    async def _place(self, inner: AIOKafkaConsumer) -> None:
        """Begin partitions just gained, or in doubt, where the database stands.

        What was read is ahead of it only where a backup was restored, or a replica took over that
        lacked the last of it: that is read again. Once for each doubt, for the log may begin after
        that place.

        Struck out before the first await: a partition gained again meanwhile stands there again.
        """
        names = {
            tp: (self._profile.unprefixed(tp.topic), tp.partition)
            for tp in self._unplaced & inner.assignment()
        }
        self._unplaced.difference_update(names)
        self._placed_at = time.monotonic()
        async with transaction(self._pool) as conn:
            reached = await progress.lock(conn, self._schema, names.values())
        for tp, name in names.items():
            with kafka_failures("read position"):
                async with asyncio.timeout(PLACE_LIMIT):
                    position = await inner.position(tp)
            if reached[name] < position and self._wound.get(name) != (reached[name], position):
                self._wound[name] = reached[name], position  # no second time: the log begins later
                log.warning("consumer.wound_back", group=self.name, partition=name, ahead=position)
                inner.seek(tp, reached[name])

    async def _know_logs(self, inner: AIOKafkaConsumer, found: Iterable[TopicPartition]) -> None:
        """Look, once for each gain or doubt, whether the log is shorter than what was read.

        Struck out first, as in ``_place``.
        """
        names = {
            tp: (self._profile.unprefixed(tp.topic), tp.partition)
            for tp in found
            if tp in self._gained
        }
        if not names:
            return
        self._gained.difference_update(names)
        async with transaction(self._pool) as conn:
            reached = await progress.lock(conn, self._schema, names.values())
        short = [name for tp, name in names.items() if (inner.highwater(tp) or 0) < reached[name]]
        if short:
            await self._forget_lost(short, reached)

    async def _forget_lost(
        self, short: Sequence[tuple[str, int]], reached: Mapping[tuple[str, int], int]
    ) -> None:
        """Ask for the ends anew: what was fetched may be older than another owner's progress."""
        ends = Ends(self._profile)
        try:
            await ends.start()
            now_at = await ends.read(short)
        finally:
            await ends.stop()
        lost = [name for name in short if now_at[name] < reached[name]]
        if lost:
            log.error("consumer.log_lost", group=self.name, partitions=lost)
            await progress.forget_log(self._pool, self._schema, lost)

    async def _commit(self, inner: AIOKafkaConsumer, offsets: dict[TopicPartition, int]) -> None:
        if not self._member:
            return
        try:
            with kafka_failures("commit offsets"):
                async with asyncio.timeout(COMMIT_LIMIT):
                    await inner.commit(offsets)
        except Unavailable as error:
            # The partition is another's by now, or the next commit covers this one too.
            log.info("consumer.offsets_not_committed", group=self.name, error=str(error))

    async def _pause(self, backoff: Backoff, error: Unavailable) -> None:
        if not backoff.failing:
            log.warning("consumer.unavailable", group=self.name, error=str(error))
        self.moved_at = time.monotonic()
        await asyncio.sleep(backoff.fail())

    def _go_on(self, backoff: Backoff) -> None:
        if backoff.failing:
            log.info("consumer.available", group=self.name)
            backoff.reset()


class _Gains(ConsumerRebalanceListener):  # type: ignore[misc]
    """Notes the partitions gained; what is lost needs nothing, see the module's words."""

    def __init__(self, *gained: set[TopicPartition]) -> None:
        self._gained = gained

    async def on_partitions_revoked(self, revoked: list[TopicPartition]) -> None:
        for noted in self._gained:
            noted.difference_update(revoked)

    async def on_partitions_assigned(self, assigned: list[TopicPartition]) -> None:
        for noted in self._gained:
            noted.update(assigned)
