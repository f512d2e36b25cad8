"""Whether a marketplace takes a message now: its window, kinds and caps. Pure.

The words themselves are the gate's (``gate``). Both are asked last, in the transaction that claims.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from schemas.order import Order
from services.connectors.manners import Manners
from services.notifier.case import Case
from services.notifier.ours import persons

DAY = timedelta(hours=24)
"""Of any 24 hours no calendar day, in whatever zone, holds more."""


def unfit(
    template: str, order: Order, conversation: str | None, manners: Manners, now: datetime
) -> str:
    """Why a message of that kind cannot be sent about an order now; empty where it can."""
    if manners.kinds is not None and template not in manners.kinds:
        return f"the marketplace takes no message of the kind {template!r}"
    if manners.templates is not None and manners.template_of(template) is None:
        return f"the marketplace takes only texts of its own, and has none for {template!r}"
    if manners.window is None or (conversation and manners.kept):
        return ""
    if now <= order.placed_at + manners.window:
        return ""
    days = manners.window // timedelta(days=1)
    return f"the marketplace takes messages for {days} days after the order, and they are over"


def capped_until(
    said: Iterable[datetime], case: Case, conversation: str, manners: Manners, now: datetime
) -> datetime | None:
    """Until when a conversation has had all the messages it may have; None where it takes one.

    Args:
        said: when the machine spoke, or may have spoken, in the conversation, about any order.
        case: of one of its orders: what people of the shop and the buyer wrote is told to each.
        conversation: which.
        manners: the marketplace's.
        now: domain time.
    """
    typed = [one.sent_at for one in persons(case) if one.conversation == conversation]
    recent = sorted(at for at in (*said, *typed) if at > now - DAY)
    heard = max(
        (
            one.sent_at
            for one in case.messages.values()
            if one.sender == "buyer" and one.conversation == conversation
        ),
        default=None,
    )
    alone = [at for at in recent if heard is None or at > heard]
    ends = (_free_at(recent, manners.daily), _free_at(alone, manners.unanswered))
    return max((end for end in ends if end is not None), default=None)


def _free_at(said: list[datetime], most: int | None) -> datetime | None:
    """When the one that has to be over for the next is a day old; ``most`` is at least 1."""
    return said[-most] + DAY if most is not None and len(said) >= most else None
