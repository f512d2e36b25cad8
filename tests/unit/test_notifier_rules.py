"""What each rule of the default playbook does, and for whom."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.action import Action, ActionKind, ActionStatus
from schemas.dispute import DisputeState
from schemas.order import Duties, OrderStatus
from schemas.parcel import Actor, DecidedBy, Direction, HoldKind, Stage
from services.notifier.admit import Ask, AsTask, Drop, Go
from services.notifier.case import ActionChanged, PersonActed
from tests.support.notifier import (
    AROUND,
    KEY,
    NOW,
    D,
    Desk,
    H,
    around,
    case_of,
    dispute,
    hold,
    message,
    no_chat,
    order,
    parcel,
    planned,
)


def test_a_hold_that_needs_the_buyer_is_told_at_once_in_waking_hours() -> None:
    """One in the afternoon in Madrid: the message leaves now, through the chat."""
    desk = Desk(case_of(order(), parcel(hold())))
    desk.settle(NOW)
    assert [(a.rule, v) for _, a, v in desk.left if a.kind is ActionKind.MESSAGE] == [
        ("hold-buyer-must-act", Go("chat"))
    ]
    assert desk.spoken()[0].key == "lazada/shop-1/1001|hold-buyer-must-act|RR123456789CN#1"


def test_at_night_the_hold_is_told_at_nine_in_the_buyers_morning() -> None:
    """Seen at midnight in Madrid, told at nine in the Canaries too; its deadline an hour on."""
    night = NOW.replace(hour=23)
    found = planned(case_of(order(), parcel(hold())), "hold-buyer-must-act", now=night)
    assert found is not None
    assert found.due_at == NOW.replace(day=11, hour=9)
    assert found.deadline == found.due_at + H
    assert not found.as_task


@pytest.mark.parametrize(
    "changes",
    [
        {"decided_by": DecidedBy.TEXT},
        {"decided_by": DecidedBy.TIME},
        {"direction": Direction.EXPORT},
        {"direction": Direction.UNKNOWN},
        {"who_must_act": Actor.CARRIER},
        {"until": NOW},
    ],
)
def test_only_a_code_an_import_and_an_open_hold_speak_to_the_buyer(changes: dict[str, Any]) -> None:
    """Words alone, other clearances and ended holds never do."""
    assert planned(case_of(order(), parcel(hold(**changes))), "hold-buyer-must-act") is None


def test_prepaid_duty_makes_it_the_sellers_task() -> None:
    """The buyer who has paid is never asked; the seller is."""
    case = case_of(order(duties=Duties(payer="prepaid", source="marketplace")), parcel(hold()))
    assert planned(case, "hold-buyer-must-act") is None
    task = planned(case, "hold-prepaid-duty")
    assert task is not None
    assert task.kind is ActionKind.TASK


def test_a_doubtful_or_silent_parcel_is_never_spoken_of() -> None:
    """Not surely ours, void, or with a feed that stopped: no word to the buyer."""
    for changes in ({"identity": "doubtful"}, {"role": "void"}, {"feed_silent_since": NOW}):
        case = case_of(order(), parcel(hold(), **changes))
        assert planned(case, "hold-buyer-must-act") is None


def test_without_a_chat_the_text_becomes_a_task_under_the_same_key() -> None:
    """AliExpress: same occasion, one effect, and no waiting for the buyer's morning."""
    desk = Desk(case_of(order(), parcel(hold())), replace(AROUND, can=no_chat))
    desk.settle(NOW.replace(hour=23))
    verdicts = [(a.rule, type(v)) for _, a, v in desk.left]
    assert verdicts == [("hold-buyer-must-act", AsTask)]
    desk.settle(NOW + D)
    assert len(desk.left) == 1


def test_the_sellers_hold_is_a_task() -> None:
    """Papers the seller owes, in any clearance."""
    case = case_of(order(), parcel(hold(who_must_act=Actor.SELLER, direction=Direction.EXPORT)))
    found = planned(case, "hold-seller-must-act")
    assert found is not None
    assert found.deadline == NOW + 24 * H


