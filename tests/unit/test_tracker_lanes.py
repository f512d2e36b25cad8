"""What lanes are learned, what hazard follows, when a whole lane is slow, and which days count."""

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.parcel import Hazard, Stage
from services.tracker.calendar import after_working_days, is_off
from services.tracker.durations import Leg, Observation, learn_lanes
from services.tracker.hazard import MARGIN, band, hazard, miss
from services.tracker.lane import PRIORS, LaneKey
from services.tracker.slowdown import slowdowns
from tests.support.tracks import parcel

D = timedelta(days=1)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
KEY = LaneKey("CN", "BR", "standard")
LANE = PRIORS.at(KEY)


def ways(takes: float, began: range, key: LaneKey = KEY) -> list[Observation]:
    """A parcel a day, all as fast, by how many days ago they set out."""
    return [
        Observation(key, NOW - ago * D, NOW - ago * D + takes * D) for ago in began for _ in "123"
    ]


OBSERVED = st.builds(
    lambda key, ago, takes, promised, leg: Observation(
        key,
        NOW - ago * D,
        None if takes is None else NOW - ago * D + takes * D,
        promise=None if promised is None else NOW - ago * D + promised * D,
        leg=leg,
    ),
    st.sampled_from([KEY, LaneKey("CN", "BR-SP", "standard"), LaneKey("", "", "premium")]),
    st.floats(-5, 400),
    st.none() | st.floats(-3, 200),
    st.none() | st.floats(-3, 120),
    st.sampled_from(Leg),
)


