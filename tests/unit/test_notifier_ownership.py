"""Whose message is it: by its words, and by a clock that is not ours."""

from datetime import timedelta

import pytest

from schemas.action import ActionKind, ActionStatus
from services.connectors.ports import SKEW, OwnMessage
from services.notifier import outcome
from services.notifier.actionrow import ActionRow
from services.notifier.likeness import alike
from services.notifier.ours import own
from services.notifier.ownership import left_by, owner_of
from services.notifier.settle import changed
from tests.support.notifier import KEY, NOW, case_of, message, order

TEXT = "your parcel waits at customs"
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("shown", "text", "same"),
    [
        ("\N{THUMBS UP SIGN}", "", False),
        ("\N{THUMBS UP SIGN}", TEXT, False),
        ("", "", False),
        (TEXT.upper(), TEXT, True),
        (f"{TEXT} \N{THUMBS UP SIGN}", TEXT, True),
    ],
)
def test_what_has_no_words_is_like_nothing(shown: str, text: str, *, same: bool) -> None:
    """A smiley is not taken for an action of which only the hash of its words is known."""
    assert alike(shown, text) is same


@pytest.mark.parametrize(
    ("shown", "ours"),
    [
        ("RR123456785CN waits at customs", False),
        ("*** waits at customs", True),
        ("RR123456****CN waits at customs", True),
        ("rr123456789cnwaits at customs", True),
        ("RR123456789CN waits at customs \N{SLIGHTLY SMILING FACE}", True),
    ],
)
def test_the_same_words_about_another_parcel_are_not_ours(shown: str, *, ours: bool) -> None:
    """A buyer of two orders is written to of both: what names the other's number is not this one's.

    Taken for it, a person's copy of the first would leave the second unsaid.
    """
    text = "RR123456789CN waits at customs"
    assert alike(shown, text) is ours
    row = _claimed(text)
    left = left_by(
        row, [OwnMessage(external_ref="m1", sent_at=NOW, text=shown, blocked=False)], [row]
    )
    assert (left is not None) is ours


@pytest.mark.parametrize(("early", "ours"), [(SKEW, True), (SKEW + SECOND, False)])
def test_a_clock_behind_ours_takes_no_message_from_us(early: timedelta, *, ours: bool) -> None:
    """Who owns a message and who is talking agree on how much too early it may be dated."""
    row = _claimed(TEXT)
    altered = message("m1", sender="seller", text=TEXT.upper(), sent_at=NOW - early)
    assert (owner_of(altered, [row]) is row) is ours
    case = case_of(order(), changed(row), altered)
    assert (own(case) == {altered.id}) is ours


def test_our_own_words_pasted_once_more_are_a_persons() -> None:
    """The platform has named the one that is ours: who says the same again has the order in hand.

    A second reminder says what the first did, and staff may be who sends it.
    """
    row = _claimed(TEXT)
    row.external_ref, row.status = "m1", ActionStatus.DONE
    first = message("m1", sender="seller", text=TEXT, sent_at=NOW)
    pasted = message("m2", sender="seller", text=TEXT, sent_at=NOW + 5 * DAY)
    assert own(case_of(order(), changed(row), first, pasted)) == {first.id}
    assert own(case_of(order(), changed(row), pasted)) == {pasted.id}, "the platform shows no m1"


def _claimed(text: str) -> ActionRow:
    row = ActionRow(
        key=f"{KEY}|rule|1",
        order_key=KEY,
        rule="rule",
        occasion="1",
        kind=ActionKind.MESSAGE,
        status=ActionStatus.READY,
        mode="automatic",
        changed_at=NOW,
        due_at=NOW,
        conversation="c-1",
        channel="chat",
    )
    row.give_text(text)
    outcome.claim(row, NOW)
    return row
