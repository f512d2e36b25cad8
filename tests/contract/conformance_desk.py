"""What every store must do about what people are called to: tasks and alerts."""

from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from services.connectors.oncall.audience import Audience
from services.notifier.stores.alerts import CASE
from services.notifier.stores.shops import WAITS, Waiting
from services.notifier.stores.unit import Stores
from tests.contract.rows import OTHER, action, cause, made, task
from tests.support.notifier import KEY, NOW, H
from tests.support.notifier_shell import Receiver

RECEIVERS = Audience([Receiver("duty")])


class DeskConformance(ABC):
    """One implementation's stores, empty at the start of every test (fixture ``stores``)."""

    @abstractmethod
    async def alert(self, stores: Stores, key: str) -> tuple[str, datetime, datetime | None]:
        """The wanted state of a dedup key: its summary, its start and its end."""

    async def test_a_limit_leaves_out_the_least_pressing(self, stores: Stores) -> None:
        """Open tasks come before closed ones, and of these the last closed first."""
        async with stores.transaction() as unit:
            await made(unit)
            for place, key in enumerate("abcd"):
                await unit.tasks.insert(task(key, deadline=NOW + place * H))
            for later, key in enumerate("ab"):
                at = NOW + later * H
                await unit.tasks.close(key, status="done", by="ann", outcome="", now=at)
            found = await unit.tasks.find(None, None, 9)
            assert [one.key for one in found] == ["c", "d", "b", "a"]
            assert await unit.tasks.find(None, None, 3) == found[:3]

    async def test_tasks_lie_until_they_are_closed(self, stores: Stores) -> None:
        """A key lies there once; a task is closed once; the most pressing come first."""
        async with stores.transaction() as unit:
            await made(unit, KEY, OTHER)
            assert await unit.tasks.insert(task("late", deadline=None))
            assert await unit.tasks.insert(task("soon", order_key=OTHER))
            assert not await unit.tasks.insert(task("soon"))
            assert [one.key for one in await unit.tasks.find(None, "open", 9)] == ["soon", "late"]
            assert await unit.tasks.find("lazada/shop-2", None, 9) == []
            ended: dict[str, Any] = {
                "status": "done",
                "by": "ann",
                "outcome": "well",
                "now": NOW + H,
            }
            assert await unit.tasks.close("soon", **ended)
            assert not await unit.tasks.close("soon", **ended)
            (soon,) = await unit.tasks.of_order(OTHER)
            assert (soon.status, soon.closed_by, soon.closed_at) == ("done", "ann", NOW + H)
            assert await unit.tasks.read(soon.id) == soon
            assert await unit.tasks.read(0) is None
            assert await unit.tasks.of_order(OTHER, status="open") == []
            assert list(await unit.tasks.open_of_orders([KEY, OTHER])) == [KEY]

    async def test_an_open_task_is_given_and_put_off(self, stores: Stores) -> None:
        """The last word counts; a closed one stays as it was, and a new one is nobody's."""
        async with stores.transaction() as unit:
            await made(unit)
            await unit.tasks.insert(task("a", country="ES", at_risk=Decimal("9.5"), currency="EUR"))
            (a,) = await unit.tasks.find(None, None, 9)
            assert (a.assignee, a.snoozed_until) == ("", None)
            assert (a.country, a.at_risk, a.currency) == ("ES", Decimal("9.5"), "EUR")
            for name in ("ann", "bob"):
                await unit.tasks.give("a", name)
            await unit.tasks.snooze("a", NOW + H)
            held = replace(a, assignee="bob", snoozed_until=NOW + H)
            assert await unit.tasks.read(a.id) == held
            await unit.tasks.close("a", status="done", by="bob", outcome="", now=NOW)
            await unit.tasks.give("a", "ann")
            await unit.tasks.snooze("a", NOW + 2 * H)
            found = await unit.tasks.read(a.id)
            assert found is not None
            assert (found.assignee, found.snoozed_until) == ("bob", NOW + H)

    async def test_what_was_to_be_checked_settles_itself(self, stores: Stores) -> None:
        """Only the task to check an action goes when its message is seen."""
        async with stores.transaction() as unit:
            await made(unit)
            await unit.tasks.insert(task("a#check", kind="check"))
            await unit.tasks.insert(task("a"))
            await unit.tasks.settled("a", NOW)
            assert [one.key for one in await unit.tasks.find(None, "gone", 9)] == ["a#check"]

    async def test_an_alert_stands_while_a_cause_does(self, stores: Stores) -> None:
        """Causes fold into one state, which begins with the first and ends with the last."""
        async with stores.transaction() as unit:
            await made(unit, KEY, OTHER)
            assert await unit.alerts.add_cause(cause("b", since=NOW - H))
            assert await unit.alerts.add_cause(cause("a", order_key=OTHER))
            assert not await unit.alerts.add_cause(cause("a"))
            await unit.alerts.fold(["page|x"], RECEIVERS, NOW)
        assert await self.alert(stores, "page|x") == ("of b (and 1 more)", NOW - H, None)
        async with stores.transaction() as unit:
            found = await unit.alerts.standing_of_orders([KEY])
            assert found == {KEY: [cause("b", since=NOW - H)]}
            assert await unit.alerts.end_cause("b", NOW) == "page|x"
            assert await unit.alerts.end_cause("b", NOW) is None
            await unit.alerts.fold(["page|x"], RECEIVERS, NOW)
        assert await self.alert(stores, "page|x") == ("of a", NOW - H, None)
        async with stores.transaction() as unit:
            await unit.alerts.end_cause("a", NOW)
            await unit.alerts.fold(["page|x"], RECEIVERS, NOW + H)
            assert await unit.alerts.standing_of_orders([KEY, OTHER]) == {}
            assert not await unit.alerts.add_cause(cause("a"))
        assert await self.alert(stores, "page|x") == ("of a", NOW - H, NOW + H)

    async def test_the_machines_own_causes_come_and_go(self, stores: Stores) -> None:
        """They end when unseen for long and nothing lies untried, and may come again."""
        own = cause(f"{CASE}boom", order_key="")
        ends: dict[str, Any] = {"unseen_since": NOW, "untried_since": NOW - H}
        async with stores.transaction() as unit:
            await made(unit)
            assert await unit.alerts.raise_again(own)
            assert not await unit.alerts.raise_again(replace(own, since=NOW + H))
            assert await unit.alerts.end_own(NOW + H, **ends) == []
            ends["unseen_since"] = NOW + H
            await unit.actions.insert(action(retry_at=NOW - H))
            assert await unit.alerts.end_own(NOW + H, **ends) == []
            await unit.actions.set_aside("a", NOW)
            assert await unit.alerts.end_own(NOW + H, **ends) == ["page|x"]
            assert await unit.alerts.end_own(NOW + H, **ends) == []
            assert await unit.alerts.raise_again(replace(own, since=NOW + 2 * H))

    async def test_what_waits_for_a_second_person_is_the_first_one_s(self, stores: Stores) -> None:
        """Another's asking is told what waits; asked again it takes its place; a day is enough."""
        ann = Waiting("resume", "all", "one", "ann", "", NOW)
        bob = replace(ann, by="bob", what="two", at=NOW + H)
        other = replace(ann, about="lazada/shop-1", at=NOW + 2 * H)
        async with stores.transaction() as unit:
            assert await unit.shops.ask(ann) == (ann, True)
            assert await unit.shops.ask(bob) == (ann, False)
            assert await unit.shops.ask(bob, again=True) == (bob, True)
            assert await unit.shops.ask(other) == (other, True)
            assert await unit.shops.waits(NOW + H) == [bob, other]
            assert await unit.shops.waits(NOW + 2 * H + WAITS) == [other]
            await unit.shops.settle("resume", "all")
            await unit.shops.settle("resume", "never")
            assert await unit.shops.waits(NOW) == [other]
