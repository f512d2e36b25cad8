"""What every store must do about buyers: their marks, and what they have heard in all orders."""

import asyncio
from datetime import timedelta

from schemas.action import ActionKind, ActionStatus
from schemas.order import Buyer
from services.notifier.case import apply
from services.notifier.heard import DAY
from services.notifier.records import Mark
from services.notifier.stores.tasks import TaskStatus
from services.notifier.stores.unit import Stores, Unit
from tests.contract.rows import OTHER, SHOP, action, made, task
from tests.support.notifier import KEY, NOW, H, order

BUYER = (SHOP, "buyer-1")


async def ordered(unit: Unit, *keys: str, buyer: str = "buyer-1") -> None:
    """Orders of one buyer, in the shop."""
    rows = await unit.cases.lock(keys, NOW)
    for key, row in rows.items():
        row.case, _ = apply(row.case, order(key=key, buyer=Buyer(reference=buyer)), NOW)
    await unit.cases.save(list(rows.values()))


class BuyerConformance:
    """One implementation's stores, empty at the start of every test (fixture ``stores``)."""

    async def test_marks_are_one_buyers_and_each_change_a_version(self, stores: Stores) -> None:
        """The same reference in another shop is another buyer."""
        async with stores.transaction() as unit:
            assert await unit.buyers.marks([BUYER]) == {}
            first = await unit.buyers.mark(BUYER, [Mark.VIP, Mark.NO_OFFERS], "ann", NOW)
            assert first.words == (Mark.NO_OFFERS, Mark.VIP)
            assert await unit.buyers.marks([BUYER, ("lazada/s-2", "buyer-1")]) == {BUYER: first}
            last = await unit.buyers.mark(BUYER, [], "ben", NOW + H)
            assert last.version > first.version
            assert (await unit.buyers.marks([BUYER]))[BUYER] == last

    async def test_a_buyer_has_heard_what_was_said_in_any_order(self, stores: Stores) -> None:
        """By the machine, or left to staff; no answer, nothing undone, nothing of another buyer."""
        done, said = ActionStatus.DONE, {"status": ActionStatus.DONE, "claimed_at": NOW - H}
        async with stores.transaction() as unit:
            await ordered(unit, KEY, OTHER)
            await ordered(unit, f"{SHOP}/1003", buyer="buyer-2")
            assert await unit.buyers.orders(BUYER) == sorted([KEY, OTHER])
            await unit.actions.insert_all(
                [
                    action("said", **said),
                    action("unsure", order_key=OTHER, status=ActionStatus.UNCERTAIN),
                    action("old", status=done, claimed_at=NOW - DAY),
                    action("answer", args={"message": "m"}, **said),
                    action("ready", claimed_at=None, done_at=None),
                    action("blocked", status=ActionStatus.BLOCKED),
                    action("theirs", order_key=f"{SHOP}/1003", **said),
                    action("left", channel="task", status=done, claimed_at=None, done_at=NOW),
                    action("gone", channel="task", status=done, claimed_at=None, done_at=NOW),
                ]
            )
            await unit.tasks.insert(task("left"))
            await unit.tasks.insert(task("gone"))
            await unit.tasks.close("gone", status="gone", by="", outcome="", now=NOW)
            found = await unit.buyers.told(BUYER, NOW - DAY)
        assert [(one.key, one.by_us) for one in found] == [
            ("said", True),
            ("unsure", True),
            ("left", False),
        ]

    async def test_what_was_dealt_with_in_one_order_is_told_of_in_all(self, stores: Stores) -> None:
        """Answered for good, acted on as chosen, or closed on the desk; and nothing of others."""
        done, unsure = {"status": ActionStatus.DONE}, {"status": ActionStatus.UNCERTAIN}
        chosen = {"kind": ActionKind.REMEDY, "args": {"remedy": "reship", "message": "m-6"}}
        async with stores.transaction() as unit:
            await ordered(unit, KEY, OTHER)
            await ordered(unit, f"{SHOP}/1003", buyer="buyer-2")
            await unit.actions.insert_all(
                [
                    action("1", occasion="m-1~2", **done),
                    action("2", occasion="m-2", retry_at=None, **unsure),
                    action("3", occasion="m-3", **unsure),
                    action("4", occasion="m-4", status=ActionStatus.CLAIMED),
                    action("5", occasion="m-5", channel="task", **done),
                    action("6", occasion="offer:o-1", order_key=OTHER, **chosen, **done),
                    action("7", occasion="m-7", order_key=f"{SHOP}/1003", **done),
                    action("8", occasion="m-8", kind=ActionKind.TASK, channel="task", **done),
                    action("9", occasion="m-9", kind=ActionKind.TASK, channel="task", **done),
                    action("0", occasion="m-0", status=ActionStatus.READY),
                ]
            )
            for key, kind in (("5", "send"), ("8", "do"), ("9", "do"), ("0", "approve")):
                await unit.tasks.insert(task(key, action_key=key, kind=kind))
                status: TaskStatus = "gone" if key == "9" else "done"
                await unit.tasks.close(key, status=status, by="", outcome="", now=NOW)
            every = [f"m-{number}" for number in range(10)]
            found = await unit.buyers.dealt([BUYER], every)
            assert found == {"m-1", "m-2", "m-5", "m-6", "m-8"}
            assert await unit.buyers.dealt([BUYER], ["m-1", "m-3"]) == {"m-1"}
            assert await unit.buyers.dealt([("lazada/s-2", "buyer-1")], every) == frozenset()

    async def test_of_claims_made_at_once_each_sees_the_one_before(self, stores: Stores) -> None:
        """Whoever holds the shop reads what the buyer was told, and nobody claims beside them."""
        keys = [f"{SHOP}/{number}" for number in range(2001, 2007)]
        async with stores.transaction() as unit:
            await made(unit, *keys)
            await ordered(unit, *keys)
            await unit.shops.enrol({SHOP: []}, NOW)
        seen: list[int] = []

        async def claim(key: str) -> None:
            async with stores.transaction() as unit:
                await unit.cases.lock_one(key)
                await unit.ledgers.lock(SHOP)
                told = await unit.buyers.told(BUYER, NOW - timedelta(days=1))
                seen.append(len(told))
                await asyncio.sleep(0)
                claimed = action(key, order_key=key, status=ActionStatus.CLAIMED)
                await unit.actions.insert(claimed)

        await asyncio.gather(*(claim(key) for key in keys))
        assert sorted(seen) == list(range(len(keys)))
