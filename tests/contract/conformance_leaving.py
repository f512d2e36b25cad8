"""What every store must do about what leaves a shop: ledgers, traffic, pauses, and the log."""

import asyncio
from datetime import timedelta

from schemas.action import Action, ActionStatus
from services.notifier.admit import Ledgers
from services.notifier.brake import WEEK, WEEKS, Traffic
from services.notifier.inforce import InForce, Named
from services.notifier.ledger import Entry
from services.notifier.playbook import Written
from services.notifier.stores.playbooks import Taken
from services.notifier.stores.unit import Stores, Unit
from tests.contract.rows import OTHER, SHOP, action, made
from tests.support.notifier import KEY, NOW, D, H

MINUTE = timedelta(minutes=1)


async def left(unit: Unit, count: int, before: timedelta) -> None:
    """So many messages have left so long ago."""
    await unit.ledgers.count(SHOP, "a", NOW - before, message=True, by=count)


class LeavingConformance:
    """One implementation's stores, empty at the start of every test (fixture ``stores``)."""

    async def test_ledgers_count_by_hour_and_day(self, stores: Stores) -> None:
        """Of a shop and of each of its rules, never below nought, each window for itself."""

        async def leave(number: int) -> None:
            async with stores.transaction() as unit:
                await unit.ledgers.lock(SHOP)
                await asyncio.sleep(0)
                at, rule = NOW + number * 20 * MINUTE, "ab"[number % 2]
                await unit.ledgers.count(SHOP, rule, at, message=True)

        await asyncio.gather(*(leave(number) for number in range(5)))
        async with stores.transaction() as unit:
            assert await unit.ledgers.used(SHOP, ["a"], NOW) == Ledgers(3, 5, 2, 3)
            assert await unit.ledgers.used(SHOP, ["b"], NOW) == Ledgers(3, 5, 1, 2)
            both = await unit.ledgers.used(SHOP, ["new", "a", "b"], NOW)
            assert both == Ledgers(3, 5, 3, 5), "a rule that was called a and b"
            assert await unit.ledgers.used(SHOP, ["a"], NOW + H) == Ledgers(2, 5, 1, 3)
            assert await unit.ledgers.used("lazada/shop-2", ["a"], NOW) == Ledgers()
            await unit.ledgers.count(SHOP, "a", NOW, message=True, by=-4)
            assert await unit.ledgers.used(SHOP, ["a"], NOW) == Ledgers(0, 1, 0, 0)

    async def test_traffic_is_of_the_last_hour_and_of_the_clock_hour(self, stores: Stores) -> None:
        """Messages and refusals of sixty minutes; all that left since the hour began."""
        async with stores.transaction() as unit:
            now = NOW + 30 * MINUTE
            for before in (-25 * MINUTE, 10 * MINUTE, 29 * MINUTE, 30 * MINUTE):
                await left(unit, 1, before)
            await unit.ledgers.count(SHOP, "a", NOW, message=False)
            await unit.ledgers.refuse(SHOP, NOW - 10 * MINUTE)
            await unit.ledgers.refuse(SHOP, NOW - 11 * MINUTE)
            found = await unit.ledgers.traffic(SHOP, now)
            assert found == Traffic(sent=3, refused=1, hour=2, usual=[])
            assert await unit.ledgers.traffic("lazada/shop-2", now) == Traffic(usual=[])

    async def test_what_was_let_go_on_is_judged_no_more(self, stores: Stores) -> None:
        """The ceilings still count it; a refusal that comes later counts for nothing."""
        async with stores.transaction() as unit:
            await left(unit, 9, MINUTE)
            await unit.ledgers.forget_traffic("lazada/shop-2")
            assert (await unit.ledgers.traffic(SHOP, NOW)).sent == 9
            await unit.ledgers.forget_traffic("all")
            await unit.ledgers.refuse(SHOP, NOW - MINUTE)
            assert await unit.ledgers.traffic(SHOP, NOW) == Traffic(usual=[])
            assert (await unit.ledgers.used(SHOP, ["a"], NOW)).day == 9

    async def test_the_usual_begins_with_the_first_that_left(self, stores: Stores) -> None:
        """Silent hours after it count as nought; what was given back is no beginning."""
        async with stores.transaction() as unit:
            await left(unit, 4, 5 * WEEK)
            await left(unit, 7, 3 * WEEK)
            await left(unit, 1, 3 * WEEK - H)
            await left(unit, 2, 4 * WEEK)
            await left(unit, -2, 4 * WEEK)
            await left(unit, 1, 6 * WEEK)
            await left(unit, -1, 6 * WEEK)
            usual = (await unit.ledgers.traffic(SHOP, NOW)).usual
            assert sorted(usual) == [0, 0, 0, 4, 7]

    async def test_old_windows_are_dropped(self, stores: Stores) -> None:
        """None that the usual is still reckoned from."""
        async with stores.transaction() as unit:
            await left(unit, 1, WEEKS * WEEK)
            await left(unit, 1, (WEEKS + 1) * WEEK + D)
            await unit.ledgers.prune(NOW)
            assert list((await unit.ledgers.traffic(SHOP, NOW)).usual) == [0] * (WEEKS - 1) + [1]
            assert (await unit.ledgers.used(SHOP, ["a"], NOW - (WEEKS + 1) * WEEK - D)).day == 0

    async def test_the_first_sight_of_a_shop_and_a_rule_stays(self, stores: Stores) -> None:
        """A rule that was called otherwise carries on from then."""
        async with stores.transaction() as unit:
            await unit.shops.enrol({SHOP: [Named("old")]}, NOW)
            new = [Named("new", ("old",))]
            await unit.shops.enrol({SHOP: new, "lazada/shop-2": new}, NOW + H)
            live = await unit.shops.live_since()
            assert live == {SHOP: NOW, "lazada/shop-2": NOW + H}
            assert await unit.shops.in_force() == {
                SHOP: {"old": InForce(NOW), "new": InForce(NOW, was=("old",))},
                "lazada/shop-2": {"new": InForce(NOW + H, was=("old",))},
            }
            await unit.shops.enrol({SHOP: [Named("new", ("older",))]}, NOW + H)
            assert (await unit.shops.in_force())[SHOP]["new"].was == ("old", "older")

    async def test_a_rule_that_was_out_for_a_day_is_new_again(self, stores: Stores) -> None:
        """Out for less, it comes back as if it had never been away."""
        async with stores.transaction() as unit:
            for hours, named in ((0, ["a"]), (1, []), (24, ["a"]), (25, []), (49, ["a"])):
                await unit.shops.enrol({SHOP: [Named(one) for one in named]}, NOW + hours * H)
                known = (await unit.shops.in_force())[SHOP]["a"]
                since = NOW + 49 * H if hours == 49 else NOW
                assert known == InForce(since, None if named else NOW + hours * H)

    async def test_a_country_keeps_its_own_date_of_a_rule(self, stores: Stores) -> None:
        """On where the rule is off, and kept once the rule is on everywhere."""
        brazil = frozenset({"BR"})
        async with stores.transaction() as unit:
            for hours, one in enumerate((Named("a", on=False, otherwise=brazil), Named("a"))):
                await unit.shops.enrol({SHOP: [one]}, NOW + hours * H)
            known = (await unit.shops.in_force())[SHOP]
            assert known == {"a@BR": InForce(NOW), "a": InForce(NOW + H)}

    async def test_a_playbook_is_taken_once_under_a_number(self, stores: Stores) -> None:
        """Whoever is second is refused; what was taken is read back word for word."""
        told = Written("own.yaml", "own", "base")
        first = Taken(1, told.version, "own.yaml", "ana", "a reason", NOW)
        async with stores.transaction() as unit:
            assert (await unit.playbooks.number(), await unit.playbooks.every()) == (0, [])
            assert await unit.playbooks.take(first, told)
        async with stores.transaction() as unit:
            assert not await unit.playbooks.take(first, Written("other.yaml", "other"))
        back = Taken(2, "", "", "bo", "back", NOW + H)
        async with stores.transaction() as unit:
            assert await unit.playbooks.take(back, None)
            assert await unit.playbooks.every() == [first, back]
            assert await unit.playbooks.written(1) == told
            assert await unit.playbooks.written(2) is None
            assert (await unit.shops.standing()).playbook == 2

    async def test_pauses_stand_until_lifted(self, stores: Stores) -> None:
        """The last reason counts; lifting tells whether there was one."""
        async with stores.transaction() as unit:
            await unit.shops.enrol({SHOP: []}, NOW)
            await unit.shops.pause("all", "x", "ann", NOW)
            await unit.shops.pause("all", "y", "bob", NOW)
            await unit.shops.pause(SHOP, "z", "bob", NOW)
            assert await unit.shops.pauses() == {"all": "y", SHOP: "z"}
            assert await unit.shops.resume("all")
            assert not await unit.shops.resume("all")
            assert await unit.shops.pauses() == {SHOP: "z"}

    async def test_a_pause_waits_for_what_is_about_to_leave(self, stores: Stores) -> None:
        """Once it has committed, whoever held the shop's lock has, and sees it the next time."""
        told: list[str] = []
        held = asyncio.Event()

        async def leave() -> None:
            async with stores.transaction() as unit:
                await unit.ledgers.lock(SHOP)
                held.set()
                await asyncio.sleep(0.05)
                assert await unit.shops.pauses() == {}
                told.append("left")

        async def stop() -> None:
            await held.wait()
            async with stores.transaction() as unit:
                await unit.shops.pause("all", "x", "ann", NOW)
            told.append("paused")

        async with stores.transaction() as unit:
            await unit.shops.enrol({SHOP: []}, NOW)
        await asyncio.gather(leave(), stop())
        assert told == ["left", "paused"]

    async def test_a_database_stays_itself(self, stores: Stores) -> None:
        """Whoever asks, and whatever is written meanwhile."""
        async with stores.one_statement() as unit:
            identity = await unit.recovery.identity()
        assert identity
        async with stores.transaction() as unit:
            await unit.cases.lock([KEY], NOW)
            await unit.actions.insert(action("a"))
            assert await unit.recovery.identity() == identity
        async with stores.transaction() as unit:
            assert await unit.recovery.identity() == identity

    async def test_the_log_is_held_against_what_was_entered(self, stores: Stores) -> None:
        """A version is known by its entry with that status, or by a recovery that went as far."""

        def told(version: int, status: ActionStatus, key: str = "a") -> Action:
            order_key = KEY if key == "a" else OTHER
            return action(key, order_key=order_key, version=version, status=status).published()

        claimed, done = told(2, ActionStatus.CLAIMED), told(2, ActionStatus.DONE)
        third, nobodys = told(3, ActionStatus.DONE), told(1, ActionStatus.DONE, "b")
        every = [claimed, done, third, nobodys]
        async with stores.transaction() as unit:
            assert await unit.recovery.unknown(every) == every
            [row] = (await unit.cases.lock([KEY], NOW)).values()
            entry = Entry("action:a@2", "action", NOW, {"status": "done"})
            row.enter(entry)
            await unit.cases.save([row])
            assert await unit.recovery.unknown(every) == [claimed, third, nobodys]
            await unit.actions.insert(action("a", recovered=3))
            assert await unit.recovery.unknown(every) == [nobodys]

    async def test_claims_out_of_the_log_are_found_until_they_are_looked_for(
        self, stores: Stores
    ) -> None:
        """Only those, in the order of their orders."""
        claimed = {"status": ActionStatus.CLAIMED, "retry_at": None, "recovered": 2}
        async with stores.transaction() as unit:
            await made(unit, KEY, OTHER)
            await unit.actions.insert(action("a", order_key=OTHER, **claimed))
            await unit.actions.insert(action("b", **claimed))
            await unit.actions.insert(action("c", **(claimed | {"retry_at": NOW})))
            await unit.actions.insert(action("d", **(claimed | {"recovered": 0})))
            await unit.actions.insert(action("e", **(claimed | {"status": ActionStatus.DONE})))
            assert await unit.recovery.unlooked(9) == [("b", KEY), ("a", OTHER)]
            assert await unit.recovery.unlooked(1) == [("b", KEY)]

    async def test_how_far_the_log_was_read_may_go_back(self, stores: Stores) -> None:
        """A broker that lost its log begins again at nought."""
        async with stores.transaction() as unit:
            assert await unit.recovery.read_to() == {}
            await unit.recovery.note_read({0: 7, 1: 0})
            await unit.recovery.note_read({0: 3})
            assert await unit.recovery.read_to() == {0: 3, 1: 0}
