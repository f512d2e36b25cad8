"""The statistics of insight, against figures that others have published or that are plain."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.desk.insight.stats import (
    difference,
    lift,
    more_until,
    quantile,
    weighed,
    wilson,
)

COUNTS = st.dictionaries(st.integers(0, 60), st.integers(1, 9), max_size=12)


def test_intervals_are_those_of_newcombe() -> None:
    """Of Newcombe 1998, example (a): 56 of 70 against 48 of 80, by Wilson's score."""
    one = wilson(56, 70)
    assert (round(one.low, 4), round(one.high, 4)) == (0.6918, 0.877)
    by = difference(56, 70, 48, 80)
    assert round(by.value, 4) == 0.2
    assert (round(by.low, 4), round(by.high, 4)) == (0.0524, 0.3339)
    assert by.sure
    assert not difference(10, 10, 9, 10).sure
    assert (round(wilson(0, 10).high, 4), wilson(0, 10).low) == (0.2775, 0.0)


@given(count=st.integers(0, 50), more=st.integers(0, 50), other=st.integers(1, 100))
def test_an_interval_holds_its_estimate(count: int, more: int, other: int) -> None:
    """Whatever the counts, and turned round it is the same with the other sign."""
    base = count + more or 1
    count = min(count, base)
    by, back = difference(count, base, 1, other), difference(1, other, count, base)
    assert -1 - 1e-9 <= by.low <= by.value <= by.high <= 1 + 1e-9
    assert (round(by.low, 9), round(by.high, 9)) == (round(-back.high, 9), round(-back.low, 9))


def test_one_group_weighs_what_it_says() -> None:
    """And the same group twice says the same, more surely."""
    part = (56, 70, 48, 80)
    assert weighed([part]) == difference(*part)
    twice = weighed([part, part])
    assert twice.value == pytest.approx(0.2)
    assert (round(twice.low, 3), round(twice.high, 3)) == (0.096, 0.295)


def test_what_goes_on_counts_for_as_long_as_it_does() -> None:
    """Half of ten have come by day 5; that two more are still under way makes it later."""
    came = Counter({3: 4, 5: 2, 9: 4})
    assert quantile(came, {}, 0.5) == 5
    assert quantile(came, {20: 4}, 0.5) == 9
    assert quantile(came, {20: 4}, 0.9) is None
    assert quantile({}, {3: 5}, 0.5) is None
    # The remission times of the 6-MP group (Freireich 1963), the textbook's censored data.
    ended, going = (
        Counter({6: 3, 7: 1, 10: 1, 13: 1, 16: 1, 22: 1, 23: 1}),
        Counter({6: 1, 9: 1, 10: 1, 11: 1, 17: 1, 19: 1, 20: 1, 25: 1, 32: 2, 34: 1, 35: 1}),
    )
    assert quantile(ended, going, 0.5) == 23


@given(ended=COUNTS, going=COUNTS, share=st.sampled_from([0.1, 0.5, 0.9]))
def test_a_quantile_is_one_of_the_ends(
    ended: dict[int, int], going: dict[int, int], share: float
) -> None:
    """Without anything under way it is the plain one; what is under way makes none earlier."""
    found = quantile(ended, going, share)
    assert found is None or found in ended
    lengths = sorted(Counter(ended).elements())
    if lengths:
        plain = quantile(ended, {}, share)
        assert plain is not None
        assert sum(one <= plain for one in lengths) >= share * len(lengths) - 1e-6
        assert sum(one < plain for one in lengths) < share * len(lengths) + 1e-6
        assert found is None or found >= plain


@pytest.mark.parametrize(
    ("count", "base", "percent", "left"),
    [(0, 100, "2", 2), (2, 100, "2", 0), (3, 100, "2", -1), (0, 49, "2", 0), (1, 150, "2.5", 2)],
)
def test_how_many_more_a_limit_lets_pass(count: int, base: int, percent: str, left: int) -> None:
    """A share that is the limit's is not over it."""
    assert more_until(count, base, Decimal(percent)) == left


def test_lift_is_one_where_nothing_hangs_together() -> None:
    """And twice as often is two."""
    assert lift(10, 20, 50, 100) == 1
    assert lift(20, 20, 50, 100) == 2
