"""An agent's hour: twenty tasks, an approval, a take-over, a pause, a report."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.looks import Look, shot, sits
from tests.browser.world import World, told

pytestmark = pytest.mark.asyncio(loop_scope="session")

TASKS = 20
ROW = "a.row"


@dataclass
class Hour:
    """Ann at her browser, with keys where they lead as quickly.

    Attributes:
        did: how often she did what.
        approved: the texts that she let go, by the key of their action.
    """

    page: Page
    world: World
    did: Counter[str] = field(default_factory=Counter)
    approved: dict[str, str] = field(default_factory=dict)

    async def opens(self, path: str) -> None:
        """A page by its address."""
        await self.page.goto(self.world.base + path)

    async def next_task(self) -> dict[str, Any]:
        """The most pressing task that nobody has, opened with keys alone."""
        await self.opens("/queue?hands=free")
        await self.page.keyboard.press("j")
        await self.page.keyboard.press("Enter")
        await self.page.wait_for_url(re.compile(r"/tasks/\d+$"))
        number = int(self.page.url.rsplit("/", 1)[1])
        (row,) = await self.world.rows("SELECT * FROM notifier.tasks WHERE id = $1", number)
        return row

    async def sends(self, act: str, **fields: str) -> None:
        """The form of an act, by its button."""
        form = self.page.locator(f'form[action$="/{act}"]')
        for name, value in fields.items():
            await form.locator(f'[name="{name}"]').fill(value)
        await form.locator("button").press("Enter")
        await self.page.wait_for_load_state()
        await expect(self.page.locator(".trouble")).to_have_count(0)
        self.did[act] += 1

    async def copied(self) -> str:
        """The text to the buyer, by the key for it, as it is in the clipboard."""
        await self.page.keyboard.press("c")
        await expect(self.page.locator("[data-copy]").last).to_have_text("Copied")
        found: str = await self.page.evaluate("() => navigator.clipboard.readText()")
        return found

    async def works(self, task: dict[str, Any]) -> None:
        """One task, as its kind asks for it."""
        kind = task["kind"]
        if kind == "approve":
            await self._decides(task)
        elif kind == "send":
            text = await self.page.locator("#body").inner_text()
            assert await self.copied() == text
            await self.sends("done", outcome="sent in the seller centre")
        elif self.did["not-needed"] == 0:
            await self.sends("not-needed", reason="the buyer rang")
        elif self.did["take"] == 0:
            await self.sends("take")
            await self.sends("done", outcome="asked the platform")
        elif self.did["snooze"] == 0 and self._has_time(task):
            await self.sends("snooze", hours="1")
        else:
            await self.sends("done", outcome="asked the platform")

    def _has_time(self, task: dict[str, Any]) -> bool:
        """Whether it may be put off: its deadline is not near."""
        due = task["deadline"]
        return due is None or due - self.world.board.now > timedelta(hours=2)

    async def _decides(self, task: dict[str, Any]) -> None:
        """The first goes as it is, the next in other words, another not at all."""
        words = self.page.locator('form[action$="/edit"] textarea')
        if self.did["approve"] == 0:
            self.approved[task["action_key"]] = task["body"]
            await shot(self.page, "hour/approval")
            await self.sends("approve")
        elif self.did["edit"] == 0 and await words.count():
            await self.sends("edit", words=f"{await words.input_value()}\nThank you.")
        else:
            await self.sends("refuse", reason="not for this buyer")


async def test_an_agents_hour(world: World, browser: Browser) -> None:
    """All of it is entered with her name, and what she let go has left word for word."""
    async with await sits(browser, Look("hour", person="ann")) as somebody:
        await somebody.grant_permissions(["clipboard-read", "clipboard-write"])
        hour = Hour(await somebody.new_page(), world)
        await hour.opens("/")
        assert await hour.page.locator(ROW).count() >= TASKS
        await shot(hour.page, "hour/queue")
        order = await _takes_over(hour)
        for _ in range(TASKS):
            await hour.works(await hour.next_task())
        assert min(hour.did[one] for one in ("approve", "done", "not-needed", "take")) > 0
        await shot(hour.page, "hour/worked")
        await _hands_back(hour, order)
        await _takes_evidence_along(hour, order)
        await _pauses(hour, browser)
        await _reads_the_report(hour)
        await _looks_up(hour)
    await world.on(timedelta(hours=3))
    entered = await world.rows("SELECT body FROM notifier.entries WHERE kind = 'person'")
    hers = Counter(told(one)["did"] for one in entered if told(one)["by"] == "ann")
    assert hers["take_over"] == hers["hand_back"] == 1
    assert sum(hers.values()) >= TASKS + 2
    for key, text in hour.approved.items():
        (sent,) = await world.rows("SELECT * FROM notifier.actions WHERE key = $1", key)
        assert (sent["status"], sent["text"]) == ("done", text)


async def _takes_over(hour: Hour) -> str:
    """A case, found by its order's number; its address."""
    (one,) = await hour.world.rows(
        """SELECT order_key FROM notifier.tasks WHERE status = 'open'
           ORDER BY deadline DESC NULLS FIRST, id DESC LIMIT 1"""
    )
    await hour.opens("/queue")
    await hour.page.keyboard.press("/")
    await hour.page.wait_for_url("**/search")
    await hour.page.locator('[name="wanted"]').fill(one["order_key"].rsplit("/", 1)[1])
    await hour.page.keyboard.press("Enter")
    await hour.page.wait_for_url("**/cases/**")
    await hour.page.locator('button[name="hand"][value="take"]').click()
    await expect(hour.page.locator("main")).to_contain_text("in hand: ann")
    await expect(hour.page.locator("svg.line")).to_have_count(1)
    await shot(hour.page, "hour/case")
    return hour.page.url


