"""A backup is restored while the log knows more: nothing is said twice, and nothing is lost."""

from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import asyncpg
import pytest

from schemas.base import Versioned
from services.notifier import recovery
from services.notifier.dispatcher import Dispatcher
from services.notifier.outbox import OUTBOX
from services.notifier.people import resume
from services.notifier.postgres.cases import CHANNEL
from services.notifier.stores.shops import ALL, RECOVER
from services.notifier.stores.unit import Stores
from services.notifier.world import policy_of
from services.runtime.errors import InvalidInput, Unavailable
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import open_pool
from services.runtime.postgres.publish import Relay
from tests.support.mortal import Life, MortalStores
from tests.support.notifier import H, dispute, hold, order, parcel
from tests.support.notifier_shell import SHOP, Killed, Shell, open_shell, shop

MINUTE = timedelta(minutes=1)
PLAYBOOK = """
- id: told
  when: hold.open
  once: hold
  do: { message: hold_beyond_usual }
- id: disputed
  when: dispute.state == "open"
  once: dispute
  do: { task: dispute_opened }
"""


@dataclass
class Ground:
    """A notifier with a log, and the copies of its database.

    Attributes:
        heard: everything that the topics have brought, by order.
        settings: of the shop.
    """

    url: str
    kafka: KafkaProfile
    producer: Producer
    shell: Shell
    heard: dict[str, list[Versioned]]
    settings: dict[str, Any] = field(default_factory=dict)

    async def tell(self, number: int, *objects: Versioned) -> None:
        """Objects about an order, which the topics go on holding."""
        key = f"{SHOP}/{number}"
        self.heard.setdefault(key, []).extend(objects)
        await self.shell.tell(*objects, key=key)

    async def held(self, number: int, *faults: str, run: bool = True) -> None:
        """An order whose parcel is held since now, and what meets the message about it."""
        key = f"{SHOP}/{number}"
        since = self.shell.clock.now()
        await self.tell(number, order(key=key), parcel(hold(since=since), order_keys=(key,)))
        self.shell.market.faults = list(faults)
        if run:
            await self.shell.run()

    async def publish(self) -> None:
        """All that the database holds is in the log."""
        relay = Relay(
            pool=self.shell.pool,
            producer=self.producer,
            outbox=OUTBOX,
            clock=self.shell.clock,
            channel=CHANNEL,
        )
        while await relay.publish():
            pass

    async def copied(self) -> str:
        """The address of a copy of the database as it is now."""
        await self.shell.pool.close()
        name, server = f"{self.url.rsplit('/', 1)[1]}_backup", self.url.rsplit("/", 1)[0]
        admin = await asyncpg.connect(f"{server}/postgres")
        await admin.execute(f"CREATE DATABASE {name} TEMPLATE {self.url.rsplit('/', 1)[1]}")
        await admin.close()
        await self.on(self.url)
        return f"{server}/{name}"

    async def restored(self, backup: str) -> None:
        """The database is as in the backup, under those who run on it."""
        name, server = self.url.rsplit("/", 1)[1], self.url.rsplit("/", 1)[0]
        admin = await asyncpg.connect(f"{server}/postgres")
        await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await admin.execute(f"CREATE DATABASE {name} TEMPLATE {backup.rsplit('/', 1)[1]}")
        await admin.close()

    async def on(self, url: str) -> None:
        """A fresh process on a database."""
        await self.shell.pool.close()
        pool = await open_pool(url, application="test")
        was = self.shell
        self.shell = Shell(pool, was.clock, was.market, was.casework, was.receivers)

    def looks_first(self) -> None:
        """The process looks at its database before anything leaves, as it does where it ships."""
        shell = self.shell
        shell.dispatcher = Dispatcher(
            stores=shell.stores, clock=shell.clock, casework=shell.casework, first=self.check
        )

    async def check(self, stores: Stores | None = None) -> bool:
        """What a notifier does before anything leaves."""
        shell = self.shell
        receivers = shell.casework.receivers
        return await recovery.check(stores or shell.stores, self.kafka, receivers, shell.clock)

    async def recover(self, stores: Stores | None = None) -> recovery.Found:
        """``forestall recover``."""
        shell, now = self.shell, self.shell.clock.now()
        policies = {SHOP: policy_of(shop(**self.settings), now)}
        return await recovery.recover(
            stores or shell.stores, self.kafka, shell.casework.receivers, policies, now
        )

    async def go_on(self) -> None:
        """``forestall resume all``, of a person who has looked."""
        shell = self.shell
        assert await resume(shell.stores, shell.clock.now(), ALL, shell.casework.receivers)

    def said(self) -> list[int]:
        """The orders whose buyers were written to, once for each time."""
        return sorted(int(where.rsplit("/", 1)[1]) for where, _ in self.shell.market.chat)


