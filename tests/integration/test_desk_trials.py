"""Playbooks that are tried: one at a time in all replicas, few kept, and two who take one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from services.notifier.postgres import trials
from services.runtime.desk import DeskPerson, FourEyes
from services.runtime.postgres.pool import transaction
from tests.support.desk import DESK, Agent, at, furnish, room_of
from tests.support.eventually import eventually
from tests.support.notifier_shell import Shell, open_shell

OWN = """extends: default
change:
  silent-before-promise: { at: promise - 3d }
"""


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    await furnish(postgres_url)
    shell = await open_shell(postgres_url, mode="approve")
    yield shell
    await shell.pool.close()


async def _ended(adm: Agent, number: int) -> str:
    async def told() -> str | None:
        found: str = (await adm.asks(f"/playbook/trials/{number}"))["state"]
        return None if found == "running" else found

    return str(await eventually(told, within=200))


async def _replicas(stack: AsyncExitStack, shell: Shell, name: str) -> list[Agent]:
    """The same person at two desks on one database."""
    rooms = [room_of(shell) for _ in range(2)]
    return [await stack.enter_async_context(at(room, name)) for room in rooms]


async def test_one_is_tried_at_a_time_in_all_replicas(shell: Shell) -> None:
    """Of two at once one is tried; the other desk says so, shows it, and tries its own later."""
    async with AsyncExitStack() as stack:
        one, two = await _replicas(stack, shell, "adm")
        answers = await asyncio.gather(
            *(each.http.post("/api/playbook/trials", json={"text": OWN}) for each in (one, two))
        )
        told = {answer.status_code: answer.json() for answer in answers}
        assert told.keys() == {200, 409}, told
        assert told[409]["reason"] == "busy"
        for each in (one, two):
            assert await _ended(each, told[200]["id"]) == "done"
        begun = await two.asks("/playbook/trials", {"text": OWN})
        assert await _ended(one, begun["id"]) == "done"


async def test_one_that_was_cut_off_holds_up_nobody(shell: Shell) -> None:
    """Its desk has ended: as soon as it has not got on for two minutes another is tried."""
    async with transaction(shell.pool) as conn:
        fresh = trials.Fresh(shell.clock.now(), "adm", "x", None, 0)
        gone = await trials.begin(conn, fresh)
        assert gone is not None
        assert await trials.begin(conn, fresh) is None
    async with at(room_of(shell), "adm") as adm:
        assert (await adm.asks("/playbook/trials", {"text": OWN}, 409))["reason"] == "busy"
        await shell.pool.execute(
            "UPDATE notifier.trials SET moved_at = moved_at - interval '3 minutes'"
        )
        begun = await adm.asks("/playbook/trials", {"text": OWN})
        assert await _ended(adm, begun["id"]) == "done"
        assert "It was cut off" in await adm.sees(f"/playbook/trials/{gone}")


async def test_a_bounded_number_is_kept(shell: Shell) -> None:
    """The oldest go, with the whole text of a playbook that each holds; the newest stay."""
    fresh = trials.Fresh(shell.clock.now(), "adm", "x", None, 0)
    numbers = []
    for _ in range(trials.KEPT + 7):
        async with transaction(shell.pool) as conn:
            number = await trials.begin(conn, fresh)
            assert number is not None
            await trials.end(conn, number, "failed", trials.Found())
        numbers.append(number)
    rows = [row["id"] for row in await shell.rows("trials")]
    assert sorted(rows) == numbers[-trials.KEPT :]


async def test_a_playbook_is_taken_by_two_on_its_page(shell: Shell) -> None:
    """The first is told that it waits, the second what they confirm; both are named."""
    watched = FourEyes.model_validate({"acts": ["playbook"], "role": "admin"})
    people = (*DESK.people, DeskPerson(name="lou", role="admin"))
    room = room_of(shell, DESK.model_copy(update={"four_eyes": (watched,), "people": people}))
    async with at(room, "adm") as adm, at(room, "lou") as lou:
        begun = await adm.asks("/playbook/trials", {"text": OWN})
        where = f"/playbook/trials/{begun['id']}"
        assert await _ended(adm, begun["id"]) == "done"
        answer = await adm.sends(f"{where}/take", reason="for the season")
        assert answer.headers["location"] == where
        page = await adm.sees(where)
        assert "Waits for a second person: adm" in page
        assert f"{where}/take" not in page
        told = await adm.asks(f"{where}/take", {"reason": "x"}, 409)
        assert told["reason"] == "second_needed"
        assert "for the season" in await lou.sees(where)
        taken = await lou.asks(f"{where}/take", {"reason": "seen"})
        assert taken["author"] == "adm, lou"
    assert await shell.rows("waiting") == []
