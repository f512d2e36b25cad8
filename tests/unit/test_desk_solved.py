"""When a complaint is over, and which words settled it."""

from datetime import datetime
from typing import Any

import pytest

from schemas.action import ActionKind, ActionStatus
from schemas.dispute import DisputeState
from services.desk.knowledge.solved import QUIET, Course, answer_of, course
from services.notifier.actionrow import EDITED, ActionRow
from services.notifier.case import Said
from services.notifier.entries import describe
from services.notifier.ledger import Entry
from services.notifier.stores.tasks import Task
from tests.support.notifier import KEY, NOW, D, H, case_of, dispute, message, order, parcel

RAISED = Entry("complaint:x", "complaint", NOW, {})


def _said(ref: str, sender: str, at: datetime, **other: Any) -> Said:
    return Said(message(ref, sender=sender, sent_at=at, **other))


def _row(name: str, at: datetime, **other: Any) -> ActionRow:
    given = {
        "key": f"{KEY}|{name}|x",
        "order_key": KEY,
        "rule": name,
        "occasion": "x",
        "kind": ActionKind.MESSAGE,
        "status": ActionStatus.DONE,
        "mode": "automatic",
        "changed_at": at,
        "channel": "chat",
        "text": f"words of {name}",
        "language": "en",
        "done_at": at,
    }
    return ActionRow(**(given | other))


def test_a_dispute_is_over_once_it_is_closed() -> None:
    """With the platform's own word; a second one that stands keeps it open."""
    closed = dispute(state=DisputeState.CLOSED, outcome="SELLER_WON", version=2)
    entries = [RAISED, describe(closed, case_of(order()), NOW + D)]
    found = course(case_of(order(), closed), entries, NOW + 2 * D)
    assert (found.raised_at, found.settled_at, found.outcome) == (NOW, NOW + D, "seller won")
    other = dispute(id="lazada/shop-1/d-2", source_ref="d-2")
    assert course(case_of(order(), closed, other), entries, NOW + 90 * D).settled_at is None


def test_without_a_dispute_a_week_of_silence_after_an_answer_ends_it() -> None:
    """Not before, not unanswered, and not while the buyer writes on."""
    asks, answers = _said("m-1", "buyer", NOW), _said("m-2", "seller", NOW + H)
    case = case_of(order(), parcel(), asks, answers)
    early = course(case, [RAISED], NOW + D)
    assert (early.settled_at, early.look_at) == (None, NOW + H + QUIET)
    late = course(case, [RAISED], NOW + 9 * D)
    assert (late.settled_at, late.until) == (NOW + H + QUIET, NOW + H)
    assert late.outcome == "no further word"
    assert course(case_of(order(), asks), [RAISED], NOW + 90 * D).settled_at is None
    again = case_of(order(), asks, answers, _said("m-3", "buyer", NOW + 8 * D))
    assert course(again, [RAISED], NOW + 90 * D).settled_at is None


def test_a_persons_words_go_before_the_machines() -> None:
    """The last of them in time; what is said afterwards, or was said before, settled nothing."""
    begun = Course(NOW, NOW + 9 * D, NOW + 2 * D, None, "", ())
    case = case_of(order(), _said("m-2", "seller", NOW + H), _said("m-9", "seller", NOW + 5 * D))
    said = {message("m-2").id: "by hand", message("m-9").id: "much later"}
    rows = [
        _row("early", NOW - D),
        _row("first", NOW + H),
        _row("second", NOW + 2 * H),
        _row("ask-settled", NOW + 3 * H),
        _row("not-sent", NOW + 4 * H, status=ActionStatus.SKIPPED),
        _row("to-staff", NOW + 5 * H, channel="task"),
    ]
    found = answer_of(case, rows, [], {}, begun)
    assert found is not None
    assert (found.text, found.by_person) == ("words of second", False)
    found = answer_of(case, rows, [], said, begun)
    assert found is not None
    assert (found.text, found.by_person) == ("by hand", True)
    edited = [*rows, _row("edited", NOW + 6 * H, args={EDITED: "yes"})]
    found = answer_of(case, edited, [], said, begun)
    assert found is not None
    assert found.text == "words of edited"
    assert answer_of(case, rows[:1], [], {}, begun) is None


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("send", "paste this", "paste this"),
        ("do", "Look at it.\nA draft (es):\nHola", "Hola"),
        ("do", "Look at it.", None),
        ("check", "was it sent?", None),
    ],
)
def test_what_was_pasted_by_hand_counts(kind: Any, body: str, words: str | None) -> None:
    """The text that a task handed over, once somebody has marked it done."""
    begun = Course(NOW, NOW + 9 * D, NOW + 2 * D, None, "", ())
    row = _row("to-staff", NOW, channel="task", text="")
    task = Task(
        row.key, row.key, KEY, "lazada/shop-1", kind, row.rule, "t", NOW,
        body=body, status="done", closed_at=NOW + H, closed_by="ann",
    )  # fmt: skip
    found = answer_of(case_of(order()), [row], [task], {}, begun)
    assert (found.text if found else None) == words
