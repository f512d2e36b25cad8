"""A playbook tried before it is taken: what is wrong with it, what comes out otherwise. Pure."""

from collections.abc import Mapping, Sequence

from schemas.base import Model
from services.connectors.manners import Manners
from services.notifier.examples import DEFAULT as EXAMPLES
from services.notifier.examples import play
from services.notifier.leaving import Change
from services.notifier.mute import mutes, unfillable
from services.notifier.playbook import Playbook, Written
from services.notifier.texts import Texts

MOST = 50
"""Acts more, or fewer, within a day that are taken without asking."""


class Changed(Model):
    """As ``leaving.Change``."""

    shop: str
    rule: str
    more: int
    fewer: int


class Found(Model):
    """What trying a playbook came to.

    Attributes:
        problems: why it cannot be taken.
        difference: what it says otherwise than the one in force, rule by rule.
        cases: of ours, by name, that come out otherwise than with the default playbook.
        changes: what would leave otherwise within a day, by shop and rule.
    """

    problems: tuple[str, ...] = ()
    difference: tuple[tuple[str, tuple[str, ...]], ...] = ()
    cases: tuple[str, ...] = ()
    changes: tuple[Changed, ...] = ()

    @property
    def more(self) -> int:
        """Acts more within a day."""
        return sum(one.more for one in self.changes)

    @property
    def fewer(self) -> int:
        """Acts fewer within a day."""
        return sum(one.fewer for one in self.changes)

    @property
    def asks(self) -> bool:
        """Whether it changes so much that a person says yes to the numbers."""
        return max(self.more, self.fewer) > MOST


def changed(changes: Sequence[Change]) -> tuple[Changed, ...]:
    """Changes as they are kept."""
    return tuple(
        Changed(shop=one.shop, rule=one.rule, more=one.more, fewer=one.fewer) for one in changes
    )


def wrong_with(rules: Playbook, texts: Texts, manners: Mapping[str, Manners]) -> list[str]:
    """Why a playbook that can be read cannot be taken: a text that nobody could say or fill."""
    return [*unfillable(texts), *mutes(rules, texts, manners)]


def otherwise(rules: Playbook, texts: Texts, told: Written | None) -> list[str]:
    """Our own cases, by name, that come out otherwise than with the default playbook.

    None of a playbook that stands for itself: our cases name our rules.
    """
    if told is not None and not told.base:
        return []
    return [one.name for one in play(EXAMPLES, rules, texts) if one.against]
