"""One event told by two providers, one of which prints its time without a zone."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.parcel import Actor, CustomsState, Parcel, Scan, Stage
from services.runtime.zones import zones
from services.tracker.clocks import in_step
from services.tracker.lane import PRIORS
from services.tracker.parcel import advance
from tests.support.tracks import (
    ARRIVED,
    DEPARTED,
    NEEDS_PAPERS,
    PRESENTED,
    RELEASED,
    at,
    parcel,
    scan,
)

LANE = PRIORS.lane("standard")
TOLD = (
    scan(1, DEPARTED),
    scan(9, ARRIVED, country="JP"),
    scan(10, NEEDS_PAPERS, country="JP"),
    scan(10.2, RELEASED, country="JP"),
)
"""What the first provider tells, which knows the zone."""

HELD = "Held by customs: import duties must be paid by the recipient"


def folded(*scans: Scan, days: float = 12) -> Parcel:
    """To Japan, nine hours ahead of UTC, from China, eight ahead."""
    return advance(parcel(destination="JP"), scans, LANE, at(days))[0]


def local(days: float, words: str, zone: str = "Asia/Tokyo", country: str | None = "JP") -> Scan:
    """A scan of another provider, which prints the place's own time and no zone."""
    wall = at(days).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    told = scan(0, "", words, country)
    return told.model_copy(
        update={
            "id": f"{wall}/{words}",
            "provider": "trackingmore",
            "at": wall.replace(tzinfo=at(0).tzinfo),
            "raw_time": wall.isoformat(sep=" "),
        }
    )


@pytest.mark.parametrize(
    "copy",
    [
        local(10, HELD),
        local(10 + 1 / 720, HELD, country=None),
        local(10, HELD, "Asia/Shanghai", None),
        local(10, "Held by customs", "Asia/Urumqi", None),
    ],
    ids=["there", "nowhere told", "the carrier's own", "in another of its zones"],
)
def test_a_copy_of_an_old_event_does_not_open_the_hold_that_was_closed(copy: Scan) -> None:
    """By its clock it comes hours after the release; it was there before it."""
    assert copy.at > TOLD[-1].at
    one = folded(*TOLD, copy)
    [hold] = one.holds
    assert (hold.ordinal, hold.since, hold.until) == (1, at(10), at(10.2))
    assert (one.customs, one.stage) == (CustomsState.RELEASED, Stage.IN_TRANSIT)
    assert one.stage_since == at(10.2)
    assert copy in one.scans


def test_a_copy_still_says_why_and_who_must_act() -> None:
    """It is only its time that is not believed."""
    vague = scan(10, PRESENTED, country="JP")
    alone = folded(vague, days=11)
    assert alone.holds == ()
    [hold] = folded(vague, local(10, HELD), days=11).holds
    assert (hold.since, hold.who_must_act) == (at(10), Actor.BUYER)


@pytest.mark.parametrize(
    "later",
    [
        scan(10.375, NEEDS_PAPERS, "again", "JP"),
        local(10.1, HELD),
        local(10, HELD, "Asia/Bangkok"),
        local(10, HELD).model_copy(update={"raw_time": "2026-03-12T09:00:00+00:00"}),
    ],
    ids=["its own provider", "at no such time", "of no such place", "with a zone"],
)
def test_another_event_opens_a_hold_as_ever(later: Scan) -> None:
    """Nothing is hidden but a copy: an event that nobody else tells at such a time is news."""
    assert folded(*TOLD, later).holds[-1].until is None
    assert in_step((*TOLD, later), "CN", "JP")[-1] == later


def test_an_event_of_another_country_is_no_copy() -> None:
    """Both tell where they were."""
    elsewhere = local(10, HELD).model_copy(update={"country": "KR"})
    assert in_step((*TOLD, elsewhere), "CN", "JP")[-1] == elsewhere


def test_a_copy_of_the_release_does_not_close_the_next_hold() -> None:
    """By its clock it comes after the second demand."""
    again = scan(10.4, NEEDS_PAPERS, country="JP")
    copy = local(10.2, "Released from import customs")
    assert copy.at > again.at
    assert folded(*TOLD, again, copy).holds[-1].until is None


def test_where_nobody_else_tells_it_a_time_without_a_zone_is_believed() -> None:
    """A hold that only the destination's carrier knows of is a hold."""
    [hold] = folded(*TOLD[:2], local(10, HELD), days=11).holds
    assert (hold.since, hold.until) == (at(10) + timedelta(hours=9), None)


@given(st.permutations([*TOLD, local(10, HELD), local(9, "Arrived at the destination")]))
def test_the_order_in_which_copies_come_changes_nothing(scans: list[Scan]) -> None:
    """The copy first, or the original."""
    assert folded(*scans) == folded(*sorted(scans, key=lambda one: one.id))


@given(st.sampled_from(["US", "BR", "RU", "AU"]), st.data())
def test_whatever_zone_of_the_country_printed_it_the_copy_is_found(
    country: str, data: st.DataObject
) -> None:
    """West or east of Greenwich, before or behind the original."""
    zone = data.draw(st.sampled_from(zones(country)))
    original = scan(10, NEEDS_PAPERS, country=country)
    copy = local(10, HELD, zone, country)
    assert [one.at for one in in_step((original, copy), "CN", country)] == [at(10)] * 2
