"""Where the logs end: exact on both brokers.

The embedded broker answers ListOffsets with the base offset of the last batch plus one, so a batch
of three looks like one record. The high watermark of its fetch answers is right, and one fetch for
all partitions takes 3 ms, so that is what is asked there. A real Kafka is asked by ListOffsets.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Sequence

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.client import AIOKafkaClient
from aiokafka.errors import KafkaError, for_code
from aiokafka.protocol.fetch import FetchRequest

from services.runtime.kafka.profile import KafkaProfile, kafka_failures

LIMIT = 10.0
"""Seconds of machine time for an answer."""

LEAVE_LIMIT = 2.0
"""Seconds of machine time for disconnecting from what does not answer."""

_WAIT_MS = 2
"""The embedded broker answers a fetch that may not wait at all with nothing."""


class Ends:
    """Asks for the ends of logs over a connection it keeps.

    After a failure it connects anew: a client whose question is cut off goes on asking a broker
    that hangs, long after another leads.
    """

    def __init__(self, profile: KafkaProfile) -> None:
        self._profile = profile
        self._started = False
        self._consumer: AIOKafkaConsumer | None = None
        self._client: AIOKafkaClient | None = None
        self._known: dict[TopicPartition, int] = {}

    async def start(self) -> None:
        """Connect.

        Raises:
            Unavailable: Kafka does not answer.
        """
        with kafka_failures("read ends"):
            async with asyncio.timeout(LIMIT):
                await self._connect()
        self._started = True

    async def _connect(self) -> None:
        if self._profile.embedded:
            self._client = AIOKafkaClient(**self._profile.client())
            await self._client.bootstrap()
        else:
            self._consumer = AIOKafkaConsumer(**self._profile.client())
            await self._consumer.start()

    async def stop(self) -> None:
        """Disconnect."""
        self._started = False
        client, self._client = self._client, None
        consumer, self._consumer = self._consumer, None
        if client is not None:
            await client.close()
        if consumer is not None:
            await consumer.stop()

    async def read(self, places: Sequence[tuple[str, int]]) -> dict[tuple[str, int], int]:
        """The offset after the last record of each partition (topic without prefix, number).

        Raises:
            Unavailable: Kafka does not answer.
        """
        if not self._started:
            raise RuntimeError("Ends.read before Ends.start")
        topic = self._profile.topic
        wanted = {TopicPartition(topic(name), number): (name, number) for name, number in places}
        with kafka_failures("read ends"):
            try:
                async with asyncio.timeout(LIMIT):
                    found = await self._ask(list(wanted))
            except Exception:
                await self._forget()
                raise
        return {place: found[partition] for partition, place in wanted.items()}

    async def _ask(self, wanted: Sequence[TopicPartition]) -> dict[TopicPartition, int]:
        if self._client is None and self._consumer is None:
            await self._connect()
        if self._consumer is None:
            return await self._fetch(self._client, wanted)
        found: dict[TopicPartition, int] = await self._consumer.end_offsets(wanted)
        return found

    async def _forget(self) -> None:
        """Disconnect, to connect anew at the next question."""
        started = self._started
        with contextlib.suppress(TimeoutError, KafkaError, OSError):
            async with asyncio.timeout(LEAVE_LIMIT):
                await self.stop()
        self._started = started

    async def _fetch(
        self, client: AIOKafkaClient, partitions: Sequence[TopicPartition]
    ) -> dict[TopicPartition, int]:
        node = next(iter(client.cluster.brokers())).nodeId
        # From the last known end on there is little to send back, and most often nothing.
        by_topic: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for tp in partitions:
            by_topic[tp.topic].append((tp.partition, self._known.get(tp, 0), 1))
        request = FetchRequest(_WAIT_MS, 1, 1, 0, list(by_topic.items()))
        response = await client.send(node, request)
        for topic, answers in response.topics:
            for number, code, highwater, *_ in answers:
                if code:
                    raise for_code(code)(f"{topic}/{number}")
                self._known[TopicPartition(topic, number)] = highwater
        return {tp: self._known[tp] for tp in partitions}
