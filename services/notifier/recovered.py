"""What the log says that a restored database has forgotten, and what its rows become. Pure.

What has left, left: it is entered as it was, so that nothing is said twice. What was only planned
is left to the plan, and what was raised for staff is raised again: for them, twice is better than
never.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from schemas.action import Action, ActionKind, ActionStatus
from services.notifier.actionrow import ActionRow
from services.notifier.kinds import REACHING, SPEAKING
from services.notifier.outcome import withdraw
from services.notifier.records import OPEN, UNSURE

FOUND = "found in the log after the database was restored"

_SETTLED = frozenset({ActionStatus.DONE, ActionStatus.BLOCKED, ActionStatus.FAILED})
_OUTSIDE = frozenset({"chat", "platform"})


def newest(told: Iterable[Action]) -> dict[str, Action]:
    """Of each action its greatest version."""
    found: dict[str, Action] = {}
    for action in told:
        known = found.get(action.key)
        if known is None or known.version < action.version:
            found[action.key] = action
    return found


def enter(told: Action, row: ActionRow | None, now: datetime) -> ActionRow:
    """The row of an action after what the log says of it; its version is above both.

    A claim comes back without a time to look at it: while the log is being read, the next record
    may tell how it ended. See ``look_again``.

    Args:
        told: the version of the log that the database does not know.
        row: what the database has, where it has something.
        now: domain time.
    """
    entered = replace(row) if row is not None else _blank(told, now)
    left = told.kind in REACHING and (told.status not in OPEN or told.claimed_at is not None)
    if left and not _stands(row):
        _take(entered, told)
    elif row is None:
        withdraw(entered, "planned before the database was restored")
    entered.version = max(told.version, row.version if row else 0)
    entered.recovered = told.version
    return entered


def look_again(action: ActionRow, now: datetime) -> bool:
    """Have a recovered claim looked for now; False where only a person can: it stays uncertain.

    Which try it was is not known, so it counts as the last: it is never said by itself again.
    """
    if action.kind in SPEAKING and action.conversation is None:
        # Normally nothing is sent before the conversation is kept, but that may be what is lost.
        action.status, action.retry_at = ActionStatus.UNCERTAIN, None
        return False
    action.retry_at = now
    return True


def by_hand(told: Action) -> bool:
    """Whether staff had it in hand in the machine's place: the restored desk does not show it."""
    handed = told.channel == "task" or told.status in {ActionStatus.BLOCKED, ActionStatus.FAILED}
    return handed and told.kind in REACHING - {ActionKind.CONVERSATION}


def _stands(row: ActionRow | None) -> bool:
    """Whether the database itself says already that it left."""
    return row is not None and row.status in _SETTLED and row.channel in _OUTSIDE


def _blank(told: Action, now: datetime) -> ActionRow:
    return ActionRow(
        key=told.key,
        order_key=told.order_key,
        rule=told.rule,
        occasion=told.occasion,
        kind=told.kind,
        status=told.status,
        mode="",
        changed_at=now,
    )


def _take(row: ActionRow, told: Action) -> None:
    row.status, row.channel, row.external_ref = told.status, told.channel, told.external_ref
    row.due_at, row.claimed_at, row.done_at = told.due_at, told.claimed_at, told.done_at
    row.conversation = told.conversation or row.conversation
    row.offer = told.offer
    row.reason = f"{told.reason}; {FOUND}" if told.reason else FOUND
    row.retry_at = None
    if row.text_hash != told.text_hash:
        row.text, row.text_hash = "", told.text_hash
    if told.status in UNSURE or told.status in OPEN:
        row.status = ActionStatus.CLAIMED
        row.attempts, row.looks, row.doubts = max(row.attempts, 1), 0, 1
