"""Four eyes: what a second person confirms, by page, by REST and by command."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.notifier import taking, tasks
from services.notifier.app import SCHEMA
from services.notifier.eyes import Eyes
from services.notifier.postgres.privacy import erase
from services.notifier.stores.tasks import Task
from services.runtime.desk import DeskSettings, FourEyes
from services.runtime.errors import InvalidInput
from services.runtime.postgres.pool import transaction
from tests.integration.test_notifier_offer_flow import OFFERS, complain, shell_of
from tests.support.desk import DESK, at, furnish, room_of
from tests.support.dump import dump, found_in
from tests.support.notifier import KEY, H, hold, order, parcel
from tests.support.notifier_shell import SHOP, Shell, open_shell, shop
from tests.support.sealed import vault

M = timedelta(minutes=1)
HOLD = "hold-buyer-must-act"


@pytest.fixture(name="shell")
async def _shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier in ``approve`` with an order that customs holds."""
    shell = await open_shell(postgres_url, mode="approve")
    await furnish(postgres_url)
    await shell.tell(order(), parcel(hold()))
    await shell.run()
    yield shell
    await shell.pool.close()


def watched(*rules: dict[str, Any]) -> DeskSettings:
    """The desk at which some acts want a second person."""
    return DESK.model_copy(
        update={"four_eyes": tuple(FourEyes.model_validate(rule) for rule in rules)}
    )


APPROVALS = watched({"acts": ["approve"], "role": "lead"})


async def task_of(shell: Shell, rule: str = HOLD) -> Task:
    """The last task of a rule, as it is."""
    found = await tasks.list_tasks(shell.stores, status=None)
    return max((one for one in found if one.rule == rule), key=lambda one: one.id)


async def acts_of(shell: Shell) -> list[dict[str, Any]]:
    """What people did about the order, as it is entered."""
    rows = [row for row in await shell.rows("entries") if row["kind"] == "person"]
    return [json.loads(row["body"]) for row in rows]


async def test_a_text_leaves_once_a_second_person_has_let_it_go(shell: Shell) -> None:
    """The first press is entered and shown; not the same person, nor one without the role."""
    room, number = room_of(shell, APPROVALS), (await task_of(shell)).id
    async with at(room, "ann") as ann, at(room, "bob") as bob, at(room, "lea") as lea:
        await ann.sends(f"/tasks/{number}/approve")
        told = await ann.sees(f"/tasks/{number}")
        assert "Waits for a second person: ann" in told
        assert f"/tasks/{number}/approve" not in told, "nobody confirms their own"
        assert "Confirm" in await bob.sees(f"/tasks/{number}")
        await shell.run()
        assert shell.market.chat == []
        told = (await ann.sends(f"/tasks/{number}/approve", status=409)).text
        assert "somebody else confirms" in told
        told = (await bob.sends(f"/tasks/{number}/approve", status=409)).text
        assert "wants the role lead" in told
        assert str(number) in await lea.sees("/queue?hands=second")
        assert "nothing to do" in await ann.sees("/queue?hands=second")
        await lea.sends(f"/tasks/{number}/approve")
    await shell.run()
    assert len(shell.market.chat) == 1
    asked, approved = await acts_of(shell)
    assert (asked["did"], asked["by"], asked["about"]) == ("second_asked", "ann", "approve")
    assert (approved["did"], approved["by"]) == ("approved", "ann, lea")
    assert (approved["before"], approved["after"]) == ("awaiting_approval", "ready")
    closed = await task_of(shell)
    assert (closed.status, closed.closed_by) == ("done", "ann, lea")


async def test_of_two_at_once_one_asks_and_the_other_confirms(shell: Shell) -> None:
    """Under the row of their case: never two who ask, and the text leaves once."""
    room, number = room_of(shell, APPROVALS), (await task_of(shell)).id
    async with AsyncExitStack() as stack:
        people = [await stack.enter_async_context(at(room, name)) for name in ("lea", "adm")]
        await asyncio.gather(*(one.asks(f"/tasks/{number}/approve", {}) for one in people))
    await shell.run()
    assert len(shell.market.chat) == 1
    assert [one["did"] for one in await acts_of(shell)] == ["second_asked", "approved"]
    assert set((await task_of(shell)).closed_by.split(", ")) == {"lea", "adm"}


