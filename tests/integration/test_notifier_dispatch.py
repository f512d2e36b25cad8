"""Claim, perform, record: a buyer is told once, whatever dies or is lost on the way."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from services.notifier import people
from services.runtime.postgres.pool import transaction
from tests.support.kill import Killed
from tests.support.notifier import KEY, hold, message, order, parcel
from tests.support.notifier_shell import Shell, open_shell

HOUR = timedelta(hours=1)
RULE = "hold-buyer-must-act"


@pytest.fixture
async def shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier on the default playbook, its order's parcel not held yet."""
    shell = await open_shell(postgres_url)
    try:
        await shell.tell(order(), parcel())
        await shell.run()
        yield shell
    finally:
        await shell.pool.close()


async def held(shell: Shell) -> None:
    """Customs holds the parcel and asks something of the buyer."""
    await shell.tell(parcel(hold(), version=2))


async def killed(shell: Shell) -> None:
    """The process works until it is killed."""
    with pytest.raises(Killed):
        await shell.run()


async def test_a_hold_is_told_once(shell: Shell) -> None:
    """The buyer of a held parcel gets exactly one message, and its action names that message."""
    await held(shell)
    await shell.run()
    await shell.tell(parcel(hold(), version=3))
    await shell.step(HOUR)
    assert len(shell.market.chat) == 1
    action = await shell.action(RULE)
    assert (action["status"], action["external_ref"]) == ("done", "m1")
    assert action["text"] == shell.market.chat[0][1].text


@pytest.mark.parametrize("fault", ["killed_before", "killed_after", "lost", "dropped"])
async def test_a_lost_answer_tells_nobody_twice(shell: Shell, fault: str) -> None:
    """A send that was cut off is looked for; in the end there is one message, and it is done."""
    await held(shell)
    shell.market.faults = [fault]
    if fault.startswith("killed"):
        await killed(shell)
        assert (await shell.action(RULE))["status"] == "claimed"
    else:
        await shell.run()
        assert (await shell.action(RULE))["status"] == "uncertain"
    for _ in range(3):
        await shell.step(HOUR)
    action = await shell.action(RULE)
    assert [own.external_ref for _, own in shell.market.chat] == [action["external_ref"]]
    assert action["status"] == "done"


async def test_the_first_look_waits_for_twice_the_limit(shell: Shell) -> None:
    """Nothing is looked for before 40 s of domain time, nor again before another minute."""
    await held(shell)
    shell.market.faults = ["dropped"]
    await shell.run()
    await shell.step(timedelta(seconds=39))
    assert shell.market.looked_at == []
    await shell.step(timedelta(seconds=1))
    await shell.step(timedelta(seconds=59))
    assert len(shell.market.looked_at) == 1
    assert shell.market.chat == []
    await shell.step(timedelta(seconds=1))
    assert len(shell.market.chat) == 1


async def test_what_is_being_published_holds_up_nobody(shell: Shell) -> None:
    """While Kafka takes its time over one action, others leave, and a pause commits; then it does.

    Whoever waited for it would wait for ever here: the lock is let go of only after them.
    """
    other = f"{KEY}0"
    await held(shell)
    await shell.tell(order(key=other), parcel(hold(), order_keys=(other,)), key=other)
    async with transaction(shell.pool) as relay:
        await relay.execute("SELECT FROM notifier.actions WHERE order_key = $1 FOR UPDATE", KEY)
        await shell.dispatcher.work()
        assert [conversation for conversation, _ in shell.market.chat] == [f"c-{other}"]
        await people.pause(shell.stores, shell.clock.now(), "all", "audit", "ann")
    assert await people.resume(shell.stores, shell.clock.now(), "all", {})
    await shell.run()
    assert [conversation for conversation, _ in shell.market.chat] == [f"c-{other}", "c-1"]


async def test_a_second_lost_send_is_final(shell: Shell) -> None:
    """It is tried once more and never again: then a person is asked to check."""
    await held(shell)
    shell.market.faults = ["dropped", "dropped"]
    await shell.run()
    for _ in range(8):
        await shell.step(HOUR)
    assert shell.market.chat == []
    action = await shell.action(RULE)
    assert (action["status"], action["retry_at"], action["attempts"]) == ("uncertain", None, 2)
    assert await shell.tasks(RULE) == [("check", "open")]


async def test_an_unreadable_channel_is_never_tried_again(shell: Shell) -> None:
    """Where the chat cannot be read back, uncertain is final and counts as sent."""
    shell.market.reads_back = False
    await held(shell)
    shell.market.faults = ["lost"]
    for _ in range(5):
        await shell.step(HOUR)
    assert len(shell.market.chat) == 1
    assert (await shell.action(RULE))["status"] == "uncertain"
    assert await shell.tasks(RULE) == [("check", "open")]


async def test_an_altered_text_of_ours_is_no_persons(shell: Shell) -> None:
    """The push of an unsure message, its words changed by the platform, settles the action."""
    await held(shell)
    shell.market.alter = True
    shell.market.faults = ["lost"]
    await shell.run()
    _, own = shell.market.chat[0]
    await shell.tell(message(own.external_ref, sender="seller", text=own.text))
    action = await shell.action(RULE)
    assert (action["status"], action["external_ref"]) == ("done", own.external_ref)
    await shell.step(HOUR)
    entries = [row for row in await shell.rows("entries") if row["kind"] == "message"]
    assert '"ours": true' in entries[0]["body"]


