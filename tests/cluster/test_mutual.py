"""Known to Kafka by a certificate, where it asks for one."""

from dataclasses import replace
from pathlib import Path

import pytest

from schemas.topics import INBOX
from services.runtime.errors import Unavailable
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.topics import apply_topics, partitions
from tests.cluster.installation import Installation
from tests.support.kafka.rights import rights
from tests.support.kafka.secured import grant
from tests.support.processes import program
from tests.support.recorder import out

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(300)]

PREFIX = "mutual-"
"""Of topics that no service reads."""


async def test_a_certificate_is_who_we_are(here: Installation) -> None:
    """The edge's may append to the inbox and nothing else; who shows none gets nowhere."""
    known = here.cluster.as_certified("edge")
    inside = replace(here.inside, prefix=PREFIX)
    await apply_topics(inside)
    await grant(inside, rights(PREFIX))
    mutual = replace(inside, bootstrap=here.cluster.mutual, access=known)
    producer = Producer(mutual, limit=20)
    await producer.start()
    await producer.send([replace(out("k", "{}"), topic=INBOX.name)])
    with pytest.raises(Unavailable, match="uthoriz"):
        await producer.send([out("k", "an order of nobody's")])
    await producer.stop()
    with pytest.raises((Unavailable, TimeoutError)):
        await partitions(replace(mutual, access=replace(known, certificate="", key="")))


async def test_the_program_is_told_of_its_certificate(here: Installation, tmp_path: Path) -> None:
    """By the settings; ``doctor`` says how long it holds, and reaches every topic under it."""
    known = here.cluster.as_certified("cases")
    environ = {
        **here.fleet.environ,
        "FORESTALL_KAFKA_BOOTSTRAP": here.cluster.mutual,
        "FORESTALL_KAFKA_CERTIFICATE": known.certificate,
        "FORESTALL_KAFKA_KEY": known.key,
    }
    del environ["FORESTALL_KAFKA_PASSWORD"]
    async with program(tmp_path, "doctor", environ=environ) as doctor:
        await doctor.ends()
        assert "our certificate for Kafka holds until" in doctor.said(), doctor.said()
        assert "Kafka answers and holds" in doctor.said(), doctor.said()
