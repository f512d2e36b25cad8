"""The playbook at the desk: what is in force, in which words, since when and why."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from services.notifier.of_settings import rules_of
from services.notifier.playbook import compiled, written
from services.notifier.taking import Wanted, take
from services.runtime.settings import Settings
from tests.support.desk import OTHER_SHOP, Agent, at, furnish, room_of
from tests.support.eventually import eventually
from tests.support.notifier import NOW, D, H, order, parcel
from tests.support.notifier_shell import SHOP, Shell, open_shell

OWN = """extends: default
change:
  pickup-waiting: { mode: "off" }
  silent-before-promise: { at: promise - 3d }
"""


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier in ``approve``."""
    await furnish(postgres_url)
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
        assert "promise - 3d -&gt; promise - 2d" in await vic.sees("/playbook/versions/2")
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


async def _tried(adm: Agent, where: str) -> dict[str, Any]:
    """What a trial comes to."""

    async def told() -> dict[str, Any] | None:
        found: dict[str, Any] = await adm.asks(f"/playbook/trials/{where.rsplit('/', 1)[1]}")
        return None if found["state"] == "running" else found

    found = await eventually(told, within=200)
    assert found is not None
    return found


async def test_a_playbook_is_tried_and_taken_and_taken_back(shell: Shell) -> None:
    """By an admin, with a reason: what it changes is shown first, and who took it is entered."""
    room = room_of(shell)
    async with at(room, "adm") as adm, at(room, "vic") as vic:
        page = await adm.sees("/playbook/try")
        assert "extends: default" in page
        answer = await adm.sends("/playbook/try", text=OWN.replace("\n", "\r\n"))
        where = answer.headers["location"]
        assert (await adm.asks("/playbook/trials", {"text": OWN}, 409))["reason"] == "busy"
        found = await _tried(adm, where)
        assert (found["state"], found["asks"]) == ("done", False), found
        told = await adm.sees(where)
        assert "at: promise - 2d -&gt; promise - 3d" in told
        assert "<b>0 messages and acts more, and 0 fewer</b>" in told
        for path, body in ((f"{where}/take", {"reason": "x"}), ("/playbook/try", {"text": OWN})):
            assert (await vic.sends(path, status=403, **body)).status_code == 403
        await adm.sends(f"{where}/take", reason="  ", status=409)
        await adm.sends(f"{where}/take", reason="for the season")
        assert (await vic.asks("/playbook"))["number"] == 1
        told = await vic.sees("/playbook")
        assert "for the season" in told
        assert "promise - 3d" in told
        (act,) = await shell.rows("acts")
        noted = (act["by"], act["did"], act["about"], act["reason"])
        assert noted == ("adm", "took", "playbook 0 -> 1", "for the season")
        assert "Another playbook was taken meanwhile" in await adm.sees(where)
        refused = await adm.asks(f"{where}/take", {"reason": "x"}, 409)
        assert refused["reason"] == "taken_meanwhile"
        answer = await adm.sends("/playbook/try", number="0")
        back = answer.headers["location"]
        assert (await _tried(adm, back))["state"] == "done"
        await adm.sends(f"{back}/take", reason="back")
        assert "promise - 2d" in await vic.sees("/playbook")


async def test_what_changes_much_wants_a_yes(shell: Shell) -> None:
    """More than fifty acts within a day: the numbers are shown, and have to be agreed to."""
    for number in range(51):
        key = f"{SHOP}/{number}"
        here = parcel(order_keys=(key,), stage="pickup", stage_since=NOW + H)
        await shell.tell(order(key=key, placed_at=NOW - 2 * D, shipped_at=NOW - D), here, key=key)
    async with at(room_of(shell), "adm") as adm:
        begun = await adm.asks("/playbook/trials", {"text": OWN})
        where = f"/playbook/trials/{begun['id']}"
        found = await _tried(adm, where)
        assert (found["more"], found["fewer"], found["asks"]) == (0, 51, True)
        assert "Yes: 0 more and 51 fewer" in await adm.sees(where)
        assert (await adm.asks(f"{where}/take", {"reason": "x"}, 409))["reason"] == "many"
        assert not await shell.rows("playbooks")
        taken = await adm.asks(f"{where}/take", {"reason": "x", "yes": True})
        assert (taken["number"], taken["author"]) == (1, "adm")


async def test_what_is_wrong_with_a_playbook_is_told_where_it_stands(shell: Shell) -> None:
    """As a file too; it cannot be taken, and what cannot even be read is no trial."""
    async with at(room_of(shell), "adm") as adm:
        token = (await adm.sees("/playbook/try")).split('name="token" value="')[1].split('"')[0]
        wrong = b"extends: default\nchange:\n  runing-late: { at: promise - 3d }\n"
        answer = await adm.http.post(
            "/playbook/try",
            data={"token": token, "text": "extends: default"},
            files={"file": ("own.yaml", wrong)},
        )
        assert answer.status_code == 303, answer.text
        where = answer.headers["location"]
        assert (await _tried(adm, where))["state"] == "wrong"
        told = await adm.sees(where)
        assert "3:16: there is no rule runing-late" in told
        refused = await adm.asks(f"{where}/take", {"reason": "x"}, 409)
        assert refused["reason"] == "not_tried"
        assert (await adm.asks("/playbook/trials", {"text": "a: ["}, 409))["reason"]
        assert (await adm.asks("/playbook/trials", {}, 409))["reason"] == "no_playbook"
        await adm.sees("/playbook/trials/99", 404)
        large = await adm.http.post("/playbook/try", content=b"x" * 600_000)
        assert large.status_code == 409
