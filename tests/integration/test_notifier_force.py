"""A playbook taken into force on a real database: in every replica, at once, or not at all."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import asyncpg
import pytest

from services.notifier.casework import Casework
from services.notifier.playbook import Written, compiled
from services.notifier.stores.playbooks import Taken
from services.notifier.taking import Wanted, compare, take
from services.notifier.texts import default
from services.notifier.world import World
from services.runtime.errors import InvalidInput, Unavailable
from tests.support.notifier import NOW, D, H, hold, order, parcel
from tests.support.notifier_shell import SHOP, Shell, open_shell, shop

TOLD = """
- id: told
  when: hold.open
  once: hold
  do: { message: hold_beyond_usual }
"""
PICKUP = """
- id: pickup
  when: parcel.stage == "pickup"
  once: parcel
  do: { message: pickup_waiting }
"""


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    shell = await open_shell(postgres_url, playbook=TOLD)
    yield shell
    await shell.pool.close()


def another(shell: Shell) -> Shell:
    """Another process on the same database, with the same settings."""
    world = World([shop()], {SHOP: shell.market}, compiled(Written("own", TOLD)), default())
    casework = Casework(world, shell.casework.receivers)
    return Shell(shell.pool, shell.clock, shell.market, casework, shell.receivers)


def wanted(text: str, number: int = 0) -> Wanted:
    """A playbook to be taken after that of a number."""
    told = Written("own.yaml", text)
    return Wanted(number, compiled(told), told, "ana", "a reason")


async def applied(shell: Shell, text: str, number: int = 0) -> Taken:
    """It is taken into force."""
    world = shell.casework.world
    return await take(shell.stores, world, wanted(text, number), shell.clock.now())


async def waiting(shell: Shell) -> None:
    """A parcel of an order has come to a pickup point."""
    now = shell.clock.now()
    await shell.tell(order(), parcel(stage="pickup", stage_since=now, version=2))


async def test_two_notifiers_take_a_version_without_a_restart(shell: Shell) -> None:
    """From its commit on both plan with it, sweep what the former had planned, and act once."""
    other = another(shell)
    await other.casework.world.learn(other.stores)
    await shell.tell(order(), parcel())
    await shell.run()
    await applied(shell, TOLD + PICKUP)
    await other.timer.work()
    await other.timer.work()
    (case,) = await shell.rows("cases")
    assert case["playbook"] == compiled(Written("own.yaml", TOLD + PICKUP)).version
    shell.clock.step_to(NOW + H)
    await waiting(other)
    await asyncio.gather(shell.run(), other.run())
    await shell.run()
    assert (await shell.action("pickup"))["status"] == "done"
    assert len(shell.market.chat) == 1
    assert shell.casework.world.number == other.casework.world.number == 1


async def test_nothing_leaves_by_the_former_once_another_is_taken(shell: Shell) -> None:
    """What was ready to leave is planned afresh as it is claimed, and called for no more."""
    await shell.tell(order(), parcel(hold(since=NOW)))
    await shell.timer.work()
    assert (await shell.action("told"))["status"] == "ready"
    await applied(another(shell), PICKUP)
    await shell.dispatcher.work()
    assert (await shell.action("told"))["status"] == "skipped"
    assert not shell.market.chat


async def test_what_began_before_a_rule_came_into_force_is_missed(shell: Shell) -> None:
    """Taken back and again within a day a rule keeps its date; later it is new."""
    await waiting(shell)
    await shell.step(H)
    await applied(shell, TOLD + PICKUP)
    await shell.run()
    await shell.run()
    assert (await shell.action("pickup"))["status"] == "missed"
    for hours, since in ((2, NOW + H), (40, NOW + 46 * H)):
        await applied(shell, TOLD, shell.casework.world.number)
        await shell.step(hours * H)
        await applied(shell, TOLD + PICKUP, shell.casework.world.number)
        await shell.step(2 * H)
        (known,) = [row for row in await shell.rows("rules") if row["rule"] == "pickup"]
        expected = shell.clock.now() - 2 * H if hours == 40 else since
        assert (known["in_force_since"], known["out_since"]) == (expected, None)


@pytest.mark.parametrize("by_file", [False, True])
async def test_a_renamed_rule_that_is_taken_back_says_nothing_twice(
    shell: Shell, *, by_file: bool
) -> None:
    """What it said under the new id counts under the old one, also after a restart."""
    await applied(shell, TOLD.replace("- id: told", "- id: said\n  was: [told]"))
    await shell.tell(order(), parcel(hold(since=NOW)))
    await shell.run()
    await shell.run()
    assert (await shell.action("said"))["status"] == "done"
    if by_file:
        back = Wanted(1, compiled(Written("own", TOLD)), None, "ana", "back")
        await take(shell.stores, shell.casework.world, back, shell.clock.now())
    else:
        await applied(shell, TOLD, 1)
    started = another(shell)
    await started.casework.world.enrol(started.stores, shell.clock.now())
    for each in (shell, started):
        await each.step(4 * D)
        await each.tell(order(version=2), parcel(hold(since=NOW), version=2))
        await each.run()
    assert len(shell.market.chat) == 1
    assert [row["rule"] for row in await shell.rows("actions")] == ["said"]


async def test_the_second_of_two_who_apply_is_refused(shell: Shell) -> None:
    """They compared with the same one; only the first knows what it does."""
    found = await asyncio.gather(
        applied(shell, PICKUP), applied(another(shell), TOLD + PICKUP), return_exceptions=True
    )
    assert {type(one) for one in found} == {Taken, InvalidInput}
    assert len(await shell.rows("playbooks")) == 1


def told_first(name: str, hears: Callable[[Any], None]) -> Callable[..., Awaitable[Any]]:
    """A method of a connection that tells of each statement before it is made."""
    real = getattr(asyncpg.Connection, name)

    async def call(conn: Any, *args: Any, **kwargs: Any) -> Any:
        hears(conn)
        return await real(conn, *args, **kwargs)

    return call


async def test_cut_off_between_any_two_writes_it_is_not_taken(shell: Shell) -> None:
    """A connection that breaks before any statement leaves all as it was; then it is taken."""
    before = await shell.rows("rules")
    for statements in range(100):
        left = statements

        def cut(conn: Any) -> None:
            nonlocal left
            if not left:
                conn.terminate()
            left -= 1

        with pytest.MonkeyPatch.context() as patch:
            for name in ("execute", "executemany", "fetch", "fetchrow", "fetchval"):
                patch.setattr(asyncpg.Connection, name, told_first(name, cut))
            try:
                await applied(shell, PICKUP)
            except Unavailable:
                pass
            else:
                break
        assert await shell.rows("playbooks") == await shell.rows("playbook_texts") == []
        assert await shell.rows("rules") == before
    assert statements > 5
    assert [row["number"] for row in await shell.rows("playbooks")] == [1]


async def test_what_it_would_change_within_a_day_is_counted(shell: Shell) -> None:
    """By shop and rule, of the live cases, as it is and as it would be."""
    for number in range(3):
        key = f"{SHOP}/{number}"
        at_pickup = parcel(order_keys=(key,), stage="pickup", stage_since=NOW + number * H)
        await shell.tell(order(key=key), at_pickup, key=key)
    await shell.tell(order(), parcel(hold(since=NOW)))
    seen: list[tuple[int, int]] = []
    changes = await compare(
        shell.stores,
        shell.casework.world,
        wanted(PICKUP).playbook,
        NOW,
        lambda *done: seen.append(done),
    )
    told = [(one.shop, one.rule, one.more, one.fewer) for one in changes]
    assert told == [(SHOP, "pickup", 3, 0), (SHOP, "told", 0, 1)]
    assert seen[-1] == (4, 4)