@pytest.fixture(name="ground")
async def _ground(
    kafka: KafkaProfile, producer: Producer, postgres_url: str
) -> AsyncIterator[Ground]:
    shell = await open_shell(postgres_url, playbook=PLAYBOOK)
    ground = Ground(postgres_url, kafka, producer, shell, {})
    yield ground
    await ground.shell.pool.close()
    admin = await asyncpg.connect(f"{postgres_url.rsplit('/', 1)[0]}/postgres")
    name = postgres_url.rsplit("/", 1)[1]
    await admin.execute(f"DROP DATABASE IF EXISTS {name}_backup WITH (FORCE)")
    await admin.close()


async def test_a_restored_backup_says_nothing_twice(ground: Ground) -> None:
    """Told, lost, dropped, blocked, killed in mid-air, planned: each as the log has it.

    Killed at every point of the recovery in turn, it comes to the same.
    """
    market = ground.shell.market
    await ground.held(1)
    await ground.held(2, run=False)
    await ground.publish()
    backup = await ground.copied()
    await ground.shell.run()
    await ground.held(3)
    await ground.tell(3, dispute(order_key=f"{SHOP}/3", opened_at=ground.shell.clock.now()))
    await ground.held(4, "lost")
    await ground.held(5, "dropped")
    market.block = True
    await ground.held(6)
    market.block = False
    with pytest.raises(Killed):
        await ground.held(7, "killed_after")
    await ground.publish()
    assert ground.said() == [1, 2, 3, 4, 6, 7]

    await ground.on(backup)
    for key, objects in ground.heard.items():
        await ground.shell.tell(*objects, key=key)
    assert not await ground.check()
    assert not await ground.check(), "a second replica finds the same"
    await ground.held(8)
    for _ in range(3):
        await ground.shell.step(H)
    assert ground.said() == [1, 2, 3, 4, 6, 7], "nothing leaves before the recovery"
    with pytest.raises(InvalidInput):
        await resume(ground.shell.stores, ground.shell.clock.now(), RECOVER, {})
    assert await _pages(ground) == ["page|recover"]

    await _recover_dying(ground)
    assert await ground.check()
    assert await _pages(ground) == []
    await ground.shell.step(H)
    assert ground.said() == [1, 2, 3, 4, 6, 7], "what people had stopped is in no log"
    await ground.go_on()
    for _ in range(5):
        await ground.shell.step(2 * MINUTE)
    assert ground.said() == [1, 2, 3, 4, 6, 7, 8]
    assert await _statuses(ground) == {
        **dict.fromkeys((1, 2, 3, 4, 7, 8), "done"),
        5: "uncertain",
        6: "blocked",
    }
    assert await _desk(ground) == {(3, "do"), (5, "check"), (6, "check")}
    again = await ground.recover()
    assert (again.entered, again.paused) == (0, False)


async def test_a_database_that_knows_its_log_goes_on_at_once(ground: Ground) -> None:
    """A claim that was published, given back and claimed again is no other database's."""
    assert await ground.check(), "an empty log"
    await ground.held(1, "later", "later", "later")
    await ground.publish()
    await ground.shell.step(H)
    assert await ground.check(), "the log is behind"
    await ground.publish()
    assert await ground.check()
    assert ground.said() == [1]
    assert (await ground.recover()).entered == 0
    await ground.shell.step(H)
    assert ground.said() == [1]


