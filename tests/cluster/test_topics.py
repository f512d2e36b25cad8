"""What `forestall topics apply` makes of the topics, on a cluster that can hold each thrice."""

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from schemas.topics import TOPICS
from services.runtime.kafka.topics import apply_topics
from tests.cluster.installation import Installation

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]


async def test_an_acknowledgement_stands_on_two_disks(here: Installation) -> None:
    """Of every topic, and also where they were there already: nothing of it is set back."""
    assert await apply_topics(here.inside) == []
    admin = AIOKafkaAdminClient(**here.inside.client())
    await admin.start()
    try:
        for topic in TOPICS:
            asked = ConfigResource(ConfigResourceType.TOPIC, here.inside.topic(topic.name))
            (answer,) = await admin.describe_configs([asked])
            values = {entry[0]: entry[1] for entry in answer.resources[0][4]}
            assert values["min.insync.replicas"] == "2", topic.name
    finally:
        await admin.close()
