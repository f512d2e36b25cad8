"""Every page of the desk: read by axe, by night, on a telephone, in Chinese, by keyboard alone."""

import re

import pytest
from playwright.async_api import Browser, Page
from starlette.routing import Route

from services.desk import site
from tests.browser.looks import LOOKS, Look, faults, overflows, shot, sits, tabbed
from tests.browser.world import World

pytestmark = pytest.mark.asyncio(loop_scope="session")


FILES = frozenset({"/", "/evidence/{order:path}", "/insight/{table}.csv"})
"""What leads to a page or is a file of its own, and no page."""


def routes() -> list[str]:
    """Of all that can be looked at; one that takes a parameter has to be known below."""
    found = [one for one in site._routes() if isinstance(one, Route) and "GET" in one.methods]
    return [one.path for one in found if not one.path.startswith("/api/") and one.path not in FILES]


async def every_page(world: World) -> dict[str, str]:
    """An address for each page that the desk has, by its route."""
    tasks = await world.rows(
        """SELECT DISTINCT ON (kind) id, kind, rule, shop FROM notifier.tasks
           ORDER BY kind, status = 'open' DESC, id"""
    )
    (held,) = await world.rows(
        """SELECT order_key FROM notifier.entries WHERE kind = 'dispute'
           ORDER BY order_key LIMIT 1"""
    )
    one = tasks[0]
    known = {
        "/queue": "/queue",
        "/tasks/{number:int}": f"/tasks/{one['id']}",
        "/cases/{order:path}": f"/cases/{held['order_key']}",
        "/batch": f"/batch?kind={one['kind']}&rule={one['rule']}&shop={one['shop']}",
        "/playbook/versions/{number:int}": "/playbook/versions/1",
        "/playbook/trials/{number:int}": "/playbook/trials/1",
        "/playbook/texts/{name}": "/playbook/texts/hold_buyer_must_act",
    }
    found = {route: known[route] if "{" in route else route for route in routes()}
    found |= {f"a task to {task['kind']}": f"/tasks/{task['id']}" for task in tasks}
    return found | {"no such page": "/nowhere", "a wrong filter": "/queue?kind=nonsense"}


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_axe_finds_nothing_serious(world: World, browser: Browser, look: Look) -> None:
    """On any page in any look; and nobody has to move a page sideways to read it."""
    wrong = []
    async with await sits(browser, look) as somebody:
        page = await somebody.new_page()
        for route, path in (await every_page(world)).items():
            await page.goto(world.base + path)
            wrong += [f"{route}: {one}" for one in await faults(page)]
            wrong += [f"{route}: it is wider than the screen"] if await overflows(page) else []
            name = re.sub(r"\W+", "-", route).strip("-")
            await shot(page, f"{look.name}/{name}")
    assert not wrong, "\n".join(wrong)


async def test_keys_lead_through_every_page(world: World, browser: Browser) -> None:
    """In the order of the page, from the link to its content on; whatever has the focus shows it.

    Nothing holds the focus: behind the last it leaves the page.
    """
    wrong = []
    async with await sits(browser, LOOKS[0]) as somebody:
        page = await somebody.new_page()
        for route, path in (await every_page(world)).items():
            await page.goto(world.base + path)
            steps = await tabbed(page)
            order = [one["at"] for one in steps]
            if not steps or order != sorted(order):
                wrong.append(f"{route}: the order of the focus is {[one['what'] for one in steps]}")
            wrong += [
                f"{route}: {one['what']} does not show that it has the focus"
                for one in steps
                if not (one["seen"] and one["shown"])
            ]
    assert not wrong, "\n".join(wrong)


async def test_nothing_is_loaded_from_outside(world: World, browser: Browser) -> None:
    """No page asks another host for anything, and no page has a word to say to the console."""
    async with await sits(browser, LOOKS[0]) as somebody:
        page = await somebody.new_page()
        asked, told = _heard(page)
        for path in (await every_page(world)).values():
            await page.goto(world.base + path)
        assert all(one.startswith(world.base) for one in asked)
        assert not [one for one in told if "status of 404" not in one and "409" not in one]


def _heard(page: Page) -> tuple[list[str], list[str]]:
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    return asked, told
