"""What a marketplace takes now: kinds, window, and the caps on messages in a conversation."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.connectors.manners import Manners
from services.connectors.marketplaces.installed import marketplaces
from services.notifier.mannerly import DAY, capped_until, unfit
from tests.support.notifier import NOW, H, case_of, message, order

TALK = "c-1"
FIVE = Manners(longest=500, unanswered=5)
MINUTES = st.integers(min_value=-3 * 24 * 60, max_value=0)


def at(minutes: int) -> datetime:
    """Minutes from now."""
    return NOW + timedelta(minutes=minutes)


@given(st.lists(MINUTES, max_size=12), st.integers(min_value=1, max_value=6))
def test_no_day_ever_holds_more_than_the_cap(said: list[int], most: int) -> None:
    """When it is let go the 24 hours before held fewer; and it is never held for nothing."""
    times = [at(one) for one in said]
    full = capped_until(times, case_of(order()), TALK, Manners(500, daily=most), NOW)
    recent = [one for one in times if one > NOW - DAY]
    assert (full is None) is (len(recent) < most)
    if full is not None:
        assert NOW < full <= NOW + DAY
        assert len([one for one in times if one > full - DAY]) < most


@given(st.lists(MINUTES, min_size=5, max_size=9), MINUTES)
def test_an_answer_of_the_buyers_opens_the_conversation_again(said: list[int], heard: int) -> None:
    """Only what was said since counts as unanswered, and only in that conversation."""
    times = [at(one) for one in said]
    answer = message(sent_at=at(heard))
    full = capped_until(times, case_of(order(), answer), TALK, FIVE, NOW)
    alone = [one for one in times if one > max(at(heard), NOW - DAY)]
    assert (full is None) is (len(alone) < 5)
    elsewhere = capped_until(times, case_of(order(), answer), "c-2", FIVE, NOW)
    assert (elsewhere is None) is (len([one for one in times if one > NOW - DAY]) < 5)


def test_what_people_typed_counts_too() -> None:
    """The platform does not ask who of the shop wrote."""
    typed = message("m-9", sender="seller", sent_at=NOW - H)
    said = [NOW - 2 * H] * 4
    assert capped_until(said, case_of(order()), TALK, FIVE, NOW) is None
    assert capped_until(said, case_of(order(), typed), TALK, FIVE, NOW) == NOW - 2 * H + DAY


@pytest.mark.parametrize(
    ("days", "conversation", "kept", "fits"),
    [
        (6, None, False, True),
        (8, None, True, False),
        (8, TALK, True, True),
        (8, TALK, False, False),
    ],
)
def test_an_order_is_written_to_in_its_window(
    days: int, conversation: str | None, fits: bool, *, kept: bool
) -> None:
    """Later only in a conversation that outlives it."""
    manners = Manners(500, window=timedelta(days=7), kept=kept)
    old = order(placed_at=NOW - timedelta(days=days))
    assert (not unfit("running_late", old, conversation, manners, NOW)) is fits


def test_only_allowed_kinds_are_sent() -> None:
    """A marketplace that names its templates takes nothing else (Amazon: no notice of a delay)."""
    named = Manners(500, kinds=frozenset({"pickup_waiting"}))
    assert not unfit("pickup_waiting", order(), TALK, named, NOW)
    assert unfit("running_late", order(), TALK, named, NOW)


def test_lazada_takes_five_unanswered_in_an_orders_first_week() -> None:
    """As its own rules have it, each from its documents."""
    lazada = marketplaces()["lazada"].manners
    assert (lazada.unanswered, lazada.window) == (5, timedelta(days=7))