def test_a_hold_without_a_reason_asks_the_carrier_after_a_day() -> None:
    """Not before 24 hours, and as a task."""
    bare = hold(kind=HoldKind.UNSPECIFIED, who_must_act=Actor.UNKNOWN)
    found = planned(case_of(order(), parcel(bare)), "hold-ask-carrier")
    assert found is not None
    assert found.due_at == bare.since + 24 * H


def test_beyond_the_usual_is_told_once_and_only_to_who_was_not_told() -> None:
    """An unexplained hold is told when it outlasts the lane's usual; a told one is not again."""
    bare = hold(kind=HoldKind.UNSPECIFIED, who_must_act=Actor.UNKNOWN)
    desk = Desk(case_of(order(promise=None), parcel(bare)))
    desk.run(NOW, NOW + 20 * D)
    assert [one.rule for one in desk.spoken()] == ["hold-beyond-usual"]
    told = Desk(case_of(order(promise=None), parcel(hold())))
    told.run(NOW, NOW + 20 * D)
    assert [one.rule for one in told.spoken()] == [
        "hold-buyer-must-act",
        "hold-reminder",
        "hold-reminder",
    ]


def test_released_is_told_to_who_was_told_and_to_nobody_else() -> None:
    """It follows the hold's message half a day later, within two days; without one it is silent."""
    desk = Desk(case_of(order(), parcel(hold())))
    desk.settle(NOW)
    free = parcel(hold(until=NOW + 3 * H, released=True), version=2, stage=Stage.IN_TRANSIT)
    desk.take(free, NOW + 4 * H)
    desk.settle(NOW + 4 * H)
    assert [one.rule for one in desk.spoken()] == ["hold-buyer-must-act"]
    desk.run(NOW + 4 * H, NOW + D)
    assert [one.rule for one in desk.spoken()] == ["hold-buyer-must-act", "hold-released"]
    assert planned(case_of(order(), free), "hold-released") is None


def test_a_task_with_the_text_counts_as_told_only_when_it_was_done() -> None:
    """Staff may never have said it."""
    desk = Desk(case_of(order(), parcel(hold())), replace(AROUND, can=no_chat))
    desk.settle(NOW)
    free = parcel(hold(until=NOW + 3 * H, released=True), version=2, stage=Stage.IN_TRANSIT)
    desk.take(free, NOW + 4 * H)
    assert planned(desk.case, "hold-released", desk.surroundings, NOW + 4 * H) is None
    desk.take(PersonActed("task_done", "ann", NOW + 5 * H, desk.left[0][1].key), NOW + 5 * H)
    assert planned(desk.case, "hold-released", desk.surroundings, NOW + 5 * H) is not None


@pytest.mark.parametrize("status", [ActionStatus.FAILED, ActionStatus.BLOCKED])
def test_what_the_platform_kept_counts_as_told_once_staff_have_sent_it(
    status: ActionStatus,
) -> None:
    """Else a buyer whom staff have told hears of the hold a second time."""
    desk = Desk(case_of(order(), parcel(hold())))
    desk.settle(NOW)
    key = desk.left[0][1].key
    kept = Action(
        key=key,
        order_key=KEY,
        version=2,
        rule="hold-buyer-must-act",
        occasion=key.rsplit("|", 1)[1],
        kind=ActionKind.MESSAGE,
        status=status,
        channel="chat",
        claimed_at=NOW,
    )
    desk.take(ActionChanged(kept), NOW)
    later = NOW + 6 * D
    assert planned(desk.case, "hold-beyond-usual", now=later) is not None
    desk.take(PersonActed("task_done", "ann", NOW + H, key), NOW + H)
    assert planned(desk.case, "hold-beyond-usual", now=later) is None


