"""How far the services are behind their topics."""

import asyncio
from collections.abc import Mapping

from services.ingest.normaliser import Normaliser
from services.notifier.consumer import CasesHandler
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.topics import ANSWERS_WITHIN, lag
from services.tracker.consumers import TrackerHandler

READERS = {
    handler.group: tuple(topic.name for topic in handler.topics)
    for handler in (Normaliser, TrackerHandler, CasesHandler)
}
"""Consumer group to the topics it reads."""


async def behind(profile: KafkaProfile) -> Mapping[str, int]:
    """Records that wait for each consumer group.

    Raises:
        Unavailable: Kafka does not answer.
        TimeoutError: it takes too long.
    """
    async with asyncio.timeout(ANSWERS_WITHIN):
        found = await lag(profile, READERS)
    return {
        group: sum(count for (name, _, _), count in found.items() if name == group)
        for group in READERS
    }
