"""What ingest keeps is what marketplaces show, whatever is lost, repeated, refused or killed."""

from pathlib import Path

import pytest

from services.runtime.kafka.profile import KafkaProfile
from tests.faults.ingested.judge import judge
from tests.faults.ingested.stage import stage
from tests.faults.ingested.world import trade

SEED = 5


@pytest.mark.timeout(600)
async def test_a_day_with_three_kills_ends_in_the_truth(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path
) -> None:
    """Every order, dispute, rating and message as the sandbox shows it, and nothing dead beside."""
    told = trade(SEED, days=1, times=1, unreadable=30)
    async with stage(kafka, postgres_url, tmp_path, told=told, seed=SEED) as played:
        await played.play(kills=3)
        verdict = await judge(played)
    assert not verdict.wrong
    assert verdict.figures["lost"]
    assert sum(verdict.figures["kills"].values()) == 3