async def _hands_back(hour: Hour, order: str) -> None:
    await hour.page.goto(order)
    await hour.page.locator('button[name="hand"][value="back"]').click()
    await expect(hour.page.locator("main")).not_to_contain_text("in hand: ann")


async def _takes_evidence_along(hour: Hour, order: str) -> None:
    """The pack, as a PDF."""
    await hour.page.goto(order)
    async with hour.page.expect_download() as coming:
        await hour.page.locator('button[name="format"][value="pdf"]').click()
    path = await (await coming.value).path()
    assert path.read_bytes().startswith(b"%PDF")


async def _pauses(hour: Hour, browser: Browser) -> None:
    """A shop from the page that is open; it says so, and a lead lets it go on."""
    await hour.opens("/queue")
    await hour.page.locator(".brake summary").press("Enter")
    brake = hour.page.locator(".brake form")
    await brake.locator('[name="scope"]').select_option("lazada/laz-1")
    await brake.locator('[name="reason"]').fill("a recall")
    await brake.locator("button").press("Enter")
    await hour.opens("/oncall")
    await expect(hour.page.locator("main")).to_contain_text("a recall")
    await shot(hour.page, "hour/paused")
    async with await sits(browser, Look("lead", person="lea")) as lead:
        page = await lead.new_page()
        await page.goto(f"{hour.world.base}/oncall")
        await page.locator('form[action="/resume"] button').first.click()
        await page.wait_for_url("**/oncall")
        await expect(page.locator("main")).to_contain_text("nothing is paused")


async def _reads_the_report(hour: Hour) -> None:
    """The week in figures, and the same as a file."""
    await hour.opens("/insight")
    await expect(hour.page.locator("h1")).to_contain_text("Insight")
    await shot(hour.page, "hour/report")
    # A link to save is fetched past the page, where a browser has no proxy's header to send.
    file = await hour.page.locator('a[href*=".csv"]').first.get_attribute("href")
    async with hour.page.expect_download() as coming:
        await hour.page.evaluate("file => location.assign(file)", file)
    path = await (await coming.value).path()
    assert path.read_text(encoding="utf-8-sig").count("\n") >= 1


async def _looks_up(hour: Hour) -> None:
    """What settled such a case before; the words looked for stand in no address."""
    await hour.opens("/knowledge")
    await hour.page.locator('[name="words"]').fill("customs")
    await hour.page.keyboard.press("Enter")
    await expect(hour.page.locator('p[role="status"]')).to_contain_text("found")
    assert "customs" not in hour.page.url
    await shot(hour.page, "hour/knowledge")
