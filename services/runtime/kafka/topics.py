"""Creating the topics of the table, and asking how far the groups are behind."""

import asyncio
from collections.abc import Mapping, Sequence

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import TopicAlreadyExistsError, for_code

from schemas.topics import TOPICS, Topic
from services.runtime.errors import Unavailable
from services.runtime.kafka.ends import Ends
from services.runtime.kafka.profile import MAX_RECORD_BYTES, KafkaProfile, kafka_failures
from services.runtime.logs import get_logger

log = get_logger()

APPLY_LIMIT = 20.0
"""Seconds of machine time for creating all topics."""

CREATE_MS = 15_000
"""Of these, in ms, those that a broker may take for all of them."""

ANSWERS_WITHIN = 15.0
"""Seconds of machine time that Kafka has for a question."""

GroupTopics = Mapping[str, Sequence[str]]
"""Group to the topics it reads, both without prefix."""

Lag = dict[tuple[str, str, int], int]
"""Group, topic and partition to the records not yet committed."""


async def apply_topics(profile: KafkaProfile) -> list[str]:
    """Create the topics that are missing, and set the settings of those that exist.

    Returns:
        The names (without prefix) of the topics created now.

    Raises:
        Unavailable: Kafka does not answer, or refuses a topic.
    """
    with kafka_failures("apply topics"):
        admin = AIOKafkaAdminClient(**profile.client(CREATE_MS))
        try:
            async with asyncio.timeout(APPLY_LIMIT):
                await admin.start()
                return await _apply(admin, profile)
        finally:
            await admin.close()


async def _apply(admin: AIOKafkaAdminClient, profile: KafkaProfile) -> list[str]:
    created = await _create(admin, profile)
    if not profile.embedded:
        await admin.alter_configs(
            [
                ConfigResource(
                    ConfigResourceType.TOPIC, profile.topic(topic.name), settings_of(topic, profile)
                )
                for topic in TOPICS
                if topic.name not in created
            ]
        )
    return created


async def _create(admin: AIOKafkaAdminClient, profile: KafkaProfile) -> list[str]:
    answer = await admin.create_topics(
        [
            NewTopic(
                name=profile.topic(topic.name),
                num_partitions=profile.partitions,
                replication_factor=profile.replication,
                # The embedded broker holds everything in memory and knows no retention.
                topic_configs={} if profile.embedded else settings_of(topic, profile),
            )
            for topic in TOPICS
        ]
    )
    created = []
    for name, code, *_ in answer.topic_errors:
        if code == 0:
            created.append(profile.unprefixed(name))
        elif code != TopicAlreadyExistsError.errno:
            raise for_code(code)(f"topic {name}")
    return created


ON_TWO_FROM = 3
"""Replicas of a topic from which on an acknowledgement stands on two disks at least."""


def settings_of(topic: Topic, profile: KafkaProfile) -> dict[str, str]:
    """All of a topic's settings: what is not among them goes back to the broker's default."""
    safe = {"min.insync.replicas": "2"} if profile.replication >= ON_TWO_FROM else {}
    return {
        **safe,
        "retention.ms": str(int(topic.retention.total_seconds() * 1000)),
        "cleanup.policy": "delete",
        "max.message.bytes": str(MAX_RECORD_BYTES),
    }


async def partitions(profile: KafkaProfile) -> dict[str, int]:
    """Topic of the table to how many partitions the broker has of it; 0 where it is not there.

    Raises:
        Unavailable: Kafka does not answer.
    """
    names = {profile.topic(topic.name): topic.name for topic in TOPICS}
    with kafka_failures("read topics"):
        admin = AIOKafkaAdminClient(**profile.client())
        try:
            async with asyncio.timeout(ANSWERS_WITHIN):
                await admin.start()
                # Asking for a topic by name would make it on the embedded broker.
                there = names.keys() & set(await admin.list_topics())
                described = await admin.describe_topics(sorted(there)) if there else []
        finally:
            await admin.close()
    found = {names[each["topic"]]: len(each["partitions"]) for each in described}
    return {name: found.get(name, 0) for name in names.values()}


class LagReader:
    """Asks for the lag of several groups, again and again, over connections it keeps.

    Args:
        profile: which Kafka.
        group_topics: the groups, and what each reads.
    """

    def __init__(self, profile: KafkaProfile, group_topics: GroupTopics) -> None:
        self._profile = profile
        self._topics = {group: tuple(topics) for group, topics in group_topics.items()}
        self._consumers: dict[str, AIOKafkaConsumer] = {}
        self._ends = Ends(profile)

    async def start(self) -> None:
        """Connect.

        Raises:
            Unavailable: Kafka does not answer.
        """
        await self._ends.start()
        with kafka_failures("read lag"):
            for group in self._topics:
                consumer = AIOKafkaConsumer(
                    **self._profile.client(),
                    group_id=self._profile.group(group),
                    enable_auto_commit=False,
                )
                self._consumers[group] = consumer
                await consumer.start()

    async def stop(self) -> None:
        """Disconnect."""
        consumers, self._consumers = list(self._consumers.values()), {}
        for consumer in (*consumers, self._ends):
            try:
                with kafka_failures("stop reading lag"):
                    async with asyncio.timeout(5):
                        await consumer.stop()
            except Unavailable as error:
                log.info("lag.not_stopped", error=str(error))

    async def read(self) -> Lag:
        """The lag of every partition; a group that never committed has the whole log before it.

        Ends are read after the commits, so that what was produced meanwhile shows as lag.

        Raises:
            Unavailable: Kafka does not answer.
        """
        places = [
            (group, topic, number)
            for group, topics in self._topics.items()
            for topic in topics
            for number in range(self._profile.partitions)
        ]
        with kafka_failures("read lag"):
            committed = await asyncio.gather(*(self._committed(*place) for place in places))
        logs = sorted({(topic, number) for _, topic, number in places})
        ends = await self._ends.read(logs)
        return {
            (group, topic, number): max(ends[topic, number] - done, 0)
            for (group, topic, number), done in zip(places, committed, strict=True)
        }

    async def _committed(self, group: str, topic: str, number: int) -> int:
        partition = TopicPartition(self._profile.topic(topic), number)
        return await self._consumers[group].committed(partition) or 0


async def lag(profile: KafkaProfile, group_topics: GroupTopics) -> Lag:
    """The lag, asked once; see ``LagReader``.

    Raises:
        Unavailable: Kafka does not answer.
    """
    reader = LagReader(profile, group_topics)
    try:
        await reader.start()
        return await reader.read()
    finally:
        await reader.stop()
