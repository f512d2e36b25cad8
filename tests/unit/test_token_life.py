"""How long tokens last: renewed at half their life, and people told in time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.connectors.tokens.life import (
    TRIES,
    Kept,
    changes_at,
    ends_at,
    level,
    may_try,
    refresh_at,
)

NOW = datetime(2026, 3, 2, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def kept(life: timedelta = 30 * DAY, refresh: timedelta | None = 60 * DAY) -> Kept:
    """A token that was given just now."""
    until = NOW + refresh if refresh is not None else None
    ends = NOW + life
    due = refresh_at(NOW, ends, until)
    return Kept("lazada/one", 1, NOW, ends, until, due, None, 0, "valid", "", True, "here")


LOST = replace(kept(), state="needs_authorisation", due_at=None, why="lost")


def test_a_token_is_renewed_at_half_its_life() -> None:
    """And not at all where its refresh token ends before, or where its own end is not known."""
    assert refresh_at(NOW, NOW + 4 * HOUR, NOW + 30 * DAY) == NOW + 2 * HOUR
    assert refresh_at(NOW, NOW + 30 * DAY, None) == NOW + 15 * DAY
    assert refresh_at(NOW, NOW + 30 * DAY, NOW + 10 * DAY) is None
    assert refresh_at(NOW, None, NOW + 10 * DAY) is None


def test_a_dangling_refresh_is_tried_once_more_only_where_it_may_be() -> None:
    """The first call of all is always made; after one without an answer the platform decides."""
    assert may_try(kept(), again=False)
    dangling = replace(kept(), refreshing_since=NOW, tries=1)
    assert not may_try(dangling, again=False)
    assert may_try(dangling, again=True)
    assert not may_try(replace(dangling, tries=TRIES), again=True)


def test_people_are_told_at_48_hours_and_woken_at_6() -> None:
    """Of a token that nobody renews but they, and until they have: also when it has ended."""
    ends = NOW + 30 * DAY
    for token in (LOST, replace(kept(refresh=10 * DAY)), replace(kept(), renewable=False)):
        assert ends_at(token, NOW) == ends
        assert level(token, ends - 49 * HOUR) is None
        assert level(token, ends - 48 * HOUR) == "notice"
        assert level(token, ends - 7 * HOUR) == "notice"
        assert level(token, ends - 6 * HOUR) == "page"
        assert level(token, ends + DAY) == "page"


def test_one_that_renews_itself_is_nobodys_business() -> None:
    """However short its life; but for one that should have been renewed long ago."""
    for life in (4 * HOUR, DAY, 30 * DAY):
        token = kept(life)
        assert level(token, NOW + life * 0.74) is None
        late = NOW + life * 0.76
        assert level(token, late) == ("page" if life <= DAY else None)
    assert level(replace(kept(), expires_at=None, due_at=None), NOW + 900 * DAY) is None


@given(
    life=st.timedeltas(timedelta(minutes=10), 400 * DAY),
    refresh=st.none() | st.timedeltas(timedelta(minutes=10), 400 * DAY),
    renewable=st.booleans(),
    lost=st.booleans(),
    share=st.floats(0, 1.2),
)
def test_whoever_looks_when_told_to_misses_no_change(
    life: timedelta, refresh: timedelta | None, renewable: bool, lost: bool, share: float
) -> None:
    """Between an instant and the next one that is named, nothing changes by itself."""
    token = replace(kept(life, refresh), renewable=renewable)
    if lost:
        token = replace(token, state="needs_authorisation", due_at=None)
    now = NOW + life * share
    following = changes_at(token, now)
    before = following or now + 900 * DAY
    assert before > now
    assert level(token, before - timedelta(microseconds=1)) == level(token, now)
