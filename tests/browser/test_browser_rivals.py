"""Two agents at one task; a browser without scripts; and a desk that dies."""

import subprocess
import sys
from datetime import timedelta

import pytest
from playwright.async_api import Browser, Error, Page, expect

from tests.browser.looks import Look, shot, sits
from tests.browser.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")

_SAID = """SELECT count(*) FROM notifier.actions
           WHERE kind = 'message' AND status = 'done' AND channel = 'chat'"""


async def _task(world: World) -> int:
    """An open task that nobody has."""
    (found,) = await world.rows(
        """SELECT id FROM notifier.tasks
           WHERE status = 'open' AND assignee = '' AND kind <> 'approve'
           ORDER BY id DESC LIMIT 1"""
    )
    return int(found["id"])


async def _presses(page: Page, act: str) -> None:
    await page.locator(f'form[action$="/{act}"] button').click()
    await page.wait_for_load_state()


async def test_of_two_agents_one_wins_and_the_other_is_told(world: World, browser: Browser) -> None:
    """Both have the task open: who takes it first has it, and who ends it first has ended it."""
    path = f"{world.base}/tasks/{await _task(world)}"
    async with (
        await sits(browser, Look("ann", person="ann")) as hers,
        await sits(browser, Look("bob", person="bob")) as his,
    ):
        ann, bob = await hers.new_page(), await his.new_page()
        await ann.goto(path)
        await bob.goto(path)
        await _presses(ann, "take")
        await _presses(bob, "take")
        await expect(bob.locator(".trouble")).to_contain_text("ann has task")
        await shot(bob, "rivals/told")
        await _presses(ann, "done")
        await _presses(bob, "done")
        await expect(bob.locator(".trouble")).to_contain_text("no longer open: done by ann")


async def test_everything_is_done_without_scripts(world: World, browser: Browser) -> None:
    """A form is a form: the task is taken, and the page says whose it is."""
    async with await sits(browser, Look("plain", person="ann"), script=False) as somebody:
        page = await somebody.new_page()
        await page.goto(f"{world.base}/tasks/{await _task(world)}")
        await _presses(page, "take")
        await expect(page.locator("main")).to_contain_text("ann")
        await expect(page.locator(".copy").first).to_be_hidden()


async def test_the_desk_dead_nothing_else_stops(world: World, browser: Browser) -> None:
    """Killed as by a power cut: buyers are told, tasks are worked by command; then it is back."""
    number = await _task(world)
    async with await sits(browser, Look("ann", person="ann")) as somebody:
        page = await somebody.new_page()
        await page.goto(f"{world.base}/queue")
        await world.kill_desk()
        with pytest.raises(Error):
            await page.goto(f"{world.base}/queue")
        said = await world.stage.pool.fetchval(_SAID)
        await world.on(timedelta(days=1))
        assert await world.stage.pool.fetchval(_SAID) > said
        command = [sys.executable, "-m", "services.cli", "tasks", "done", str(number)]
        config = ["--config", str(world.config), "--by", "ann"]
        subprocess.run([*command, *config], check=True)  # noqa: ASYNC221, S603 - our own command
        await world.start_desk()
        await page.goto(f"{world.base}/tasks/{number}")
        await expect(page.locator("main")).to_contain_text("(ann)")