async def test_other_words_are_confirmed_by_who_has_read_them(shell: Shell) -> None:
    """They pass the gate at once; who has not seen them, or those of before, confirms nothing."""
    room, number = room_of(shell, APPROVALS), (await task_of(shell)).id
    async with at(room, "ann") as ann, at(room, "lea") as lea:
        seen = await lea.sees(f"/tasks/{number}")
        assert "Confirm" not in seen
        await ann.sends(f"/tasks/{number}/edit", status=409, words="escribe a a@b.es")
        await ann.sends(f"/tasks/{number}/edit", words="Hola, lo miramos hoy.")
        told = (await lea.sends(f"/tasks/{number}/approve", status=409)).text
        assert "read it again" in told
        shown = await lea.sees(f"/tasks/{number}")
        assert "lo miramos hoy" in shown
        first = shown.split('name="seen" value="')[1].split('"')[0]
        await ann.sends(f"/tasks/{number}/withdraw")
        shell.clock.step_to(shell.clock.now() + M)
        await ann.sends(f"/tasks/{number}/edit", words="Hola, pague mañana.")
        told = (await lea.sends(f"/tasks/{number}/approve", status=409, seen=first)).text
        assert "read it again" in told
        shown = await lea.sees(f"/tasks/{number}")
        first = shown.split('name="seen" value="')[1].split('"')[0]
        await lea.sends(f"/tasks/{number}/approve", seen=first)
    await shell.run()
    assert [own.text for _, own in shell.market.chat] == ["Hola, pague mañana."]
    assert (await task_of(shell)).outcome == "approved, in other words"
    did = [one["did"] for one in await acts_of(shell)]
    assert did == ["second_asked", "second_dropped", "second_asked", "approved"]


async def test_erased_words_are_confirmed_by_nobody(shell: Shell) -> None:
    """Other words that wait go with the buyer's; the task asks anew."""
    room, number = room_of(shell, APPROVALS), (await task_of(shell)).id
    async with at(room, "ann") as ann:
        await ann.sends(f"/tasks/{number}/edit", words="Hola, lo miramos hoy.")
    async with transaction(shell.pool) as conn:
        asked = {"by": "ann", "reason": "x", "now": shell.clock.now()}
        await erase(conn, vault(SCHEMA), f"{SHOP}/buyer-1", [KEY], **asked)
    assert not found_in(await dump(shell.pool), "lo miramos hoy")
    assert (await task_of(shell)).first_by == ""


@pytest.mark.parametrize(
    ("rules", "waits"),
    [
        ([], False),
        ([{"acts": ["approve"], "shops": ["lazada/another"]}], False),
        ([{"acts": ["approve"], "shops": [SHOP]}], True),
        ([{"acts": ["money"]}], False),
        ([{"acts": ["sent", "done"]}], False),
    ],
)
async def test_only_what_is_set_wants_a_second(
    shell: Shell, rules: Sequence[dict[str, Any]], waits: bool
) -> None:
    """By act and shop; a message pays nothing; what refuses or puts off never waits."""
    room, number = room_of(shell, watched(*rules)), (await task_of(shell)).id
    async with at(room, "ann") as ann:
        told = await ann.asks(f"/tasks/{number}/approve", {})
        assert (told["status"], told["first_by"]) == (("open", "ann") if waits else ("done", ""))
        if waits:
            told = await ann.asks(f"/tasks/{number}/refuse", {"reason": "no"})
            assert told["status"] == "refused"


async def test_what_was_said_by_hand_counts_once_a_second_agrees(postgres_url: str) -> None:
    """The outcome is the first one's, whom nobody reminds; the second has read it."""
    shell = await open_shell(postgres_url)
    shell.market.allowed = False
    await shell.tell(order(), parcel(hold()))
    await shell.run()
    room = room_of(shell, watched({"acts": ["sent"], "role": "agent"}))
    (found,) = await tasks.list_tasks(shell.stores)
    assert found.kind == "send"
    path = f"/tasks/{found.id}/done"
    async with at(room, "ann") as ann, at(room, "bob") as bob:
        told = await ann.asks(path, {"outcome": "sent at noon"})
        assert (told["status"], told["first_by"]) == ("open", "ann")
        assert (await bob.asks(path, {}, status=409))["reason"] == "changed_meanwhile"
        told = await bob.asks(path, {"seen": told["first_at"]})
        assert (told["status"], told["closed_by"]) == ("done", "ann, bob")
        assert told["outcome"] == "sent at noon"
    await shell.pool.close()


