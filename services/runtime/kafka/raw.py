"""Reads batches that the client cannot: a header's name is bytes in Kafka, and may be no UTF-8.

The client reads a batch from its beginning, wherever it is to go on, and ends at such a name: it
would never come past it, nor to what lies behind it in the same batch.
"""

import asyncio
import struct
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from aiokafka import ConsumerRecord, TopicPartition, codec
from aiokafka.client import AIOKafkaClient
from aiokafka.errors import CorruptRecordException, LeaderNotAvailableError, for_code
from aiokafka.protocol.fetch import FetchRequest
from aiokafka.record.util import decode_varint

from services.runtime.kafka.profile import MAX_RECORD_BYTES, KafkaProfile, kafka_failures

LIMIT = 10.0
"""Seconds of machine time for all that is asked."""

_WAIT_MS = 2
"""A partition that has nothing more holds up no other; with none the embedded broker says nothing.
"""

_MAGIC = 2

Fetched: TypeAlias = "dict[TopicPartition, list[ConsumerRecord[bytes, bytes]]]"
"""Records as the client gives them, by partition."""

_LENGTH = struct.Struct(">qi")
_HEAD = struct.Struct(">qiibIhiqqqhii")
_CODEC, _APPEND_TIME, _CONTROL = 0x07, 0x08, 0x20
_DECODERS: Mapping[int, Callable[[bytes], bytes]] = {
    0: bytes,
    1: codec.gzip_decode,
    2: codec.snappy_decode,
    3: codec.lz4_decode,
    4: codec.zstd_decode,
}


async def read_raw(profile: KafkaProfile, begins: Mapping[TopicPartition, int]) -> Fetched:
    """The next batches of each partition from an offset on, as the client gives them.

    Of a header's name, bytes that are no UTF-8 are told as ``surrogateescape`` tells them.

    Returns:
        Partition to its records; one that has none is left out.

    Raises:
        Unavailable: Kafka does not answer, or a batch is broken.
    """
    client = AIOKafkaClient(**profile.client())
    found: Fetched = {}
    with kafka_failures("read raw batches"):
        async with asyncio.timeout(LIMIT):
            try:
                await client.bootstrap()
                await client.set_topics(sorted({tp.topic for tp in begins}))
                for tp, begin in begins.items():
                    data = await _fetch(client, tp, begin)
                    if records := [one for one in records_of(tp, data) if one.offset >= begin]:
                        found[tp] = records
            finally:
                await client.close()
    return found


async def _fetch(client: AIOKafkaClient, tp: TopicPartition, begin: int) -> bytes:
    node = client.cluster.leader_for_partition(tp)
    if node is None or node < 0:
        raise LeaderNotAvailableError(f"{tp.topic}/{tp.partition}")
    asked = [(tp.topic, [(tp.partition, begin, MAX_RECORD_BYTES)])]
    response = await client.send(node, FetchRequest(_WAIT_MS, 1, MAX_RECORD_BYTES, 0, asked))
    ((_, ((_, code, *_, data),)),) = response.topics
    if code:
        raise for_code(code)(f"{tp.topic}/{tp.partition}")
    return data or b""


def records_of(tp: TopicPartition, data: bytes) -> "Iterator[ConsumerRecord[bytes, bytes]]":
    """The records of whole batches, up to one that is cut off or of another format than 2.

    Only those have headers; what stands before them is read, and the rest is the client's.

    Raises:
        CorruptRecordException: a batch is not what it says it is.
    """
    place = 0
    while place + _LENGTH.size <= len(data):
        _, length = _LENGTH.unpack_from(data, place)
        end = place + _LENGTH.size + length
        if end > len(data) or data[place + _LENGTH.size + 4] != _MAGIC:
            return
        try:
            yield from _batch(tp, data[place:end])
        except (IndexError, ValueError, EOFError, OSError, struct.error) as error:
            raise CorruptRecordException(f"{tp.topic}/{tp.partition}: {error}") from error
        place = end


def _batch(tp: TopicPartition, data: bytes) -> "Iterator[ConsumerRecord[bytes, bytes]]":
    base, _, _, _, _, attributes, _, first, last, _, _, _, count = _HEAD.unpack_from(data)
    if attributes & _CONTROL:
        return
    body = _Reader(bytearray(_DECODERS[attributes & _CODEC](data[_HEAD.size :])))
    for _ in range(count):
        body.number()  # its length
        body.take(1)
        later, offset = body.number(), base + body.number()
        key, value = body.counted(), body.counted()
        headers = [(body.name(), body.counted()) for _ in range(body.number())]
        yield ConsumerRecord(
            topic=tp.topic,
            partition=tp.partition,
            offset=offset,
            timestamp=last if attributes & _APPEND_TIME else first + later,
            timestamp_type=int(bool(attributes & _APPEND_TIME)),
            key=key,
            value=value,
            checksum=None,
            serialized_key_size=-1 if key is None else len(key),
            serialized_value_size=-1 if value is None else len(value),
            headers=headers,
        )


class _Reader:
    """Reads what records are made of, one after the other."""

    def __init__(self, data: bytearray) -> None:
        self._data = data
        self._place = 0

    def number(self) -> int:
        found: int
        found, self._place = decode_varint(self._data, self._place)
        return found

    def take(self, count: int) -> bytes:
        begin, self._place = self._place, self._place + count
        if self._place > len(self._data):
            raise EOFError("a record ends after its batch")
        return bytes(self._data[begin : self._place])

    def counted(self) -> bytes | None:
        count = self.number()
        return None if count < 0 else self.take(count)

    def name(self) -> str:
        return self.take(self.number()).decode("utf-8", "surrogateescape")
