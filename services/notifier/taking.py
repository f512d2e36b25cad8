"""Taking a playbook into force: what it would change is shown first, and then it is one write."""

import asyncio
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, replace
from datetime import datetime

from schemas.base import shop_of
from services.notifier.agreeing import Deed, SecondNeeded, agreed
from services.notifier.eyes import ONE_PERSON, Eyes
from services.notifier.inforce import taken
from services.notifier.leaving import Change, Comparison
from services.notifier.playbook import Playbook, Written, compiled
from services.notifier.policy import Surroundings
from services.notifier.renamed import carried
from services.notifier.stores.playbooks import Taken
from services.notifier.stores.shops import Done
from services.notifier.stores.unit import Stores, Unit
from services.notifier.world import World
from services.runtime.errors import ConfigurationError, InvalidInput

CHUNK = 200
"""Cases read at once."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A playbook that is to be taken.

    Attributes:
        number: of the one that it was compared with: nobody may have taken another since.
        written: None where that of the settings is to be in force again.
    """

    number: int
    playbook: Playbook
    written: Written | None
    author: str
    reason: str


_NONE = Written("none", "[]")


@dataclass(frozen=True, slots=True)
class Standing:
    """What is in force, for whoever is about to take another.

    Attributes:
        world: a view of its own, which nobody else moves on.
        number: of the playbook in force.
        unread: why this program cannot read it; ``world`` is then as if there were no rule at all,
            for nothing leaves by it. Empty where it can.
    """

    world: World
    number: int
    unread: str = ""


async def standing(stores: Stores, world: World) -> Standing:
    """What is in force now; the way out of a playbook that cannot be read leads through here.

    Raises:
        Unavailable: PostgreSQL does not answer.
    """
    own, unread = copy(world), ""
    try:
        await own.learn(stores)
    except ConfigurationError as error:
        unread = "; ".join(error.problems)
        own.pin(compiled(_NONE))
        await own.learn(stores)
    async with stores.transaction() as unit:
        return Standing(own, await unit.playbooks.number(), unread)


async def compare(
    stores: Stores,
    world: World,
    new: Playbook,
    now: datetime,
    progress: Callable[[int, int], None],
) -> list[Change]:
    """What would leave of the live cases with ``new`` and not as it is, and the reverse.

    Args:
        stores: read, chunk by chunk, with no lock.
        world: as it is; after ``learn``.
        new: the playbook to be taken.
        now: domain time.
        progress: told how many cases are done, of how many.

    Raises:
        Unavailable: PostgreSQL does not answer.
    """
    async with stores.transaction() as unit:
        around = await world.surroundings(unit)
        known = await unit.shops.in_force()
        total = await unit.cases.count_live()
    comparison = Comparison(world.playbook, carried(new, known.values()), world.texts)
    since = {
        shop: {rule: one.since for rule, one in taken(known.get(shop, {}), rules, now).items()}
        for shop, rules in world.acting(new).items()
    }

    def then(shop: str) -> Surroundings:
        return replace(around(shop), rules_in_force=since.get(shop, {}))

    done, after = 0, ""
    progress(done, total)
    while True:
        async with stores.transaction() as unit:
            rows = await unit.cases.live(after, CHUNK)
        for row in rows:
            shop = shop_of(row.order_key)
            if world.knows(shop):
                comparison.add(row.case, around(shop), then(shop), now)
            # It is long work without a wait: whatever else this process serves gets its turn.
            await asyncio.sleep(0)
        done += len(rows)
        progress(done, max(total, done))
        if len(rows) < CHUNK:
            return comparison.changes
        after = rows[-1].order_key


async def take(
    stores: Stores, world: World, wanted: Wanted, now: datetime, eyes: Eyes = ONE_PERSON
) -> Taken:
    """Put a playbook into force, in one transaction; every replica follows from its commit on.

    Running it again after it was cut off is refused if it had come to its commit.

    Raises:
        SecondNeeded: a second person has to take the same one as well.
        InvalidInput: another was taken since the comparison, or their role lets them be no second.
        Unavailable: PostgreSQL does not answer; whether it was taken is then not known.
    """
    told = wanted.written
    row = Taken(
        number=wanted.number + 1,
        version=told.version if told else "",
        name=told.name if told else "",
        author=wanted.author,
        reason=wanted.reason,
        at=now,
    )
    deed = deed_of(wanted.number, told, wanted.author, wanted.reason)
    async with stores.transaction() as unit:
        who = await agreed(unit, deed, eyes, now)
        if who is not None:
            row = replace(row, author=who)
            await _take(unit, world, wanted, row)
            await unit.shops.settle(deed.act, deed.about)
            await unit.shops.note(Done(now, who, "took", deed.about, wanted.reason))
    if who is None:
        raise SecondNeeded
    return row


async def _take(unit: Unit, world: World, wanted: Wanted, row: Taken) -> None:
    if not await unit.playbooks.take(row, wanted.written):
        why = "another playbook was taken meanwhile: look at it (`forestall playbook versions`)"
        raise InvalidInput("taken_meanwhile", f"{why} and apply again")
    await unit.shops.enrol(world.acting(wanted.playbook), row.at)


def deed_of(number: int, told: Written | None, by: str, reason: str) -> Deed:
    """The taking of a playbook after that of a number, as a second person confirms it."""
    about, what = f"playbook {number} -> {number + 1}", told.version if told else "settings"
    return Deed("playbook", about, what, by, reason)
