"""How somebody looks at a page: sizes, schemes, languages; what axe says of it; where keys lead."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page

from tests.browser.world import HEADER

SHOTS = Path("build/desk")
SERIOUS = frozenset({"serious", "critical"})

_TOP = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
}"""
"""Puts the focus before the first of a page."""

_FOCUS = """() => {
  const all = [...document.querySelectorAll('*')];
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  return {
    at: all.indexOf(one),
    what: one.tagName + ' ' + (one.name || one.textContent || '').trim().slice(0, 40),
    seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0,
    shown: box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0,
  };
}"""
"""Where the focus is: its place in the document, whether it is marked, whether it is in view."""


@dataclass(frozen=True, slots=True)
class Look:
    """A way of looking at pages."""

    name: str
    person: str = "adm"
    width: int = 1280
    height: int = 900
    scheme: str = "light"


LOOKS = (
    Look("day"),
    Look("night", scheme="dark"),
    Look("phone", width=360, height=740),
    Look("chinese", person="li"),
)


async def sits(browser: Browser, look: Look, *, script: bool = True) -> BrowserContext:
    """Somebody at a browser of their own, behind the proxy."""
    made: dict[str, Any] = {"color_scheme": look.scheme}
    return await browser.new_context(
        viewport={"width": look.width, "height": look.height},
        extra_http_headers={HEADER: look.person},
        java_script_enabled=script,
        **made,
    )


async def shot(page: Page, name: str) -> None:
    """Keep how a page looks."""
    await page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


async def faults(page: Page) -> list[str]:
    """What axe finds that is serious."""
    found = await Axe().run(page)
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found.response["violations"]
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


async def overflows(page: Page) -> bool:
    """Whether the page itself has to be moved sideways to be read."""
    wide: bool = await page.evaluate(
        "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    return wide


async def tabbed(page: Page, most: int = 400) -> list[dict[str, Any]]:
    """Where the Tab key leads from the top of a page, until it leaves it."""
    await page.evaluate(_TOP)
    found: list[dict[str, Any]] = []
    for _ in range(most):
        await page.keyboard.press("Tab")
        one = await page.evaluate(_FOCUS)
        if one is None or (found and one["at"] == found[0]["at"]):
            return found
        found.append(one)
    raise AssertionError(f"the focus never leaves the page: {found[-5:]}")
