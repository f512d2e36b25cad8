"""A buyer hears as one buyer, however many orders they have; what is marked of them binds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.action import ActionKind
from services.notifier.admit import AsTask, Drop, Go, Later, Ledgers, Verdict, admit
from services.notifier.case import BuyerMarked, Case, apply
from services.notifier.heard import DAY, Told
from services.notifier.plan import PlannedAction, plan
from services.notifier.records import Mark, Marks
from tests.support.notifier import (
    AROUND,
    DEFAULT,
    KEY,
    NOW,
    H,
    around,
    case_of,
    hold,
    message,
    order,
    parcel,
    planned,
)

OTHER = "lazada/shop-1/2002"
HELD = case_of(order(), parcel(hold()))
WAITING = case_of(order(), parcel(stage="pickup"))


def heard(*hours: int, rule: str = "another", of: str = OTHER, by_us: bool = True) -> Ledgers:
    """What the buyer heard so many hours ago."""
    told = [Told(f"{of}|{rule}|{ago}", of, rule, NOW - ago * H, by_us) for ago in sorted(hours)]
    return Ledgers(told=sorted(told, key=lambda one: one.at))


def wanted(case: Case, rule: str) -> PlannedAction:
    """What the rule plans."""
    found = planned(case, rule)
    assert found is not None
    return found


def verdict(case: Case, rule: str, ledgers: Ledgers, most: int = 1) -> Verdict:
    """On a rule's action, now."""
    shop = around(messages_per_buyer_day=most)
    return admit(wanted(case, rule), case, ledgers, shop, NOW)


@given(st.lists(st.integers(0, 40), max_size=4), st.integers(1, 3))
def test_a_buyer_has_so_many_words_in_any_day(hours: list[int], most: int) -> None:
    """Of all their orders; the next may go at the very end of the day that the oldest began."""
    counted = sorted((ago for ago in hours if ago < DAY / H), reverse=True)
    found = verdict(WAITING, "pickup-waiting", heard(*hours), most)
    if len(counted) < most:
        assert found == Go("chat")
    else:
        assert isinstance(found, Later)
        assert found.retry_at == NOW + DAY - counted[-most] * H


def test_what_staff_have_to_say_is_no_word_of_ours_yet() -> None:
    """It stands in the way of the same word, and counts against no day."""
    assert verdict(WAITING, "pickup-waiting", heard(2, by_us=False)) == Go("chat")
    same = heard(2, rule="pickup-waiting", by_us=False)
    assert isinstance(verdict(WAITING, "pickup-waiting", same), Drop)


@pytest.mark.parametrize("most", [1, 5])
def test_the_same_word_about_another_order_is_said_once_a_day(most: int) -> None:
    """What only was kind is left unsaid, what has a deadline is a person's to judge."""
    found = verdict(WAITING, "pickup-waiting", heard(3, rule="pickup-waiting"), most)
    assert isinstance(found, Drop)
    assert "2002" in found.reason
    held = verdict(HELD, "hold-buyer-must-act", heard(3, rule="hold-buyer-must-act"), most)
    assert isinstance(held, AsTask)
    late = verdict(WAITING, "pickup-waiting", heard(24, rule="pickup-waiting"), most)
    assert late == Go("chat")
    own = verdict(WAITING, "pickup-waiting", heard(3, rule="pickup-waiting", of=KEY), 5)
    assert own == Go("chat"), "a word of the order's own is its history's to judge"


def marked(case: Case, *marks: Mark) -> Case:
    """The case once staff have marked the buyer."""
    found, _ = apply(case, BuyerMarked(Marks(version=1, words=marks)), NOW)
    return found


REACHING = {ActionKind.MESSAGE, ActionKind.EXTEND, ActionKind.OFFER, ActionKind.ANSWER}


@given(st.sets(st.sampled_from(list(Mark))), st.booleans(), st.booleans())
def test_marks_bind_whatever_is_planned(marks: set[Mark], held: bool, asked: bool) -> None:
    """No unasked word, tasks only, nothing without a person: whatever the case and the rule."""
    events = [parcel(hold()) if held else parcel(stage="pickup")]
    asks = [message(text="where is my parcel?")] if asked else []
    case = marked(case_of(order(), *events, *asks), *sorted(marks))
    for one in plan(case, DEFAULT, AROUND, NOW).actions:
        if one.kind not in REACHING:
            continue
        if Mark.NO_MESSAGES in marks and one.kind is ActionKind.MESSAGE:
            assert one.as_task or one.scope == "message"
        if Mark.STAFF_ONLY in marks:
            assert one.as_task
        if Mark.VIP in marks:
            assert one.mode == "approve"


def test_a_mark_is_learned_once_and_taken_back() -> None:
    """A later version counts, whatever the order they come in."""
    case = marked(WAITING, Mark.NO_MESSAGES)
    assert planned(case, "pickup-waiting") is None
    back, _ = apply(case, BuyerMarked(Marks(version=2)), NOW)
    again, _ = apply(back, BuyerMarked(Marks(version=1, words=(Mark.VIP,))), NOW)
    assert again == back
    assert planned(back, "pickup-waiting") is not None
