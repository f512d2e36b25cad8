"""`make test-procedures`: Kafka is gone with all that was in it, and a new one is empty."""

import signal
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from services.runtime.embedded.broker import Broker, start_broker
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.topics import apply_topics
from tests.support.campaign import Campaign
from tests.support.mishaps import weeks
from tests.support.processes import program

HOURS = 24


@pytest.mark.timeout(3600)
async def test_kafka_is_lost(postgres_url: str, tmp_path: Path, campaign: Campaign) -> None:
    """An empty one takes its address: the services stop, one command, and they start again.

    What was read before is known; what is pushed meanwhile is pushed again, or comes by polling.
    Nobody is told twice.
    """
    broker = await start_broker(tmp_path / "first")
    kafka = KafkaProfile(bootstrap=broker.bootstrap, embedded=True)
    await apply_topics(kafka)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(_end, broker)
        week = await stack.enter_async_context(
            weeks(kafka, postgres_url, tmp_path, seed=campaign.seed, hours=HOURS)
        )
        await week.hours(8)

        async def lost() -> None:
            broker.child.signal(signal.SIGKILL)
            await broker.child.wait()
            for name in week.fleet.running():
                await week.fleet.kill(name)
            week.sandbox.pusher.edge = None
            fresh = await start_broker(tmp_path / "second", port=broker.port)
            stack.push_async_callback(_end, fresh)
            words = ("recover", "--kafka-lost", "--unread", "6")
            async with program(tmp_path, *words, environ=week.fleet.environ) as done:
                assert await done.ends() == 0, done.said()
            assert "the topics are there" in done.said()
            for name in week.fleet.names():
                await week.fleet.start(name)
            await week.fleet.ready()
            week.sandbox.pusher.edge = week.fleet.edge(week.draw)

        await week.hour(lost)
        await week.hours(HOURS - 9)
        wrong = await week.verdict()
    campaign.say(f"Kafka lost: {len(wrong)} violations, seed {campaign.seed}")
    for each in wrong:
        campaign.say(f"  {each}")
    assert not wrong


async def _end(broker: Broker) -> None:
    await broker.stop(0)
