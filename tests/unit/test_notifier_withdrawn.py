"""What was put back or taken back before it was said: never said twice, and not forgotten."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.action import ActionKind, ActionStatus
from schemas.order import Duties
from schemas.parcel import Actor
from services.notifier import outcome
from services.notifier.actionrow import ActionRow
from services.notifier.case import Case, PersonActed, apply
from services.notifier.channels import NotDone
from services.notifier.ownership import owner_of
from services.notifier.settle import changed
from services.runtime.kafka.outcome import Applied, Superseded
from tests.support.notifier import KEY, NOW, case_of, hold, message, order, parcel, planned

RULE = "hold-buyer-must-act"
BEYOND = "hold-beyond-usual"
TEXT = "your parcel waits at customs"


def action(**changes: object) -> ActionRow:
    """A message about the hold, ready to leave."""
    row = ActionRow(
        key=f"{KEY}|{RULE}|RR123456789CN#1",
        order_key=KEY,
        rule=RULE,
        occasion="RR123456789CN#1",
        kind=ActionKind.MESSAGE,
        status=ActionStatus.READY,
        mode="automatic",
        changed_at=NOW,
        due_at=NOW,
        conversation="c-1",
    )
    row.give_text(TEXT)
    for name, value in changes.items():
        setattr(row, name, value)
    return row


def doubted() -> ActionRow:
    """One whose first try had no answer, and of which two looks found nothing."""
    row = action()
    outcome.claim(row, NOW)
    outcome.unsure(row, "no answer", reads_back=True, now=NOW)
    for _ in range(outcome.LOOKS):
        outcome.looked(row, None, NOW)
    assert row.status is ActionStatus.READY
    return row


@given(
    status=st.sampled_from(
        [ActionStatus.READY, ActionStatus.AWAITING_APPROVAL, ActionStatus.SKIPPED]
    ),
    minutes=st.integers(0, 24 * 60),
    blocked=st.booleans(),
)
def test_what_was_looked_for_in_vain_is_done_when_it_shows_itself(
    status: ActionStatus, minutes: int, *, blocked: bool
) -> None:
    """However late the platform shows the first try, nothing of it is left to be said again."""
    row = doubted()
    row.status = status
    shown = message("m1", sender="seller", text=TEXT, sent_at=NOW, blocked=blocked)
    assert owner_of(shown, [row]) is row
    now = NOW + timedelta(minutes=minutes)
    assert outcome.seen(row, shown, now)
    assert (row.status, row.external_ref, row.channel) == (ActionStatus.DONE, "m1", "chat")


def test_a_second_try_that_did_not_leave_leaves_the_first_its_owner() -> None:
    """The first try's message, shown only now, is the action's still; nothing is said again."""
    row = doubted()
    again = NOW + outcome.LEASE + outcome.BETWEEN_LOOKS
    outcome.claim(row, again)
    outcome.conclude(row, NotDone("busy"), reads_back=True, now=again)
    assert row.status is ActionStatus.READY
    shown = message("m1", sender="seller", text=TEXT, sent_at=NOW)
    assert owner_of(shown, [row]) is row
    assert outcome.seen(row, shown, again)
    assert row.status is ActionStatus.DONE


@given(status=st.sampled_from([ActionStatus.READY, ActionStatus.SKIPPED]))
def test_what_was_never_on_the_wire_is_not_done_by_a_message(status: ActionStatus) -> None:
    """The same words, written by a person before we said them, are theirs."""
    row = action(status=status)
    assert not outcome.seen(row, message("m1", sender="seller", text=TEXT), NOW)
    assert row.status is status


def after(row: ActionRow) -> Case:
    """The case of a held parcel that knows of the action."""
    return case_of(order(), parcel(hold()), changed(row))


def test_a_withdrawn_action_is_planned_again_under_its_key() -> None:
    """Nothing of it had left: it is still to be done, as soon as it is called for again."""
    row = action()
    outcome.withdraw(row, "no longer called for")
    again = planned(after(row), RULE)
    assert again is not None
    assert again.key == row.key


def test_what_may_have_left_is_not_planned_again_once_withdrawn() -> None:
    """A try that was looked for in vain counts as made."""
    row = doubted()
    outcome.withdraw(row, "no longer called for")
    assert planned(after(row), RULE) is None


@pytest.mark.parametrize("reason", ["refused by ann", "observe: would have done this"])
def test_what_was_decided_against_is_never_planned_again(reason: str) -> None:
    """A refusal and ``observe`` stand, unlike a withdrawal."""
    row = action(status=ActionStatus.SKIPPED, reason=reason)
    assert planned(after(row), RULE) is None


def test_a_withdrawn_hold_does_not_answer_for_another_near_it() -> None:
    """It belongs to its own ordinal: the stay that takes its place is told under its own."""
    row = action()
    outcome.withdraw(row, "no longer called for")
    case = case_of(order(), parcel(hold(ordinal=2)), changed(row))
    again = planned(case, RULE)
    assert again is not None
    assert again.occasion.endswith("#2")


@pytest.mark.parametrize(
    ("who", "payer", "told"),
    [
        (Actor.BUYER, "prepaid", False),
        (Actor.BUYER, "buyer_pays", True),
        (Actor.UNKNOWN, "prepaid", True),
    ],
)
def test_a_buyer_who_prepaid_duty_is_never_sent_to_customs(
    who: Actor, payer: str, *, told: bool
) -> None:
    """What customs asks where duty was prepaid is the seller's to settle, however late."""
    duties = Duties.model_validate({"payer": payer})
    case = case_of(order(duties=duties), parcel(hold(who_must_act=who)))
    assert (planned(case, BEYOND) is not None) is told


def test_a_task_is_taken_once() -> None:
    """Whoever takes a task that is taken or closed changes nothing."""
    row = action(status=ActionStatus.DONE, channel="task", done_at=NOW)
    take = PersonActed("task_taken", "ann", NOW, row.key)
    case, first = apply(after(row), take, NOW)
    assert (first, apply(case, take, NOW)) == (Applied(), (case, Superseded()))
    closed, _ = apply(after(row), PersonActed("task_done", "ann", NOW, row.key), NOW)
    assert apply(closed, take, NOW) == (closed, Superseded())
