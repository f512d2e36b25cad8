"""What stands before every rule that speaks or pays, whose word it is, and what becomes of it."""

from dataclasses import replace

from schemas.action import Action, ActionKind, ActionStatus
from schemas.dispute import DisputeState
from services.notifier import talk
from services.notifier.case import ActionChanged, Event, PersonActed, Said, remember
from services.notifier.plan import NEVER, plan
from services.runtime.ids import text_hash
from tests.support.notifier import (
    AROUND,
    DEFAULT,
    KEY,
    NOW,
    D,
    Desk,
    H,
    case_of,
    dispute,
    hold,
    message,
    order,
    parcel,
    planned,
)

PAUSED = replace(AROUND, paused="by ann")
HELD = "hold-buyer-must-act"
SILENT = "silent-before-promise"


def deed(status: ActionStatus, **changes: object) -> ActionChanged:
    """A message of ours in conversation c-1."""
    values: dict[str, object] = {
        "key": f"{KEY}|pickup-waiting|N",
        "order_key": KEY,
        "version": 1,
        "rule": "pickup-waiting",
        "occasion": "N",
        "kind": ActionKind.MESSAGE,
        "status": status,
        "channel": "chat",
        "claimed_at": NOW,
        "conversation": "c-1",
    }
    return ActionChanged(Action.model_validate(values | changes))


def test_a_persons_word_silences_the_machine_for_72_hours() -> None:
    """What can wait waits until then; it is not lost."""
    case = case_of(order(promise=None), parcel(stage="pickup"), message(sender="seller"))
    found = planned(case, "pickup-waiting")
    assert found is not None
    assert found.due_at == NOW + 72 * H
    assert talk.hands_off_until(case) == NOW + 72 * H


def test_what_cannot_wait_for_the_person_is_handed_to_people() -> None:
    """A hold that needs the buyer becomes a task at once; so does what would come too late."""
    spoke = message(sender="seller")
    urgent = planned(case_of(order(), parcel(hold()), spoke), "hold-buyer-must-act")
    assert urgent is not None
    assert urgent.as_task
    assert urgent.due_at <= NOW
    closing = case_of(order(protection_end=NOW + 8 * D + H), parcel(), spoke)
    desk = Desk(closing)
    desk.take(message("m-9", sender="seller", sent_at=NOW + 8 * D), NOW + 8 * D)
    late = planned(desk.case, SILENT, now=NOW + 8 * D)
    assert late is not None
    assert late.as_task


def test_a_night_that_lies_behind_the_deadline_is_not_waited_for() -> None:
    """After an outage that lasted into the buyer's night the words are a person's, at once."""
    case = remember(case_of(order(), parcel(hold())), {f"{HELD}|RR123456789CN#1": NOW})
    late = planned(case, HELD, now=NOW + 8 * H)
    assert late is not None
    assert late.as_task
    assert late.due_at <= NOW + 8 * H


def test_what_a_person_has_approved_waits_for_the_morning() -> None:
    """Approved in office hours that are the buyer's night, it is not theirs to paste by hand."""
    occasion = "RR123456789CN#1"
    key = f"{KEY}|{HELD}|{occasion}"
    asked = deed(
        ActionStatus.AWAITING_APPROVAL,
        key=key,
        rule=HELD,
        occasion=occasion,
        claimed_at=None,
        conversation=None,
    )
    let_go = PersonActed("approved", "ann", NOW + 7 * H, key)
    case = case_of(order(), parcel(hold()), asked, let_go)
    found = planned(remember(case, {f"{HELD}|{occasion}": NOW}), HELD, now=NOW + 8 * H)
    assert found is not None
    assert not found.as_task
    assert found.due_at == NOW + 21 * H


def test_a_pause_at_night_is_judged_in_the_morning() -> None:
    """It may be over before the buyer wakes: only then does what cannot wait become a task."""
    case, night, morning = case_of(order(), parcel(hold())), NOW + 8 * H, NOW + 21 * H
    asleep = planned(case, HELD, PAUSED, now=night)
    assert asleep is not None
    assert not asleep.as_task
    assert asleep.due_at == morning
    awake = planned(remember(case, {f"{HELD}|RR123456789CN#1": night}), HELD, PAUSED, now=morning)
    assert awake is not None
    assert awake.as_task
    assert awake.due_at <= morning


def test_nothing_is_said_over_an_unanswered_buyer() -> None:
    """It waits for the answer without a time; hands-off follows the answer."""
    case = case_of(order(), parcel(stage="pickup"), message())
    found = planned(case, "pickup-waiting")
    assert found is not None
    assert found.due_at == NEVER
    answered = case_of(
        order(), parcel(stage="pickup"), message(), message("m-2", sender="seller", sent_at=NOW + H)
    )
    later = planned(answered, "pickup-waiting", now=NOW + H)
    assert later is not None
    assert later.due_at >= NOW + 73 * H


