"""The peaks of the year's trade: when they are, and what is nothing unusual in them."""

from datetime import UTC, date, datetime

import pytest

from services.notifier.brake import Traffic, brake
from services.runtime.peaks import in_peak
from services.runtime.staffed import Staffed, in_rush
from services.tracker.lane import PRIORS


@pytest.mark.parametrize(
    ("day", "peak"),
    [
        ((2026, 11, 10), False),
        ((2026, 11, 11), True),
        ((2026, 12, 11), True),
        ((2026, 12, 12), False),
        ((2027, 1, 16), True),
        ((2027, 1, 15), False),
        ((2027, 2, 20), True),
        ((2027, 2, 21), False),
        ((2023, 1, 1), True),
        ((2026, 7, 1), False),
    ],
)
def test_where_peaks_lie(day: tuple[int, int, int], *, peak: bool) -> None:
    """A month from 11 November; from three weeks before the Lunar New Year to two after it."""
    assert in_peak(date(*day)) is peak


def test_a_shop_that_keeps_no_peak_has_none() -> None:
    """The setting names those it has; the day is the shop's own."""
    at = datetime(2026, 11, 10, 17, tzinfo=UTC)
    assert in_rush(Staffed("Asia/Shanghai"), at)
    assert not in_rush(Staffed("UTC"), at)
    assert not in_rush(Staffed("Asia/Shanghai", peaks=("lunar-new-year",)), at)


def test_a_rush_is_no_runaway() -> None:
    """Five times the usual pauses a shop in any other week; ten times does in a peak, too."""
    usual = (40,) * 8
    assert brake(Traffic(hour=200, usual=usual))
    assert brake(Traffic(hour=200, usual=usual), rush=True) is None
    assert brake(Traffic(hour=400, usual=usual), rush=True)


def test_customs_takes_longer_in_a_peak() -> None:
    """Ten working days for seven, as the practice has it: nobody is told sooner that it is late."""
    lane = PRIORS.lane("standard", destination="DE")
    calm, rush = datetime(2026, 9, 1, tzinfo=UTC), datetime(2026, 11, 12, tzinfo=UTC)
    usual = lane.usual_hold_until(calm) - calm
    assert lane.usual_hold_until(rush) - rush >= usual * 1.3
