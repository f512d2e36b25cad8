"""Topics and a database beside a test's own, for a test that plays more than once."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import asyncpg

from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.topics import apply_topics
from tests.support.servers import led


@asynccontextmanager
async def beside(
    kafka: KafkaProfile, url: str, name: str
) -> AsyncIterator[tuple[KafkaProfile, str]]:
    """Empty ones on the same servers.

    Args:
        kafka: topics are made under a further prefix.
        url: of any database of the server; the new one is dropped at the end.
        name: lower-case letters and digits, unique in the test.
    """
    profile, own = replace(kafka, prefix=f"{kafka.prefix}{name}-"), f"{url}_{name}"
    await apply_topics(profile)
    await led(profile)
    database = own.rsplit("/", 1)[1]
    admin = await asyncpg.connect(url)
    try:
        await admin.execute(f"CREATE DATABASE {database}")
        try:
            yield profile, own
        finally:
            await admin.execute(f"DROP DATABASE {database} WITH (FORCE)")
    finally:
        await admin.close()
