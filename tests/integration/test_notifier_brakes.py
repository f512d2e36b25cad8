"""The brakes on a real database: ceilings, the pause of a person's, and the machine's own."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from schemas.order import Buyer, Order
from services.connectors.ports import Sent
from services.notifier import people
from services.notifier.agreeing import SecondNeeded
from services.notifier.brake import WEEK
from services.notifier.eyes import Eyes
from services.runtime.clock import SteppedClock
from services.runtime.desk import FourEyes
from tests.support.eventually import eventually
from tests.support.notifier import NOW, hold, order, parcel
from tests.support.notifier_shell import SHOP, Marketplace, Shell, open_shell, restarted

PLAYBOOK = """
- id: told
  when: hold.open
  once: hold
  do: { message: hold_beyond_usual }
- id: other
  when: parcel.stage == "pickup"
  once: parcel
  do: { message: pickup_waiting }
"""
EVER = {"ceiling_per_hour": 1000, "ceiling_per_day": 1000}
FREE = EVER | {"rule_ceiling_per_hour": 1000, "rule_ceiling_per_day": 1000}


class Gated(Marketplace):
    """A marketplace that can keep its answers back.

    Attributes:
        gate: set, it answers.
        waiting: sends that have come.
        door: set, it opens chats.
        at_door: openings that have come.
    """

    def __init__(self, clock: SteppedClock) -> None:
        super().__init__(clock)
        self.gate, self.waiting = asyncio.Event(), 0
        self.gate.set()
        self.door, self.at_door = asyncio.Event(), 0
        self.door.set()

    async def open_conversation(self, order: Order) -> str:
        """Once the door is open."""
        self.at_door += 1
        await self.door.wait()
        return await super().open_conversation(order)

    async def send(self, conversation: str, text: str) -> Sent:
        """Once the gate is open."""
        self.waiting += 1
        await self.gate.wait()
        return await super().send(conversation, text)


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A shop whose ceilings nothing here reaches."""
    shell = await open_shell(postgres_url, playbook=PLAYBOOK, made=Gated, **FREE)
    yield shell
    await shell.pool.close()


async def held(shell: Shell, *numbers: int, stage: str = "customs") -> None:
    """Orders whose parcels are held (or wait for the buyer) since now."""
    for number in numbers:
        key = f"{SHOP}/{number}"
        holds = (hold(since=shell.clock.now()),) if stage == "customs" else ()
        held = parcel(*holds, order_keys=(key,), stage=stage, stage_since=shell.clock.now())
        await shell.tell(order(key=key, buyer=Buyer(reference=key)), held, key=key)


async def sent_before(shell: Shell, count: int, refused: int = 0) -> None:
    """So much has left the shop half an hour ago."""
    at = shell.clock.now() - timedelta(minutes=30)
    async with shell.stores.transaction() as unit:
        await unit.ledgers.count(SHOP, "told", at, message=True, by=count)
        for _ in range(refused):
            await unit.ledgers.refuse(SHOP, at)


async def notices(shell: Shell) -> list[str]:
    """The keys of the notices that stand."""
    rows = await shell.rows("alerts")
    return [row["dedup_key"] for row in rows if row["ends_at"] is None]


async def test_ceilings_are_exact_with_two_replicas_for_the_shop_and_for_a_rule(
    postgres_url: str,
) -> None:
    """Four dispatchers' workers racing let out just as many as the ceilings say, hour by hour."""
    settings = {"ceiling_per_hour": 5, "rule_ceiling_per_hour": 3, "rules": {"other": {}}}
    shell = await open_shell(postgres_url, playbook=PLAYBOOK, **settings)
    twin = restarted(shell)
    await held(shell, *range(1, 9))
    await held(shell, *range(21, 29), stage="pickup")
    by_hour = []
    for hour in range(4):
        shell.clock.step_to(NOW + timedelta(hours=hour))
        await shell.timer.work()
        await asyncio.gather(shell.dispatcher.work(), twin.dispatcher.work())
        rows = await shell.rows("actions")
        done = [row for row in rows if row["claimed_at"] == shell.clock.now()]
        by_hour.append(sorted(row["rule"] for row in done))
    assert [len(rules) for rules in by_hour] == [5, 5, 5, 1]
    assert all(rules.count(name) <= 3 for rules in by_hour for name in ("told", "other"))
    await shell.pool.close()