@given(st.integers(0, 72), st.integers(0, 12))
def test_no_quiet_hour_brings_a_word_forward_into_the_time_of_a_person(
    spoke: int, tried: int
) -> None:
    """Where the buyer's morning comes too late, staff have it: not the evening before."""
    said = message("p-1", sender="seller", sent_at=NOW - spoke * H)
    failed = parcel(stage=Stage.FAILED_ATTEMPT, stage_since=NOW - tried * H)
    found = planned(case_of(order(), failed, said), "attempt-failed")
    assert found is None or found.as_task or found.due_at >= NOW - spoke * H + 72 * H


def test_silent_before_the_promise_waits_for_its_time_and_is_dropped_when_late() -> None:
    """Due two days before; first seen a day and more after that, it is not said at all."""
    case = case_of(order(), parcel())
    found = planned(case, "silent-before-promise")
    assert found is not None
    assert found.due_at == NOW + 8 * D
    assert found.until == NOW + 30 * D
    assert planned(case, "silent-before-promise", now=NOW + 9 * D + H) is None
    assert planned(case_of(order(promise=None), parcel()), "silent-before-promise") is None


def test_late_is_counted_from_the_first_sight_not_from_the_last_try() -> None:
    """What was seen in time and held up may still leave."""
    desk = Desk(case_of(order(), parcel()))
    desk.settle(NOW)
    found = planned(desk.case, "silent-before-promise", now=NOW + 9 * D + H)
    assert found is not None


def test_protection_is_extended_by_approval_and_at_most_twice() -> None:
    """Five days before its end while moving; the second only after the end has moved."""
    desk = Desk(case_of(order(promise=None), parcel(last_movement=NOW + 20 * D)))
    due = NOW + 25 * D
    desk.settle(NOW)
    desk.settle(due)
    action, verdict = desk.left[-1][1:]
    assert (action.kind, type(verdict)) == (ActionKind.EXTEND, Ask)
    assert action.args["days"] == "7"
    done = Action(
        key=action.key,
        order_key=desk.case.order_key,
        version=2,
        rule=action.rule,
        occasion=action.occasion,
        kind=action.kind,
        status=ActionStatus.DONE,
        done_at=due,
    )
    desk.take(ActionChanged(done), due)
    desk.take(order(version=2, promise=None, protection_end=NOW + 37 * D), due)
    desk.take(parcel(version=2, last_movement=due), due)
    second = planned(desk.case, "protection-ending", now=due)
    assert second is not None
    assert second.occasion == "order~2"
    assert second.due_at == NOW + 32 * D


def test_an_approved_extension_may_go() -> None:
    """Once a person lets it, the same action passes."""
    desk = Desk(case_of(order(promise=None), parcel(last_movement=NOW + 20 * D)))
    desk.settle(NOW)
    due = NOW + 25 * D
    desk.settle(due)
    key = desk.left[-1][1].key
    desk.take(PersonActed("approved", "ann", due, key), due)
    desk.settle(due)
    assert desk.left[-1][2] == Go("platform")


def test_a_parcel_at_a_pickup_point_is_announced() -> None:
    """Once."""
    case = case_of(order(), parcel(stage=Stage.PICKUP))
    found = planned(case, "pickup-waiting")
    assert found is not None
    assert found.due_at <= NOW


def test_each_round_of_a_dispute_is_a_task_at_once() -> None:
    """A resubmission opens the next round and so the next task; an answered one none."""
    desk = Desk(case_of(order(), dispute()))
    desk.settle(NOW)
    desk.take(dispute(version=2, state=DisputeState.ANSWERED), NOW + H)
    desk.settle(NOW + H)
    desk.take(dispute(version=3, round=2), NOW + 2 * H)
    desk.settle(NOW + 2 * H)
    tasks = [action for _, action, _ in desk.left if action.rule == "dispute-opened"]
    assert [task.occasion for task in tasks] == ["lazada/shop-1/d-1#1", "lazada/shop-1/d-1#2"]
    assert tasks[0].deadline == NOW + 48 * H


