"""Whether a conversation takes a further word now: of what stands there, and of its caps. Pure.

Whoever is about to say something there holds the conversation to the end of the transaction
(``ActionStore.lock_conversations``): what is counted stays counted.
"""

from collections.abc import Sequence
from datetime import datetime

from schemas.action import ActionStatus
from services.connectors.manners import Manners
from services.notifier import outcome
from services.notifier.actionrow import ActionRow
from services.notifier.case import Case
from services.notifier.mannerly import capped_until
from services.notifier.records import HAPPENED

BUSY = "a message there is not settled yet"
FULL = "the marketplace takes no more messages there until the buyer answers or a day has passed"

_UNSAID = frozenset({ActionStatus.FAILED, ActionStatus.MISSED})
"""Claimed, and surely never said: a platform that refuses a message shows nobody anything."""


def held_until(
    conversation: str,
    said: Sequence[ActionRow],
    key: str,
    about: tuple[Case, Manners],
    now: datetime,
) -> tuple[datetime, str] | None:
    """Until when nothing more may be said in a conversation, and why; None where it may now.

    Args:
        conversation: which.
        said: every action that spoke or may have spoken there.
        key: of the action that would speak.
        about: its case, and the marketplace's manners.
        now: domain time.
    """
    others = [one for one in said if one.key != key]
    ends = [outcome.settles_at(other, now) for other in others]
    free_at = max((end for end in ends if end is not None), default=None)
    if free_at is not None:
        return free_at, BUSY
    case, manners = about
    spoken = [
        other.claimed_at for other in others if other.claimed_at and other.status not in _UNSAID
    ]
    full = capped_until(spoken, case, conversation, manners, now)
    return (full, FULL) if full is not None else None


def another_offer(said: Sequence[ActionRow], key: str, now: datetime) -> bool:
    """Whether an offer about another order stands there: an answer could be to either."""
    return any(
        other.key != key
        and other.status in HAPPENED
        and other.offer is not None
        and now < other.offer.expires_at
        for other in said
    )
