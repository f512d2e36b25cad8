"""The playbook at the desk: what is in force, in which words, since when and why."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from services.notifier.of_settings import rules_of
from services.notifier.playbook import compiled, written
from services.notifier.taking import Wanted, take
from services.runtime.postgres.migrate import migrate
from services.runtime.settings import Settings
from services.tracker.app import MIGRATIONS as TRACKER
from tests.support.desk import OTHER_SHOP, at, room_of
from tests.support.notifier import NOW
from tests.support.notifier_shell import SHOP, Shell, open_shell

OWN = """extends: default
change:
  pickup-waiting: { mode: "off" }
  silent-before-promise: { at: promise - 3d }
"""


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier in ``approve``."""
    await migrate(postgres_url, "tracker", TRACKER)
    shell = await open_shell(postgres_url, mode="approve")
    yield shell
    await shell.pool.close()


async def _taken(shell: Shell, text: str | None, number: int = 0) -> None:
    """Somebody takes a playbook by command; None: what the settings name."""
    told = written(text) if text else None
    world = shell.casework.world
    rules = compiled(told) if told else rules_of(Settings(), world.texts)
    wanted = Wanted(number, rules, told, "ana", "<b>try</b>")
    await take(shell.stores, world, wanted, NOW + timedelta(minutes=number))


async def test_the_rules_are_shown_as_they_are_in_force(shell: Shell) -> None:
    """Condition, time, text and mode at the shops that somebody sees; a taken one at once."""
    async with at(room_of(shell), "bob") as bob:
        told = await bob.sees("/playbook")
        assert "promise - 2d" in told
        assert f"<b>approve</b>: {SHOP}" in told
        assert OTHER_SHOP not in told
        assert 'href="/playbook/texts/running_late"' in told
        await _taken(shell, OWN)
        told = await bob.sees("/playbook")
        assert "promise - 3d" in told
        assert "&lt;b&gt;try" in told
        rules = {one["id"]: one for one in (await bob.asks("/playbook"))["rules"]}
        assert rules["pickup-waiting"]["modes"] == {"off": [SHOP]}
        assert rules["dispute-opened"]["modes"] == {"automatic": [SHOP]}, "it speaks to staff alone"


async def test_what_was_in_force_is_compared(shell: Shell) -> None:
    """With what is in force now, or with any other; what never was is not found."""
    await _taken(shell, OWN)
    await _taken(shell, None, 1)
    async with at(room_of(shell), "vic") as vic:
        told = await vic.sees("/playbook/versions/1")
        assert "at: promise - 2d -&gt; promise - 3d" in told
        assert "extends: default" in told
        assert "no rule is otherwise" in await vic.sees("/playbook/versions/1?against=1")
        assert "no rule is otherwise" in await vic.sees("/playbook/versions/2")
        found = await vic.asks("/playbook/versions/0?against=1")
        assert found["rules"]["pickup-waiting"] == ["mode: off -> automatic"]
        assert found["text"] == ""
        for path in ("/playbook/versions/3", "/playbook/versions/1?against=9"):
            await vic.sees(path, 404)
        assert (await vic.asks("/playbook/versions/1?against=x", status=404))["reason"]


async def test_a_text_is_shown_as_each_marketplace_would_have_it(shell: Shell) -> None:
    """By language and variant, with who reads it, who would not have it and why."""
    async with at(room_of(shell), "li") as li:
        assert "running_late" in await li.sees("/playbook/texts")
        told = await li.sees("/playbook/texts/running_late?language=es")
        assert 'lang="es"' in told
        assert "西班牙语" in told
        found = await li.asks("/playbook/texts/hold_needs_buyer?language=es")
        full = next(one for one in found["variants"] if one["variant"] == "full")
        assert "lazada" in full["against"]
        assert any("lazada" in one["at"] for one in found["variants"])
        await li.sees("/playbook/texts/nothing", 404)
        await li.sees("/playbook/texts/running_late?language=xx", 404)


async def test_a_playbook_that_cannot_be_read_is_told(shell: Shell) -> None:
    """The page stands, says what is wrong, and still shows who took what."""
    await shell.pool.execute(
        """INSERT INTO notifier.playbook_texts
           VALUES ('own', 'extends: default\nchnge: {}'), ('base', '[]')"""
    )
    await shell.pool.execute(
        """INSERT INTO notifier.playbooks
           VALUES (1, 'v', 'newer.yaml', 'own', 'base', 'ana', 'why', now())"""
    )
    async with at(room_of(shell), "vic") as vic:
        told = await vic.sees("/playbook")
        assert "cannot read it" in told
        assert "newer.yaml" in told
        assert "cannot read it" in await vic.sees("/playbook/versions/1", 409)
        assert (await vic.asks("/playbook"))["unread"]
