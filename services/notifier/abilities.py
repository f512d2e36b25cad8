"""What each rule can do at a shop: act by itself, become a task, or nothing at all. Pure.

Asked of an order at its best: sent just now, its buyer known, its chat open or kept. What a single
order allows on its day is asked again each time (``admit``); here it is what a shop ever allows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from schemas.action import ActionKind
from schemas.order import Buyer, Destination, Order, OrderStatus
from services.connectors.ports import Acts
from services.notifier.kinds import REACHING, SPEAKING
from services.notifier.mannerly import unfit
from services.notifier.plan import mode_of
from services.notifier.playbook import Playbook
from services.notifier.policy import ShopPolicy
from services.notifier.rule import Rule
from services.notifier.texts import Texts

May = Literal["automatic", "task", "impossible"]

_CHAT = "sample"


@dataclass(frozen=True, slots=True)
class Ability:
    """One rule at one shop.

    Attributes:
        rule: its id.
        may: ``automatic``: the machine can do it, in whatever mode; ``task``: people do; neither
            for what nobody can do by hand: opening a chat that the marketplace has not.
        why: why the machine cannot; empty where it can, or where the rule is for people anyway.
    """

    rule: str
    may: May
    why: str = ""


def abilities(
    playbook: Playbook, shop: ShopPolicy, acts: Acts, texts: Texts, now: datetime
) -> Sequence[Ability]:
    """What each rule that is not off can do, in the playbook's order."""
    order = _at_its_best(shop, now)
    return [
        _ability(rule, shop, acts, texts, order)
        for rule in playbook.rules
        if mode_of(rule, shop) != "off"
    ]


def _ability(rule: Rule, shop: ShopPolicy, acts: Acts, texts: Texts, order: Order) -> Ability:
    if rule.kind not in REACHING:
        return Ability(rule.id, "task")
    why = _unable(rule, acts, order) or _unsaid(rule, shop, acts, texts)
    if not why:
        return Ability(rule.id, "automatic")
    return Ability(rule.id, "impossible" if rule.kind is ActionKind.CONVERSATION else "task", why)


def _unable(rule: Rule, acts: Acts, order: Order) -> str:
    now = order.placed_at
    asked = [acts.can(order, rule.kind, talking, now) for talking in (None, _CHAT)]
    if not any(one.allowed for one in asked):
        return asked[-1].reason or "the marketplace does not allow it"
    if rule.kind is ActionKind.REMEDY:
        flow = acts.remedies(order, now)
        return "" if flow.kinds else flow.reason
    return unfit(rule.template, order, _CHAT, acts.manners, now) if rule.kind in SPEAKING else ""


def _unsaid(rule: Rule, shop: ShopPolicy, acts: Acts, texts: Texts) -> str:
    """Why its text is not the machine's to say in any language."""
    own = acts.manners.template_of(rule.template) is not None
    if rule.kind not in SPEAKING or shop.unreviewed == "send" or own:
        return ""
    spoken = (folder for folder, name in texts.files if name == rule.template)
    if any(texts.file(folder, rule.template).reviewed for folder in spoken):
        return ""
    return "nobody has reviewed its text in any language"


def _at_its_best(shop: ShopPolicy, now: datetime) -> Order:
    return Order(
        key=f"{shop.key}/{_CHAT}",
        version=1,
        status=OrderStatus.SHIPPED,
        fulfilment="seller",
        placed_at=now,
        shipped_at=now,
        destination=Destination(country="US"),
        buyer=Buyer(reference=_CHAT),
    )