async def test_money_above_an_amount_wants_a_second(postgres_url: str) -> None:
    """What an offer may come to cost, in the shop's currency; what cannot be counted waits too."""
    shell = await shell_of(postgres_url)
    await complain(shell)
    await shell.step(24 * H)
    (found,) = [one for one in await tasks.list_tasks(shell.stores) if one.rule == "offer-goods"]
    policy = {SHOP: shop(offers=OFFERS).offers}
    now = shell.clock.now()
    for above, offers in ((199, policy), (10_000, {})):
        eyes = Eyes(watched({"acts": ["money"], "above": above}).four_eyes, offers, "lead")
        task = await tasks.approve(shell.stores, now, found.id, "ann", eyes=eyes)
        assert (task.status, task.first_by) == ("open", "ann")
        await tasks.withdraw(shell.stores, now, found.id, "ann")
    eyes = Eyes(watched({"acts": ["money"], "above": 200}).four_eyes, policy)
    assert (await tasks.approve(shell.stores, now, found.id, "ann", eyes=eyes)).status == "done"
    await shell.pool.close()


async def test_a_playbook_is_taken_by_two(shell: Shell) -> None:
    """The first is entered and nothing changes; another admin takes the same; both are named."""
    world, now = shell.casework.world, shell.clock.now()
    eyes = Eyes.of(
        room_of(shell, watched({"acts": ["playbook"], "role": "admin"})).settings, "admin"
    )
    there = await taking.standing(shell.stores, world)
    wanted = taking.Wanted(there.number, there.world.playbook, None, "ann", "back")
    for _ in range(2):
        with pytest.raises(taking.SecondNeeded):
            await taking.take(shell.stores, there.world, wanted, now, eyes)
    lead = replace(eyes, role="lead")
    with pytest.raises(InvalidInput, match="second_role"):
        await taking.take(shell.stores, there.world, replace(wanted, author="lea"), now, lead)
    row = await taking.take(shell.stores, there.world, replace(wanted, author="adm"), now, eyes)
    assert row.author == "ann, adm"
    assert [(one["did"], one["by"]) for one in await shell.rows("acts")] == [
        ("asked", "ann"),
        ("took", "ann, adm"),
    ]


async def test_every_act_is_entered_with_how_it_was(shell: Shell) -> None:
    """Name, time, before and after: of a task, an order, a pause."""
    room, number = room_of(shell), (await task_of(shell)).id
    async with at(room, "ann") as ann, at(room, "lea") as lea:
        await ann.sends(f"/tasks/{number}/take")
        await lea.sends(f"/tasks/{number}/assign", to="bob")
        await ann.sends(f"/tasks/{number}/snooze", hours="2")
        await ann.sends(f"/cases/{KEY}", hand="take")
        await ann.sends(f"/cases/{KEY}", hand="back")
        await ann.sends("/pause", scope=SHOP, reason="one")
        await ann.sends("/pause", scope=SHOP, reason="two")
        await lea.sends("/resume", scope=SHOP)
        lines = [one["line"] for one in (await ann.asks(f"/cases/{KEY}"))["entries"]]
        assert any("bob (was: ann)" in line for line in lines)
    async with at(room, "bob") as bob:
        assert "(was: one)" in await bob.sees("/oncall")
    found = [(one["did"], one["before"]) for one in await acts_of(shell)]
    assert found == [
        ("task_taken", "nobody"),
        ("task_assigned", "ann"),
        ("task_snoozed", "open"),
        ("take_over", "forestall"),
        ("hand_back", "ann"),
    ]
    assert all(one["after"] for one in await acts_of(shell))
    done = [(one["did"], one["before"]) for one in await shell.rows("acts")]
    assert done == [("paused", ""), ("paused", "one"), ("resumed", "two")]
