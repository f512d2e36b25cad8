"""`make test-faults`: kill points of the story, each kind at many of the ordinals it reaches.

With `--rounds 0` at every one of them.
"""

from pathlib import Path

import pytest

from services.runtime.kafka.profile import KafkaProfile
from tests.support.campaign import Campaign
from tests.support.ended import differences
from tests.support.story import played


@pytest.mark.timeout(3600)
async def test_killed_at_every_point(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path, campaign: Campaign
) -> None:
    """Round n kills at the n-th time that each kind is reached; each ends as if nobody had died."""
    first, whole = await played(kafka, postgres_url, tmp_path, "whole", {})
    assert not whole.violations
    last = max(first.reached.values())
    rounds = campaign.draw.sample(range(1, last + 1), k=min(campaign.rounds or last, last))
    kills, wrong = 0, list[str]()
    for ordinal in rounds:
        due = {kind: ordinal for kind in first.kinds() if first.reached[kind] >= ordinal}
        reaper, killed = await played(kafka, postgres_url, tmp_path, f"n{ordinal}", due)
        found = differences(killed, whole)
        kills += len(reaper.taken)
        wrong += [f"ordinal {ordinal}: {each}" for each in found]
        campaign.say(
            f"ordinal {ordinal}: killed at {len(reaper.taken)} of {len(due)} kinds of points, "
            f"{len(killed.doubts)} in doubt, {len(found)} violations"
        )
    campaign.say(
        f"{kills} kills at kill points in {len(rounds)} rounds, {len(wrong)} violations, "
        f"seed {campaign.seed}"
    )
    assert not wrong
