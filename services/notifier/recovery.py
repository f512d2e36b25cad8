"""A restored backup: the log ``outcomes`` is held against the database before anything leaves.

What the log knows and the database does not has left since the backup was taken. Until it has been
entered (``forestall recover``) nothing leaves: cases are read and planned, staff are told. What
people had stopped is on no topic (pauses, orders in hand, tasks done), so it stays lost: after the
recovery everything is paused as by a person, and a person lets it go on.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from schemas.action import Action
from schemas.base import shop_of
from schemas.topics import OUTCOMES
from services.connectors.oncall.audience import Audience
from services.notifier.case import ConversationOpened
from services.notifier.casework import note, wake_shop
from services.notifier.deeds import follow_up
from services.notifier.pages import end_alert, raise_own
from services.notifier.policy import ShopPolicy
from services.notifier.recovered import FOUND, by_hand, enter, look_again, newest
from services.notifier.respent import spend_told, takes_place_of
from services.notifier.settle import changed, take
from services.notifier.spending import Spend
from services.notifier.stores.cases import CaseRow
from services.notifier.stores.shops import ALL, RECOVER
from services.notifier.stores.unit import Stores, Unit
from services.runtime.clock import Clock
from services.runtime.errors import InvalidInput
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.record import Record, parse_object, read_envelope
from services.runtime.kafka.scan import Scan
from services.runtime.logs import get_logger

log = get_logger()

CHUNK = 200
"""Actions entered in one transaction."""

REASON = (
    "the database has lost the last of what left; it may have been said, look in the chat first"
)
"""Why all is paused until then: staff read it where they are handed a text meanwhile."""

LOOK = (
    "restored from a backup: look at pauses and orders in hand, then `forestall resume all`; "
    "what is handed to you may have been said, look in the chat first"
)
"""Why all is paused once the log has been entered."""


@dataclass(slots=True)
class Found:
    """What a recovery came to.

    Attributes:
        read: records of the log.
        by_status: actions entered, by the status that the log told.
        spends: keys of the offers that are counted against the caps again, or their remedies.
        paused: whether everything is paused from here on, until a person has looked.
    """

    read: int = 0
    by_status: Counter[str] = field(default_factory=Counter)
    spends: set[str] = field(default_factory=set)
    paused: bool = False

    @property
    def entered(self) -> int:
        """Actions entered."""
        return self.by_status.total()


async def check(stores: Stores, kafka: KafkaProfile, receivers: Audience, clock: Clock) -> bool:
    """Whether the database knows all that the log does; where it does not, everything is paused.

    Only what the log has gained since the last such look is read, and what is known is noted as it
    is read: a look that is cut off goes on from there. Ask before anything leaves. What left and
    came into no log is looked for where it was said, before it is said: see ``Identity.since``.

    Raises:
        Unavailable: Kafka or the database does not answer; nothing is known.
    """
    async with stores.transaction() as unit:
        await unit.recovery.note_lineage(clock.now())
        scan = Scan(kafka, OUTCOMES.name, await unit.recovery.read_to())
    async with aclosing(scan.batches()) as batches:
        async for records in batches:
            told = _actions(records)
            async with stores.transaction() as unit:
                if await unit.recovery.unknown(told):
                    await unit.recovery.lock()
                    if await unit.recovery.unknown(told):  # else a recovery has just entered it
                        await _stop(unit, receivers, clock.now())
                        return False
                await unit.recovery.note_read({r.partition: r.offset + 1 for r in records})
    async with stores.transaction() as unit:
        await unit.recovery.note_read(scan.ends)
    return True


async def recover(
    stores: Stores,
    kafka: KafkaProfile,
    receivers: Audience,
    policies: Mapping[str, ShopPolicy],
    now: datetime,
) -> Found:
    """Enter all that the log knows and the database does not, and leave the rest to a person.

    The pause for the recovery becomes the pause ``all``, which ``forestall resume`` lifts.

    Args:
        stores: the notifier's.
        kafka: where the log is.
        receivers: who is told that the recovery is over.
        policies: of each shop, with the caps that what was offered is counted against again.
        now: domain time.

    Safe to repeat, and to be cut off anywhere: what is entered is known the next time.

    Raises:
        Unavailable: Kafka or the database does not answer; the pause stands.
    """
    found = Found()
    scan = Scan(kafka, OUTCOMES.name, {})
    async with aclosing(scan.batches()) as batches:
        async for records in batches:
            found.read += len(records)
            async with stores.transaction() as unit:
                # What is known may be newer and hide nothing: another timeline counts on as well.
                told = newest(await unit.recovery.unknown(_actions(records)))
            unknown = iter(told.values())
            while chunk := list(islice(unknown, CHUNK)):
                await _enter(stores, chunk, policies, found, now)
    while await _look(stores, now):
        pass
    async with stores.transaction() as unit:
        await unit.recovery.lock()
        await unit.recovery.note_read(scan.ends)
        pauses = await unit.shops.pauses()
        found.paused = RECOVER in pauses
        if not found.paused:  # else it was noted when nothing left any more
            await unit.recovery.note_lineage(now, lost=True)
        if found.paused and ALL not in pauses:  # else a person's own reason goes on standing
            await unit.shops.pause(ALL, LOOK, "forestall", now)
        await unit.shops.resume(RECOVER)
        await end_alert(unit, RECOVER, receivers, now)
    await wake_shop(stores, ALL, now)  # what waited for this: staff do what cannot wait longer
    return found


async def _pause(unit: Unit, now: datetime) -> bool:
    """Pause for the recovery; False where it is paused already."""
    if RECOVER in await unit.shops.pauses():
        return False
    log.critical("recovery.needed")
    await unit.recovery.note_lineage(now, lost=True)
    await unit.shops.pause(RECOVER, REASON, "forestall", now)
    return True


async def _stop(unit: Unit, receivers: Audience, now: datetime) -> None:
    if not await _pause(unit, now):
        return
    await raise_own(
        unit,
        key=RECOVER,
        level="page",
        labels={"rule": "recover"},
        summary="Nothing leaves: the log of outcomes is ahead of the database",
        what_to_do="A backup was restored. Run `forestall recover`: it enters what has left since.",
        receivers=receivers,
        now=now,
    )


async def _enter(
    stores: Stores,
    told: Sequence[Action],
    policies: Mapping[str, ShopPolicy],
    found: Found,
    now: datetime,
) -> None:
    async with stores.transaction() as unit:
        rows = await unit.cases.lock({action.order_key for action in told}, now)
        unknown = await unit.recovery.unknown(told)  # again, under the locks
        for action in unknown:
            await _one(unit, rows[action.order_key], action, now)
        spends = await _spend(unit, rows, unknown, policies)
        moved = [rows[key] for key in sorted({action.order_key for action in unknown})]
        for row in moved:
            row.wake_at = now
        await unit.cases.save(moved)
        if unknown:  # also where no service has looked yet, and cut off from here on
            await _pause(unit, now)
    found.by_status.update(str(action.status) for action in unknown)
    found.spends |= spends


async def _spend(
    unit: Unit,
    rows: Mapping[str, CaseRow],
    told: Sequence[Action],
    policies: Mapping[str, ShopPolicy],
) -> set[str]:
    """Count what was offered and paid against the caps again; the keys of what was not."""
    counted: set[str] = set()
    by_shop: dict[str, list[Spend]] = {}
    for action in told:
        shop = shop_of(action.order_key)
        case = rows[action.order_key].case
        spend = spend_told(action, case, policies[shop]) if shop in policies else None
        if spend is not None:
            by_shop.setdefault(shop, []).append(spend)
    for shop in sorted(by_shop):  # in one order, before any alert is locked: no deadlock
        await unit.ledgers.lock(shop)
        for spend in by_shop[shop]:
            known = {one.key: one for one in await unit.spends.beside(spend)}
            if takes_place_of(spend, known.get(spend.key)):
                await unit.spends.put(spend)
                counted.add(spend.key)
    return counted


async def _one(unit: Unit, row: CaseRow, told: Action, now: datetime) -> None:
    known = await unit.actions.read(told.key)
    action = enter(told, known, now)
    if known is None:
        action.version += 1
        await unit.actions.insert(action)
        take(row, changed(action), now)
    else:
        await note(unit, row, action, now)
    if action.conversation and row.case.conversation is None:
        take(row, ConversationOpened(action.conversation), now)
    if by_hand(told):
        title = "Was with staff when the database was lost: please check"
        await unit.tasks.insert(follow_up(action, row, "check", title=title, why=FOUND, now=now))


async def _look(stores: Stores, now: datetime) -> int:
    """Have claims that came out of the log looked for, those of a chunk; how many."""
    async with stores.transaction() as unit:
        keys = await unit.recovery.unlooked(CHUNK)
        rows = await unit.cases.lock({order_key for _, order_key in keys}, now)
        for key, order_key in keys:
            action, row = await unit.actions.read(key), rows[order_key]
            if action is None or action.retry_at is not None:
                continue
            if not look_again(action, now):
                title = "Perhaps sent, please check"
                task = follow_up(action, row, "check", title=title, why=FOUND, now=now)
                await unit.tasks.insert(task)
            await note(unit, row, action, now)
            row.wake_at = now
        await unit.cases.save([rows[order_key] for order_key in sorted(rows)])
    return len(keys)


def _actions(records: Sequence[Record]) -> list[Action]:
    """The actions that records tell of; one that cannot be read says nothing."""
    found = []
    for record in records:
        try:
            value = parse_object(record, read_envelope(record))
        except InvalidInput as error:
            log.warning("recovery.unreadable", place=record.position, error=str(error))
            continue
        if isinstance(value, Action):
            found.append(value)
    return found
