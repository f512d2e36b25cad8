"""What staff have marked of a buyer, as it bears on one action. Pure."""

from dataclasses import dataclass

from schemas.action import ActionKind
from services.notifier.case import Case
from services.notifier.kinds import REACHING, SPEAKING
from services.notifier.records import Mark
from services.notifier.scope import Scope


@dataclass(frozen=True, slots=True)
class Against:
    """What a mark makes of an action: a task, or (``never``) nothing at all."""

    reason: str
    never: bool


def against(case: Case, kind: ActionKind, scope: Scope, *, matters: bool) -> Against | None:
    """What the marks of the order's buyer have against an action of a kind.

    Args:
        case: the order's.
        kind: the action's.
        scope: what it is about; an answer to a message is no unasked word.
        matters: it has a deadline: then a person decides, where the machine may not.
    """
    marks = case.marks.words
    if kind not in REACHING or kind is ActionKind.CONVERSATION or not marks:
        return None
    if Mark.NO_OFFERS in marks and kind is ActionKind.OFFER:
        return Against("the buyer is marked no_offers", never=True)
    unasked = kind in SPEAKING and scope is not Scope.MESSAGE
    if Mark.NO_MESSAGES in marks and unasked:
        return Against("the buyer is marked no_messages", never=not matters)
    if Mark.STAFF_ONLY in marks:
        return Against("the buyer is marked staff_only", never=False)
    return None
