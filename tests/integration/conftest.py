"""What the runtime's integration tests stand on."""

from collections.abc import AsyncIterator

import pytest

from services.runtime.clock import SteppedClock
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from tests.support.recorder import Bench, bench


@pytest.fixture
async def ground(
    postgres_url: str, kafka: KafkaProfile, clock: SteppedClock, producer: Producer
) -> AsyncIterator[Bench]:
    """A schema with the runtime's tables, a pool, a broker and a stepped clock."""
    async with bench(postgres_url, kafka, clock, producer) as made:
        yield made
