"""How long it took to tell somebody of a customs hold: what its objective is held against."""

from schemas.action import Action, ActionKind, ActionStatus
from services.notifier.case import Case
from services.runtime.metrics import HOLD_TOLD_SECONDS

# From the first scrape on: of a series that begins with 1 no increase is seen.
_TOLD = {to: HOLD_TOLD_SECONDS.labels(to) for to in ("buyer", "staff")}

_STAFF = frozenset({"task", "alert"})
"""Channels that lead to people of the shop."""

_PEOPLE = frozenset({ActionKind.MESSAGE, ActionKind.TASK, ActionKind.NOTICE, ActionKind.PAGE})


def told_of_hold(case: Case, action: Action) -> None:
    """Count an action by which somebody was told of a hold; every other is left alone.

    Args:
        case: the action's, whose parcels say whether it is about a hold.
        action: as it has just become.
    """
    if action.status is not ActionStatus.DONE or action.kind not in _PEOPLE:
        return
    number, mark, _ = action.occasion.split("~")[0].rpartition("#")
    if not mark or all(parcel.number != number for parcel in case.parcels.values()):
        return
    if action.due_at is None or action.done_at is None:
        return
    took = (action.done_at - action.due_at).total_seconds()
    _TOLD["staff" if action.channel in _STAFF else "buyer"].observe(max(took, 0.0))
