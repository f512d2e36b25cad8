"""The last decision before something leaves."""

from dataclasses import replace
from datetime import datetime

from schemas.action import Action, ActionKind, ActionStatus
from services.connectors.ports import Capability
from services.notifier.admit import Ask, AsTask, Drop, Go, Later, Ledgers, Verdict, admit
from services.notifier.case import ActionChanged, Case
from services.notifier.plan import PlannedAction
from services.notifier.playbook import load
from services.notifier.policy import Ceiling
from tests.support.notifier import (
    AROUND,
    KEY,
    NOW,
    D,
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

CASE = case_of(order(), parcel(hold(), stage="pickup"))


def wanted(rule: str) -> PlannedAction:
    """A rule's planned action about the case."""
    found = planned(CASE, rule)
    assert found is not None
    return found


URGENT, KIND = wanted("hold-buyer-must-act"), wanted("pickup-waiting")


def sent(at: datetime, name: str) -> ActionChanged:
    """A message of ours that went out."""
    return ActionChanged(
        Action(
            key=f"{KEY}|{name}|x",
            order_key=KEY,
            version=1,
            rule=name,
            occasion="x",
            kind=ActionKind.MESSAGE,
            status=ActionStatus.DONE,
            channel="chat",
            done_at=at,
        )
    )


def asked(action: PlannedAction, case: Case = CASE, used: Ledgers = Ledgers()) -> Verdict:  # noqa: B008 - frozen
    """The verdict of an automatic shop that can do everything."""
    return admit(action, case, used, AROUND, NOW)


def test_modes() -> None:
    """Automatic goes, approve asks, observe never does."""
    assert asked(KIND) == Go("chat")
    assert isinstance(asked(replace(KIND, mode="approve")), Ask)
    assert asked(replace(KIND, mode="approve", approved=True)) == Go("chat")
    assert isinstance(asked(replace(KIND, mode="observe")), Drop)


def test_staff_are_never_limited() -> None:
    """Whatever the mode, the ceiling or the pause."""
    case = case_of(order(), dispute(), message())
    closed = replace(around(mode="observe", ceiling=Ceiling(0, 0)), paused="by ann", can=no_chat)
    channels = set()
    for rule in ("dispute-opened", "dispute-answer-notice", "dispute-answer-page", "buyer-wrote"):
        action = planned(case, rule, closed)
        assert action is not None
        channels.add(admit(action, case, Ledgers(9, 9), closed, NOW))
    assert channels == {Go("task"), Go("alert")}


def test_ceilings_wait_for_the_next_hour_or_day_and_hand_over_what_cannot() -> None:
    """The hour's ceiling and the day's, in UTC."""
    assert asked(KIND, used=Ledgers(30, 30)) == Later(NOW + H, "the hour's ceiling (30) is reached")
    full = asked(KIND, used=Ledgers(0, 200))
    assert isinstance(full, Later)
    assert full.retry_at == NOW + 12 * H
    assert isinstance(asked(URGENT, used=Ledgers(0, 200)), AsTask)
    assert isinstance(asked(URGENT, used=Ledgers(30, 30)), Later)


def test_one_rule_has_a_ceiling_of_its_own() -> None:
    """It holds where the shop's does not yet, and may be set for a rule, by a former id too."""
    assert asked(KIND, used=Ledgers(20, 20, 20, 20)) == Later(
        NOW + H, "the rule's ceiling for the hour (20) is reached"
    )
    assert asked(KIND, used=Ledgers(29, 199, 19, 119)) == Go("chat")
    assert asked(KIND, used=Ledgers(0, 120, 0, 120)) == Later(
        NOW + 12 * H, "the rule's ceiling for the day (120) is reached"
    )
    tight = around(rule_ceilings={"pickup-old": Ceiling(2, 9), "number-doubtful": Ceiling(0, 0)})
    renamed = load(
        "- {id: pickup-waiting, was: [pickup-old], once: parcel, do: {message: pickup_waiting},"
        " when: 'parcel.stage == \"pickup\"'}"
    )
    found = planned(CASE, "pickup-waiting", tight, playbook=renamed)
    assert found is not None
    assert found.ceiling == Ceiling(2, 9)


def test_an_order_hears_at_most_three_words_two_days_apart() -> None:
    """The third is the last; a release may follow at once; what matters is handed to staff."""
    fresh = case_of(order(), parcel(), sent(NOW - H, "a"))
    assert asked(KIND, fresh) == Later(
        NOW + 47 * H, "the buyer was written to less than 48 hours ago"
    )
    assert isinstance(asked(URGENT, fresh), AsTask)
    assert asked(replace(KIND, spaced=False), fresh) == Go("chat")
    many = case_of(order(), *(sent(NOW - 9 * D, name) for name in ("a", "b", "c")))
    assert isinstance(asked(KIND, many), Drop)
    assert isinstance(asked(URGENT, many), AsTask)


def test_what_the_marketplace_does_not_allow_is_handed_over() -> None:
    """Asked again at the last moment: the plan may be older than the platform's mind."""
    closed = replace(AROUND, can=no_chat)
    assert isinstance(admit(KIND, CASE, Ledgers(), closed, NOW), AsTask)
    opens = replace(KIND, kind=ActionKind.CONVERSATION)
    assert isinstance(admit(opens, CASE, Ledgers(), closed, NOW), Drop)
    assert asked(opens, used=Ledgers(99, 999)) == Go("chat")


def test_a_pause_that_came_after_the_plan_still_stops_it() -> None:
    """Closed for buyers when in doubt."""
    assert isinstance(admit(KIND, CASE, Ledgers(), replace(AROUND, paused="x"), NOW), Later)


def test_a_chat_that_opens_later_is_waited_for_and_one_that_closes_is_used_before() -> None:
    """``opens_at`` and ``closes_at`` move the plan, within the action's own time."""
    opens = replace(
        AROUND,
        can=lambda _, __, ___, at: Capability(
            allowed=at >= NOW + D, reason="too early", opens_at=NOW + D
        ),
    )
    case = case_of(order(), parcel(stage="pickup"))
    found = planned(case, "pickup-waiting", opens)
    assert found is not None
    assert not found.as_task
    assert found.due_at == NOW + D
    closes = replace(
        AROUND,
        can=lambda _, __, ___, at: Capability(
            allowed=at < NOW + D, reason="too late", closes_at=NOW + D
        ),
    )
    evening = planned(case, "pickup-waiting", closes, NOW + 8 * H)
    assert evening is not None
    assert evening.due_at == NOW + 21 * H
    gone = planned(case, "pickup-waiting", closes, NOW + 2 * D)
    assert gone is not None
    assert gone.as_task == "too late"