def test_a_dispute_is_a_task_even_before_its_order_was_read() -> None:
    """What the platform pushes first is not waited for."""
    assert planned(case_of(dispute()), "dispute-opened") is not None


def test_an_untaken_dispute_is_noticed_and_then_paged() -> None:
    """Notice 24 hours before and page 12 hours before, in the staffed hours that follow."""
    case = case_of(order(), dispute())
    notice, page = planned(case, "dispute-answer-notice"), planned(case, "dispute-answer-page")
    assert notice is not None
    assert page is not None
    # Noon UTC is eight in the evening in Shanghai: people come at nine, one in the night UTC.
    assert notice.due_at == NOW.replace(day=12, hour=1)
    assert page.due_at == notice.due_at


def test_a_taken_dispute_wakes_nobody() -> None:
    """Taking the task is enough."""
    desk = Desk(case_of(order(), dispute()))
    desk.settle(NOW)
    key = desk.left[0][1].key
    desk.take(PersonActed("task_taken", "ann", NOW + H, key), NOW + H)
    desk.run(NOW + H, NOW + 3 * D)
    assert [action.kind for _, action, _ in desk.left] == [ActionKind.TASK]


def test_each_message_of_the_buyers_is_one_task_of_one_order() -> None:
    """Of a buyer's orders the first raises it; an answer closes the need."""
    case = case_of(order(), message())
    found = planned(case, "buyer-wrote")
    assert found is not None
    assert found.deadline == NOW + 24 * H
    shared = message(order_keys=("lazada/shop-1/1000", "lazada/shop-1/1001"))
    assert planned(case_of(order(), shared), "buyer-wrote") is None
    answered = case_of(order(), message(), message("m-2", sender="seller", sent_at=NOW + H))
    assert planned(answered, "buyer-wrote", now=NOW + H) is None


def test_a_conversation_is_opened_while_it_can_be_and_never_in_observe() -> None:
    """Silently, once, by automatic and approve shops; nothing where the platform says no."""
    case = case_of(order(), parcel())
    for mode in ("automatic", "approve"):
        found = planned(case, "open-conversation", around(mode=mode))
        assert found is not None
        assert (found.kind, found.mode) == (ActionKind.CONVERSATION, "automatic")
    assert planned(case, "open-conversation", around(mode="observe")) is None
    assert planned(case, "open-conversation", replace(AROUND, can=no_chat)) is None


def test_a_doubtful_number_is_a_task() -> None:
    """Somebody has to look."""
    case = case_of(order(), parcel(identity="doubtful", doubts=("another country",)))
    assert planned(case, "number-doubtful") is not None


def test_two_orders_in_one_parcel_speak_once() -> None:
    """The first of them speaks; the other is silent and says why."""
    mine = case_of(order(), parcel(hold(), order_keys=("lazada/shop-1/1001", "lazada/shop-1/2")))
    other = case_of(order(), parcel(hold(), order_keys=("lazada/shop-1/1001", "lazada/shop-1/1")))
    assert planned(mine, "hold-buyer-must-act") is not None
    assert planned(other, "hold-buyer-must-act") is None


def test_observe_enters_what_it_would_have_said_and_says_nothing() -> None:
    """A dropped action with its reason, never a send nor a task with the text."""
    desk = Desk(case_of(order(), parcel(hold())), around(mode="observe"))
    desk.settle(NOW)
    assert [type(verdict) for _, _, verdict in desk.left] == [Drop]
    assert desk.spoken() == []


def test_an_ended_order_is_silent() -> None:
    """Cancelled, refunded, completed, closed, frozen, returning, or asked to be cancelled."""
    for status in OrderStatus:
        case = case_of(order(status=status), parcel(hold()))
        live = status.value in {"placed", "paid", "part_shipped", "shipped", "delivered"}
        assert (planned(case, "hold-buyer-must-act") is not None) is live
