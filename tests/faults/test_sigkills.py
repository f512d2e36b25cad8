"""Real processes, really killed, under the demo's load and faults."""

from pathlib import Path

import pytest

from services.runtime.kafka.profile import KafkaProfile
from tests.support.mishaps import weeks

SEED = 11


@pytest.mark.timeout(600)
async def test_ten_sigkills_break_no_invariant(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path
) -> None:
    """Ten deaths in a day's trade: every record has an end, every buyer was told once, in time."""
    async with weeks(kafka, postgres_url, tmp_path, seed=SEED, hours=24) as day:
        await day.play(kills=10)
        assert day.kills.total() == 10
        assert not await day.verdict()
