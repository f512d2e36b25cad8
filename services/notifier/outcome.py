"""What the end of a step means for its action: done, again, a task, or unsure. Pure.

For buyers the rule is never twice: what may have been said is said again only after two looks
found nothing, and only once. Money and platform decisions are never repeated by the machine.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from schemas.action import ActionKind, ActionStatus
from schemas.conversation import Message
from services.connectors.ports import OwnMessage
from services.notifier.actionrow import ActionRow
from services.notifier.channels import LIMIT, Denied, Done, NotDone, Result
from services.notifier.kinds import ONCE, SPEAKING
from services.notifier.likeness import alike
from services.notifier.records import UNSURE
from services.notifier.stores.tasks import TaskKind
from services.runtime.ids import text_hash

LEASE = 2 * LIMIT
"""Domain time after which a claim without a record is unsure; nothing of it is on the wire then."""

BETWEEN_LOOKS = timedelta(minutes=1)
LOOKS = 2
BATCH = 50
"""Claims without a record that one transaction makes unsure."""

READINGS = 3
"""Readings back of a sent message before a person is asked to look."""

PATIENCE = timedelta(hours=1)
"""Domain time after which a person is asked to check what cannot be read."""

LOOKED_FOR = timedelta(days=1)
"""Domain time after which a chat that cannot be read is looked at no more."""

BLIND = "perhaps sent: no answer, and the chat cannot be read now"


_PUT_BACK = frozenset({ActionStatus.READY, ActionStatus.AWAITING_APPROVAL, ActionStatus.SKIPPED})
"""Where an action may be whose first try was looked for in vain, and may yet show itself."""

BACKOFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15))
"""Domain time between tries that did nothing; after them a person gets the text."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A task that is left."""

    kind: TaskKind
    title: str
    why: str


def claim(action: ActionRow, now: datetime) -> None:
    """The action may be on the wire from now on."""
    action.status, action.claimed_at = ActionStatus.CLAIMED, now
    action.attempts += 1
    action.looks = 0
    action.retry_at = now + LEASE


def withdraw(action: ActionRow, why: str) -> None:
    """Nothing calls for the action any more: it is skipped, and due at no time.

    By that it is told from what was refused or would only have been observed: where nothing of it
    may have left, it comes back as soon as it is called for again (``history.withdrawn``).
    """
    action.status, action.reason = ActionStatus.SKIPPED, why
    action.due_at = action.retry_at = None


def settles_at(action: ActionRow, now: datetime) -> datetime | None:
    """Until when it has its conversation to itself; None where it is settled.

    While it may be on the wire, or is still to be found, nothing else is said there: whatever comes
    to stand there is then this action's.
    """
    if action.status not in UNSURE:
        return None
    end = action.retry_at or (action.claimed_at or now) + LEASE
    if action.retry_at is None and end <= now:
        return None
    return end if end > now else now + BETWEEN_LOOKS


def conclude(
    action: ActionRow, result: Result, *, reads_back: bool, now: datetime
) -> FollowUp | None:
    """Write how a step ended into its action; returns the task that is left, if any."""
    if isinstance(result, Done):
        return _done(action, result, now)
    if isinstance(result, NotDone):
        if not result.begun:
            _put_off(action, result.reason, now)
            return None
        return _not_done(action, result.reason, now)
    if isinstance(result, Denied):
        return _failed(action, result.reason)
    if result.since is not None:
        action.claimed_at = min(result.since, action.claimed_at or now)
    return unsure(action, result.reason, reads_back=reads_back, now=now)


def unsure(action: ActionRow, reason: str, *, reads_back: bool, now: datetime) -> FollowUp | None:
    """It may have happened: an answer was lost, or the process died."""
    if action.kind is ActionKind.CONVERSATION:
        return _not_done(action, reason, now)
    if action.kind in SPEAKING and action.conversation is None:
        # The conversation is stored before anything is sent into it: nothing was said.
        return _not_done(action, reason, now)
    action.status, action.reason = ActionStatus.UNCERTAIN, reason
    if action.kind in SPEAKING and reads_back:
        action.retry_at = max(now, (action.claimed_at or now) + LEASE)
        return None
    return never_known(action)


