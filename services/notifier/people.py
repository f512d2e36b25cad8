"""What people decide: who has an order in hand, and whether anything leaves at all.

These are the functions behind ``forestall case`` and ``forestall pause``. They need no playbook:
they note what was done and make the case due, and the timer plans it anew.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from services.connectors.oncall.audience import Audience
from services.notifier.agreeing import Deed, SecondNeeded, agreed
from services.notifier.braking import notice_of
from services.notifier.case import PersonActed, Promise
from services.notifier.casework import wake_shop
from services.notifier.eyes import ONE_PERSON, Eyes
from services.notifier.pages import end_alert
from services.notifier.promising import promised
from services.notifier.records import Commitment
from services.notifier.settle import take
from services.notifier.stores.cases import CaseRow
from services.notifier.stores.shops import ALL, RECOVER, Done, shop_of_scope
from services.notifier.stores.unit import Stores, Unit
from services.runtime.errors import InvalidInput

MACHINE = "forestall"
"""Who has an order in hand where no person has."""


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
        was = (await unit.shops.pauses()).get(scope, "")
        await unit.shops.pause(scope, reason, by, now)
        await unit.shops.settle("resume", scope)  # who asked to lift it knew of another
        await unit.shops.note(Done(now, by, "paused", scope, reason, was))


async def resume(
    stores: Stores,
    now: datetime,
    scope: str,
    receivers: Audience,
    by: str = "",
    *,
    eyes: Eyes = ONE_PERSON,
) -> bool:
    """Lift a pause; its cases are planned anew. False where nothing was paused under that name.

    The notice of a brake ends, and what was sent until now is no reason for it any more. Where it
    was cut off, the pause may be lifted and cases asleep: repeat it, and they are woken too.

    Args:
        stores: the notifier's.
        now: domain time.
        scope: what was paused.
        receivers: who hears of the end.
        by: who decided it; empty: nobody says.
        eyes: what a second person confirms.

    Raises:
        SecondNeeded: a second person has to lift it as well.
        InvalidInput: it is not for a person to lift, or not for this one to confirm.
        Unavailable: PostgreSQL does not answer.
    """
    if scope == RECOVER:
        raise InvalidInput(
            "not_by_hand", "`forestall recover` turns that pause into `all` once it may be"
        )
    async with stores.transaction() as unit:
        # Before anything is read or asked: a brake may come until then, and nobody has seen it.
        await unit.shops.hold(scope)
        pauses = await unit.shops.pauses()
        shop = "" if scope == ALL else shop_of_scope(scope)
        deed = Deed("resume", scope, pauses.get(scope, ""), by, shop=shop)
        paused = scope in pauses
        who = await agreed(unit, deed, eyes, now) if paused else by
        lifted = paused and who is not None and await unit.shops.resume(scope)
        if who is not None and lifted:
            await unit.shops.settle("resume", scope)
            await unit.shops.note(Done(now, who, "resumed", scope, before=pauses.get(scope, "")))
            await unit.ledgers.forget_traffic(scope)
            await end_alert(unit, notice_of(scope), receivers, now)
    if who is None:
        raise SecondNeeded
    await wake_shop(stores, shop_of_scope(scope), now)
    return lifted


async def _hand(
    stores: Stores,
    now: datetime,
    order_key: str,
    by: str,
    kind: Literal["take_over", "hand_back"],
) -> None:
    async with stores.transaction() as unit:
        row = await _known(unit, order_key)
        last = row.case.person
        held = last.by if last and last.kind == "take_over" else MACHINE
        since = by if kind == "take_over" else MACHINE
        at = after(last.at if last else None, now)
        await acted(unit, row, PersonActed(kind, by, at, before=held, after=since), now)


async def commit(
    stores: Stores, now: datetime, order_key: str, due: datetime, *, what: str, by: str, away: bool
) -> None:
    """Note a promise that a person made to an order's buyer.

    Args:
        stores: the notifier's.
        now: domain time.
        order_key: whose.
        due: by when.
        what: in their words.
        by: who made it.
        away: the shop is on vacation at ``due``.

    Raises:
        InvalidInput: there is no such order, ``due`` is not ahead, or nobody will be there.
    """
    if due <= now:
        raise InvalidInput("past", "a promise is of a time ahead")
    if away:
        raise InvalidInput("vacation", "the shop is on vacation then: promise nothing for it")
    async with stores.transaction() as unit:
        row = await _known(unit, order_key)
        name = f"noted@{now.isoformat()}#{len(row.case.commitments)}"
        noted = Commitment(id=name, due=due, made=now, by=by, what=what)
        await _promised(unit, row, [noted], now)


async def kept(stores: Stores, now: datetime, order_key: str, by: str) -> int:
    """Close every promise to an order's buyer that is not kept yet; how many there were.

    Raises:
        InvalidInput: there is no such order.
    """
    async with stores.transaction() as unit:
        row = await _known(unit, order_key)
        ended = [
            Commitment(id=one.id, due=one.due, made=one.made, by=by, what=one.what, kept=True)
            for one in promised(row.case)
            if not one.kept
        ]
        await _promised(unit, row, ended, now)
    return len(ended)


async def _known(unit: Unit, order_key: str) -> CaseRow:
    row = await unit.cases.lock_one(order_key)
    if row is None:
        raise InvalidInput(
            "unknown_order", f"there is no order {order_key}: give it as MARKETPLACE/SHOP/ORDER"
        )
    return row


async def _promised(
    unit: Unit, row: CaseRow, commitments: Sequence[Commitment], now: datetime
) -> None:
    for one in commitments:
        take(row, Promise(one), now)
    row.wake_at = now
    await unit.cases.save([row])


def after(before: datetime | None, now: datetime) -> datetime:
    """Now, or just after the last such act: what is done second counts, where time stands still."""
    return now if before is None or before < now else before + timedelta(microseconds=1)


async def acted(unit: Unit, row: CaseRow, event: PersonActed, now: datetime) -> None:
    """Note in a locked case what a person did, and have it planned anew at once."""
    take(row, event, now)
    row.wake_at = now
    await unit.cases.save([row])
