"""What would leave within a day, as one playbook would have it and as another. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from schemas.action import ActionKind
from schemas.base import shop_of
from services.notifier.admit import Ask, Go, Ledgers, admit
from services.notifier.case import Case
from services.notifier.kinds import REACHING
from services.notifier.plan import PlannedAction, plan
from services.notifier.playbook import Playbook
from services.notifier.policy import Surroundings
from services.notifier.speech import spoken
from services.notifier.texts import Texts

SOON = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Change:
    """Acts of a rule on the orders of a shop that would leave with one playbook alone.

    Attributes:
        more: with the new one; ``fewer`` with the old one.
    """

    shop: str
    rule: str
    more: int = 0
    fewer: int = 0


def leaving(
    case: Case, playbook: Playbook, around: Surroundings, texts: Texts, now: datetime
) -> Mapping[str, PlannedAction]:
    """What would reach the buyer or the platform within a day, by key, if nothing else happened.

    An act that waits for a person's approval is one of them; what a pause or a ceiling would hold
    back is too, for they end.
    """
    free = replace(around, paused=None)
    found = {}
    for action in plan(case, playbook, free, now).actions:
        if action.kind not in REACHING or action.kind is ActionKind.CONVERSATION:
            continue
        if action.due_at >= now + SOON:
            break
        at = max(action.due_at, now)
        verdict = spoken(
            admit(action, case, Ledgers(), free, at), action, case, free, texts, now=at
        )
        if isinstance(verdict, (Go, Ask)):
            found[action.key] = action
    return found


class Comparison:
    """Counts, case by case, what would leave with one of two playbooks and not with the other."""

    def __init__(self, old: Playbook, new: Playbook, texts: Texts) -> None:
        self._old, self._new, self._texts = old, new, texts
        self._changes: dict[tuple[str, str], Change] = {}

    def add(self, case: Case, before: Surroundings, after: Surroundings, now: datetime) -> None:
        """Count one case.

        Args:
            case: a live one.
            before: its surroundings as they are.
            after: as they will be: with the new rules in force since now.
            now: domain time.
        """
        shop = shop_of(case.order_key)
        old = leaving(case, self._old, before, self._texts, now)
        new = leaving(case, self._new, after, self._texts, now)
        for key in new.keys() - old.keys():
            self._count(shop, new[key].rule, more=1)
        for key in old.keys() - new.keys():
            self._count(shop, old[key].rule, fewer=1)

    def _count(self, shop: str, rule: str, more: int = 0, fewer: int = 0) -> None:
        known = self._changes.get((shop, rule), Change(shop, rule))
        self._changes[shop, rule] = replace(
            known, more=known.more + more, fewer=known.fewer + fewer
        )

    @property
    def changes(self) -> list[Change]:
        """By shop and rule."""
        return [self._changes[key] for key in sorted(self._changes)]
