"""Anchors, staffed hours and the buyer's waking hours."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.notifier.anchors import AnchorError, parse_anchor, parse_span
from services.notifier.quiet import (
    MINUTE,
    Waking,
    choose,
    closes,
    first_waking,
    last_waking_minute,
    windows,
    zones,
)
from services.notifier.scope import Scope
from services.notifier.subject import subjects
from services.runtime.staffed import Staffed, add_working_days, is_staffed, next_staffed
from tests.support.notifier import AROUND, NOW, D, H, case_of, order, parcel

COUNTRIES = ("ES", "BR", "US", "RU", "MX", "AU", "CA", "ID", "CL", "PT", "VN", "GB", "KZ")
INSTANTS = st.datetimes(
    min_value=datetime(2025, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2028, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.just(UTC),
)
SHANGHAI = Staffed("Asia/Shanghai")


def test_an_anchor_is_a_named_instant_and_what_is_added() -> None:
    """Minutes, hours, days, working days; the first that is known; none where nothing is."""
    subject = next(iter(subjects(case_of(order(dispute_from=None), parcel()), Scope.PARCEL)))

    def at(text: str) -> datetime | None:
        return parse_anchor(text, Scope.PARCEL).resolve(subject, NOW, AROUND.shop)

    assert at("promise") == NOW + 10 * D
    assert at("promise - 2d") == NOW + 8 * D
    assert at("promise+90m") == NOW + 10 * D + 1.5 * H
    assert at("seen + 2h") == NOW + 2 * H
    assert at("parcel.silent_after") is None
    assert at("parcel.silent_after or promise") == NOW + 10 * D
    # What nobody states, the terms of the marketplace say.
    assert at("dispute_from") == NOW + 10 * D
    # The promise falls on a Friday: six working days before it lies the Friday before.
    assert at("promise - 6wd") == NOW + 3 * D
    assert parse_span("24h") == timedelta(days=1)


@pytest.mark.parametrize("text", ["", "promise -", "promise - 2", "promise 2d", "2d", "promise-2y"])
def test_what_is_no_anchor_is_refused(text: str) -> None:
    """At load, not when it is due."""
    with pytest.raises(AnchorError):
        parse_anchor(text, Scope.PARCEL)


def test_the_next_staffed_hour() -> None:
    """Itself within hours, else when people come; Sunday is free."""
    morning = datetime(2026, 3, 14, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert next_staffed(SHANGHAI, morning + H) == morning + H
    assert next_staffed(SHANGHAI, morning - H) == morning
    assert next_staffed(SHANGHAI, morning + 9 * H) == morning + 2 * D
    assert add_working_days(SHANGHAI, morning, 1) == morning + 2 * D
    assert add_working_days(SHANGHAI, morning, -6) == morning - 7 * D


def test_staffed_hours_follow_the_wall_clock_through_a_change_of_time() -> None:
    """Nine is nine on the Monday after the clocks went forward, and a day may end at midnight."""
    madrid = Staffed("Europe/Madrid", start=9, end=24)
    sunday = datetime(2026, 3, 29, 0, tzinfo=UTC)
    assert next_staffed(madrid, sunday) == datetime(2026, 3, 30, 7, tzinfo=UTC)
    assert is_staffed(madrid, datetime(2026, 3, 30, 21, 59, tzinfo=UTC))
    assert not is_staffed(madrid, datetime(2026, 3, 30, 22, tzinfo=UTC))


@given(at=INSTANTS, country=st.sampled_from(COUNTRIES))
def test_a_waking_moment_is_between_nine_and_eight_in_every_zone_of_the_country(
    at: datetime, country: str
) -> None:
    """But for Russia, whose zones share an hour: there it is Moscow's day."""
    moment = first_waking(Waking(country), at)
    assert moment is not None
    assert at <= moment < at + D
    names = ("Europe/Moscow",) if country == "RU" else zones(country)
    assert all(9 <= moment.astimezone(ZoneInfo(name)).hour < 20 for name in names)
    last = last_waking_minute(Waking(country), at)
    assert last is not None
    assert at - D - MINUTE <= last <= at - MINUTE
    assert all(9 <= last.astimezone(ZoneInfo(name)).hour < 20 for name in names)


def test_a_known_zone_is_asked_alone_and_an_unknown_place_has_no_hours() -> None:
    """In doubt a person speaks."""
    evening = datetime(2026, 7, 1, 1, tzinfo=UTC)
    assert first_waking(Waking("US", "Pacific/Honolulu"), evening) == evening
    assert first_waking(Waking("US"), evening) != evening
    assert first_waking(Waking("XX"), evening) is None
    assert windows(Waking("XX"), evening.date()) == ()
    assert choose(Waking("XX"), at=evening, until=None, now=evening, before=True) is None


def test_the_first_waking_minute_else_the_last_one_before_else_nobody() -> None:
    """The order of choices, around a night in Portugal without its islands."""
    here = Waking("PT", "Europe/Lisbon")
    night = datetime(2026, 3, 10, 23, tzinfo=UTC)
    morning, eve = night + 10 * H, night - 3 * H - MINUTE

    def chosen(until: datetime | None, now: datetime) -> datetime | None:
        hour = choose(here, at=night, until=until, now=now, before=True)
        return hour.at if hour else None

    assert chosen(None, eve) == morning
    assert chosen(morning + H, eve) == morning
    assert chosen(morning, eve - H) == eve
    assert chosen(morning, eve) == eve
    assert chosen(morning, eve + MINUTE) is None
    assert choose(here, at=night, until=morning, now=eve, before=False) is None


@given(
    at=INSTANTS,
    offset=st.integers(-72, 72),
    left=st.one_of(st.none(), st.integers(-10, 60)),
    country=st.sampled_from(COUNTRIES),
    before=st.booleans(),
)
def test_what_is_chosen_can_be_said_then(
    at: datetime, offset: int, left: int | None, country: str, before: bool
) -> None:
    """Before its end, in waking time, and not in a window that has passed."""
    now = at + offset * H
    until = None if left is None else at + left * H
    hour = choose(Waking(country), at=at, until=until, now=now, before=before)
    if hour is None:
        return
    leaves = max(hour.at, now)
    assert closes(Waking(country), leaves) is not None
    assert until is None or leaves < until
    assert leaves < hour.closes
