"""When a parcel is asked for again: often where it matters, spread, and not for ever."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.parcel import Parcel
from services.tracker.cadence import FORGOTTEN, jittered, next_poll
from services.tracker.identity import postal_origin
from services.tracker.lane import PRIORS
from services.tracker.parcel import advance
from tests.support.tracks import (
    ARRIVED,
    DELIVERED,
    DEPARTED,
    NEEDS_PAPERS,
    NUMBER,
    OUT,
    PRESENTED,
    at,
    parcel,
    scan,
)

LANE = PRIORS.lane("standard")


@pytest.mark.parametrize(
    ("sub_status", "hours"),
    [(DEPARTED, 24), (ARRIVED, 12), (PRESENTED, 8), (NEEDS_PAPERS, 6), (OUT, 3)],
)
def test_the_nearer_the_oftener(sub_status: str, hours: int) -> None:
    """By stage, within a fifth of the interval."""
    _, due = advance(parcel(), [scan(1, sub_status)], LANE, at(1.1))
    assert due is not None
    assert abs(due - at(1.1) - timedelta(hours=hours)) <= timedelta(hours=hours) / 5


@given(st.text(min_size=1))
def test_jitter_is_a_fifth_and_always_the_same(key: str) -> None:
    """Every process and every restart plans one parcel alike."""
    hour = timedelta(hours=1)
    assert 0.8 * hour <= jittered(hour, key) <= 1.2 * hour
    assert jittered(hour, key) == jittered(hour, key)


def test_a_delivery_is_looked_at_once_more() -> None:
    """A day later, and then no more."""
    done, due = advance(parcel(), [scan(5, DELIVERED)], LANE, at(5.1))
    assert due is not None
    assert abs(due - at(6)) <= timedelta(hours=24) / 5
    assert next_poll(done, due).at is None


@pytest.mark.parametrize(
    "gone", [parcel(tracked="untracked"), parcel(tracked="pending"), parcel(role="void")]
)
def test_what_nobody_follows_is_not_asked_for(gone: Parcel) -> None:
    """Unregistered, refused, or no order's any more."""
    assert next_poll(gone, at(1)).at is None


def test_a_stalled_parcel_is_asked_for_less_and_in_the_end_no_more() -> None:
    """Beyond its silence the interval grows; providers have purged it after half a year."""
    still, _ = advance(parcel(), [scan(1, DEPARTED)], LANE, at(2))
    due = next_poll(still, at(20)).at
    assert due is not None
    assert due - at(20) > timedelta(hours=28)
    assert next_poll(still, at(1.1) + FORGOTTEN).at is None


def test_the_end_of_protection_makes_it_urgent() -> None:
    """Within three days of it every three hours, and the first of these polls is not missed."""
    moving, _ = advance(parcel(), [scan(1, DEPARTED)], LANE, at(2))
    assert next_poll(moving, at(2), None, at(5.2)).at == at(2.2)
    due = next_poll(moving, at(3), None, at(5.2)).at
    assert due is not None
    assert due - at(3) <= timedelta(hours=3.6)
    assert next_poll(moving, at(6), None, at(5.2)) == next_poll(moving, at(6))


@pytest.mark.parametrize(
    ("number", "country"),
    [
        (NUMBER, "CN"),
        ("UG123456789YP", None),
        ("1Z999AA10123456784", None),
        ("lb123456789sg", "SG"),
    ],
)
def test_a_postal_number_names_its_country(number: str, country: str | None) -> None:
    """Its last two letters, where they are a country that parcels set out from."""
    assert postal_origin(number) == country