async def test_an_altered_text_is_found_by_the_look(shell: Shell) -> None:
    """A look takes any message that nobody else owns for the unsure action's."""
    await held(shell)
    shell.market.alter = True
    shell.market.faults = ["killed_after"]
    await killed(shell)
    await shell.step(HOUR)
    assert (await shell.action(RULE))["status"] == "done"
    assert len(shell.market.chat) == 1


async def test_a_blocked_message_becomes_a_task(shell: Shell) -> None:
    """What the platform kept from the buyer is not told: a person gets the text."""
    shell.market.block = True
    await held(shell)
    await shell.run()
    assert (await shell.action(RULE))["status"] == "blocked"
    assert await shell.tasks(RULE) == [("send", "open")]
    (task,) = [row for row in await shell.rows("tasks") if row["rule"] == RULE]
    assert task["body"] == shell.market.chat[0][1].text


async def test_a_block_seen_later_becomes_a_task(shell: Shell) -> None:
    """A message that cannot be read back at once is read back later, until it is known."""
    shell.market.block = shell.market.blind = True
    await held(shell)
    await shell.run()
    assert (await shell.action(RULE))["status"] == "done"
    shell.market.blind = False
    await shell.step(HOUR)
    assert (await shell.action(RULE))["status"] == "blocked"
    assert await shell.tasks(RULE) == [("send", "open")]


HOLD_ONLY = """
- id: hold-buyer-must-act
  about: Customs asks something of the buyer
  when: hold.open
  once: hold
  do: { message: hold_needs_buyer }
"""


@pytest.mark.parametrize("fault", ["killed_before", "killed_after", "lost"])
async def test_cut_off_while_opening_loses_nothing(postgres_url: str, fault: str) -> None:
    """Nothing is said before the conversation is durable: a claim without one may go again."""
    shell = await open_shell(postgres_url, playbook=HOLD_ONLY)
    await shell.tell(order(), parcel(hold()))
    shell.market.opening = [fault]
    if fault == "lost":
        await shell.run()
    else:
        await killed(shell)
    await shell.step(HOUR)
    await shell.step(HOUR)
    assert len(shell.market.chat) == 1
    assert (await shell.action(RULE))["status"] == "done"
    await shell.pool.close()


async def test_a_busy_platform_gets_it_later_and_once(shell: Shell) -> None:
    """A refusal for now is tried again; what surely did not leave is given back to the ceiling."""
    await held(shell)
    shell.market.faults = ["later"] * 3
    await shell.run()
    action = await shell.action(RULE)
    assert action["status"] == "ready"
    assert await shell.pool.fetchval("SELECT max(used) FROM notifier.ledgers") == 0
    await shell.step(HOUR)
    assert len(shell.market.chat) == 1


async def test_a_platform_that_stays_busy_leaves_a_task(shell: Shell) -> None:
    """After its tries a message becomes a task with the text."""
    await held(shell)
    shell.market.faults = ["later"] * 100
    for _ in range(5):
        await shell.step(timedelta(minutes=16))
    assert (await shell.action(RULE))["status"] == "failed"
    assert await shell.tasks(RULE) == [("send", "open")]


async def test_a_dead_token_pages_and_leaves_a_task(shell: Shell) -> None:
    """Where the machine cannot act, a person gets the text and somebody is woken."""
    await held(shell)
    shell.market.faults = ["token"]
    await shell.run()
    assert await shell.tasks(RULE) == [("send", "open")]
    assert [alert.level for alert in shell.receivers[1].accepted] == ["page"]


async def test_a_claim_plans_afresh(shell: Shell) -> None:
    """What is no longer called for when it would leave is skipped, with the reason."""
    await held(shell)
    await shell.tell(parcel(hold(until=shell.clock.now(), released=True), version=3))
    await shell.run()
    assert shell.market.chat == []
    assert (await shell.action(RULE))["status"] == "skipped"


async def test_two_dispatchers_share_the_work(shell: Shell) -> None:
    """Two processes at once perform each action once."""
    others = [f"{KEY}{number}" for number in range(12)]
    for key in others:
        await shell.tell(order(key=key), parcel(hold(), order_keys=(key,)), key=key)
    rival = Shell(shell.pool, shell.clock, shell.market, shell.casework, shell.receivers)
    await asyncio.gather(shell.run(), rival.run())
    await shell.run()
    told = [row for row in await shell.rows("actions") if row["rule"] == RULE]
    assert {row["status"] for row in told} == {"done"}
    assert len(shell.market.chat) == len(told) == len(others)


async def test_a_chat_that_cannot_be_read_asks_a_person_once(shell: Shell) -> None:
    """An unsure send whose chat stays closed is a task after an hour; it goes when it is seen."""
    await held(shell)
    shell.market.faults = ["lost"]
    shell.market.blind = True
    await shell.run()
    for _ in range(3):
        await shell.step(HOUR)
    assert await shell.tasks(RULE) == [("check", "open")]
    shell.market.blind = False
    await shell.step(HOUR)
    assert await shell.tasks(RULE) == [("check", "gone")]
    assert len(shell.market.chat) == 1


async def test_an_extension_is_asked_for_once(postgres_url: str) -> None:
    """A platform's decision is never repeated by the machine: no answer leaves a task."""
    playbook = """
- id: protection
  about: The protection ends
  when: order.live
  until: protection_end
  once: order
  do: { extend: extend_protection, days: 7 }
"""
    shell = await open_shell(postgres_url, playbook=playbook)
    await shell.tell(order())
    shell.market.faults = ["lost"]
    for _ in range(4):
        await shell.step(HOUR)
    assert shell.market.extended == [7]
    assert (await shell.action("protection"))["status"] == "uncertain"
    assert await shell.tasks("protection") == [("check", "open")]
    await shell.pool.close()