async def test_a_restore_under_a_running_notifier_says_nothing_twice(ground: Ground) -> None:
    """The database becomes another between two passes, or between a pass's look and its claims."""
    await ground.held(1, run=False)
    await ground.publish()
    backup = await ground.copied()
    shell = ground.shell
    looks: list[bool] = []

    async def look() -> None:
        looks.append(await ground.check())
        if len(looks) == 2:
            await ground.restored(backup)

    shell.dispatcher = Dispatcher(
        stores=shell.stores, clock=shell.clock, casework=shell.casework, first=look
    )
    await shell.run()
    await ground.publish()
    assert ground.said() == [1]
    await ground.restored(backup)
    for _ in range(6):
        with suppress(Unavailable):  # of the connections that the restore has cut
            await shell.step(H)
    assert looks == [True, False, False]
    assert ground.said() == [1]
    assert (await ground.recover()).paused
    await ground.go_on()
    await shell.step(H)
    assert ground.said() == [1]


async def test_a_restored_database_that_has_gone_on_hides_nothing(ground: Ground) -> None:
    """What was said is found, although the log's newest word is the restored side's own.

    The restored side has counted past the log's version before the log is held against it.
    """
    await ground.held(1, run=False)
    await ground.publish()
    backup = await ground.copied()
    await ground.shell.run()
    await ground.publish()
    assert ground.said() == [1]

    await ground.on(backup)
    for _ in range(3):
        ground.shell.market.faults = ["later"] * 3
        await ground.shell.step(H)
    assert (await ground.shell.action("told"))["status"] == "ready"
    await ground.publish()
    assert not await ground.check()
    assert (await ground.recover()).entered == 1
    await ground.go_on()
    await ground.shell.step(H)
    assert ground.said() == [1]


async def test_what_left_and_came_into_no_log_is_found_in_the_chat(ground: Ground) -> None:
    """Said just before the database was lost: it is looked for before it would be said again.

    What was not said is said after two looks, and what is due later is looked for by nobody.
    """
    await ground.held(1, run=False)
    await ground.held(2, run=False)
    assert await ground.check()
    await ground.publish()
    backup = await ground.copied()
    ground.looks_first()
    await ground.shell.run()
    assert ground.said() == [1, 2]
    chat = ground.shell.market.chat
    chat[:] = [each for each in chat if each[0].endswith("/1")]

    await ground.on(backup)
    ground.looks_first()
    await ground.shell.run()
    assert ground.said() == [1]
    for _ in range(2):
        await ground.shell.step(2 * MINUTE)
    assert ground.said() == [1, 2]
    assert await _statuses(ground) == {1: "done", 2: "done"}
    looks = len(ground.shell.market.looked_at)
    await ground.held(3)
    assert ground.said() == [1, 2, 3]
    assert len(ground.shell.market.looked_at) == looks + 1, "to see that it stands there"


async def test_a_look_at_the_log_goes_on_where_it_was_cut_off(ground: Ground) -> None:
    """What is known is noted batch by batch: a log too long for one look comes to its end."""
    await ground.held(1)
    await ground.publish()
    just_after_the_first = Life(6)
    with pytest.raises(Killed):
        await ground.check(MortalStores(ground.shell.stores, just_after_the_first))
    assert await ground.shell.rows("outcomes_read")


async def _recover_dying(ground: Ground) -> None:
    """Recover in processes each of which dies one point later, until one lives."""
    for points in range(1, 100):
        try:
            await ground.recover(MortalStores(ground.shell.stores, Life(points)))
        except Killed:
            await ground.shell.run()
            assert ground.said() == [1, 2, 3, 4, 6, 7]
        else:
            assert points > 5
            return
    raise AssertionError("it never comes to its end")


async def _pages(ground: Ground) -> list[str]:
    rows = await ground.shell.rows("alerts")
    return [row["dedup_key"] for row in rows if row["ends_at"] is None and row["level"] == "page"]


async def _statuses(ground: Ground) -> dict[int, str]:
    rows = await ground.shell.rows("actions")
    return {
        int(row["order_key"].rsplit("/", 1)[1]): row["status"]
        for row in rows
        if row["rule"] == "told"
    }


async def _desk(ground: Ground) -> set[tuple[int, str]]:
    rows = await ground.shell.rows("tasks")
    return {
        (int(row["order_key"].rsplit("/", 1)[1]), row["kind"])
        for row in rows
        if row["status"] == "open"
    }
