"""Versions after the database was lost: what is published next has to be newer than what was.

A restored database counts on from the versions of the backup, while its topics hold greater ones,
which consumers keep. So what is published is raised by a number that lies above all of them, and
what stands on the topics is sent again as the database has it now.
"""

from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, wait_random

from services.runtime.errors import InvalidInput, Unavailable
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.record import Record, read_envelope
from services.runtime.kafka.scan import Scan
from services.runtime.postgres.pool import Connection, Pool, identifier, transaction

TRIES = 5
"""Of one batch: services change the same rows meanwhile, in an order of their own, and of two that
wait for one another the database lets one go on."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a service's objects stand for all to see.

    Attributes:
        schema: the service's; it has the tables ``raised`` and ``objects``.
        objects: their table, schema-qualified.
        key: its primary key; the last column is the subject of the object's events.
        events: topic to event type to the values of the columns before that.
    """

    schema: str
    objects: str
    key: tuple[str, ...]
    events: Mapping[str, Mapping[str, tuple[str, ...]]]


async def raise_above(pool: Pool, kafka: KafkaProfile, shown: Shown) -> int:
    """Raise what a service publishes above its topics, and send again what stands there.

    Safe to repeat, and to be cut off anywhere.

    Returns:
        How many objects will be sent again.

    Raises:
        Unavailable: Kafka or the database does not answer.
    """
    find, mark = _statements(shown)
    async with transaction(pool) as conn:
        before = await conn.fetchval(f'SELECT "by" FROM {shown.schema}.raised')  # noqa: S608
    again = 0
    for topic, events in shown.events.items():
        async with aclosing(Scan(kafka, topic, {}).batches()) as batches:
            async for records in batches:
                told = _newest(records, events)
                if told:
                    columns = [*zip(*told, strict=True), tuple(told.values())]
                    again += await _one(pool, shown.schema, (find, mark), columns, before)
    async with transaction(pool) as conn:
        await conn.execute("SELECT pg_notify($1, '')", shown.schema)
    return again


async def _one(
    pool: Pool,
    schema: str,
    statements: tuple[str, str],
    columns: Sequence[Sequence[object]],
    before: int,
) -> int:
    find, mark = statements
    done = ""
    async for attempt in AsyncRetrying(
        retry=retry_if_exception_type(Unavailable),
        stop=stop_after_attempt(TRIES),
        wait=wait_random(0, 0.2),
        reraise=True,
    ):
        with attempt:
            async with transaction(pool) as conn:
                least: int = await conn.fetchval(find, *columns)
                await _raise(conn, schema, least)
                done = await conn.execute(mark, *columns, before)
    return int(done.rsplit(" ", 1)[1])


async def _raise(conn: Connection, schema: str, least: int) -> None:
    await conn.execute(
        f'UPDATE {identifier(schema)}.raised SET "by" = greatest("by", $1)',  # noqa: S608
        least,
    )


def _newest(
    records: Sequence[Record], events: Mapping[str, tuple[str, ...]]
) -> dict[tuple[str, ...], int]:
    """The greatest version that records tell of each object, by its key."""
    found: dict[tuple[str, ...], int] = {}
    for record in records:
        try:
            envelope = read_envelope(record)
            version = int(envelope.id.removeprefix(f"{envelope.subject}@").partition("#")[0])
        except (InvalidInput, ValueError):
            continue  # not of our making, and no consumer's either
        if envelope.type in events:
            key = (*events[envelope.type], envelope.subject)
            found[key] = max(version, found.get(key, 0))
    return found


def _statements(shown: Shown) -> tuple[str, str]:
    """By how much to raise at least; marking as unsent what is not older on the topics."""
    table, key = identifier(shown.objects), [identifier(name) for name in shown.key]
    types = ", ".join(f"${place}::text[]" for place in range(1, len(key) + 1))
    told = f"unnest({types}, ${len(key) + 1}::bigint[]) AS told ({', '.join(key)}, version)"
    same = " AND ".join(f"object.{name} = told.{name}" for name in key)
    find = (
        f"SELECT max(told.version - coalesce(object.version, 0)) + 1 "  # noqa: S608 - identifiers
        f"FROM {told} LEFT JOIN {table} AS object ON {same}"
    )
    mark = (
        f"UPDATE {table} AS object SET published = 0 FROM {told} "  # noqa: S608 - identifiers
        f"WHERE {same} AND told.version >= object.version + ${len(key) + 2}"
    )
    return find, mark