async def test_a_pause_holds_from_its_commit_in_every_replica_and_after_a_restart(
    shell: Shell,
) -> None:
    """Nothing is sent once ``pause`` has returned; what is on the wire is finished, recorded."""
    twin = restarted(shell)
    await held(shell, *range(1, 25))
    await shell.timer.work()
    market = shell.market
    assert isinstance(market, Gated)
    market.gate.clear()
    running = [asyncio.create_task(each.dispatcher.work()) for each in (shell, twin)]
    await eventually(lambda: market.waiting >= 2, what="both have something on the wire")
    await people.pause(shell.stores, shell.clock.now(), SHOP, "a recall", "ann")
    claimed = {row["key"] for row in await shell.rows("actions") if row["claimed_at"]}
    market.gate.set()
    await asyncio.gather(*running)
    for process in (twin, restarted(shell)):
        await process.run()
        await process.step(timedelta(minutes=20))
    sent = [row for row in await shell.rows("actions") if row["claimed_at"]]
    assert {row["key"] for row in sent} <= claimed
    assert {row["status"] for row in sent} == {"done"}
    assert len(shell.market.chat) == len(sent)
    assert await people.resume(shell.stores, shell.clock.now(), SHOP, {})
    await restarted(shell).run()
    assert len(shell.market.chat) == 24


async def test_a_pause_while_the_chat_opens_lets_nothing_be_said(shell: Shell) -> None:
    """What was claimed and is not on the wire is put back, uncounted; it leaves after a resume."""
    market = shell.market
    assert isinstance(market, Gated)
    await held(shell, 1)
    await shell.timer.work()
    market.door.clear()
    running = asyncio.create_task(shell.dispatcher.work())
    await eventually(lambda: market.at_door, what="the chat is being opened")
    await people.pause(shell.stores, shell.clock.now(), SHOP, "a recall", "ann")
    market.door.set()
    await running
    assert market.chat == []
    action = await shell.action("told")
    assert (action["status"], action["claimed_at"]) == ("ready", None)
    assert await shell.pool.fetchval("SELECT max(used) FROM notifier.ledgers") == 0
    assert await people.resume(shell.stores, shell.clock.now(), SHOP, {})
    await shell.run()
    assert len(market.chat) == 1


async def test_what_was_on_the_wire_is_done_though_looks_found_nothing(shell: Shell) -> None:
    """An answer that comes after two looks in vain still counts: it is not said again."""
    market, twin = shell.market, restarted(shell)
    assert isinstance(market, Gated)
    await held(shell, 1)
    await shell.timer.work()
    market.gate.clear()
    running = asyncio.create_task(shell.dispatcher.work())
    await eventually(lambda: market.waiting, what="it is on the wire")
    await people.pause(shell.stores, shell.clock.now(), SHOP, "a recall", "ann")
    for _ in range(2):
        shell.clock.step_to(shell.clock.now() + timedelta(minutes=1))
        await twin.dispatcher.work()
    assert (await shell.action("told"))["status"] == "ready"
    market.gate.set()
    await running
    assert (await shell.action("told"))["status"] == "done"
    assert await people.resume(shell.stores, shell.clock.now(), SHOP, {})
    await shell.step(timedelta(hours=1))
    assert len(market.chat) == 1


async def test_refusals_over_the_share_pause_the_shop_with_one_notice(shell: Shell) -> None:
    """The fourth of a hundred that the platform blocks: paused by that very record."""
    await sent_before(shell, 98, refused=3)
    await held(shell, 1)
    await shell.run()
    assert await shell.rows("pauses") == [], "99 messages say nothing"
    shell.market.block = True
    await held(shell, 2)
    await shell.run()
    [pause] = await shell.rows("pauses")
    assert (pause["scope"], pause["by"]) == (SHOP, "forestall")
    assert "4 of 100" in pause["reason"]
    await held(shell, 3, 4)
    again = restarted(shell)
    await again.run()
    await again.step(timedelta(hours=30))
    assert len(shell.market.chat) == 2
    assert await notices(shell) == [f"notice|brake|{SHOP}"]
    (cause,) = [row for row in await shell.rows("alert_causes") if "brake" in row["dedup_key"]]
    assert "the machine stopped itself" in cause["why_now"]
    [alert] = [row for row in await shell.rows("alerts") if "brake" in row["dedup_key"]]
    assert f"forestall resume {SHOP}" in alert["what_to_do"]
    assert "4 of 100" in alert["summary"]


