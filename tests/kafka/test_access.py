"""A Kafka that asks who we are, over TLS."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from schemas.topics import ORDERS, TOPICS
from services.runtime.clock import SteppedClock
from services.runtime.errors import Unavailable
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaAccess, KafkaProfile
from services.runtime.kafka.topics import apply_topics, lag, partitions
from tests.support.kafka.secured import certificate, start_secured
from tests.support.recorder import Recorder, bench, out, running


@pytest.fixture(name="secured")
async def _secured(kafka: KafkaProfile, tmp_path: Path) -> AsyncIterator[KafkaProfile]:
    """Beside the session's Kafka: that one asks nobody."""
    found = await start_secured(tmp_path / "secured")
    yield replace(found.profile, prefix=kafka.prefix)
    await found.child.stop(0)


async def test_everything_goes_over_tls_under_our_name(
    secured: KafkaProfile, postgres_url: str, clock: SteppedClock
) -> None:
    """Topics are made, records sent and read, and the lag asked for; a stranger gets nowhere."""
    assert set(await apply_topics(secured)) == {topic.name for topic in TOPICS}
    producer = Producer(secured)
    await producer.start()
    assert await producer.why_not() == ""
    await producer.send([out("k", "one"), out("k", "two")])
    async with bench(postgres_url, secured, clock, producer) as ground:
        async with running(ground.consumer(Recorder())):
            await ground.read(2)
        group = Recorder().group
    assert sum((await lag(secured, {group: (ORDERS.name,)})).values()) == 0
    await producer.stop()
    access = secured.access
    for wrong in (
        KafkaAccess(),
        replace(access, username="", password=""),
        replace(access, password="other"),
        replace(access, ca=certificate()[0]),
        replace(access, ca=""),
    ):
        with pytest.raises((Unavailable, asyncio.TimeoutError)):
            await partitions(replace(secured, access=wrong))
