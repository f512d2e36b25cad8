"""Which rules have acted on which occasions already, and whose turn it is. Pure."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from schemas.action import ActionStatus
from services.notifier.case import OPEN, Case, Deed
from services.notifier.holds import deeds_about
from services.notifier.rule import Rule
from services.notifier.subject import Subject

_FINAL = frozenset({ActionStatus.MISSED, ActionStatus.SKIPPED})
"""After one of these a rule that may act several times does not act again on the occasion."""


def withdrawn(deed: Deed) -> bool:
    """Whether it was taken back before anything of it could leave: then it may still be done.

    What a person refused, or ``observe`` kept, was due and stays skipped; see ``outcome.withdraw``.
    """
    skipped = deed.status is ActionStatus.SKIPPED
    return skipped and deed.moment is None and deed.closed_at is None


@dataclass(frozen=True, slots=True)
class Turn:
    """A rule's next act on an occasion.

    Attributes:
        occasion: with its count, from the second on: ``NUMBER#1~2``.
        deed: the act as it stands, where it has been begun.
        not_before: the previous act and the least time between two, or the time to try again.
    """

    key: str
    occasion: str
    deed: Deed | None
    not_before: datetime | None


def _open_first(deed: Deed) -> tuple[bool, str]:
    return deed.status not in OPEN, deed.key


class History:
    """The deeds of a case, by rule.

    Args:
        anew: keys that count as if they had not fired.
    """

    def __init__(self, case: Case, anew: frozenset[str]) -> None:
        self._order_key = case.order_key
        self._anew = anew
        self._by_rule: dict[str, list[Deed]] = defaultdict(list)
        for deed in case.deeds.values():
            self._by_rule[deed.rule].append(deed)

    def next(self, rule: Rule, on: Subject) -> Turn | None:
        """The next act of a rule on a subject's occasion, or None where it has acted enough."""
        about = self._about(rule, on)
        if not about:
            return Turn(f"{self._order_key}|{rule.id}|{on.occasion}", on.occasion, None, None)
        fired = [deed for deed in about if self._fired(deed)]
        if len(fired) >= rule.times or any(deed.status in _FINAL for deed in fired):
            return None
        waits = [one.moment + rule.every for one in fired if one.moment]
        begun = min((one for one in about if one not in fired), key=_open_first, default=None)
        if begun is not None:
            # What was begun goes on under its own key, whatever its occasion has become part of.
            waits += [begun.retry_at] if begun.retry_at else []
            return Turn(begun.key, begun.occasion, begun, max(waits, default=None))
        used = {deed.occasion for deed in fired}
        occasion = next(
            name
            for count in range(1, len(used) + 2)
            if (name := on.occasion if count == 1 else f"{on.occasion}~{count}") not in used
        )
        key = f"{self._order_key}|{rule.id}|{occasion}"
        return Turn(key, occasion, None, max(waits, default=None))

    def _about(self, rule: Rule, on: Subject) -> list[Deed]:
        by_rule = self._by_rule
        deeds = by_rule.get(rule.id, [])
        for name in rule.was:
            deeds = deeds + by_rule.get(name, [])
        if not deeds:
            return deeds
        if on.parcel is not None and on.stay is not None:
            return deeds_about(deeds, on.parcel, on.stay)
        return [deed for deed in deeds if deed.occasion.split("~")[0] == on.occasion]

    def _fired(self, deed: Deed) -> bool:
        if deed.key in self._anew or withdrawn(deed):
            return False
        return deed.status not in OPEN or deed.closed_at is not None
