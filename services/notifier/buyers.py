"""What staff mark of a buyer: the functions behind ``forestall buyer``."""

from collections.abc import Callable, Collection
from datetime import datetime

from services.notifier.records import Mark, Marks
from services.notifier.stores.buyers import BuyerKey
from services.notifier.stores.unit import Stores
from services.runtime.errors import InvalidInput

NOTHING = Marks()


async def marks_of(stores: Stores, buyer: BuyerKey) -> Marks:
    """What is marked of a buyer."""
    async with stores.transaction() as unit:
        return (await unit.buyers.marks([buyer])).get(buyer, NOTHING)


async def mark(
    stores: Stores, now: datetime, buyer: BuyerKey, marks: Collection[Mark], by: str
) -> Marks:
    """Mark a buyer, beside what is marked already; it holds in all of their orders, old and new.

    Raises:
        InvalidInput: there is no such shop.
    """
    return await _change(stores, now, buyer, by, lambda held: held | set(marks))


async def unmark(
    stores: Stores, now: datetime, buyer: BuyerKey, marks: Collection[Mark], by: str
) -> Marks:
    """Take marks from a buyer: those named, or all of them.

    Raises:
        InvalidInput: there is no such shop.
    """
    return await _change(stores, now, buyer, by, lambda held: held - set(marks) if marks else set())


async def _change(
    stores: Stores,
    now: datetime,
    buyer: BuyerKey,
    by: str,
    change: Callable[[set[Mark]], set[Mark]],
) -> Marks:
    async with stores.transaction() as unit:
        if buyer[0] not in await unit.shops.live_since():
            raise InvalidInput("unknown_shop", f"there is no shop {buyer[0]}")
        await unit.ledgers.lock(buyer[0])
        held = (await unit.buyers.marks([buyer])).get(buyer, NOTHING)
        wanted = change(set(held.words))
        if wanted == set(held.words):
            return held
        marks = await unit.buyers.mark(buyer, wanted, by, now)
    # After the marks are committed: a case that is being settled meanwhile is woken once more.
    async with stores.transaction() as unit:
        rows = await unit.cases.lock(await unit.buyers.orders(buyer), now)
        await unit.cases.wake(rows, now)
    return marks
