"""The dispatcher is killed at every kill point, one after another, and its calls fail as well."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from services.runtime.postgres.pool import open_pool
from tests.support.kill import Killed, Life, Point, Reaper, begin, counted
from tests.support.notifier import NOW, hold, order, parcel
from tests.support.notifier_shell import SHOP, Shell, open_shell

PLAYBOOK = """
- id: hold-buyer-must-act
  about: Customs asks something of the buyer
  when: hold.open
  once: hold
  do: { message: hold_needs_buyer }
"""


class Countdown(Reaper):
    """Kills at a point of whatever kind, so many further on."""

    left = 0

    def takes(self, point: Point) -> bool:
        """Count it."""
        del point
        self.left -= 1
        return self.left == 0


async def _work(shell: Shell, life: Life, url: str) -> bool:
    """One pass of a process of its own; whether it died in it."""
    begin(life)
    pool = await open_pool(url, size=4, application="test")
    life.pools.append(pool)
    shell.market.mortal = lambda when: life.reach("call", when)
    try:
        await replace(shell, pool=pool).dispatcher.work()
    except (Killed, Exception):  # whichever of its workers is heard first, of whatever it died
        if not life.dead.is_set():
            raise
    finally:
        shell.market.mortal = lambda _: None
        await pool.close()
    return life.dead.is_set()


async def outlive(shell: Shell, life: Life, url: str) -> bool:
    """Run a process that may die, then others for hours; whether it died."""
    died = await asyncio.create_task(_work(shell, life, url))
    for _ in range(6):
        shell.clock.step_to(shell.clock.now() + timedelta(minutes=20))
        await shell.timer.work()
        await shell.dispatcher.work()
    return died


@pytest.mark.parametrize("fault", ["", "lost", "dropped"])
async def test_killed_anywhere_the_buyer_is_told_once(postgres_url: str, fault: str) -> None:
    """Wherever it dies: one message and its action done, or (cut off twice) none and a task."""
    shell = await open_shell(postgres_url, playbook=PLAYBOOK, ceiling_per_hour=1000)
    reaper = Countdown()
    points, died = 0, True
    while died:
        points += 1
        key = f"{SHOP}/{points}"
        shell.clock.step_to(NOW + timedelta(days=points))  # a waking hour again
        await shell.tell(order(key=key), parcel(hold(), order_keys=(key,)), key=key)
        shell.market.faults = [fault] if fault else []
        reaper.left = points
        with counted():
            died = await outlive(shell, Life("notifier", reaper), postgres_url)
        said = [own for where, own in shell.market.chat if where == f"c-{key}"]
        [row] = [row for row in await shell.rows("actions") if row["order_key"] == key]
        if said:
            assert (len(said), row["status"]) == (1, "done"), f"killed at point {points}"
        else:
            # Cut off twice, once by the platform and once by death: it is not tried a third time.
            assert fault == "dropped"
            tasks = [task["kind"] for task in await shell.rows("tasks") if task["order_key"] == key]
            assert (row["status"], row["attempts"], tasks) == ("uncertain", 2, ["check"])
    assert points > 15
    await shell.pool.close()
