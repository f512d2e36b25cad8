"""Single records of many callers at once, each awaiting its own acknowledgement: the edge's way in.

What comes while a request to Kafka is under way goes with the next one, so a burst costs few
requests and a lone record waits for nobody. A caller is answered within the limit, whatever Kafka
does; a record whose caller has given up is not sent any more.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

from aiokafka.producer.message_accumulator import BatchBuilder
from aiokafka.structs import RecordMetadata

from services.runtime.errors import Unavailable
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import kafka_failures

MOST_BYTES = 32 * 1024 * 1024
"""Bytes of values that may wait to be sent; beyond it callers are refused at once."""

PATIENCE = 0.02
"""Seconds of machine time that other partitions wait for the answers under way, to go together:
a request costs the same for one partition as for all. Then a broker that hangs holds up its own."""

Headers = list[tuple[str, bytes]]

Place = tuple[int, int]
"""Partition and offset of a record."""


class _Waiting(NamedTuple):
    """A record and who waits for it."""

    key: bytes
    value: bytes
    headers: Headers
    acknowledged: asyncio.Future[Place]


class Appender:
    """Appends to one topic.

    Args:
        producer: started by whoever made it.
        topic: without the installation's prefix.
        limit: seconds of machine time in which a caller is answered.
    """

    def __init__(self, producer: Producer, topic: str, *, limit: float) -> None:
        self._producer = producer
        self._topic = topic
        self._limit = limit
        self._arrived: list[_Waiting] = []
        self._held: dict[int, list[_Waiting]] = {}
        self._busy: set[int] = set()
        self._bytes = 0
        self._sending: asyncio.Task[None] | None = None
        self._deadlines: deque[tuple[float, asyncio.Future[Place]]] = deque()
        self._watch: asyncio.TimerHandle | None = None
        self._patience: asyncio.TimerHandle | None = None

    def append(self, key: bytes, value: bytes, headers: Headers) -> asyncio.Future[Place]:
        """Have a record sent; records of one key stay in order.

        Returns:
            Its place, when all replicas have it. It raises ``Unavailable`` where that is not known
            within the limit; the record may still arrive.

        Raises:
            Unavailable: Kafka was not reached yet, or too much waits for it already.
        """
        if not self._producer.ready:
            raise Unavailable("Kafka, append: not connected")
        if self._bytes > MOST_BYTES:
            raise Unavailable("Kafka, append: too much waits to be sent")
        loop = asyncio.get_running_loop()
        acknowledged: asyncio.Future[Place] = loop.create_future()
        self._arrived.append(_Waiting(key, value, headers, acknowledged))
        self._bytes += len(value)
        due = loop.time() + self._limit
        self._deadlines.append((due, acknowledged))
        if self._watch is None:
            self._watch = loop.call_at(due, self._give_up)
        if self._sending is None and not self._busy:
            self._sending = loop.create_task(self._send())
        return acknowledged

    async def _send(self) -> None:
        """One batch to each partition that has none under way."""
        arrived, self._arrived = self._arrived, []
        try:
            count = await self._producer.partitions(self._topic)
            for one in arrived:
                # Not Kafka's own partitioner: in Python that hash costs as much as the signature.
                self._held.setdefault(crc32(one.key) % count, []).append(one)
            for partition in [held for held in self._held if held not in self._busy]:
                await self._send_to(partition)
        except Unavailable as error:
            for waiting in (arrived, *self._held.values()):
                self._refuse(waiting, error)
            self._held.clear()
        finally:
            self._sending = None
            if self._busy:
                loop = asyncio.get_running_loop()
                self._patience = loop.call_later(PATIENCE, self._go_on)
            else:
                self._go_on()

    async def _send_to(self, partition: int) -> None:
        lot, batch = self._take(partition)
        if not lot:
            return
        try:
            ack = await self._producer.send_batch(batch, self._topic, partition)
        except Unavailable as error:
            self._refuse(lot, error)
            return
        self._busy.add(partition)
        ack.add_done_callback(lambda done: self._answered(partition, lot, done))

    def _take(self, partition: int) -> tuple[list[_Waiting], BatchBuilder]:
        """As many of a partition's records as go into one batch, but for those given up."""
        batch, lot = self._producer.batch(), []
        held = self._held.pop(partition)
        for place, one in enumerate(held):
            if one.acknowledged.done():
                self._bytes -= len(one.value)
                continue
            added = batch.append(timestamp=None, key=one.key, value=one.value, headers=one.headers)
            if added is None:  # full; a first record fits whatever its size
                self._held[partition] = held[place:]
                break
            lot.append(one)
        batch.close()
        return lot, batch

    def _answered(
        self, partition: int, lot: Sequence[_Waiting], done: "asyncio.Future[RecordMetadata]"
    ) -> None:
        self._busy.discard(partition)
        try:
            with kafka_failures("append"):
                first = done.result().offset
        except Unavailable as error:
            self._refuse(lot, error)
        else:
            self._accept(lot, partition, first)
        if not self._busy:
            self._go_on()

    def _go_on(self) -> None:
        """Send again, if something can be sent."""
        if self._sending is not None:
            return
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
        if self._arrived or self._held.keys() - self._busy:
            self._sending = asyncio.get_running_loop().create_task(self._send())
        elif self._busy:
            self._patience = asyncio.get_running_loop().call_later(PATIENCE, self._go_on)

    def _accept(self, lot: Sequence[_Waiting], partition: int, first: int) -> None:
        for offset, one in enumerate(lot, first):
            self._bytes -= len(one.value)
            if not one.acknowledged.done():
                one.acknowledged.set_result((partition, offset))

    def _refuse(self, waiting: Sequence[_Waiting], error: Unavailable) -> None:
        for one in waiting:
            self._bytes -= len(one.value)
            if not one.acknowledged.done():
                one.acknowledged.set_exception(Unavailable(str(error)))

    def _give_up(self) -> None:
        """Answer those whose time is over; come back for the next."""
        loop = asyncio.get_running_loop()
        now, deadlines = loop.time(), self._deadlines
        while deadlines and (deadlines[0][1].done() or deadlines[0][0] <= now):
            _, acknowledged = deadlines.popleft()
            if not acknowledged.done():
                acknowledged.set_exception(Unavailable("Kafka, append: no answer in time"))
        self._watch = loop.call_at(deadlines[0][0], self._give_up) if deadlines else None