def test_our_own_words_are_nobody_s_hands() -> None:
    """By id, by words, while a claim is unsettled even if altered, or as the store found it."""
    mine = message(sender="seller", text="Hello")
    ways: list[list[Event]] = [
        [deed(ActionStatus.DONE, external_ref="m-1"), mine],
        [deed(ActionStatus.DONE, text_hash=text_hash("Hello")), mine],
        [deed(ActionStatus.UNCERTAIN), mine],
        [Said(mine, ours=True)],
    ]
    for events in ways:
        assert talk.hands_off_until(case_of(order(), *events)) is None
        assert talk.hands_off_until(case_of(order(), *reversed(events))) is None
    settled = case_of(order(), deed(ActionStatus.DONE, external_ref="m-7"), mine)
    assert talk.hands_off_until(settled) == NOW + 72 * H


def test_an_uncertain_claim_explains_one_message_only() -> None:
    """A person who writes after it is heard."""
    case = case_of(
        order(),
        deed(ActionStatus.UNCERTAIN),
        message(sender="seller"),
        message("m-2", sender="seller", sent_at=NOW + H),
    )
    assert talk.hands_off_until(case) == NOW + 73 * H


def test_our_own_words_answer_no_buyer() -> None:
    """Only a person does."""
    case = case_of(
        order(), message(), Said(message("m-2", sender="seller", sent_at=NOW + H), ours=True)
    )
    assert talk.waiting(case)


def test_take_over_silences_and_hand_back_ends_everything_before_it() -> None:
    """In whatever order the two are heard."""
    take, back = PersonActed("take_over", "ann", NOW), PersonActed("hand_back", "ann", NOW + H)
    assert talk.hands_off_until(case_of(order(), take)) == NOW + 72 * H
    for events in ((take, back), (back, take)):
        assert talk.hands_off_until(case_of(order(), message(), *events)) is None
        assert not talk.waiting(case_of(order(), message(), *events))


def test_an_open_dispute_leaves_the_word_to_its_own_rules() -> None:
    """Until it is closed."""
    assert planned(case_of(order(), parcel(hold()), dispute()), "hold-buyer-must-act") is None
    closed = dispute(state=DisputeState.CLOSED)
    assert planned(case_of(order(), parcel(hold()), closed), "hold-buyer-must-act") is not None


def test_a_pause_holds_back_what_can_wait_and_hands_over_what_cannot() -> None:
    """Both stay wanted, so that nothing is withdrawn by a pause."""
    waits = planned(case_of(order(), parcel(stage="pickup")), "pickup-waiting", PAUSED)
    assert waits is not None
    assert waits.due_at == NEVER
    urgent = planned(case_of(order(), parcel(hold())), "hold-buyer-must-act", PAUSED)
    assert urgent is not None
    assert urgent.as_task


def test_nobody_is_handed_what_may_have_been_said() -> None:
    """While it is found out what had left before the database was lost, urgent words wait, too."""
    lost = replace(PAUSED, recovering=True)
    urgent = planned(case_of(order(), parcel(hold())), "hold-buyer-must-act", lost)
    assert urgent is not None
    assert not urgent.as_task
    assert urgent.due_at == NEVER


def test_tasks_work_while_everything_else_is_silent() -> None:
    """Closed for buyers, open for staff."""
    case = case_of(order(), dispute(), message())
    kinds = {action.kind for action in plan(case, DEFAULT, PAUSED, NOW).actions}
    assert kinds == {ActionKind.TASK, ActionKind.NOTICE, ActionKind.PAGE}


def test_the_past_is_missed_not_done() -> None:
    """What began before the shop went live, or the rule came into force, is entered once."""
    live = replace(AROUND, shop=replace(AROUND.shop, live_since=NOW))
    in_force = replace(AROUND, rules_in_force={"hold-buyer-must-act": NOW})
    for surroundings in (live, in_force):
        desk = Desk(case_of(order(), parcel(hold())), surroundings)
        found = plan(desk.case, DEFAULT, surroundings, NOW)
        assert "hold-buyer-must-act" in [one.rule for one in found.missed]
        desk.run(NOW, NOW + D)
        assert desk.spoken() == []
        deeds = [one for one in desk.case.deeds.values() if one.rule == "hold-buyer-must-act"]
        assert [one.status for one in deeds] == [ActionStatus.MISSED]


def test_an_open_dispute_is_never_the_past() -> None:
    """Its answer is due whenever it was opened."""
    live = replace(AROUND, shop=replace(AROUND.shop, live_since=NOW + H))
    assert planned(case_of(order(), dispute()), "dispute-opened", live, NOW + 2 * H) is not None


def test_a_task_whose_cause_stands_comes_back_anew_and_a_taken_one_ends_its_alert() -> None:
    """``anew`` tells what is still called for."""
    desk = Desk(case_of(order(), dispute()))
    desk.run(NOW, NOW + 37 * H)
    page = f"{KEY}|dispute-answer-page|lazada/shop-1/d-1#1"
    task = f"{KEY}|dispute-opened|lazada/shop-1/d-1#1"
    assert {page, task} <= desk.case.deeds.keys()

    def standing() -> set[str]:
        found = plan(desk.case, DEFAULT, AROUND, NOW + 37 * H, anew={page, task})
        return {action.key for action in found.actions}

    assert {page, task} <= standing()
    desk.take(PersonActed("task_taken", "ann", NOW + 37 * H, task), NOW + 37 * H)
    assert standing() & {page, task} == {task}
