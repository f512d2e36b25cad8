"""Reading a whole topic once, from a known place to its end, as no member of any group."""

import time
from collections.abc import AsyncGenerator, Collection, Mapping

from aiokafka import AIOKafkaConsumer, TopicPartition

from services.runtime.errors import Unavailable
from services.runtime.kafka.ends import Ends
from services.runtime.kafka.profile import MAX_RECORD_BYTES, KafkaProfile, kafka_failures
from services.runtime.kafka.raw import Fetched, read_raw
from services.runtime.kafka.record import Record, record_of
from services.runtime.kafka.topics import partitions

BATCH = 2000
"""Most records handed on at once."""

SILENCE = 30.0
"""Seconds of machine time without a record after which Kafka counts as gone."""


class Scan:
    """One reading of a topic to where it ended at the beginning, of every partition that it has.

    Args:
        profile: which Kafka.
        topic: without the installation's prefix.
        since: partition to the offset to begin at; nought where it is not named, or where the log
            ends before it: then it is another log.
        only: the partitions to read, where not all of them are wanted.

    Attributes:
        ends: partition to the offset up to which it has been read, once it is through.
    """

    def __init__(
        self,
        profile: KafkaProfile,
        topic: str,
        since: Mapping[int, int],
        only: Collection[int] | None = None,
    ) -> None:
        self._profile = profile
        self._topic = topic
        self._since = since
        self._only = only
        self.ends: dict[int, int] = {}

    async def batches(self) -> AsyncGenerator[list[Record], None]:
        """The records, each partition's in its order; close it where it is not read to its end.

        Raises:
            Unavailable: Kafka does not answer, or has no such topic; begin anew.
        """
        self.ends = await self._read_ends()
        begin = {number: self._begin(number) for number in self.ends}
        left = {self._partition(n) for n, end in self.ends.items() if begin[n] < end}
        if not left:
            return
        with kafka_failures(f"read {self._topic}"):
            inner = AIOKafkaConsumer(
                **self._profile.client(),
                enable_auto_commit=False,
                auto_offset_reset="earliest",
                fetch_max_wait_ms=self._profile.fetch_max_wait_ms,
                max_partition_fetch_bytes=MAX_RECORD_BYTES,
            )
            try:
                await inner.start()
                inner.assign(sorted(left))
                for tp in left:
                    inner.seek(tp, begin[tp.partition])
                heard = time.monotonic()
                while left:
                    found = await self._fetch(inner, {tp: begin[tp.partition] for tp in left})
                    if found:
                        heard = time.monotonic()
                        begin |= {tp.partition: some[-1].offset + 1 for tp, some in found.items()}
                        yield [
                            record_of(self._profile, raw) for some in found.values() for raw in some
                        ]
                    elif time.monotonic() - heard > SILENCE:
                        raise Unavailable(f"Kafka, read {self._topic}: nothing came")
                    for tp in tuple(left):
                        if await inner.position(tp) >= self.ends[tp.partition]:
                            left.remove(tp)
            finally:
                await inner.stop()

    async def _fetch(
        self, inner: AIOKafkaConsumer, begins: Mapping[TopicPartition, int]
    ) -> Fetched:
        """The next records; what the client cannot read, and loses with it, without the client."""
        try:
            got: Fetched = await inner.getmany(*begins, timeout_ms=200, max_records=BATCH)
        except UnicodeDecodeError:
            found = await read_raw(self._profile, begins)
            for tp, begin in begins.items():
                inner.seek(tp, found[tp][-1].offset + 1 if tp in found else begin)
            return found
        return got

    async def _read_ends(self) -> dict[int, int]:
        """Of the partitions that the broker has, whatever the settings say."""
        count = (await partitions(self._profile))[self._topic]
        if not count:
            raise Unavailable(f"Kafka has no topic {self._topic}: `forestall topics apply`")
        wanted = [n for n in range(count) if self._only is None or n in self._only]
        places = [(self._topic, number) for number in wanted]
        ends = Ends(self._profile)
        try:
            await ends.start()
            return {number: end for (_, number), end in (await ends.read(places)).items()}
        finally:
            await ends.stop()

    def _begin(self, number: int) -> int:
        since = self._since.get(number, 0)
        return since if since <= self.ends[number] else 0

    def _partition(self, number: int) -> TopicPartition:
        return TopicPartition(self._profile.topic(self._topic), number)