def looked(action: ActionRow, found: OwnMessage | None, now: datetime) -> FollowUp | None:
    """Write what a look at the channel found into an uncertain action.

    Words that are not alike may be ours, altered beyond recognition, or a person's: so they are
    neither said again nor taken for said.
    """
    if found is not None and _may_be(action, found.text):
        action.external_ref = found.external_ref
        return _done(action, Done(found.external_ref, found.blocked), now)
    action.looks += 1
    if action.looks < LOOKS:
        action.retry_at = now + BETWEEN_LOOKS
        return None
    if found is not None:
        return never_known(action)
    action.doubts += 1
    if action.doubts > 1:
        return never_known(action)
    action.status, action.retry_at = ActionStatus.READY, now
    action.reason = "two looks found nothing of the first try"
    return None


def _may_be(action: ActionRow, text: str) -> bool:
    """Whether words may be the action's: of one recovered from the log only their hash is known."""
    return text_hash(text) == action.text_hash or alike(text, action.text)


def blind(action: ActionRow, now: datetime) -> FollowUp | None:
    """Nothing can be read in the chat now: look again ever more seldom, and not for ever.

    After an hour of it a person is asked to look, once.
    """
    age = now - (action.claimed_at or now)
    if age >= LOOKED_FOR:
        return never_known(action)
    action.retry_at = now + max(age, BETWEEN_LOOKS)
    if action.reason == BLIND or age < PATIENCE:
        return None
    action.reason = BLIND
    return FollowUp("check", "Perhaps sent, please check", BLIND)


def seen(action: ActionRow, message: Message, now: datetime) -> bool:
    """Write into an action that its message came in from the platform; False where nothing changes.

    That it stands in the chat settles an unsure send, and one that two looks had not found: what
    waits to be said again has been said; words that are not alike settle nothing. Whether it was
    blocked is then read back.
    """
    if action.status is ActionStatus.UNCERTAIN or put_back(action):
        if not _may_be(action, message.text):
            return False
        action.finish("chat", now)
        action.external_ref = message.source_ref
        action.reason = "seen in the chat"
    elif action.status is not ActionStatus.DONE or not message.blocked:
        return False
    action.looks = 0
    action.retry_at = now
    return True


def put_back(action: ActionRow) -> bool:
    """Whether its try was looked for in vain, and what is known of it after all still counts."""
    return action.status in _PUT_BACK and action.claimed_at is not None


def read_again(action: ActionRow, blocked: bool | None, now: datetime) -> FollowUp | None:
    """Write a later reading back into an action that is done."""
    if blocked is not None:
        return _done(action, Done(action.external_ref, blocked), action.done_at or now)
    action.looks += 1
    if action.looks < READINGS:
        action.retry_at = now + BETWEEN_LOOKS
        return None
    action.retry_at = None
    return FollowUp(
        "check",
        "Sent, but not seen in the chat: please check",
        "the platform accepted the message and does not show it",
    )


def _done(action: ActionRow, result: Done, now: datetime) -> FollowUp | None:
    channel = "chat" if action.kind in SPEAKING else "platform"
    action.finish(channel, now)
    action.external_ref = result.external_ref
    if result.blocked:
        action.status = ActionStatus.BLOCKED
        action.reason = "the platform kept the message from the buyer"
        return FollowUp("send", "Blocked by the platform: please tell the buyer", action.reason)
    if result.blocked is None:
        action.looks = 0
        action.retry_at = now + BETWEEN_LOOKS
    return None


def _not_done(action: ActionRow, reason: str, now: datetime) -> FollowUp | None:
    tries = action.attempts - action.doubts
    if action.kind in ONCE or tries > len(BACKOFF):
        return _failed(action, reason)
    _put_off(action, reason, now + BACKOFF[tries - 1])
    return None


def _put_off(action: ActionRow, reason: str, until: datetime) -> None:
    action.status, action.reason, action.retry_at = ActionStatus.READY, reason, until
    if not action.doubts:  # else the first try may yet show itself: its message has an owner
        action.claimed_at = None


def _failed(action: ActionRow, reason: str) -> FollowUp | None:
    """A person has to do it; where no chat could be opened, the later message becomes a task."""
    action.status, action.reason, action.retry_at = ActionStatus.FAILED, reason, None
    if action.kind is ActionKind.CONVERSATION:
        return None
    kind: TaskKind = "send" if action.kind in SPEAKING else "do"
    return FollowUp(kind, "Could not be done by the machine: please do it", reason)


def never_known(action: ActionRow) -> FollowUp:
    """It counts as said, and a person is asked to check: nobody will look or say it again."""
    action.status, action.retry_at = ActionStatus.UNCERTAIN, None
    action.reason = "perhaps sent: no answer, and it cannot be told"
    return FollowUp("check", "Perhaps sent, please check", action.reason)
