"""The pages that the demo's world never shows: of signing in, of trials, of second persons."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, BrowserContext, async_playwright

from services.desk.app import door
from services.desk.pages import alone
from services.desk.room import Room
from services.notifier import tasks
from services.notifier.eyes import Eyes
from services.notifier.people import pause
from services.notifier.playbook import written
from services.notifier.postgres import trials
from services.notifier.postgres.trials import Fresh, State
from services.notifier.stores.shops import Waiting
from services.notifier.taking import deed_of
from services.notifier.trying import Found
from services.runtime.desk import DeskPerson, DeskSettings, FourEyes
from services.runtime.http.serving import listen, serve
from services.runtime.postgres.pool import transaction
from tests.browser.chromium import found as chromium
from tests.browser.looks import LOOKS, Look, faults, overflows, shot, sits
from tests.support.desk import HEADER, holding, room_of
from tests.support.identity import identity
from tests.support.notifier_shell import SHOP, Shell
from tests.support.signed_in import person, signing_in

WATCHED = ("approve", "resume", "playbook")
DESK = DeskSettings(
    header=HEADER,
    peers=("127.0.0.0/8",),
    people=(
        DeskPerson(name="adm", role="admin"),
        DeskPerson(name="li", role="admin", language="zh-Hans"),
    ),
    four_eyes=(FourEyes(acts=WATCHED, role="admin"),),
)
OWN = written("extends: default\nchange:\n  silent-before-promise: { at: promise - 3d }\n")


@pytest.fixture(name="browser")
async def _browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox"]
        )
        yield browser
        await browser.close()


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier in ``approve`` with an order that customs holds."""
    async with holding(postgres_url) as shell:
        yield shell


@asynccontextmanager
async def _served(room: Room) -> AsyncIterator[str]:
    """The desk's address."""
    listening = listen("127.0.0.1", 0)
    serving = asyncio.create_task(serve(door(room), listening))
    try:
        yield f"http://localhost:{listening.getsockname()[1]}"
    finally:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


async def _wrong(context: BrowserContext, look: Look, pages: Mapping[str, str]) -> list[str]:
    """What is serious on these pages, or wider than the screen."""
    wrong = []
    page = await context.new_page()
    for name, address in pages.items():
        await page.goto(address)
        wrong += [f"{name}: {one}" for one in await faults(page)]
        wrong += [f"{name}: it is wider than the screen"] if await overflows(page) else []
        await shot(page, f"{look.name}/state-{name}")
    return wrong


async def _trial(shell: Shell, state: State, told: Found) -> int:
    now = shell.clock.now()
    async with transaction(shell.pool) as conn:
        number = await trials.begin(conn, Fresh(now, "adm", "own.yaml", OWN, 0))
        assert number is not None
        if state != "running":
            await trials.end(conn, number, state, told)
    return number


async def _trials(shell: Shell) -> dict[str, str]:
    """One in each state that a trial may be in."""
    changed = Found.model_validate(
        {
            "difference": [["silent-before-promise", ["at: promise - 2d -> promise - 3d"]]],
            "cases": ["a case of ours"],
            "changes": [{"shop": SHOP, "rule": "pickup-waiting", "more": 60, "fewer": 3}],
        }
    )
    wrong = Found(problems=("3:16: there is no rule runing-late",))
    pages = {
        "trial-done": await _trial(shell, "done", changed),
        "trial-wrong": await _trial(shell, "wrong", wrong),
        "trial-failed": await _trial(shell, "failed", Found()),
        "trial-stuck": await _trial(shell, "running", Found()),
    }
    async with transaction(shell.pool) as conn:
        await conn.execute(
            """UPDATE notifier.trials SET moved_at = moved_at - interval '1 h'
               WHERE state = 'running'"""
        )
    pages["trial-running"] = await _trial(shell, "running", Found())
    return {name: f"/playbook/trials/{number}" for name, number in pages.items()}


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_trials_and_what_waits_for_a_second_person(
    shell: Shell, browser: Browser, look: Look
) -> None:
    """Each state of a trial; a task, a pause and a playbook for who asked and for who confirms."""
    room, now = room_of(shell, DESK), shell.clock.now()
    (task,) = await tasks.list_tasks(shell.stores)
    eyes = Eyes.of(room.settings, "admin")
    await tasks.approve(shell.stores, now, task.id, "ann", eyes=eyes)
    await pause(shell.stores, now, SHOP, "strange texts", "ann")
    pages = {
        "task-waits": f"/tasks/{task.id}",
        "queue-second": "/queue?hands=second",
        "oncall-waits": "/oncall",
        **await _trials(shell),
    }
    deed = deed_of(0, OWN, "ann", "for the season")
    wrong = []
    async with _served(room) as base, await sits(browser, look) as context:
        for name in ("ann", look.person):
            async with shell.stores.transaction() as unit:
                for act, about, what in (
                    ("resume", SHOP, "strange texts"),
                    (deed.act, deed.about, deed.what),
                ):
                    await unit.shops.ask(Waiting(act, about, what, name, "why", now), again=True)
            addresses = {f"{one}-{name}": base + path for one, path in pages.items()}
            wrong += await _wrong(context, look, addresses)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
async def test_signing_in_and_a_session_that_has_ended(
    shell: Shell, browser: Browser, look: Look
) -> None:
    """Every page that somebody sees before they are in, or when they are out again."""
    wrong = []
    async with identity() as who, signing_in(shell, who) as desk:
        tongue = "zh-CN" if look.person == "li" else "en"
        async with await sits(browser, look) as context:
            await context.set_extra_http_headers({"accept-language": tongue})
            base = desk.address
            pages = {
                "sign-in": f"{base}/queue",
                "signed-out": f"{base}/signed-out",
                "sign-in-refused": f"{base}/signed-in?state=x",
            }
            wrong += await _wrong(context, look, pages)
            who.who = person(email="mallory@example.com")
            wrong += await _wrong(context, look, {"stranger": f"{base}/sign-in"})
            await context.add_cookies([{"name": "desk", "value": "x", "url": base}])
            wrong += await _wrong(context, look, {"session-ended": f"{base}/queue"})
            onward = alone("onward.html", "en", 200, to="#on")
            await context.route(
                f"{base}/onward",
                lambda route: route.fulfill(body=onward.body, content_type="text/html"),
            )
            wrong += await _wrong(context, look, {"onward": f"{base}/onward"})
    async with identity() as who, signing_in(shell, who) as desk:
        who.down = True
        async with await sits(browser, look) as context:
            wrong += await _wrong(context, look, {"away": f"{desk.address}/sign-in"})
    async with _served(room_of(shell, DESK)) as base, await sits(browser, look) as context:
        url = base.replace("http:", "https:")
        await context.add_cookies(
            [{"name": "__Host-desk", "value": "x", "url": url, "secure": True}]
        )
        wrong += await _wrong(context, look, {"ended": f"{base}/queue"})
    assert not wrong, "\n".join(wrong)
