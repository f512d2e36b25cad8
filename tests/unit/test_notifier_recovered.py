"""What the log tells of an action, and what a restored database makes of it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from schemas.action import Action, ActionKind, ActionStatus
from services.notifier.actionrow import ActionRow
from services.notifier.kinds import REACHING
from services.notifier.records import OPEN
from services.notifier.recovered import by_hand, enter, look_again, newest
from tests.support.notifier import KEY, NOW, D, H

NAME = f"{KEY}|hold-buyer-must-act|RR1#1"

STATUSES = st.sampled_from(list(ActionStatus))
TIMES = st.one_of(st.none(), st.just(NOW - H))
TOLD = st.builds(
    Action,
    key=st.just(NAME),
    order_key=st.just(KEY),
    version=st.integers(min_value=1, max_value=9),
    rule=st.just("hold-buyer-must-act"),
    occasion=st.just("RR1#1"),
    kind=st.sampled_from(list(ActionKind)),
    status=STATUSES,
    channel=st.sampled_from(["", "chat", "platform", "task", "alert"]),
    conversation=st.sampled_from([None, "c-1"]),
    claimed_at=TIMES,
    done_at=TIMES,
)
ROWS = st.one_of(
    st.none(),
    st.builds(
        ActionRow,
        key=st.just(NAME),
        order_key=st.just(KEY),
        rule=st.just("hold-buyer-must-act"),
        occasion=st.just("RR1#1"),
        kind=st.just(ActionKind.MESSAGE),
        status=STATUSES,
        mode=st.just("automatic"),
        channel=st.sampled_from(["", "chat", "platform", "task"]),
        changed_at=st.just(NOW - D),
        version=st.integers(min_value=1, max_value=9),
    ),
)


def told(status: ActionStatus, **other: object) -> Action:
    """A message as the log has it."""
    values: dict[str, object] = {
        "key": NAME,
        "order_key": KEY,
        "version": 3,
        "rule": "hold-buyer-must-act",
        "occasion": "RR1#1",
        "kind": ActionKind.MESSAGE,
        "status": status,
        "channel": "chat",
        "claimed_at": NOW - H,
        "conversation": "c-1",
        "text_hash": "h",
    }
    return Action.model_validate(values | other)


@given(TOLD, ROWS)
def test_what_left_is_never_ready_to_leave_again(action: Action, row: ActionRow | None) -> None:
    """Whatever the database has: what may have been said is not open, its version counts on."""
    entered = enter(action, row, NOW)
    assert entered.version >= max(action.version, row.version if row else 0)
    assert entered.recovered == action.version
    may_have_left = action.kind in REACHING and (
        action.claimed_at is not None or action.status not in OPEN
    )
    if may_have_left:
        assert entered.status not in OPEN
    elif row is not None:
        assert (entered.status, entered.claimed_at) == (row.status, row.claimed_at)
    if row is not None and (row.status, row.channel) == (ActionStatus.DONE, "chat"):
        assert entered.status is ActionStatus.DONE


def test_a_claim_is_looked_for_and_never_made_again() -> None:
    """It waits for the rest of the log, is then due for a look, and counts as the last try."""
    for status in (ActionStatus.CLAIMED, ActionStatus.UNCERTAIN, ActionStatus.READY):
        entered = enter(told(status), None, NOW)
        assert (entered.status, entered.retry_at) == (ActionStatus.CLAIMED, None)
        assert entered.doubts == 1
        assert look_again(entered, NOW)
        assert entered.retry_at == NOW


def test_a_claim_without_a_conversation_is_a_persons() -> None:
    """Where it went is what the log's last moment may not tell."""
    entered = enter(told(ActionStatus.CLAIMED, conversation=None), None, NOW)
    assert not look_again(entered, NOW)
    assert (entered.status, entered.retry_at) == (ActionStatus.UNCERTAIN, None)


def test_what_staff_had_in_hand_is_theirs_again() -> None:
    """A text that was on the desk, blocked or refused by the platform is checked by a person."""
    handed = told(ActionStatus.DONE, channel="task")
    for action in (handed, told(ActionStatus.BLOCKED), told(ActionStatus.FAILED)):
        assert by_hand(action)
    assert not by_hand(told(ActionStatus.DONE))


def test_a_task_or_page_of_the_log_is_raised_again() -> None:
    """Its desk is lost, so it counts as withdrawn: the plan calls for it anew where it stands."""
    task = told(ActionStatus.DONE, kind=ActionKind.TASK, channel="task")
    entered = enter(task, None, NOW)
    assert entered.status is ActionStatus.SKIPPED
    assert entered.due_at is None
    assert not by_hand(task)


def test_the_newest_version_speaks() -> None:
    """In whatever order the records come."""
    first, last = told(ActionStatus.CLAIMED), told(ActionStatus.DONE, version=4)
    assert newest([last, first]) == newest([first, last]) == {NAME: last}
    kept = ActionRow(**{**vars_of(first), "text": "as it was", "text_hash": "h"})
    assert enter(last, kept, NOW).text == "as it was"
    assert enter(last, replace(kept, text_hash="other"), NOW).text == ""


def vars_of(action: Action) -> dict[str, object]:
    """What an action's row needs of it."""
    names = ("key", "order_key", "rule", "occasion", "kind", "status")
    return {name: getattr(action, name) for name in names} | {"mode": "", "changed_at": NOW}
