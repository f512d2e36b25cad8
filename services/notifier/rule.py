"""A rule of the playbook, as it stands in memory once the file has been read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from schemas.action import ActionKind
from services.notifier.anchors import Anchor
from services.notifier.condition import Condition
from services.notifier.kinds import REACHING, SPEAKING
from services.notifier.scope import Scope
from services.runtime.shops import RuleMode

__all__ = ["REACHING", "SPEAKING", "Late", "Rule"]


class Late(StrEnum):
    """What becomes of an occasion first seen more than a day after its time."""

    DROP = "drop"
    TASK = "task"
    SEND = "send"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        id: permanent; deeds and occasions carry it.
        was: former ids, whose deeds count as this rule's.
        about: why it acts, in a sentence for people.
        at: when it is due; None as soon as ``when`` holds.
        until: nothing is done at or after it.
        deadline: by when it must have been done; a message with one becomes a task where it would
            come too late.
        every: the least time between two of its ``times``.
        template: name of the text.
        args: further arguments of the action.
        late: what if first seen more than 24 h after ``at``.
        mode: the most that this rule may do by itself, whatever the shop allows.
        past_is_due: acts on what began before the shop or the rule; only for staff.
        spaced: bound by the least distance between two messages of an order.
        countries: the whole rule as it is for orders to a country, where it is otherwise there.
    """

    id: str
    once: Scope
    kind: ActionKind
    when: Condition
    about: str = ""
    at: Anchor | None = None
    until: Anchor | None = None
    deadline: Anchor | None = None
    was: tuple[str, ...] = ()
    times: int = 1
    every: timedelta = timedelta(days=1)
    template: str = ""
    args: Mapping[str, str] = field(default_factory=dict)
    late: Late = Late.SEND
    mode: RuleMode = "automatic"
    past_is_due: bool = False
    spaced: bool = True
    countries: Mapping[str, "Rule"] = field(default_factory=dict)

    @property
    def everywhere(self) -> "tuple[Rule, ...]":
        """The rule, and each variant of it."""
        return (self, *self.countries.values())
