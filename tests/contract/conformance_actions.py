"""What every store must do about actions: there once, version by version, found and leased."""

from dataclasses import replace

import pytest

from schemas.action import ActionStatus
from services.notifier.stores.unit import Stores
from tests.contract.rows import OTHER, action, made
from tests.support.notifier import KEY, NOW, H


class ActionConformance:
    """One implementation's stores, empty at the start of every test (fixture ``stores``)."""

    async def test_an_action_exists_once(self, stores: Stores) -> None:
        """Its key is what makes every effect happen once; it belongs to a case."""
        async with stores.transaction() as unit:
            with pytest.raises(Exception, match="a"):
                async with unit.savepoint():
                    await unit.actions.insert(action())
            await made(unit)
            assert await unit.actions.insert(action())
            assert not await unit.actions.insert(action(text="again"))
            assert await unit.actions.read("a") == action()
            assert await unit.actions.read("none") is None
            added = await unit.actions.insert_all([action(text="again"), action("b"), action("c")])
            assert added == {"b", "c"}
            assert await unit.actions.read("a") == action()
            assert await unit.actions.insert_all([]) == frozenset()

    async def test_an_action_is_written_as_its_next_version(self, stores: Stores) -> None:
        """Everything of it comes back; what only sets it aside is no version."""
        async with stores.transaction() as unit:
            await made(unit)
            await unit.actions.insert(action())
            row = action(status=ActionStatus.DONE, until=None, retry_at=None, text="neu")
            await unit.actions.update(row, NOW + H)
            assert (row.version, row.changed_at) == (2, NOW + H)
            assert await unit.actions.read("a") == row
            await unit.actions.set_aside("a", NOW + 2 * H)
            assert await unit.actions.read("a") == replace(row, retry_at=NOW + 2 * H)

    async def test_actions_are_found(self, stores: Stores) -> None:
        """By order, by status, by conversation and by due time, each in its order."""
        async with stores.transaction() as unit:
            await made(unit, KEY, OTHER)
            await unit.actions.insert(action("c", status=ActionStatus.AWAITING_APPROVAL))
            await unit.actions.insert(action("b", retry_at=NOW - H, claimed_at=NOW - 2 * H))
            await unit.actions.insert(action("a"))
            await unit.actions.insert(action("d", order_key=OTHER, retry_at=None, claimed_at=None))
            await unit.actions.insert(action("e", status=ActionStatus.DONE, retry_at=NOW + H))
            assert list(await unit.actions.of_order(KEY)) == ["a", "b", "c", "e"]
            pending = await unit.actions.pending([KEY, OTHER])
            assert {key: list(found) for key, found in pending.items()} == {
                KEY: ["a", "b", "c"],
                OTHER: ["d"],
            }
            spoken = await unit.actions.in_conversation("c-1")
            assert [row.key for row in spoken] == ["b", "a", "c", "e"]
            ready = ActionStatus.READY
            assert await unit.actions.due(ready, NOW, 9) == [("b", KEY), ("a", KEY)]
            assert await unit.actions.due(ready, NOW, 1) == [("b", KEY)]
            assert await unit.actions.due(ActionStatus.DONE, NOW, 9) == []
            assert await unit.actions.next_due() == NOW - H

    async def test_a_lease_moves_what_is_due(self, stores: Stores) -> None:
        """It is nobody else's until the lease ends, and then it is due again."""
        async with stores.transaction() as unit:
            await made(unit)
            await unit.actions.insert(action("b", retry_at=NOW - H))
            await unit.actions.insert(action("a"))
        for taken in (["a", "b"], []):
            async with stores.transaction() as unit:
                leased = await unit.actions.lease(
                    ActionStatus.READY, now=NOW, until=NOW + H, limit=5
                )
                assert [row.key for row in leased] == taken
                assert all(row.retry_at == NOW + H for row in leased)
        async with stores.transaction() as unit:
            assert len(await unit.actions.due(ActionStatus.READY, NOW + H, 5)) == 2
