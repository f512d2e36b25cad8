"""The canary's page: by its absence, and by nothing else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.notifier.canary import Flight, Pace, next_send, overdue_at

START = datetime(2026, 3, 2, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PACE = Pace(every=15 * MINUTE, within=5 * MINUTE)


def _fly(gone: range, delay: int, minutes: int) -> list[int]:
    """The minutes in which a page stands; those sent in ``gone`` never arrive."""
    flight, paged, on_way = Flight(START), [], dict[int, int]()
    for minute in range(minutes):
        now = START + minute * MINUTE
        if next_send(flight, PACE) <= now:
            flight = replace(flight, sent_at=now)
            if minute not in gone:
                on_way[minute + delay] = minute
        if minute in on_way:
            flight = replace(flight, stamp=START + on_way[minute] * MINUTE)
        if overdue_at(flight, PACE, START) <= now:
            paged.append(minute)
    return paged


@given(st.integers(0, 4))
def test_while_it_arrives_in_time_nobody_is_paged(delay: int) -> None:
    """However long within its limit it is on its way."""
    assert _fly(range(0), delay, 600) == []


@given(st.integers(1, 300), st.integers(1, 300), st.integers(0, 4))
def test_its_absence_pages_within_its_limit_and_ends(begin: int, length: int, delay: int) -> None:
    """It pages when the first that is lost is over its limit; the next arrival ends it."""
    gone = range(begin, begin + length)
    lost = [minute for minute in range(0, 700, 15) if minute in gone]
    paged = _fly(gone, delay, 700)
    if not lost:
        assert paged == []
        return
    assert paged[0] == lost[0] + 5
    assert paged == list(range(paged[0], paged[-1] + 1))
    assert paged[-1] < lost[-1] + 15 + delay


def test_whoever_starts_after_a_pause_waits_for_one_of_his_own() -> None:
    """An installation that was off for a weekend has lost nothing yet."""
    monday = START + timedelta(days=3)
    before = Flight(START, sent_at=START + 60 * MINUTE, stamp=START + 60 * MINUTE)
    assert next_send(before, PACE) <= monday
    assert overdue_at(before, PACE, monday) == monday + PACE.within
    assert overdue_at(before, PACE, START) < monday
