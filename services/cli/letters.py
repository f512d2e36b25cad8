"""Reads dead letters from the topic ``dead``; what was too large for it, from its own topic."""

from contextlib import aclosing, suppress

from schemas.topics import DEAD
from services.runtime.errors import InvalidInput
from services.runtime.kafka.dead import Letter, unpack
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.record import Position, Record
from services.runtime.kafka.scan import Scan


async def letter(profile: KafkaProfile, name: str) -> Letter | None:
    """The newest letter about the record of that name; what is no letter is passed over.

    Raises:
        Unavailable: Kafka does not answer.
    """
    found = None
    async with aclosing(Scan(profile, DEAD.name, {}).batches()) as batches:
        async for records in batches:
            for record in records:
                if record.key == name.encode():
                    with suppress(InvalidInput):
                        found = unpack(record)
    return found


async def original(profile: KafkaProfile, position: Position) -> Record | None:
    """The record itself; None where its topic holds it no longer.

    Raises:
        Unavailable: Kafka does not answer.
    """
    topic, partition, offset = position
    scan = Scan(profile, topic, {partition: offset}, only=[partition])
    async with aclosing(scan.batches()) as batches:
        async for records in batches:
            return records[0] if records[0].position == position else None
    return None
