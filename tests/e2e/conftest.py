"""What the end-to-end tests stand on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.runtime.kafka.profile import KafkaProfile
from tests.support.chain import Chain, chain


@pytest.fixture
async def run(kafka: KafkaProfile, postgres_url: str, tmp_path: Path) -> AsyncIterator[Chain]:
    """The whole chain, with three shops and no orders yet."""
    async with chain(kafka, postgres_url, tmp_path) as made:
        yield made
