"""A person's word is a person's, whoever wrote it down: then the machine is silent for 72 hours."""

from hypothesis import given
from hypothesis import strategies as st

from schemas.action import Action, ActionKind, ActionStatus
from services.notifier import talk
from services.notifier.case import ActionChanged, Case
from services.runtime.ids import text_hash
from tests.support.notifier import KEY, NOW, H, case_of, message, order, planned

TEXT = "Your parcel waits at customs."
STATUSES = st.sampled_from([ActionStatus.DONE, ActionStatus.FAILED, ActionStatus.BLOCKED])


def handed(status: ActionStatus, channel: str) -> ActionChanged:
    """A text of ours that staff have: handed over at once, or after a send that failed."""
    return ActionChanged(
        Action(
            key=f"{KEY}|told|x",
            order_key=KEY,
            version=1,
            rule="told",
            occasion="x",
            kind=ActionKind.MESSAGE,
            status=status,
            channel=channel,
            text_hash=text_hash(TEXT),
            conversation="c-1" if channel == "chat" else None,
            claimed_at=NOW if channel == "chat" else None,
            done_at=NOW if status is ActionStatus.DONE else None,
        )
    )


def pasted(status: ActionStatus, channel: str, hours: int) -> Case:
    """The case once these very words have come to stand in the chat, so long after."""
    said = message("p-1", sender="seller", text=TEXT, sent_at=NOW + hours * H)
    return case_of(order(), handed(status, channel), said)


@given(st.integers(0, 200), STATUSES)
def test_what_staff_paste_word_for_word_is_a_persons(hours: int, status: ActionStatus) -> None:
    """A task's text in the chat is their word: the machine says nothing for 72 hours after it."""
    channel = "task" if status is ActionStatus.DONE else "chat"
    case = pasted(status, channel, hours)
    assert talk.hands_off_until(case) == NOW + hours * H + talk.HANDS_OFF
    assert not [
        one
        for name in ("silent-before-promise", "promise-passed", "pickup-waiting")
        if (one := planned(case, name)) and one.due_at < NOW + hours * H + talk.HANDS_OFF
    ]


def test_the_machines_own_words_are_nobodys() -> None:
    """As they stand in the chat after it said them; the same words before its claim are not."""
    assert talk.hands_off_until(pasted(ActionStatus.DONE, "chat", 0)) is None
    assert talk.hands_off_until(pasted(ActionStatus.DONE, "chat", -3)) is not None
