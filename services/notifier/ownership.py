"""Whose message is that? Pure.

A seller's message in a chat is either one of our actions' or a person's. The text that an unsure
send left, altered by the platform or not, is never taken for a person's.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from schemas.action import ActionStatus
from schemas.conversation import Message
from services.connectors.ports import SKEW, OwnMessage
from services.notifier.actionrow import ActionRow
from services.notifier.channels import LIMIT
from services.notifier.likeness import foreign, likeness
from services.notifier.records import UNSURE
from services.runtime.ids import text_hash


def owner_of(message: Message, actions: Sequence[ActionRow]) -> ActionRow | None:
    """The action that a message of the seller's side belongs to, or None: a person is talking.

    Args:
        message: sent by the seller's side.
        actions: all that spoke or may have spoken in its conversation, of whatever order.
    """
    return (
        _by_reference(message.source_ref, actions)
        or _by_words(text_hash(message.text), message.sent_at, actions)
        or _by_doubt(message.sent_at, actions)
    )


def left_by(
    action: ActionRow, seen: Sequence[OwnMessage], actions: Collection[ActionRow]
) -> OwnMessage | None:
    """The message that an uncertain action has left, if any that nobody else owns was found.

    Of several it is the likest: a person may be writing in the same minutes.

    Args:
        action: the uncertain one.
        seen: the seller's messages since its claim.
        actions: all in its conversation.
    """
    others = [other for other in actions if other.key != action.key]
    references = {other.external_ref for other in others if other.external_ref}
    words = {other.text_hash for other in others if not other.external_ref}
    free = [own for own in seen if own.external_ref not in references]
    same = [own for own in free if text_hash(own.text) == action.text_hash]
    altered = [
        own
        for own in free
        if text_hash(own.text) not in words and not foreign(own.text, action.text)
    ]
    return max(same or altered, key=lambda own: likeness(own.text, action.text), default=None)


def _by_reference(reference: str, actions: Sequence[ActionRow]) -> ActionRow | None:
    return next((action for action in actions if action.external_ref == reference), None)


def _by_words(words: str, sent_at: datetime, actions: Sequence[ActionRow]) -> ActionRow | None:
    same = [
        action
        for action in actions
        if action.text_hash == words
        and not action.external_ref
        and action.status is not ActionStatus.FAILED
        and _claimed_before(action, sent_at)
    ]
    return same[-1] if same else None


def _by_doubt(sent_at: datetime, actions: Sequence[ActionRow]) -> ActionRow | None:
    unsure = [
        action
        for action in actions
        if action.status in UNSURE
        and not action.external_ref
        and _claimed_before(action, sent_at)
        and (action.retry_at is not None or _soon_after(action, sent_at))
    ]
    return unsure[0] if unsure else None


def _claimed_before(action: ActionRow, sent_at: datetime) -> bool:
    return action.claimed_at is not None and action.claimed_at - SKEW <= sent_at


def _soon_after(action: ActionRow, sent_at: datetime) -> bool:
    """Nobody will look again: only what was said while it may have been on the wire is its own."""
    return action.claimed_at is not None and sent_at <= action.claimed_at + 2 * LIMIT
