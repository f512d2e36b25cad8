"""Batches of records as a stranger's client writes them: what ours would refuse to encode."""

import struct
from collections.abc import Sequence
from typing import Literal

from aiokafka import TopicPartition, codec
from aiokafka.client import AIOKafkaClient
from aiokafka.errors import for_code
from aiokafka.protocol.produce import ProduceRequest
from aiokafka.record.default_records import DefaultRecordBatchBuilder
from aiokafka.record.util import calc_crc32c

from services.runtime.kafka.profile import KafkaProfile

Pairs = Sequence[tuple[str, bytes]]
"""Headers; bytes of a name that are no UTF-8 are told as ``surrogateescape`` tells them."""

Sent = tuple[bytes | None, bytes | None, Pairs]
"""Key, value and headers."""

_HEAD, _CRC_FROM, _ATTRIBUTES = 61, 21, 22

Codec = Literal["plain", "gzip", "snappy", "lz4", "zstd"]
_CODECS = {
    "gzip": (1, codec.gzip_encode),
    "snappy": (2, codec.snappy_encode),
    "lz4": (3, codec.lz4_encode),
    "zstd": (4, codec.zstd_encode),
}


def pack(records: Sequence[Sent], by: Codec) -> bytes:
    """One batch of the records, as it goes over the wire, compressed by a codec."""
    builder = DefaultRecordBatchBuilder(2, 0, 0, -1, -1, 0, 1 << 30)
    names = {}
    for place, (key, value, headers) in enumerate(records):
        spelt = []
        for name, content in headers:
            spelling = name.encode("utf-8", "surrogateescape")
            stand_in = spelling.decode("ascii", "replace").replace("\ufffd", "\x01")
            names[stand_in.encode()] = spelling
            spelt.append((stand_in, content))
        builder.append(place, 1_772_000_000_000, key, value, spelt)
    whole = bytes(builder.build())
    body = whole[_HEAD:]
    for stood_in, spelling in names.items():
        body = body.replace(stood_in, spelling)
    head = bytearray(whole[:_HEAD])
    if by != "plain":
        number, encode = _CODECS[by]
        body = encode(body)
        head[_ATTRIBUTES] |= number
    struct.pack_into(">i", head, 8, _HEAD - 12 + len(body))
    checked = bytes(head[_CRC_FROM:]) + body
    struct.pack_into(">I", head, 17, calc_crc32c(checked))
    return bytes(head) + body


async def send(profile: KafkaProfile, topic: str, partition: int, batch: bytes) -> int:
    """Append a packed batch; the offset of its first record."""
    client = AIOKafkaClient(bootstrap_servers=profile.bootstrap)
    await client.bootstrap()
    try:
        name = profile.topic(topic)
        await client.set_topics([name])
        node = client.cluster.leader_for_partition(TopicPartition(name, partition))
        request = ProduceRequest(None, -1, 10_000, [(name, [(partition, batch)])])
        response = await client.send(node, request)
        ((_, ((_, code, offset, *_),)),) = response.topics
        if code:
            raise for_code(code)(f"{topic}/{partition}")
        return int(offset)
    finally:
        await client.close()
