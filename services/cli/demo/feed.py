"""Reads the services' own topics for the view."""

import asyncio
from collections.abc import Callable

from aiokafka import AIOKafkaConsumer

from schemas.base import Versioned
from schemas.topics import BY_NAME, CONVERSATIONS, DISPUTES, ORDERS, OUTCOMES, PARCELS
from services.runtime.kafka.profile import KafkaProfile, kafka_failures

_TOPICS = (ORDERS, PARCELS, DISPUTES, CONVERSATIONS, OUTCOMES)


async def follow(profile: KafkaProfile, take: Callable[[Versioned], None]) -> None:
    """Hand every object on the state topics to ``take``, from their beginning, until cancelled.

    Raises:
        Unavailable: Kafka does not answer.
    """
    with kafka_failures("follow the topics"):
        consumer = AIOKafkaConsumer(
            *(profile.topic(topic.name) for topic in _TOPICS),
            **profile.client(),
            auto_offset_reset="earliest",
            fetch_max_wait_ms=200,
        )
        await consumer.start()
        try:
            while True:
                batches = await consumer.getmany(timeout_ms=500)
                for partition, records in batches.items():
                    topic = BY_NAME[profile.unprefixed(partition.topic)]
                    for record in records:
                        headers = dict(record.headers)
                        model = topic.model(headers["ce_type"].decode())
                        if model is not None:
                            take(model.model_validate_json(record.value))
                await asyncio.sleep(0)
        finally:
            await consumer.stop()
