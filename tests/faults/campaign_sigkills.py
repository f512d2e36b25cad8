"""`make test-faults`: real SIGKILLs of real processes over days of the demo's trade."""

from collections import Counter
from pathlib import Path

import pytest

from services.runtime.kafka.profile import KafkaProfile
from tests.support.beside import beside
from tests.support.campaign import Campaign
from tests.support.mishaps import Weeks, weeks

FOUR_DAYS = 96
EACH = 50
"""SIGKILLs in four days."""


@pytest.mark.timeout(3600)
async def test_sigkills_over_the_whole_chain(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path, campaign: Campaign
) -> None:
    """Seeded stretches of four days, each judged at its end by the demo's invariants."""
    left, number, wrong, done = campaign.kills, 0, list[str](), Counter[str]()
    while left > 0:
        kills = min(left, EACH)
        async with (
            beside(kafka, postgres_url, f"w{number}") as (own_kafka, own_url),
            weeks(
                own_kafka,
                own_url,
                tmp_path / str(number),
                seed=campaign.seed + number,
                hours=FOUR_DAYS,
            ) as week,
        ):
            await week.play(kills)
            wrong += await _told(campaign, f"stretch {number + 1}", week, done)
        left -= kills
        number += 1
    campaign.say(
        f"{done.total()} SIGKILLs {dict(sorted(done.items()))}, {len(wrong)} violations, "
        f"seed {campaign.seed}"
    )
    assert not wrong


@pytest.mark.timeout(1800)
async def test_two_replicas_of_everything(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path, campaign: Campaign
) -> None:
    """Three days with two of each service, started, stopped and killed at random: as one."""
    done = Counter[str]()
    async with weeks(
        kafka, postgres_url, tmp_path, seed=campaign.seed, hours=72, replicas=2
    ) as days:
        await days.play(kills=24)
        wrong = await _told(campaign, "two replicas", days, done)
    assert not wrong


async def _told(campaign: Campaign, what: str, week: Weeks, done: Counter[str]) -> list[str]:
    """Judge a stretch and say what it came to; returns the violations."""
    wrong = await week.verdict()
    for (service, _), count in week.kills.items():
        done[service] += count
    points = Counter(where for _, where in week.kills.elements())
    campaign.say(
        f"{what}: {week.kills.total()} SIGKILLs, where {dict(sorted(points.items()))}, "
        f"other {dict(sorted(week.others.items()))}, {len(wrong)} violations, seed {week.seed}"
    )
    for each in wrong:
        campaign.say(f"  {each}")
    return wrong
