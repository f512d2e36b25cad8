"""When the automatic brake falls: counted exactly, at its very bounds."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifier.brake import LEAST, WEEKS, Traffic, brake, most_in_hour, same_hours

COUNTS = st.integers(min_value=0, max_value=2000)


@pytest.mark.parametrize(
    ("sent", "refused", "falls"),
    [(99, 99, False), (100, 3, False), (100, 4, True), (1000, 30, False), (1000, 31, True)],
)
def test_a_refused_share_over_three_percent_of_a_hundred(
    sent: int, refused: int, falls: bool
) -> None:
    """Three in a hundred may be refused, and of fewer than a hundred all."""
    why = brake(Traffic(sent, refused))
    assert bool(why) is falls
    if why:
        assert f"{refused} of {sent}" in why


@pytest.mark.parametrize(
    ("usual", "most"),
    [
        ((), None),
        ((50, 50, 50), None),
        ((0, 0, 0, 0), 20),
        ((6, 6, 7, 7), 20),
        ((10, 10, 10, 10), 30),
        ((1, 10, 11, 900), 31.5),
        ((900, 10, 10, 10, 10), 30),
    ],
)
def test_three_times_the_usual_and_never_under_twenty(
    usual: tuple[int, ...], most: float | None
) -> None:
    """The median of the same hours; with fewer than four weeks the ceilings alone hold."""
    assert most_in_hour(usual) == most
    if most is None:
        assert brake(Traffic(hour=10_000, usual=usual)) is None
    else:
        assert brake(Traffic(hour=int(most), usual=usual)) is None
        assert brake(Traffic(hour=int(most) + 1, usual=usual))


@given(COUNTS, COUNTS, COUNTS, st.lists(COUNTS, max_size=WEEKS))
def test_twenty_an_hour_never_fall_under_it_and_more_never_lifts_it(
    sent: int, refused: int, hour: int, usual: list[int]
) -> None:
    """No history makes twenty an hour too many, and one more refused or sent is no excuse."""
    assert brake(Traffic(hour=min(hour, LEAST), usual=usual)) is None
    if brake(Traffic(sent, refused, hour, usual)):
        assert brake(Traffic(sent, refused + 1, hour + 1, usual))


def test_hours_of_the_week_are_counted_in_utc() -> None:
    """A zone whose clocks are put back has no hour twice: the same instant names the same hours."""
    madrid = datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=2)))
    hours = same_hours(madrid)
    assert hours == same_hours(madrid.astimezone(UTC))
    assert hours[0] == datetime(2026, 10, 18, 0, 0, tzinfo=UTC)
    assert len(hours) == WEEKS
    assert {(hour.weekday(), hour.hour) for hour in hours} == {(6, 0)}
