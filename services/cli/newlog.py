"""A Kafka without a past: what the database still knows is sent again, what it lacks is polled."""

from datetime import timedelta

from services.cli.topics import mark_unsent
from services.ingest import store_lists
from services.ingest.reconciler import FIRST_LOOK
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.topics import apply_topics, partitions
from services.runtime.postgres.pool import Pool, one_statement, transaction
from services.runtime.postgres.progress import forget_log

SCHEMAS = ("ingest", "tracker", "notifier")

UNREAD = timedelta(days=1)
"""How far lists are polled again, where nobody says for how long nothing was read."""


async def begin_anew(pool: Pool, kafka: KafkaProfile, unread: timedelta = UNREAD) -> dict[str, int]:
    """Have all go on with an empty Kafka; how many objects of each service are sent again.

    The topics come last: before they are there no service can mistake the new log for the old one.
    Safe to repeat until it has come to its end.

    Args:
        pool: of the database.
        kafka: the empty one.
        unread: how long before its loss the last record was read, at most.

    Raises:
        Unavailable: the database or Kafka does not answer.
    """
    sent = {}
    for schema in [schema for schema in SCHEMAS if await _exists(pool, schema)]:
        await forget_log(pool, schema)
        sent[schema] = await mark_unsent(pool, schema)
    if "ingest" in sent:
        async with transaction(pool) as conn:
            await store_lists.wind_back(conn, unread, FIRST_LOOK)
    there = await partitions(kafka)
    if not all(there.values()):  # an operator may have made them, and alone may
        await apply_topics(kafka)
    return sent


async def _exists(pool: Pool, schema: str) -> bool:
    async with one_statement(pool) as conn:
        found = await conn.fetchval("SELECT to_regclass($1) IS NOT NULL", f"{schema}.progress")
    return bool(found)
