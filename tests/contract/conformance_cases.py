"""What every store must do about cases: made once, due in order, woken, and chained entries."""

from dataclasses import replace
from datetime import datetime

import pytest

from services.notifier.ledger import Entry, first_broken
from services.notifier.stores.unit import Stores, Unit
from tests.contract.rows import OTHER, SHOP, made
from tests.support.notifier import KEY, NOW, H, order

THIRD = "lazada/shop-2/1003"


async def wakes(unit: Unit) -> dict[str, datetime | None]:
    """When each case is due."""
    rows = [await unit.cases.read(key) for key in (KEY, OTHER, THIRD)]
    return {row.order_key: row.wake_at for row in rows if row is not None}


class CaseConformance:
    """One implementation's stores, empty at the start of every test (fixture ``stores``)."""

    async def test_cases_are_made_once_and_come_in_key_order(self, stores: Stores) -> None:
        """The first lock makes a case; another finds it as it was saved."""
        async with stores.transaction() as unit:
            rows = await unit.cases.lock([OTHER, KEY, OTHER], NOW)
            assert list(rows) == [KEY, OTHER]
            assert (rows[KEY].version, rows[KEY].shop, rows[KEY].playbook) == (0, SHOP, "")
            row = rows[KEY]
            row.case = row.case.model_copy(update={"order": order()})
            row.playbook, row.wake_at = "p1", NOW
            await unit.cases.save([row])
        async with stores.transaction() as unit:
            again = (await unit.cases.lock([KEY], NOW + H))[KEY]
            assert again == row
            assert again.version == 1
            assert await unit.cases.lock_one("lazada/shop-1/none") is None
            assert await unit.cases.lock_free([THIRD]) == []

    async def test_due_cases_are_the_longest_due(self, stores: Stores) -> None:
        """Picked by their due time, handed over in key order; resting ones and later ones stay."""
        async with stores.transaction() as unit:
            await made(unit, KEY, OTHER, THIRD)
            assert await unit.cases.next_wake() is None
            await unit.cases.wake([KEY], NOW)
            await unit.cases.wake([OTHER], NOW - H)
            await unit.cases.wake([THIRD], NOW - 2 * H)
            assert await unit.cases.next_wake() == NOW - 2 * H
            due = await unit.cases.lock_due(NOW, 2)
            assert [row.order_key for row in due] == [OTHER, THIRD]
            assert len(await unit.cases.lock_due(NOW, 10)) == 3
            assert await unit.cases.lock_due(NOW - 3 * H, 10) == []

    async def test_a_new_playbook_and_a_shop_wake_what_rests(self, stores: Stores) -> None:
        """Those that are due already stay as they are, and others' are not touched."""
        async with stores.transaction() as unit:
            await made(unit, KEY, OTHER, THIRD)
            await unit.cases.wake([OTHER], NOW - H)
            assert await unit.cases.wake_shop(SHOP, NOW, "", 9) is None
            assert await wakes(unit) == {KEY: NOW, OTHER: NOW - H, THIRD: None}
            assert await unit.cases.wake_shop("all", NOW, "", 9) is None
            assert await wakes(unit) == {KEY: NOW, OTHER: NOW - H, THIRD: NOW}
            await unit.cases.wake([KEY, OTHER, THIRD], NOW + H)
            assert await unit.cases.sweep("", NOW, "", 9) is None
            assert set((await wakes(unit)).values()) == {NOW + H}
            assert await unit.cases.sweep("p2", NOW, "", 9) is None
            assert set((await wakes(unit)).values()) == {NOW}

    @pytest.mark.parametrize("what", ["sweep", "wake_shop"])
    async def test_what_is_woken_in_chunks_is_met_once(self, stores: Stores, what: str) -> None:
        """A chunk leaves the rest alone; what rests again before the next chunk is not woken."""
        async with stores.transaction() as unit:
            await made(unit, KEY, OTHER, THIRD)
            wake = getattr(unit.cases, what)
            every = "p2" if what == "sweep" else "all"
            after = await wake(every, NOW, "", 2)
            first, second, third = sorted([KEY, OTHER, THIRD])
            assert after == second
            assert await wakes(unit) == {first: NOW, second: NOW, third: None}
            await unit.cases.wake([first], NOW + H)
            assert await wake(every, NOW, after, 2) is None
            assert await wakes(unit) == {first: NOW + H, second: NOW, third: NOW}

    async def test_entries_are_a_chain(self, stores: Stores) -> None:
        """The row of the case moves on with them; one source is entered once."""
        async with stores.transaction() as unit:
            row = (await unit.cases.lock([KEY], NOW))[KEY]
            entries = [Entry(f"o@{n}", "order", NOW, {"n": n, "words": "é"}) for n in range(3)]
            for entry in entries:
                row.enter(entry)
            await unit.cases.save([row])
            again = replace(row, unwritten=[])
            again.enter(entries[0])
            with pytest.raises(Exception, match="o@0"):
                async with unit.savepoint():
                    await unit.cases.save([again])
        async with stores.transaction() as unit:
            chain = await unit.entries.chain(KEY)
            assert [link.entry for link in chain] == entries
            assert first_broken(KEY, chain) is None
            assert (row.entries, row.head) == (3, chain[-1].hash)
            assert await unit.entries.chain(OTHER) == []

    async def test_many_cases_are_saved_together(self, stores: Stores) -> None:
        """Each as its next version, with its own end of its own chain; or none of them."""
        async with stores.transaction() as unit:
            rows = list((await unit.cases.lock([KEY, OTHER], NOW)).values())
            for number, row in enumerate(rows):
                row.wake_at = NOW + number * H
                row.enter(Entry(f"o@{number}", "order", NOW, {"n": number}))
            await unit.cases.save(rows)
            await unit.cases.save([])
        async with stores.transaction() as unit:
            again = list((await unit.cases.lock([KEY, OTHER], NOW)).values())
            assert again == rows
            assert [row.unwritten for row in again] == [[], []]
            for row in again:
                row.enter(Entry("o@1", "order", NOW, {}))
            with pytest.raises(Exception, match="o@1"):
                async with unit.savepoint():
                    await unit.cases.save(again)
        async with stores.transaction() as unit:
            for row in rows:
                assert await unit.cases.read(row.order_key) == row
                [link] = await unit.entries.chain(row.order_key)
                assert (link.seq, link.hash) == (1, row.head)
