"""What every store must do about transactions: all or nothing, copies, and rows held by others."""

import asyncio

import pytest

from schemas.action import ActionStatus
from services.notifier.stores.unit import Stores, Unit
from tests.contract.rows import action, cause, made, task
from tests.support.notifier import KEY, NOW


class TransactionConformance:
    """One implementation's stores, empty at the start of every test (fixture ``stores``)."""

    async def test_a_transaction_is_all_or_nothing(self, stores: Stores) -> None:
        """What an error, or the death of the process, leaves behind is nothing."""
        for error in (ValueError, asyncio.CancelledError):
            with pytest.raises(error):
                await self._interrupted(stores, error)
        async with stores.transaction() as unit:
            assert await unit.cases.read(KEY) is None
            await made(unit)
            assert await unit.actions.insert(action())
        async with stores.one_statement() as unit:
            assert await unit.actions.read("a") is not None

    async def _interrupted(self, stores: Stores, error: type[BaseException]) -> None:
        async with stores.transaction() as unit:
            await made(unit)
            await unit.actions.insert(action())
            raise error

    async def test_a_savepoint_undoes_its_own_part(self, stores: Stores) -> None:
        """The rest of the transaction stands, before and after it, in every store."""
        async with stores.transaction() as unit:
            await made(unit)
            await unit.tasks.insert(task("before"))
            with pytest.raises(ValueError, match="undo"):
                await self._undone(unit)
            await unit.tasks.insert(task("after"))
        async with stores.transaction() as unit:
            assert {one.key for one in await unit.tasks.find(None, None, 9)} == {"before", "after"}
            assert await unit.actions.read("a") is None
            assert await unit.shops.pauses() == {}
            assert await unit.alerts.add_cause(cause())

    async def _undone(self, unit: Unit) -> None:
        async with unit.savepoint():
            await unit.tasks.insert(task("within"))
            await unit.actions.insert(action())
            await unit.shops.pause("all", "x", "ann", NOW)
            async with unit.savepoint():
                await unit.alerts.add_cause(cause())
            raise ValueError("undo")

    async def test_what_was_read_is_a_copy(self, stores: Stores) -> None:
        """A row that is changed and not written stays what it was."""
        async with stores.transaction() as unit:
            await made(unit)
            await unit.actions.insert(action())
            row = await unit.cases.lock_one(KEY)
            held = await unit.actions.read("a")
            assert row is not None
            assert held is not None
            row.wake_at, held.status = NOW, ActionStatus.DONE
            row, held = await unit.cases.read(KEY), await unit.actions.read("a")
            assert row is not None
            assert held is not None
            assert (row.wake_at, held.status) == (None, ActionStatus.READY)

    async def test_locked_rows_change_one_after_another(self, stores: Stores) -> None:
        """Ten at once read and write one case: none of their changes is lost."""
        async with stores.transaction() as unit:
            await made(unit)

        async def change() -> None:
            async with stores.transaction() as unit:
                row = await unit.cases.lock_one(KEY)
                assert row is not None
                await asyncio.sleep(0)
                await unit.cases.save([row])

        await asyncio.gather(*(change() for _ in range(10)))
        async with stores.transaction() as unit:
            row = await unit.cases.read(KEY)
            assert row is not None
            assert row.version == 11

    async def test_what_another_holds_is_not_taken(self, stores: Stores) -> None:
        """Whoever takes free cases gets none that is held, or gets it as the holder left it."""
        async with stores.transaction() as unit:
            await made(unit)
        taken = asyncio.Event()

        async def free() -> list[int]:
            async with stores.transaction() as unit:
                rows = await unit.cases.lock_free([KEY])
                return [row.version for row in rows]

        async with stores.transaction() as unit:
            row = await unit.cases.lock_one(KEY)
            assert row is not None
            trying = asyncio.create_task(free())
            trying.add_done_callback(lambda _: taken.set())
            await asyncio.wait({trying}, timeout=0.05)
            await unit.cases.save([row])
        assert await trying in ([], [2])
