"""What people decide: who has an order in hand, and whether anything leaves at all.

These are the functions behind ``forestall case`` and ``forestall pause``. They need no playbook:
they note what was done and make the case due, and the timer plans it anew.
"""

from datetime import datetime, timedelta
from typing import Literal

from services.connectors.oncall.audience import Audience
from services.notifier.braking import notice_of
from services.notifier.case import PersonActed
from services.notifier.casework import wake_shop
from services.notifier.pages import end_alert
from services.notifier.settle import take
from services.notifier.stores.cases import CaseRow
from services.notifier.stores.shops import ALL, RECOVER
from services.notifier.stores.unit import Stores, Unit
from services.runtime.errors import InvalidInput


async def take_over(stores: Stores, now: datetime, order_key: str, by: str) -> None:
    """A person has the order in hand: the robot says nothing there for 72 hours.

    Raises:
        InvalidInput: there is no such order.
        Unavailable: PostgreSQL does not answer.
    """
    await _hand(stores, now, order_key, by, "take_over")


async def hand_back(stores: Stores, now: datetime, order_key: str, by: str) -> None:
    """The robot has the order again.

    Raises:
        InvalidInput: there is no such order.
        Unavailable: PostgreSQL does not answer.
    """
    await _hand(stores, now, order_key, by, "hand_back")


async def pause(stores: Stores, now: datetime, scope: str, reason: str, by: str) -> None:
    """Let nothing leave for buyers and platforms; holds in every replica from its commit on.

    Args:
        stores: the notifier's.
        now: domain time.
        scope: a shop's key, or ``all``.
        reason: shown wherever something waits for it.
        by: who decided it.

    Raises:
        InvalidInput: there is no such shop.
    """
    async with stores.transaction() as unit:
        if scope != ALL and scope not in await unit.shops.live_since():
            raise InvalidInput("unknown_shop", f"there is no shop {scope}")
        await unit.shops.pause(scope, reason, by, now)


async def resume(stores: Stores, now: datetime, scope: str, receivers: Audience) -> bool:
    """Lift a pause; its cases are planned anew. False where nothing was paused under that name.

    The notice of a brake ends, and what was sent until now is no reason for it any more. Where it
    was cut off, the pause may be lifted and cases asleep: repeat it, and they are woken too.

    Raises:
        InvalidInput: it is not for a person to lift.
        Unavailable: PostgreSQL does not answer.
    """
    if scope == RECOVER:
        raise InvalidInput(
            "not_by_hand", "`forestall recover` turns that pause into `all` once it may be"
        )
    async with stores.transaction() as unit:
        lifted = await unit.shops.resume(scope)
        if lifted:
            await unit.ledgers.forget_traffic(scope)
            await end_alert(unit, notice_of(scope), receivers, now)
    await wake_shop(stores, scope, now)
    return lifted


async def _hand(
    stores: Stores,
    now: datetime,
    order_key: str,
    by: str,
    kind: Literal["take_over", "hand_back"],
) -> None:
    async with stores.transaction() as unit:
        row = await unit.cases.lock_one(order_key)
        if row is None:
            raise InvalidInput(
                "unknown_order", f"there is no order {order_key}: give it as MARKETPLACE/SHOP/ORDER"
            )
        last = row.case.person.at if row.case.person else None
        await acted(unit, row, PersonActed(kind, by, after(last, now)), now)


def after(before: datetime | None, now: datetime) -> datetime:
    """Now, or just after the last such act: what is done second counts, where time stands still."""
    return now if before is None or before < now else before + timedelta(microseconds=1)


async def acted(unit: Unit, row: CaseRow, event: PersonActed, now: datetime) -> None:
    """Note in a locked case what a person did, and have it planned anew at once."""
    take(row, event, now)
    row.wake_at = now
    await unit.cases.save([row])
