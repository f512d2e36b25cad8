"""Sending to Kafka: everything acknowledged by all replicas, or ``Unavailable``."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from aiokafka import AIOKafkaProducer
from aiokafka.client import AIOKafkaClient
from aiokafka.errors import (
    InvalidProducerEpoch,
    KafkaError,
    OutOfOrderSequenceNumber,
    ProducerFenced,
)
from aiokafka.producer.message_accumulator import BatchBuilder
from aiokafka.protocol.admin import ApiVersionRequest
from aiokafka.structs import RecordMetadata

from schemas.envelope import Envelope
from services.runtime.errors import Unavailable
from services.runtime.kafka.profile import MAX_RECORD_BYTES, KafkaProfile, kafka_failures
from services.runtime.logs import get_logger
from services.runtime.loop import Backoff

log = get_logger()

_AROUND = 8 * 1024

DEFAULT_LIMIT = 10.0
"""Seconds of machine time for a whole send: a relay holds row locks meanwhile."""

ANSWER_LIMIT = 3.0
"""Seconds of machine time in which a broker, or a database, says that it is there."""


@dataclass(frozen=True, slots=True)
class OutRecord:
    """A record to send.

    Attributes:
        topic: without the installation's prefix.
        key: what keeps records in order.
    """

    topic: str
    key: bytes | None
    value: bytes
    envelope: Envelope

    @property
    def size(self) -> int:
        """Bytes of key and value, with room for the headers and for what Kafka puts around them."""
        return len(self.key or b"") + len(self.value) + _AROUND


class Producer:
    """A producer that starts without Kafka and connects as soon as there is one.

    What it cannot send any more with the identity that Kafka knows it by, it sends with a new one.

    Args:
        profile: which Kafka.
        linger_ms: how long to gather a batch; 0 sends at once, and under load is no slower.
        limit: seconds of machine time for a whole ``send``.
    """

    def __init__(
        self, profile: KafkaProfile, *, linger_ms: int = 0, limit: float | None = None
    ) -> None:
        self._profile = profile
        self._linger_ms = linger_ms
        self._limit = DEFAULT_LIMIT if limit is None else limit
        self._inner: AIOKafkaProducer | None = None
        self._connecting: asyncio.Task[None] | None = None

    @property
    def ready(self) -> bool:
        """Whether it has reached Kafka."""
        return self._inner is not None

    async def why_not(self) -> str:
        """Why no broker answers now, in a sentence; an empty text where one does."""
        client = None if self._inner is None else self._inner.client
        nodes = [] if client is None else [broker.nodeId for broker in client.cluster.brokers()]
        found = await asyncio.gather(*(_answers(client, node) for node in nodes))
        return "" if any(found) else "Kafka does not answer"

    async def start(self) -> None:
        """Connect; without Kafka return all the same, and go on trying behind the scenes."""
        try:
            await self._connect()
        except Unavailable as error:
            log.warning("producer.unavailable", error=str(error))
            self._connecting = asyncio.create_task(self._connect_later(), name="producer connect")

    async def stop(self) -> None:
        """Send what was accepted, and disconnect."""
        if self._connecting is not None:
            self._connecting.cancel()
            await asyncio.gather(self._connecting, return_exceptions=True)
            self._connecting = None
        inner, self._inner = self._inner, None
        if inner is not None:
            await _disconnect(inner, self._limit)

    async def send(self, records: Sequence[OutRecord]) -> None:
        """Send all records, in order for each key, and wait until all are acknowledged.

        Raises:
            Unavailable: at least one is not known to be acknowledged; it may still arrive.
        """
        inner = self._inner
        if inner is None:
            raise Unavailable("Kafka, send: not connected")
        topic = self._profile.topic
        with kafka_failures("send"):
            try:
                async with asyncio.timeout(self._limit):
                    acks = [
                        await inner.send(
                            topic(record.topic),
                            record.value,
                            record.key,
                            headers=record.envelope.headers(),
                        )
                        for record in records
                    ]
                    for ack in acks:
                        await ack
            except KafkaError as error:
                self._judge(inner, error)
                raise

    def batch(self) -> BatchBuilder:
        """An empty batch, for ``send_batch``.

        Raises:
            Unavailable: Kafka was not reached yet.
        """
        return self._reached().create_batch()

    async def partitions(self, topic: str) -> int:
        """How many partitions a topic has.

        Raises:
            Unavailable: the broker does not know it, or does not answer.
        """
        with kafka_failures("look up partitions"):
            return len(await self._reached().partitions_for(self._profile.topic(topic)))

    async def send_batch(
        self, batch: BatchBuilder, topic: str, partition: int
    ) -> asyncio.Future[RecordMetadata]:
        """Send a batch to a partition.

        Returns:
            The place of its first record, when all replicas have it; it raises an error of Kafka's
            (see ``kafka_failures``).

        Raises:
            Unavailable: it was not sent.
        """
        inner = self._reached()
        with kafka_failures("send a batch"):
            name = self._profile.topic(topic)
            try:
                acknowledged: asyncio.Future[RecordMetadata] = await inner.send_batch(
                    batch, name, partition=partition
                )
            except KafkaError as error:
                self._judge(inner, error)
                raise
        acknowledged.add_done_callback(lambda done: self._judge(inner, _error_of(done)))
        return acknowledged

    def _reached(self) -> AIOKafkaProducer:
        if self._inner is None:
            raise Unavailable("Kafka: not connected")
        return self._inner

    def _judge(self, inner: AIOKafkaProducer, error: BaseException | None) -> None:
        """Leave a producer that can send no more for a new one."""
        if error is None or self._inner is not inner or not _final(error):
            return
        log.warning("producer.renewed", error=f"{type(error).__name__} {error}")
        self._inner = None
        self._connecting = asyncio.create_task(self._renew(inner), name="producer renew")

    async def _renew(self, broken: AIOKafkaProducer) -> None:
        await _disconnect(broken, 1.0)
        await self._connect_later()

    async def _connect(self) -> None:
        inner = AIOKafkaProducer(
            **self._profile.client(),
            acks="all",
            linger_ms=self._linger_ms,
            enable_idempotence=self._profile.idempotent,
            max_request_size=MAX_RECORD_BYTES,
            retry_backoff_ms=50,
        )
        try:
            with kafka_failures("connect"):
                await inner.start()
        except BaseException:
            await _disconnect(inner, 1.0)
            raise
        self._inner = inner

    async def _connect_later(self) -> None:
        backoff = Backoff()
        while not self.ready:
            await asyncio.sleep(backoff.fail())
            try:
                await self._connect()
            except Unavailable:
                continue
        log.info("producer.available")


async def _answers(client: AIOKafkaClient, node: int) -> bool:
    try:
        with kafka_failures("ask"):
            async with asyncio.timeout(ANSWER_LIMIT):
                await client.send(node, ApiVersionRequest())
    except Unavailable:
        return False
    return True


def _final(error: BaseException) -> bool:
    """Whether a producer that met this will meet it for ever.

    A batch that the client gave up without having sent it leaves a gap in the partition's sequence,
    over which Kafka takes nothing more of this producer; and where the client's own sender has
    ended, everything fails with a plain ``KafkaError``.
    """
    lost = (OutOfOrderSequenceNumber, InvalidProducerEpoch, ProducerFenced)
    return isinstance(error, lost) or type(error) is KafkaError


def _error_of(done: "asyncio.Future[RecordMetadata]") -> BaseException | None:
    return None if done.cancelled() else done.exception()


async def _disconnect(inner: AIOKafkaProducer, limit: float) -> None:
    """Close a producer, giving up after ``limit`` seconds: what hangs is the broker's."""
    try:
        with kafka_failures("disconnect"):
            async with asyncio.timeout(limit):
                await inner.stop()
    except Unavailable as error:
        log.warning("producer.not_flushed", error=str(error))
