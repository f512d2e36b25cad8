"""Raising what is published while a service changes the same rows in an order of its own."""

import asyncio
from dataclasses import replace

from schemas.topics import PARCEL_CHANGED, PARCELS
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import open_pool, transaction
from services.runtime.postgres.raised import raise_above
from services.tracker.outbox import SHOWN
from tests.support.eventually import eventually
from tests.support.recorder import out
from tests.support.servers import START

LOCKED = "SELECT FROM tracker.parcels WHERE id = $1 FOR UPDATE"


async def test_of_two_that_wait_for_one_another_both_come_to_their_end(
    kafka: KafkaProfile, producer: Producer, postgres_url: str
) -> None:
    """The database ends one of them; where that is ours, it is done again after the other."""
    pool = await open_pool(postgres_url, size=4, application="test")
    ids = ["p/a", "p/b"]
    for name in ids:
        await pool.execute(
            "INSERT INTO tracker.parcels (id, provider, number, state, changed_at, published) "
            "VALUES ($1, 'p', $1, '{}', $2, 1)",
            name,
            START,
        )
        told = out(name, "{}")
        changed = {"id": f"{name}@7", "type": PARCEL_CHANGED, "subject": name}
        envelope = told.envelope.model_copy(update=changed)
        await producer.send(
            [replace(told, key=b"one batch", topic=PARCELS.name, envelope=envelope)]
        )

    async def waiting() -> bool:
        return bool(
            await pool.fetchval(
                """SELECT count(*) FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock'"""
            )
        )

    for first, second in (ids, ids[::-1]):
        await pool.execute('UPDATE tracker.raised SET "by" = 0')
        async with transaction(pool) as conn:
            await conn.execute(LOCKED, second)
            raising = asyncio.create_task(raise_above(pool, kafka, SHOWN))
            await eventually(waiting, what="it waits for a row")
            await conn.execute("SET LOCAL deadlock_timeout = '1min'")
            await conn.execute(LOCKED, first)
        assert await raising == len(ids)
    await pool.close()
