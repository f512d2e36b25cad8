"""When the promised day is over: by the clock of the country that the parcel goes to."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.parcel import Hazard, Stage
from services.runtime.zones import end_of_day, zones
from services.tracker.change import Row, learn
from services.tracker.hazard import hazard
from services.tracker.identity import Claim
from services.tracker.lane import PRIORS
from services.tracker.surroundings import Surroundings
from tests.support.tracks import ARRIVED, DEPARTED, SHOP, at, parcel, scan, update

D = timedelta(days=1)
COUNTRIES = st.sampled_from(["US", "BR", "RU", "JP", "NZ", "ID", "FR", "KI", "XX"])
INSTANTS = st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone follows


@given(INSTANTS, COUNTRIES)
def test_a_promised_day_is_over_at_a_midnight_there_and_for_everybody(
    promised: datetime, country: str
) -> None:
    """Nobody in the country is still in the day that held the instant, unless it was a date."""
    end = end_of_day(promised, country)
    places = [ZoneInfo(name) for name in zones(country)] or [ZoneInfo("UTC")]
    assert promised < end <= promised + 2.1 * D
    assert any(end.astimezone(place).hour == 0 for place in places)
    walls = [promised.astimezone(place) for place in places]
    dates = [wall.date() for wall in walls if f"{wall:%H:%M}" == "23:59" or not wall.time().hour]
    assert dates or all(
        end.astimezone(place).date() > wall.date()
        for place, wall in zip(places, walls, strict=True)
    )


@pytest.mark.parametrize("wall", ["00:00:00", "23:59:59"])
@pytest.mark.parametrize(
    ("zone", "country", "over"),
    [
        ("Asia/Jakarta", "ID", "2026-03-20T17:00"),
        ("America/Sao_Paulo", "BR", "2026-03-21T05:00"),
        ("America/New_York", "US", "2026-03-21T10:00"),
        ("Asia/Tokyo", "JP", "2026-03-20T15:00"),
    ],
)
def test_a_date_that_was_written_as_a_time_is_that_date_in_every_zone(
    wall: str, zone: str, country: str, over: str
) -> None:
    """The day of its last second does not run into the next, east of whoever wrote it."""
    written = datetime.fromisoformat(f"{date(2026, 3, 20)}T{wall}").replace(tzinfo=ZoneInfo(zone))
    assert end_of_day(written, country) == datetime.fromisoformat(f"{over}+00:00")


def bands(promised: datetime, country: str) -> list[Hazard | None]:
    """The hazard every six hours, of an express parcel promised for that instant."""
    claim = Claim(f"{SHOP}/1", "b1", country, service="express", promise=promised)
    one = parcel(destination=country, service="express", shipped_at=at(0))
    row = Row(one, "", {}, 0, None, None)
    told = update(scan(0.5, DEPARTED), scan(1, ARRIVED, country=country))
    return [
        learn(row, [claim], Surroundings(), at(1 + hours / 4), update=told).after.parcel.hazard
        for hours in range(24)
    ]


@pytest.mark.parametrize(("country", "zone"), [("JP", "Asia/Tokyo"), ("CL", "America/Santiago")])
def test_every_instant_of_the_promised_local_day_makes_the_same_hazard(
    country: str, zone: str
) -> None:
    """Two days by UTC, one day to the buyer; the next one is less dangerous."""
    day = at(5).replace(tzinfo=ZoneInfo(zone))
    early, late = (bands(day.replace(hour=hour), country) for hour in (1, 22))
    assert early == late
    assert bands(day + D, country) != late


def test_the_hours_of_the_last_day_count() -> None:
    """Where the day is over in the afternoon by UTC, most parcels of that day have arrived."""
    lane = PRIORS.lane("premium")
    one = parcel(shipped_at=at(0)).model_copy(update={"stage": Stage.IN_TRANSIT})

    def found(by: datetime) -> list[Hazard | None]:
        return [hazard(one, lane, at(days / 8), by, promise=at(7)) for days in range(8, 56)]

    assert found(at(7)) != found(at(7.625))
