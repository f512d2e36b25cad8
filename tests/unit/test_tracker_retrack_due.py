"""When the one retrack of a number is spent, and what the answer to it says."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.parcel import Actor, DecidedBy, Direction, Hold, HoldKind, Stage
from services.connectors.carriers.port import Rejected
from services.tracker.retrack import (
    LOOK_AGAIN,
    PURGED,
    SPEND_AFTER,
    TRY_AGAIN,
    Spent,
    answered,
    judged,
)
from tests.support.tracks import ARRIVED, at, parcel, scan

SOON = timedelta(minutes=10)
STOP = timedelta(days=30)


def _hold(until: datetime | None) -> Hold:
    return Hold(
        ordinal=1,
        direction=Direction.IMPORT,
        kind=HoldKind.UNSPECIFIED,
        who_must_act=Actor.UNKNOWN,
        since=at(1),
        until=until,
        usual_until=at(11),
        decided_by=DecidedBy.CODE,
    )


@given(quiet=st.integers(0, 200), now=st.integers(0, 200), protection=st.integers(0, 200))
def test_it_is_spent_only_on_a_quiet_parcel_that_is_protected(
    quiet: int, now: int, protection: int
) -> None:
    """Never within 26 days of an event, never after protection; the next look is never past."""
    found = judged(parcel(scans=(scan(quiet, ARRIVED),)), at(protection), at(0), at(now))
    since = quiet if quiet <= now else 0
    silent = at(now) - at(since)
    assert found.spend == (SPEND_AFTER <= silent < PURGED and protection > now)
    if found.look_at is not None:
        assert found.look_at > at(now)


def test_it_is_spent_before_the_provider_stops() -> None:
    """Looked at when told to, a parcel that needs it is retracked before day 30 without event."""
    needy = parcel(scans=(scan(2, ARRIVED),))
    first = judged(needy, at(90), at(0), at(2))
    assert first.look_at is not None
    assert first.look_at < at(2) + STOP
    assert judged(needy, at(90), at(0), first.look_at).spend


def test_an_open_hold_needs_it_and_a_closed_one_does_not() -> None:
    """Without protection, the hold decides; whether it comes to need it is looked at again."""
    assert judged(parcel(holds=(_hold(None),)), None, at(0), at(27)).spend
    released = judged(parcel(holds=(_hold(at(3)),)), None, at(0), at(27))
    assert (released.spend, released.look_at) == (False, at(27) + LOOK_AGAIN)


@pytest.mark.parametrize(
    "changes", [{"stage": Stage.DELIVERED}, {"stage": Stage.LOST}, {"tracked": "untracked"}]
)
def test_an_ended_way_never_needs_it(changes: dict[str, object]) -> None:
    """Nothing is left to hear: it is not looked at again."""
    found = judged(parcel(**changes), at(90), at(0), at(27))
    assert (found.spend, found.look_at) == (False, None)


def test_a_number_that_no_order_names_does_not_have_it_spent() -> None:
    """An order may name it again: it is looked at again."""
    found = judged(parcel(role="void"), at(90), at(0), at(27))
    assert (found.spend, found.look_at) == (False, at(27) + LOOK_AGAIN)


@pytest.mark.parametrize(
    ("meaning", "doubtful", "spent"),
    [
        ("spent", False, Spent(reason="spent")),
        ("spent", True, Spent(done=True)),
        ("stopped", False, Spent(again=at(0) + TRY_AGAIN, reason="stopped")),
        ("stopped", True, Spent(again=at(0) + TRY_AGAIN, reason="stopped", open=True)),
        ("later", False, Spent(again=at(0) + SOON, open=True)),
        ("quota", False, Spent(again=at(0) + SOON)),
        ("invalid", False, Spent(reason="invalid")),
    ],
)
def test_each_answer_ends_it_or_says_when_again(meaning: str, doubtful: bool, spent: Spent) -> None:
    """That it was used is final; after an unanswered try of ours it is our own success."""
    refused = Rejected("X", "", meaning)  # type: ignore[arg-type] # one of the port's words
    assert answered(refused, at(0), SOON, doubtful=doubtful) == spent
    assert answered(None, at(0), SOON, doubtful=doubtful) == Spent(done=True)


def test_it_is_spent_at_once_where_the_provider_has_stopped() -> None:
    """That it does not reach the carrier is no stop; another provider's scans put nothing off."""
    moved = parcel(scans=(scan(2, ARRIVED),), feed_silent_since=at(5))
    assert judged(moved, at(90), at(0), at(6), stopped=True).spend
    assert not judged(moved, at(90), at(0), at(6)).spend
    assert not judged(moved, at(5), at(0), at(6), stopped=True).spend
    other = scan(27, ARRIVED).model_copy(update={"provider": "correios"})
    assert judged(parcel(scans=(scan(0, ARRIVED), other)), at(90), at(0), at(28)).spend
