"""Real processes, really killed, under the demo's load and faults."""

from pathlib import Path

import pytest

from services.runtime.kafka.profile import KafkaProfile
from tests.support.mishaps import weeks

SEED = 11


@pytest.mark.timeout(600)
async def test_six_sigkills_break_no_invariant(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path
) -> None:
    """Six deaths in half a day's trade: each record ends, each buyer was told once, in time."""
    async with weeks(kafka, postgres_url, tmp_path, seed=SEED, hours=12) as half:
        await half.play(kills=6)
        assert half.kills.total() == 6
        assert not await half.verdict()
