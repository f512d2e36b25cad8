"""Every service is killed at every kind of kill point, and nobody outside can tell."""

import random
from pathlib import Path

import pytest

from services.runtime.kafka.profile import KafkaProfile
from tests.support.ended import differences
from tests.support.story import played

SEED = 3
LEAST_KINDS = 60
"""Kinds of points: the parts of every service, each with the steps that it takes."""


@pytest.mark.timeout(900)
async def test_killed_at_every_kind_of_point_the_story_ends_the_same(
    kafka: KafkaProfile, postgres_url: str, tmp_path: Path
) -> None:
    """One death at each: buyers are told once, people on call at least once, nothing is lost."""
    first, whole = await played(kafka, postgres_url, tmp_path, "whole", {})
    assert not whole.violations
    kinds = first.kinds()
    assert len(kinds) >= LEAST_KINDS
    draw = random.Random(SEED)  # noqa: S311 - which ordinal, not a secret
    # A killed run reaches a relay's points less often: what waited goes out in fewer batches.
    due = {kind: draw.randint(1, (first.reached[kind] + 3) // 4) for kind in kinds}
    reaper, killed = await played(kafka, postgres_url, tmp_path, "killed", due)
    assert sorted(reaper.taken) == kinds
    assert not differences(killed, whole)
