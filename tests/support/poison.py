"""Records that must not be, made of one that was: as a stranger or a broken release sends them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from schemas.topics import INBOX, TOPICS
from services.runtime.kafka.profile import MAX_RECORD_BYTES, KafkaProfile
from services.runtime.kafka.record import Position, Record, record_of
from tests.support import batches

NUL = "\x00"
NO_UTF8 = "a header's name that is no UTF-8"


@dataclass(frozen=True, slots=True)
class Poison:
    """A record and how it is to end.

    Attributes:
        reason: with which it dies; empty where only that it stops nobody is asked.
        key: of the record; the good one's unless the key is what is wrong.
    """

    kind: str
    reason: str
    key: bytes | None
    value: bytes | None
    headers: Sequence[tuple[str, bytes]]


def poisons(good: Record) -> Iterator[Poison]:
    """Every kind that a topic can carry; one of the inbox is a push about an order."""
    whole = Poison("", "", good.key, good.value, good.headers)
    yield replace(whole, kind="no event", reason="unreadable_envelope", headers=())
    other = {"ce_schemaversion": b"99"}
    yield _headed(whole, "a later schema", "unreadable_envelope", other)
    yield _headed(whole, "an unknown type", "unknown_type", {"ce_type": b"forestall.other"})
    odd = [*good.headers, ("ce_b\udcff", b"?")]
    yield replace(whole, kind=NO_UTF8, reason="unreadable_envelope", headers=odd)
    early = {"ce_time": b"0001-01-01T00:00:00+14:00"}
    yield _headed(whole, "a time before the first", "unreadable_envelope", early)
    yield replace(whole, kind="a tombstone", reason="unreadable", value=None)
    yield replace(whole, kind="no JSON", reason="unreadable", value=b"\xff\xfe{")
    yield replace(whole, kind="another shape", reason="unreadable", value=b'{"version": 7}')
    yield replace(
        whole, kind="oversized", reason="oversized", value=good.value.ljust(MAX_RECORD_BYTES + 1)
    )
    yield from _pushed(whole) if good.topic == INBOX.name else _stated(whole)


def _pushed(whole: Poison) -> Iterator[Poison]:
    push = json.loads(whole.value or b"")
    bare = [pair for pair in whole.headers if pair[0] != "ce_app"]
    yield replace(whole, kind="of no app", reason="unreadable", headers=bare)
    foreign = {"ce_marketplace": b"nowhere"}
    yield _headed(whole, "of no marketplace", "unknown_marketplace", foreign)
    stranger = json.dumps(push | {"seller_id": "7"}).encode()
    yield replace(whole, kind="of no shop", reason="unknown_shop", value=stranger)
    data = push["data"] | {"trade_order_id": f"26{NUL}1"}
    value = json.dumps(push | {"data": data}).encode()
    # A NUL is read as the sign that stands for it: no order has such a number.
    yield replace(whole, kind="NUL", reason="unknown_object", value=value)


def _stated(whole: Poison) -> Iterator[Poison]:
    body = json.loads(whole.value or b"")
    for version in (0, -1, 2**63):
        value = json.dumps(body | {"version": version}).encode()
        yield replace(whole, kind=f"version {version}", reason="no_version", value=value)
    for place, text in _texts(body, ()):
        spoilt = json.loads(whole.value or b"")
        spoilt["version"] = 1000
        _put(spoilt, place, text + NUL)
        value = json.dumps(spoilt).encode()
        yield replace(whole, kind=f"NUL in {'.'.join(map(str, place))}", value=value)


def keyless(good: Record) -> Iterator[Poison]:
    """Records whose key names no order."""
    for key in (None, b"", b"\xff/\xfe/\xfd", b"no-order"):
        yield Poison(f"key {key!r}", "no_order_key", key, good.value, good.headers)


def _headed(whole: Poison, kind: str, reason: str, other: dict[str, bytes]) -> Poison:
    headers = [(name, other.get(name, value)) for name, value in whole.headers]
    return replace(whole, kind=kind, reason=reason, headers=headers)


def _texts(value: Any, place: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of a JSON value, of a list the first element's."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*place, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value[:1]):
            yield from _texts(inner, (*place, number))
    elif isinstance(value, str):
        yield place, value


def _put(value: Any, place: Sequence[str | int], text: str) -> None:
    for step in place[:-1]:
        value = value[step]
    value[place[-1]] = text


async def everything(profile: KafkaProfile) -> list[Record]:
    """Every record of every topic so far, in order for each partition."""
    consumer = AIOKafkaConsumer(
        bootstrap_servers=profile.bootstrap, auto_offset_reset="earliest", fetch_max_wait_ms=20
    )
    await consumer.start()
    try:
        consumer.assign(
            [
                TopicPartition(profile.topic(topic.name), number)
                for topic in TOPICS
                for number in range(profile.partitions)
            ]
        )
        found, idle = [], 0
        while idle < 5:
            batches = await consumer.getmany(timeout_ms=200)
            idle = 0 if batches else idle + 1
            found += [record_of(profile, raw) for batch in batches.values() for raw in batch]
        return found
    finally:
        await consumer.stop()


async def plant(
    profile: KafkaProfile, poison: Sequence[Poison], good: Record
) -> dict[Position, Poison]:
    """Send poison as a stranger would, compressed, each piece before a good record again."""
    stranger = AIOKafkaProducer(
        bootstrap_servers=profile.bootstrap,
        compression_type="gzip",
        max_request_size=16 * MAX_RECORD_BYTES,
    )
    await stranger.start()
    planted = {}
    topic = profile.topic(good.topic)
    try:
        for piece in poison:
            if piece.kind == NO_UTF8:
                planted |= await _between(profile, piece, good)
                continue
            sent = await stranger.send_and_wait(
                topic, piece.value, piece.key, good.partition, headers=list(piece.headers)
            )
            planted[good.topic, sent.partition, sent.offset] = piece
            await stranger.send_and_wait(
                topic, good.value, good.key, good.partition, headers=list(good.headers)
            )
        return planted
    finally:
        await stranger.stop()


async def _between(profile: KafkaProfile, piece: Poison, good: Record) -> dict[Position, Poison]:
    """What no client of ours encodes, in the middle of a batch."""
    around = (good.key, good.value, good.headers)
    batch = batches.pack([around, (piece.key, piece.value, piece.headers), around], "gzip")
    first = await batches.send(profile, good.topic, good.partition, batch)
    return {(good.topic, good.partition, first + 1): piece}
