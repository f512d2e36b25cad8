"""What a real broker says of its topics: copies, and settings."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import TopicAuthorizationFailedError, for_code

from schemas.topics import TOPICS
from services.runtime.kafka.profile import KafkaProfile, kafka_failures
from services.runtime.kafka.topics import ANSWERS_WITHIN, settings_of


@dataclass(frozen=True, slots=True)
class Described:
    """A topic, as the broker has it.

    Attributes:
        copies: the fewest that one of its partitions is to have.
        lacking: partitions of which a copy is not up to date: its broker is away, or slow.
        settings: of those that ``settings_of`` names, the ones that the broker tells; None where
            we may not ask (DescribeConfigs).
    """

    copies: int
    lacking: int
    settings: Mapping[str, str] | None


async def described(profile: KafkaProfile) -> dict[str, Described]:
    """Each topic of the table that there is, by its name without prefix.

    Raises:
        Unavailable: Kafka does not answer.
    """
    names = {profile.topic(topic.name): topic for topic in TOPICS}
    with kafka_failures("read topics"):
        admin = AIOKafkaAdminClient(**profile.client())
        try:
            async with asyncio.timeout(ANSWERS_WITHIN):
                await admin.start()
                there = sorted(names.keys() & set(await admin.list_topics()))
                told = await admin.describe_topics(there) if there else []
                settings = {
                    name: await _settings(admin, name, list(settings_of(names[name], profile)))
                    for name in there
                }
        finally:
            await admin.close()
    return {
        names[each["topic"]].name: Described(
            copies=min(len(one["replicas"]) for one in each["partitions"]),
            lacking=sum(len(one["isr"]) < len(one["replicas"]) for one in each["partitions"]),
            settings=settings[each["topic"]],
        )
        for each in told
        if each["partitions"]  # deleted meanwhile, or not ours to look at
    }


async def _settings(
    admin: AIOKafkaAdminClient, name: str, wanted: list[str]
) -> dict[str, str] | None:
    """Those settings of a topic; None where we may not ask for them."""
    asked = ConfigResource(ConfigResourceType.TOPIC, name, dict.fromkeys(wanted, ""))
    (answer,) = await admin.describe_configs([asked])
    ((code, message, _, _, entries),) = answer.resources
    if code == TopicAuthorizationFailedError.errno:
        return None
    if code:
        raise for_code(code)(message or name)
    return {entry[0]: entry[1] for entry in entries}
