"""`make test-faults`: 10,000 pushes of six shops, the normaliser killed ten times among them."""

from pathlib import Path

import pytest

from services.runtime.kafka.profile import KafkaProfile
from tests.faults.ingested.judge import judge
from tests.faults.ingested.stage import stage
from tests.faults.ingested.world import trade
from tests.support.campaign import Campaign

TIMES, PUSHES, KILLS, UNREADABLE = 6.5, 10_000, 10, 30


@pytest.mark.campaign
@pytest.mark.timeout(3600)
async def test_ten_thousand_pushes_end_in_the_truth(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path, campaign: Campaign
) -> None:
    """A month with a twentieth lost, repeated, out of order each, and a tenth of calls refused.

    At its end every order, dispute, rating and message is what the sandbox shows, and nothing is
    dead but the unreadable pushes that were planted.
    """
    told = trade(campaign.seed, days=30, times=TIMES, unreadable=UNREADABLE)
    async with stage(kafka, postgres_url, tmp_path, told=told, seed=campaign.seed) as played:
        await played.play(KILLS)
        verdict = await judge(played)
    campaign.say(f"{verdict.figures}, {len(verdict.wrong)} violations, seed {campaign.seed}")
    for each in verdict.wrong:
        campaign.say(f"  {each}")
    assert not verdict.wrong
    assert verdict.figures["pushes"] >= PUSHES
    assert sum(verdict.figures["kills"].values()) == KILLS
