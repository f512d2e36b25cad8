"""Which Kafka the tests run on: ``FORESTALL_TEST_KAFKA`` says it.

Not set: the embedded broker. ``own``: a real one, started for the test session on this machine's
Java, or from Docker where there is one. Anything else is the address of a given one.
"""

import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiokafka.admin import AIOKafkaAdminClient

from schemas.envelope import Envelope
from schemas.topics import INBOX
from services.runtime.embedded.broker import Broker, start_broker
from services.runtime.kafka.producer import OutRecord, Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.topics import apply_topics
from tests.support.kafka import container, jars
from tests.support.kafka.broker import Kafka, Process, start_kafka
from tests.support.kafka.jars import Missing

VARIABLE = "FORESTALL_TEST_KAFKA"
OWN = "own"


@dataclass(frozen=True, slots=True)
class Given:
    """A Kafka that is not ours: it is neither started, nor stopped, nor hurt."""

    bootstrap: str

    @property
    def child(self) -> Process:
        """Nothing that may be touched: who wants it is left out."""
        pytest.skip(f"needs a broker of its own, {VARIABLE} gives one")

    async def stop(self) -> None:
        """Leave it as it is."""


AnyBroker = Broker | Kafka | Given


def real() -> bool:
    """Whether the tests run on a real Kafka."""
    return VARIABLE in os.environ


def prepare() -> str:
    """Get what is needed to start it; says which Kafka it will be.

    Raises:
        Missing: this machine has none of the means.
    """
    named = os.environ.get(VARIABLE)
    if named is None:
        return "the embedded broker"
    if named != OWN:
        return f"the Kafka at {named}"
    if _on_java():
        return f"Apache Kafka {jars.version()}, started here on Java"
    return f"Apache Kafka from Docker, image {container.IMAGE}"


async def start(directory: Path) -> AnyBroker:
    """Start what ``FORESTALL_TEST_KAFKA`` says.

    Raises:
        Missing: this machine has none of the means.
        Unavailable: it does not come up.
    """
    named = os.environ.get(VARIABLE)
    if named is None:
        return await start_broker(directory)
    if named != OWN:
        return Given(named)
    kafka = await (start_kafka(directory) if _on_java() else container.start_container())
    await _warm(profile(kafka))
    return kafka


async def _warm(kafka: KafkaProfile) -> None:
    """Have it do everything once: a cold JVM's first answers take longer than the edge waits."""
    kafka = replace(kafka, prefix="warm-")
    await apply_topics(kafka)
    producer = Producer(kafka, limit=60)
    await producer.start()
    now = datetime.now(UTC)
    envelope = Envelope(id="warm", type="warm", source="forestall/tests", time=now)
    await producer.send([OutRecord(INBOX.name, None, b"{}", envelope)])
    await producer.stop()
    await delete_topics(kafka)


async def delete_topics(kafka: KafkaProfile) -> None:
    """Take a prefix's topics away: every client hears of all that are there."""
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka.bootstrap)
    await admin.start()
    try:
        names = await admin.list_topics()
        await admin.delete_topics([name for name in names if name.startswith(kafka.prefix)])
    finally:
        await admin.close()


def profile(broker: AnyBroker) -> KafkaProfile:
    """How the program is told of it."""
    return KafkaProfile(broker.bootstrap, embedded=isinstance(broker, Broker))


def _on_java() -> bool:
    """Whether it is Java that runs it; False means Docker."""
    try:
        jars.java()
        jars.fetch()
    except Missing as no_java:
        try:
            container.engine()
        except Missing as no_docker:
            words = f"{VARIABLE} names none; {no_java}; {no_docker}"
            raise Missing(words) from None
        return False
    return True
