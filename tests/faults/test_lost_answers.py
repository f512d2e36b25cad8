"""Sends whose request, answer or words are lost on the way: nobody is told twice, nobody forgotten.

The small form of ``make test-lost``.
"""

import pytest

from tests.faults.lost.__main__ import run, told
from tests.faults.lost.stage import NOT_READ_BACK, READ_BACK, REFUSED, Channel

SEED = 7


@pytest.mark.parametrize(
    ("channel", "sends"), [(READ_BACK, 120), (NOT_READ_BACK, 120), (REFUSED, 40)]
)
async def test_no_buyer_is_told_twice_or_forgotten(
    postgres_url: str, channel: Channel, sends: int
) -> None:
    """Each message stands in the chat once, or a person is asked about it with its words."""
    verdict = await run(channel, postgres_url, SEED, sends)
    assert not list(verdict.violations), told(channel, verdict, 0)
    assert verdict.cut["request_lost"] > 0
    assert verdict.cut["answer_lost"] > 0
    assert verdict.cut["answer_lost:late"] > 0
