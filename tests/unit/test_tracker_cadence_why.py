"""Why a parcel is asked for when it is: the reason of the very instant that was chosen."""

from datetime import datetime, timedelta

import pytest

from schemas.parcel import CustomsState, Parcel, Stage
from services.tracker.cadence import FORGOTTEN, INTERVALS, jittered, next_poll
from services.tracker.lane import PRIORS
from services.tracker.parcel import fold
from tests.support.tracks import (
    ARRIVED,
    DELIVERED,
    DEPARTED,
    NEEDS_PAPERS,
    OUT,
    PRESENTED,
    at,
    parcel,
    scan,
)

LANE = PRIORS.lane("standard")
MOVING = fold(parcel(), [scan(1, DEPARTED)], LANE, at(2)).parcel


@pytest.mark.parametrize(
    ("sub_status", "why"),
    [
        (DEPARTED, "its stage is in transit: about every 24 h"),
        (ARRIVED, "its stage is arrived: about every 12 h"),
        (PRESENTED, "its stage is customs: about every 8 h"),
        (NEEDS_PAPERS, "somebody must act at customs: about every 6 h"),
        (OUT, "its stage is out for delivery: about every 3 h"),
    ],
)
def test_the_stage_or_customs_sets_the_interval(sub_status: str, why: str) -> None:
    """With the interval that was taken."""
    known = fold(parcel(), [scan(1, sub_status)], LANE, at(1.1)).parcel
    assert next_poll(known, at(1.1)).why == why


@pytest.mark.parametrize(
    ("known", "now", "never"),
    [
        (parcel(role="void"), at(1), "no order names the number"),
        (parcel(tracked="pending"), at(1), "no provider follows it: pending"),
        (
            parcel(tracked="untracked", untracked_reason="quota"),
            at(1),
            "no provider follows it: quota",
        ),
        (
            MOVING,
            at(1.1) + FORGOTTEN,
            "nothing was heard of it for 180 days: providers have purged it",
        ),
    ],
)
def test_never_has_a_reason_too(known: Parcel, now: datetime, never: str) -> None:
    """Nobody's, nobody follows it, forgotten."""
    poll = next_poll(known, now)
    assert (poll.at, poll.why) == (None, never)


def test_an_end_is_looked_at_once_more_and_says_so() -> None:
    """Before that look, and after it."""
    done = fold(parcel(), [scan(5, DELIVERED)], LANE, at(5.1)).parcel
    again = next_poll(done, at(5.1))
    assert again.why == "it is delivered: looked at once more, about 24 h later"
    assert again.at is not None
    assert next_poll(done, again.at).why == "it is delivered: there is no more to learn"


def test_silence_of_either_kind_is_the_reason_once_it_has_begun() -> None:
    """The lane's usual is over, or the provider is silent: then that is what is waited for."""
    assert MOVING.silent_after is not None
    late = MOVING.silent_after + timedelta(hours=1)
    assert next_poll(MOVING, late).why == "it is silent beyond the lane's usual: about every 36 h"
    unheard = MOVING.model_copy(update={"feed_silent_since": at(3)})
    assert next_poll(unheard, late).why == "the provider has fallen silent on it: about every 24 h"


def test_an_instant_before_the_interval_gives_its_own_reason() -> None:
    """Silence, a turn by time, protection: whichever comes first, and at that instant."""
    assert MOVING.silent_after is not None
    eve = MOVING.silent_after - timedelta(hours=1)
    silence = next_poll(MOVING, eve)
    assert silence.at == MOVING.silent_after
    assert silence.why == "its silence begins then: not to be judged on old scans"
    turn = next_poll(MOVING, at(2), at(2.1))
    assert (turn.at, turn.why) == (
        at(2.1),
        "time alone makes it a hold or names who must act: not to be judged on old scans",
    )
    urgent = next_poll(MOVING, at(2), at(2.3), at(5.2))
    assert (urgent.at, urgent.why) == (at(2.2), "from then on a buyer's protection has 72 h left")


def test_a_protection_about_to_end_is_the_reason_only_where_it_hastens() -> None:
    """Out for delivery it is asked for as often anyway: the stage stays the reason."""
    hasty = next_poll(MOVING, at(3), None, at(5.2))
    assert hasty.why == "a buyer's protection has under 72 h left: about every 3 h"
    out = fold(parcel(), [scan(1, OUT)], LANE, at(1.1)).parcel
    assert next_poll(out, at(1.1), None, at(3)).why == next_poll(out, at(1.1)).why


def test_a_hold_is_the_reason_while_it_lasts() -> None:
    """Held, though nobody is named to act."""
    held = fold(parcel(), [scan(1, PRESENTED)], LANE, at(40)).parcel
    assert held.customs is CustomsState.PROCESSING
    assert [hold.until for hold in held.holds] == [None]
    poll = next_poll(held, at(40))
    assert poll.why == "customs holds it: about every 8 h"
    assert poll.at == at(40) + jittered(INTERVALS[Stage.CUSTOMS], held.id)
