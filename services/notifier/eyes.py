"""Four eyes: which acts a second person confirms, and who may be that one. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from schemas.action import ActionKind, Option
from services.notifier.actionrow import ActionRow
from services.notifier.case import Case
from services.notifier.offers import cost
from services.notifier.stores.tasks import Task
from services.runtime.desk import RANK, FourEyes, Role, Watched
from services.runtime.offers import Offers
from services.runtime.settings import Settings

_PAYS = frozenset({ActionKind.OFFER, ActionKind.REMEDY})


@dataclass(frozen=True, slots=True)
class Eyes:
    """What is asked of who presses.

    Attributes:
        rules: of the settings.
        offers: by shop, in which currency money is counted.
        role: of whoever presses; None: nobody of the desk's, who confirms nothing.
    """

    rules: tuple[FourEyes, ...] = ()
    offers: Mapping[str, Offers] = field(default_factory=dict)
    role: Role | None = None

    @classmethod
    def of(cls, settings: Settings, role: Role | None) -> "Eyes":
        """Those of an installation, for somebody of a role."""
        offers = {shop.key: shop.offers for shop in settings.shops}
        return cls(settings.desk.four_eyes, offers, role)

    @classmethod
    def named(cls, settings: Settings, name: str) -> "Eyes":
        """Those for somebody of whom a command tells the name: the role that the desk gives it."""
        found = (one for one in settings.desk.people if same_person(one.name, name))
        return cls.of(settings, next((one.role for one in found), None))

    def on_approval(self, task: Task, action: ActionRow, case: Case) -> Role | None:
        """The role that lets something go with the first; None: one person is enough."""
        rules = [one for one in self._rules(task.shop) if "approve" in one.acts]
        if action.kind in _PAYS:
            money = [one for one in self._rules(task.shop) if "money" in one.acts]
            worth = self._worth(task.shop, action, case) if money else None
            rules += [one for one in money if worth is None or worth > one.above]
        return _highest(rules)

    def on_deed(self, task: Task) -> Role | None:
        """The role that says with the first that something was done, or said, by hand."""
        what: Watched = "sent" if task.kind == "send" else "done"
        return _highest(one for one in self._rules(task.shop) if what in one.acts)

    def on(self, act: Watched, shop: str = "") -> Role | None:
        """The role that does with the first what is about no task, in a shop or (empty) in all."""
        rules = self._rules(shop) if shop else self.rules
        return _highest(one for one in rules if act in one.acts)

    def enough(self, wanted: Role) -> bool:
        """Whether whoever presses may be the second."""
        return self.role is not None and RANK[self.role] >= RANK[wanted]

    def _rules(self, shop: str) -> Iterable[FourEyes]:
        return (one for one in self.rules if not one.shops or shop in one.shops)

    def _worth(self, shop: str, action: ActionRow, case: Case) -> Decimal | None:
        """The most that it may cost, in the shop's currency; None: it cannot be counted."""
        policy = self.offers.get(shop)
        if policy is None or case.order is None:
            return None
        try:
            options = action.offer.options if action.offer else (Option.of(action.args),)
            return max(cost(one, case.order, policy) for one in options)
        except (LookupError, ValueError):
            return None


ONE_PERSON = Eyes()
"""Nothing wants a second person."""


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's."""
    return one.strip().casefold() == other.strip().casefold()


def _highest(rules: Iterable[FourEyes]) -> Role | None:
    return max((one.role for one in rules), key=RANK.__getitem__, default=None)
