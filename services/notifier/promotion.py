"""How far a shop is let go on: from observing to a share of its orders, and to all of them."""

from dataclasses import dataclass
from datetime import datetime

from services.notifier.agreeing import Deed, SecondNeeded, agreed
from services.notifier.casework import wake_shop
from services.notifier.eyes import ONE_PERSON, Eyes
from services.notifier.share import STAGES
from services.notifier.stores.shops import Stage
from services.notifier.stores.unit import Stores
from services.runtime.errors import InvalidInput
from services.runtime.shops import Mode


@dataclass(frozen=True, slots=True)
class Decision:
    """Who moves a shop to another stage, and why.

    Attributes:
        mode: of the orders that act.
        share: percent of them, one of ``STAGES``.
    """

    shop: str
    mode: Mode
    share: int
    by: str
    reason: str


async def move(
    stores: Stores,
    last: Stage | None,
    decision: Decision,
    now: datetime,
    eyes: Eyes = ONE_PERSON,
) -> Stage:
    """Move a shop to a stage; every claim after the commit knows of it, and its cases are woken.

    Args:
        stores: the notifier's.
        last: the stage as the person saw it; None before the first.
        decision: which stage, whose and why.
        now: domain time.
        eyes: what a second person confirms: that more of the orders act, and never that fewer do.

    Raises:
        SecondNeeded: a second person has to let the same share act.
        InvalidInput: somebody else has moved it meanwhile, or there is no such shop.
        Unavailable: PostgreSQL does not answer; it may be moved and cases asleep: repeat it.
    """
    number = last.number + 1 if last else 1
    by, reason = decision.by, decision.reason
    shop, what = decision.shop, f"{decision.share} % {decision.mode}"
    deed = Deed("promote", shop, f"{number}: {what}", by, reason, shop)
    more = decision.share > (last.share if last else 0)
    async with stores.transaction() as unit:
        if decision.shop not in await unit.shops.live_since():
            raise InvalidInput("unknown_shop", f"there is no shop {decision.shop}")
        who = await agreed(unit, deed, eyes, now) if more else by
        row = Stage(shop, number, decision.share, decision.mode, who or by, reason, now)
        if who is not None and not await unit.shops.move(row):
            raise InvalidInput("moved_meanwhile", f"{decision.shop} was moved just now: look again")
        if who is not None:
            await unit.shops.settle("promote", shop)
    if who is None:
        raise SecondNeeded
    await wake_shop(stores, decision.shop, now)
    return row


def beside(share: int, by: int) -> int | None:
    """The stage after (``by=1``) or before (``by=-1``) a share; None where there is none."""
    place = STAGES.index(share) + by
    return STAGES[place] if 0 <= place < len(STAGES) else None
