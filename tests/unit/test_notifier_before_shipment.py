"""The seller's own part: sent in time, scanned, a number that somebody knows. Tasks only."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.action import ActionKind
from schemas.order import OrderStatus
from schemas.parcel import Doubt, Parcel, Stage
from services.notifier.doubts import WORDS, in_words
from services.notifier.playbook import load
from services.notifier.speech import render
from tests.support.notifier import (
    AROUND,
    NOW,
    D,
    Desk,
    H,
    around,
    case_of,
    order,
    parcel,
    planned,
)

OWN = ("ship-by-near", "ship-by-passed", "label-unscanned", "number-not-found", "number-doubtful")


def _unsent(**changes: Any) -> Any:
    values = {
        "status": OrderStatus.PAID,
        "placed_at": NOW - D,
        "shipped_at": None,
        "ship_by": NOW + 2 * D,
        "promise": None,
    }
    return order(**(values | changes))


def _label(**changes: Any) -> Parcel:
    """Declared an hour ago; the provider has answered once that it knows nothing of it."""
    values = {
        "stage": Stage.UNKNOWN,
        "stage_since": None,
        "last_movement": None,
        "shipped_at": NOW - H,
        "nothing_since": NOW,
    }
    return parcel(**(values | changes))


def test_an_unsent_order_is_a_task_a_day_before_and_another_when_it_is_too_late() -> None:
    """The first is due by the time itself and over then; the second takes its place."""
    case = case_of(_unsent())
    near = planned(case, "ship-by-near")
    assert near is not None
    assert (near.kind, near.due_at, near.until) == (ActionKind.TASK, NOW + D, NOW + 2 * D)
    assert near.deadline == NOW + 2 * D
    assert planned(case, "ship-by-near", now=NOW + 2 * D) is None
    passed = planned(case, "ship-by-passed")
    assert passed is not None
    assert (passed.kind, passed.due_at) == (ActionKind.TASK, NOW + 2 * D)


@pytest.mark.parametrize("status", list(OrderStatus))
def test_only_what_is_paid_and_not_wholly_sent_has_to_be_sent(status: OrderStatus) -> None:
    """Not what is unpaid, on its way, ended, or asked to be cancelled."""
    case = case_of(_unsent(status=status))
    wanted = status in (OrderStatus.PAID, OrderStatus.PART_SHIPPED)
    for rule in ("ship-by-near", "ship-by-passed"):
        assert (planned(case, rule) is not None) is wanted


def test_what_the_marketplace_sends_or_gives_no_time_for_is_nobodys_task() -> None:
    """Its own warehouse ships; without a time there is nothing to be late for."""
    for changes in ({"fulfilment": "marketplace_warehouse"}, {"ship_by": None}):
        case = case_of(_unsent(**changes))
        assert planned(case, "ship-by-near") is None
        assert planned(case, "ship-by-passed") is None


def test_an_order_that_was_late_before_the_shop_went_live_is_still_a_task() -> None:
    """It can still be sent: for staff that past is due."""
    live = around(live_since=NOW)
    found = planned(case_of(_unsent(ship_by=NOW - D)), "ship-by-passed", live)
    assert found is not None
    assert found.due_at <= NOW


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        ({}, 47 * H),
        ({"shipped_at": None}, 48 * H),
        ({"stage": Stage.INFO_RECEIVED, "stage_since": NOW, "nothing_since": None}, 47 * H),
        ({"nothing_since": None}, None),  # never answered: nobody can say that it has no scan
        ({"last_movement": NOW}, None),
        ({"stage": Stage.IN_TRANSIT, "nothing_since": None}, None),
        ({"feed_silent_since": NOW}, None),
        ({"role": "void"}, None),
        ({"doubts": (Doubt.NOT_FOUND,), "identity": "doubtful"}, None),
    ],
)
def test_a_label_without_a_scan_is_a_task_after_two_days(changes: dict[str, Any], due: Any) -> None:
    """From when it was declared; not where the provider is silent, nor once it is not found."""
    found = planned(case_of(order(), _label(**changes)), "label-unscanned")
    assert (found.due_at if found else None) == (NOW + due if due else None)


def test_a_scan_in_time_leaves_no_task() -> None:
    """What was planned goes with its cause."""
    desk = Desk(case_of(order(promise=None, protection_end=None), _label()))
    desk.settle(NOW)
    desk.take(_label(version=2, nothing_since=None, last_movement=NOW + D), NOW + D)
    desk.run(NOW + D, NOW + 9 * D)
    assert not [action for _, action, _ in desk.left if action.rule in OWN]


def test_a_number_that_nobody_finds_is_one_task() -> None:
    """The label's task and the doubt's give way to the one that says what to do."""
    lost = _label(version=2, identity="doubtful", doubts=(Doubt.NOT_FOUND,))
    case = case_of(order(), lost)
    found = [rule for rule in OWN if planned(case, rule, now=NOW + 3 * D)]
    assert found == ["number-not-found"]
    both = lost.model_copy(update={"doubts": (Doubt.SHARED, Doubt.NOT_FOUND)})
    found = [rule for rule in OWN if planned(case_of(order(), both), rule, now=NOW + 3 * D)]
    assert found == ["number-doubtful"]


def test_reasons_for_doubt_are_told_in_words() -> None:
    """Each has its sentence, and a task names all of them; a word of a later version as it came."""
    assert set(WORDS) == set(Doubt)
    reasons = (Doubt.FASTER, Doubt.POSTCODE)
    case = case_of(order(), parcel(identity="doubtful", doubts=reasons))
    action = planned(case, "number-doubtful")
    assert action is not None
    text = render(action, case, AROUND)
    for reason in reasons:
        assert f"- {WORDS[reason]}" in text.body
        assert reason.value not in text.body
    assert in_words("some_new_reason") == "some new reason"


@pytest.mark.parametrize("rule", OWN[:4])
def test_each_text_says_what_to_do(rule: str) -> None:
    """With the time or the number that it is about."""
    lost = {"identity": "doubtful", "doubts": (Doubt.NOT_FOUND,)} if "not-found" in rule else {}
    thing = _unsent() if rule.startswith("ship") else order()
    case = case_of(thing, _label(**lost))
    action = planned(case, rule)
    assert action is not None
    text = render(action, case, AROUND)
    assert ("1001" if rule.startswith("ship") else "RR123456789CN") in text.subject
    assert "2026" in text.subject + text.body
    assert "What to do: " in text.body


@given(
    status=st.sampled_from(list(OrderStatus)),
    stage=st.sampled_from([Stage.UNKNOWN, Stage.INFO_RECEIVED]),
    doubts=st.sets(st.sampled_from(list(Doubt))),
    ship_by=st.none() | st.integers(-5, 5).map(lambda day: NOW + day * D),
)
def test_nothing_before_the_first_scan_reaches_a_buyer(
    status: OrderStatus, stage: Stage, doubts: set[Doubt], ship_by: Any
) -> None:
    """Whatever is late, unscanned or doubtful then: no message, no offer, no answer."""
    identity = "doubtful" if doubts else "plausible"
    one = _label(stage=stage, stage_since=NOW, doubts=tuple(sorted(doubts)), identity=identity)
    desk = Desk(case_of(_unsent(status=status, ship_by=ship_by), one))
    desk.run(NOW, NOW + 30 * D)
    assert desk.spoken() == []


def test_the_rules_for_the_sellers_part_make_tasks() -> None:
    """None of them may speak, whatever a shop allows."""
    kinds = {rule.id: rule.kind for rule in load().rules}
    assert {kinds[rule] for rule in OWN} == {ActionKind.TASK}
