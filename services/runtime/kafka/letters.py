"""Reads dead letters from the topic ``dead``; what was too large for it, from its own topic."""

from collections.abc import Sequence
from contextlib import aclosing, suppress
from datetime import datetime

from schemas.topics import DEAD
from services.runtime.errors import InvalidInput
from services.runtime.kafka.dead import Letter, replay, unpack
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.record import Position, Record
from services.runtime.kafka.scan import Scan
from services.runtime.postgres.pool import Pool
from services.runtime.privacy.vault import Vault


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


async def replayed(
    profile: KafkaProfile, pool: Pool, vaults: Sequence[Vault], name: str, now: datetime
) -> list[str]:
    """Have a dead record tried again, by every service that gave up on it.

    Args:
        profile: whose topics hold it.
        pool: PostgreSQL.
        vaults: of the services.
        name: ``TOPIC/PARTITION/OFFSET``.
        now: domain time.

    Returns:
        The services that try it.

    Raises:
        InvalidInput: there is no such record, or none that could be tried.
        Unavailable: Kafka or PostgreSQL does not answer.
    """
    place = place_of(name)
    found = await letter(profile, name)
    if found is None:
        raise InvalidInput("gone", f"{name}: the topic 'dead' holds no such record (any longer)")
    record = found.record if found.whole else await original(profile, place)
    if record is None:
        told = f"{name}: was too large to be copied, and its topic holds it no longer"
        raise InvalidInput("gone", told)
    tried = [one.schema for one in vaults if await replay(pool, one, record, now)]
    if not tried:
        raise InvalidInput("not_dead", f"{name}: is no dead letter, or is being replayed already")
    return tried


def place_of(name: str) -> Position:
    """The place that a record's name tells.

    Raises:
        InvalidInput: it tells none.
    """
    try:
        topic, partition, offset = name.rsplit("/", 2)
        return topic, int(partition), int(offset)
    except ValueError as error:
        told = f"{name}: give it as TOPIC/PARTITION/OFFSET, as 'forestall dead list' shows it"
        raise InvalidInput("no_place", told) from error