async def test_who_lets_it_go_on_has_seen_why(shell: Shell) -> None:
    """After ``resume`` the notice ends, all goes on, and the same refusals are no reason again."""
    await sent_before(shell, 99, refused=9)
    shell.market.block = True
    await held(shell, 1, 2, 3)
    await shell.run()
    receivers = shell.casework.receivers
    assert len(await shell.rows("pauses")) == 1
    said = len(shell.market.chat)
    assert said < 3
    shell.market.block = False
    assert await people.resume(shell.stores, shell.clock.now(), SHOP, receivers)
    await shell.run()
    assert len(shell.market.chat) == 3
    assert await notices(shell) == []
    assert await shell.rows("pauses") == []


async def test_a_brake_that_comes_meanwhile_takes_its_two_people(shell: Shell) -> None:
    """Who lifts what was not paused waits for the claims in hand, and then for a second person."""
    await shell.timer.work()

    async def waiting() -> bool:
        return bool(
            await shell.pool.fetchval(
                """SELECT count(*) FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock'"""
            )
        )

    two = Eyes((FourEyes(acts=("resume",), role="lead"),), role="lead")
    async with shell.stores.transaction() as unit:
        await unit.shops.pause(SHOP, "a brake", "forestall", shell.clock.now())
        lifting = asyncio.create_task(
            people.resume(
                shell.stores, shell.clock.now(), SHOP, shell.casework.receivers, "ann", eyes=two
            )
        )
        await eventually(waiting, what="it waits for the shop")
    with pytest.raises(SecondNeeded):
        await lifting
    async with shell.stores.transaction() as unit:
        assert await unit.shops.pauses() == {SHOP: "a brake"}


async def test_three_times_the_usual_pauses_before_it_leaves(shell: Shell) -> None:
    """Seven usual at this hour: the 21st is let out, the 22nd is not, and says why."""
    async with shell.stores.transaction() as unit:
        for week, count in enumerate((7, 6, 7, 90, 7), start=1):
            await unit.ledgers.count(SHOP, "told", NOW - week * WEEK, message=True, by=count)
    shell.clock.step_to(NOW + timedelta(minutes=40))
    await sent_before(shell, 20)
    await held(shell, 1)
    await shell.run()
    assert len(shell.market.chat) == 1
    await held(shell, 2)  # claimed with the first, it might stop that too, on its way out
    await shell.run()
    assert len(shell.market.chat) == 1
    [pause] = await shell.rows("pauses")
    assert "more than 21" in pause["reason"]
    await shell.step(timedelta(hours=24))
    assert len(shell.market.chat) == 1, "another hour lifts nothing"
    assert await people.resume(shell.stores, shell.clock.now(), SHOP, shell.casework.receivers)
    await shell.run()
    assert len(shell.market.chat) == 2


async def test_without_four_weeks_the_ceilings_alone_hold(shell: Shell) -> None:
    """Quiet weeks before the first message are no history: a new shop may speak up."""
    async with shell.stores.transaction() as unit:
        for week in (1, 2, 3):
            await unit.ledgers.count(SHOP, "told", NOW - week * WEEK, message=True, by=1)
    shell.clock.step_to(NOW + timedelta(minutes=40))
    await sent_before(shell, 60)
    await held(shell, 1, 2)
    await shell.run()
    assert len(shell.market.chat) == 2
    assert await shell.rows("pauses") == []


async def test_what_surely_did_not_leave_is_given_back(shell: Shell) -> None:
    """Asked to try later, a message counts once, in the hour in which it left."""
    shell.market.faults = ["later", "later", "later"]
    await held(shell, 1)
    await shell.run()
    assert shell.market.chat == []
    async with shell.stores.transaction() as unit:
        used = await unit.ledgers.used(SHOP, ["told"], shell.clock.now())
        traffic = await unit.ledgers.traffic(SHOP, shell.clock.now())
    assert (used.hour, used.rule_day, traffic.sent) == (0, 0, 0)
    await shell.step(timedelta(minutes=2))
    async with shell.stores.transaction() as unit:
        used = await unit.ledgers.used(SHOP, ["told"], shell.clock.now())
    assert (used.hour, used.day, used.rule_hour, used.rule_day) == (1, 1, 1, 1)