@given(st.lists(OBSERVED, max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_order_teaches_nothing(seen: list[Observation], chance: random.Random) -> None:
    """Any order of the observations gives the same table; learning it again gives itself."""
    table = learn_lanes(seen, NOW, PRIORS)
    shuffled = chance.sample(seen, len(seen))
    assert learn_lanes(shuffled, NOW, PRIORS) == table
    assert learn_lanes(seen, NOW, table) is table


@given(st.lists(OBSERVED, min_size=1, max_size=12))
@settings(max_examples=60)
def test_the_future_teaches_nothing(seen: list[Observation]) -> None:
    """What begins or ends after ``now`` is as if it were not known."""
    blind = [
        one._replace(end=None if one.end is not None and one.end > NOW else one.end)
        for one in seen
        if one.start <= NOW
    ]
    assert learn_lanes(seen, NOW, PRIORS) == learn_lanes(blind, NOW, PRIORS)


@given(
    st.lists(OBSERVED, max_size=8),
    st.lists(st.floats(-2, 150), min_size=2, max_size=6),
    st.floats(0, 120),
    st.none() | st.floats(0, 60),
)
@settings(max_examples=60)
def test_a_parcel_that_does_not_arrive_grows_no_likelier_to(
    seen: list[Observation], instants: list[float], by: float, held: float | None
) -> None:
    """On one lane the probability of missing never falls with time, and is a probability."""
    lane = learn_lanes(seen, NOW, PRIORS).at(KEY)
    since = None if held is None else NOW + held * D
    found = [
        miss(lane, NOW, NOW + at * D, NOW + by * D, promise=NOW + by * D, held_since=since)
        for at in sorted(instants)
    ]
    assert all(0 <= one <= 1 for one in found)
    assert all(later >= one - 1e-12 for one, later in pairwise(found))


def test_thin_data_leaves_the_prior_and_much_replaces_it() -> None:
    """Two parcels hardly move a lane; a hundred make its usual days their own."""
    thin = learn_lanes(ways(4.5, range(30, 31))[:2], NOW, PRIORS).at(KEY)
    assert thin.transit_days == LANE.transit_days
    thick = learn_lanes(ways(4.5, range(5, 60)), NOW, PRIORS).at(KEY)
    assert thick.transit_days[1] < LANE.transit_days[0]
    by = NOW + 6 * D
    assert miss(thick, NOW, NOW, by) < miss(thin, NOW, NOW, by) < miss(LANE, NOW, NOW, by) + 0.01


def test_recent_parcels_weigh_more() -> None:
    """A lane that has become slow is slow, though as many parcels were fast half a year ago."""
    was_fast = [*ways(20, range(25, 60)), *ways(5, range(200, 235))]
    was_slow = [*ways(5, range(25, 60)), *ways(20, range(200, 235))]
    by = NOW + 9 * D
    slow, fast = (learn_lanes(seen, NOW, PRIORS).at(KEY) for seen in (was_fast, was_slow))
    assert miss(slow, NOW, NOW, by) > miss(fast, NOW, NOW, by) + 0.3


def test_the_unfinished_teach() -> None:
    """Parcels long under way make a lane slower than the arrived alone would."""
    arrived = ways(8, range(10, 40))
    stuck = [Observation(KEY, NOW - 30 * D) for _ in range(90)]
    by = NOW + 10 * D
    alone = learn_lanes(arrived, NOW, PRIORS).at(KEY)
    both = learn_lanes([*arrived, *stuck], NOW, PRIORS).at(KEY)
    assert miss(both, NOW, NOW, by) > miss(alone, NOW, NOW, by)


def test_a_region_without_parcels_has_its_countrys_lane() -> None:
    """What is learned of a country holds in its regions, and for other origins."""
    table = learn_lanes(ways(4.5, range(5, 60)), NOW, PRIORS)
    learned = table.at(KEY).transit_days
    assert table.at(LaneKey("CN", "BR-SP", "standard")).transit_days == learned
    assert table.lane("standard", "", "DE", "BR").transit_days == learned
    assert table.lane("premium") is PRIORS.lane("premium")


def test_holds_at_customs_are_learned() -> None:
    """The working days that a hold usually takes follow from the stays that ended."""
    stays = [one._replace(leg=Leg.CUSTOMS) for one in ways(20, range(25, 60))]
    lane = learn_lanes(stays, NOW, PRIORS).at(KEY)
    assert lane.customs_days > LANE.customs_days
    assert lane.transit == LANE.transit


@given(st.floats(0, 1), st.none() | st.sampled_from(Hazard), st.lists(st.floats(-1, 1), max_size=8))
def test_bands_do_not_flutter(
    probability: float, before: Hazard | None, wobbles: list[float]
) -> None:
    """A band, once taken, stands however a probability wobbles by less than half the margin."""
    taken = band(probability, before)
    start = band(probability)
    moves = 0
    for wobble in wobbles:
        following = band(probability + wobble * MARGIN * 0.49, start)
        moves += following is not start
        start = following
    assert moves == 0
    assert band(probability, taken) is taken
    assert abs(list(Hazard).index(taken) - list(Hazard).index(band(probability))) <= 1


@pytest.mark.parametrize(
    ("probability", "expected"),
    [
        (0.0, Hazard.LOW),
        (0.1, Hazard.GUARDED),
        (0.4, Hazard.ELEVATED),
        (0.5, Hazard.HIGH),
        (1.0, Hazard.SEVERE),
    ],
)
def test_the_bands(probability: float, expected: Hazard) -> None:
    """Five, by the probability of missing."""
    assert band(probability) is expected


def test_what_is_there_or_lost_needs_no_lane() -> None:
    """Nothing is said of a parcel that waits for its buyer; one that goes back misses for sure."""
    there = parcel().model_copy(update={"stage": Stage.PICKUP, "shipped_at": NOW})
    assert hazard(there, LANE, NOW, NOW + D) is None
    back = there.model_copy(update={"stage": Stage.RETURNING})
    assert hazard(back, LANE, NOW, NOW + 90 * D) is Hazard.SEVERE
    moving = there.model_copy(update={"stage": Stage.IN_TRANSIT})
    assert hazard(moving, LANE, NOW, NOW + 90 * D) is Hazard.LOW
    assert hazard(moving, LANE, NOW, NOW - D) is Hazard.SEVERE
    assert hazard(moving, LANE, NOW, None) is None


def test_a_slow_lane_raises_one_notice_and_is_shifted() -> None:
    """A lane that stops is found once, keeps its notice while it lasts, and another is not slow."""
    other = KEY._replace(destination="FR")
    steady = [*ways(9, range(90)), *ways(9, range(90), other)]
    stopped = NOW - 12 * D
    seen = [
        one._replace(end=None) if one.key == KEY and one.end and one.end > stopped else one
        for one in steady
    ]
    table = learn_lanes(seen, stopped, PRIORS)
    assert slowdowns(steady, table, NOW) == ()
    (slow,) = slowdowns(seen, table, NOW)
    assert slow.key == KEY
    assert slow.by_days >= 7
    (still,) = slowdowns(seen, table, NOW + D, [slow])
    assert still.notice == slow.notice
    shifted = table.slowed({slow.key: slow.by_days})
    usual, late = table.at(KEY), shifted.at(KEY)
    assert late.silence[Stage.IN_TRANSIT] == usual.silence[Stage.IN_TRANSIT] + slow.by_days * D
    assert miss(late, NOW, NOW, NOW + 12 * D) > miss(usual, NOW, NOW, NOW + 12 * D)
    assert shifted.at(other).transit == table.at(other).transit


def test_a_few_lost_parcels_are_no_slowdown() -> None:
    """Some that never arrive, on a lane that moves, are their own trouble."""
    lost = [Observation(KEY, NOW - 40 * D) for _ in range(8)]
    steady = ways(9, range(90))
    table = learn_lanes(steady, NOW - 14 * D, PRIORS)
    assert slowdowns([*steady, *lost], table, NOW) == ()


def test_public_holidays_are_no_working_days() -> None:
    """Christmas counts for nobody in Brazil; an unknown place has weekends only."""
    eve = datetime(2026, 12, 24, 9, tzinfo=UTC)  # a Thursday
    assert after_working_days(eve, 1) == eve + D
    assert after_working_days(eve, 1, "BR") == eve + 4 * D
    assert after_working_days(eve, 1, "ZZ") == eve + D
    assert after_working_days(eve, 1, "BR-ZZ") == eve + 4 * D
    assert is_off((eve + 2 * D).toordinal(), "")


def test_holidays_of_the_origin_hold_a_parcel_back() -> None:
    """What is handed over at Chinese New Year sets out after it: likelier late by one date."""
    handed = datetime(2026, 2, 17, 9, tzinfo=UTC)
    by = handed + 14 * D
    elsewhere = PRIORS.at(KEY._replace(origin="BR"))
    assert miss(LANE, handed, handed, by) > miss(elsewhere, handed, handed, by)
