"""A week of two shops, in the manner of ``make month``: the same judge, in seconds."""

import pytest

from tests.faults.month.play import played
from tests.faults.month.report import report
from tests.faults.month.traders import TRADERS

CHAT, NO_CHAT = 0, 1
"""A shop whose buyers can be written to, and one whose staff paste what is to be said."""


@pytest.mark.parametrize("number", [CHAT, NO_CHAT], ids=[TRADERS[n].key for n in (CHAT, NO_CHAT)])
def test_a_week(number: int) -> None:
    """No deadline is missed unraised, no page could have waited, no word is one too many."""
    found = played(number, seed=7, days=7, parcels=100)
    told = report(found, 7, 100, 0)
    assert not found.violations, told
    kinds = {kind for kind, _ in found.deadlines}
    assert {"dispute answer", "ship by", "hold: the buyer told"} <= kinds, told
    assert found.counts["disputes"], told
