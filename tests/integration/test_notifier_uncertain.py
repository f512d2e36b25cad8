"""An unanswered send beside others: a second order's message, a person's words, a closed chat."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta

import pytest

from schemas.order import Order
from services.connectors.ports import OwnMessage, Sent
from services.runtime.clock import SteppedClock
from tests.support.eventually import eventually
from tests.support.notifier import KEY, hold, message, order, parcel
from tests.support.notifier_shell import Marketplace, Shell, open_shell, restarted

HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
OTHER = f"{KEY}9"
RULE = "hold-buyer-must-act"
PLAYBOOK = f"""
- id: {RULE}
  about: Customs asks something of the buyer
  when: hold.open
  once: hold
  deadline: seen + 2h
  do: {{ message: hold_needs_buyer }}
"""
PERSON = "Hi, this is Mei from the shop. Which day would suit you for a call?"


class OneChat(Marketplace):
    """A marketplace where all orders are one buyer's."""

    async def open_conversation(self, order: Order) -> str:
        """Always the same."""
        del order
        return "c-1"


@pytest.fixture
async def shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier of a buyer with two orders; no chat with them is known yet."""
    shell = await open_shell(postgres_url, playbook=PLAYBOOK, made=OneChat)
    try:
        yield shell
    finally:
        await shell.pool.close()


async def held(shell: Shell, *keys: str) -> None:
    """Customs holds the parcels of these orders, each with a number of its own."""
    for key in keys:
        number = f"RR{key[-4:]}CN"
        stuck = parcel(hold(), id=f"17track/{number}", number=number, order_keys=(key,))
        await shell.tell(order(key=key), stuck, key=key)


async def statuses(shell: Shell) -> list[str]:
    """Of both orders' messages, the first order's first."""
    return [row["status"] for row in await shell.rows("actions")]


async def test_two_orders_of_one_buyer_are_never_unsure_together(shell: Shell) -> None:
    """That theirs is one chat shows only when it is opened: then one of them waits."""
    shell.market.alter = True
    shell.market.faults = ["dropped", "lost"]
    await held(shell, KEY, OTHER)
    await shell.run()
    assert sorted(await statuses(shell)) == ["ready", "uncertain"]
    assert shell.market.chat == []
    for _ in range(8):
        await shell.step(MINUTE)
    assert await statuses(shell) == ["done", "done"]
    assert sorted(own.text for _, own in shell.market.chat) == sorted(
        row["text"].upper() for row in await shell.rows("actions")
    )


async def test_what_is_never_looked_for_has_its_chat_to_itself_for_a_while(shell: Shell) -> None:
    """Another order's words that come back as a push are not taken for the lost ones."""
    shell.market.reads_back = False
    shell.market.alter = True
    shell.market.faults = ["dropped", "lost"]
    await held(shell, KEY, OTHER)
    await shell.run()
    assert sorted(await statuses(shell)) == ["ready", "uncertain"]
    for _ in range(3):
        await shell.step(MINUTE)
    ((_, own),) = shell.market.chat
    seen = message(own.external_ref, sender="seller", text=own.text, sent_at=own.sent_at)
    for key in (KEY, OTHER):
        await shell.tell(seen.model_copy(update={"order_keys": (KEY, OTHER)}), key=key)
    await shell.run()
    assert sorted(await statuses(shell)) == ["done", "uncertain"]
    assert [kind for kind, status in await shell.tasks(RULE) if status == "open"] == ["check"]


@pytest.mark.parametrize("pushed", [True, False])
async def test_a_persons_words_are_not_taken_for_ours(shell: Shell, pushed: bool) -> None:
    """They may hide ours, so nothing is said again; they are not ours, so a person is asked."""
    shell.market.faults = ["dropped"]
    await held(shell, KEY)
    await shell.run()
    shell.clock.step_to(shell.clock.now() + SECOND)
    own = shell.market.say("c-1", PERSON)
    if pushed:
        said = message(own.external_ref, sender="seller", text=PERSON, sent_at=own.sent_at)
        await shell.tell(said)
    for _ in range(4):
        await shell.step(HOUR)
    assert len(shell.market.chat) == 1
    assert await statuses(shell) == ["uncertain"]
    assert await shell.tasks(RULE) == [("check", "open")]


async def test_the_likest_message_is_ours(shell: Shell) -> None:
    """A person who writes first does not take the place of our own altered words."""
    shell.market.alter = True
    shell.market.faults = ["lost"]
    shell.market.say("c-1", PERSON)
    await held(shell, KEY)
    await shell.run()
    await shell.step(MINUTE)
    (action,) = await shell.rows("actions")
    assert (action["status"], action["external_ref"]) == ("done", "m2")


async def test_a_closed_chat_is_looked_at_ever_more_seldom(shell: Shell) -> None:
    """Looking is no polling: a few looks, then a person's word is all there is."""
    shell.market.blind = True
    shell.market.faults = ["lost"]
    await held(shell, KEY)
    for _ in range(40):
        await shell.step(HOUR)
    assert len(shell.market.looked_at) <= 8
    assert await statuses(shell) == ["uncertain"]
    assert await shell.tasks(RULE) == [("check", "open")]
    assert (await shell.rows("actions"))[0]["retry_at"] is None


async def test_nothing_waits_behind_a_closed_chat_past_its_deadline(shell: Shell) -> None:
    """The second order's message is handed to staff rather than held for as long as that lasts."""
    shell.market.blind = True
    shell.market.faults = ["lost"]
    await held(shell, KEY, OTHER)
    for _ in range(3):
        await shell.step(HOUR)
    assert sorted(await shell.tasks(RULE)) == [("check", "open"), ("send", "open")]


async def test_a_shop_that_forbids_reading_is_not_read(shell: Shell) -> None:
    """Set between the send and the look, it holds for the look."""
    shell.market.faults = ["lost"]
    await held(shell, KEY)
    await shell.run()
    shell.market.reads_back = False
    await shell.step(HOUR)
    assert shell.market.looked_at == []
    assert await shell.tasks(RULE) == [("check", "open")]


class SlowlyRead(Marketplace):
    """A marketplace that can keep a reading back.

    Attributes:
        gate: set, chats are read.
        hanging: readings without an answer now.
        beside: how many were hanging whenever something was sent.
    """

    def __init__(self, clock: SteppedClock) -> None:
        super().__init__(clock)
        self.gate = asyncio.Event()
        self.gate.set()
        self.hanging, self.beside = 0, list[int]()

    async def send(self, conversation: str, text: str) -> Sent:
        """Noting what hangs."""
        self.beside.append(self.hanging)
        return await super().send(conversation, text)

    async def own_messages(self, conversation: str, since: datetime) -> Sequence[OwnMessage]:
        """Once the gate is open."""
        self.hanging += 1
        try:
            await self.gate.wait()
        finally:
            self.hanging -= 1
        return await super().own_messages(conversation, since)


@pytest.fixture
async def slow(postgres_url: str) -> AsyncIterator[tuple[Shell, SlowlyRead]]:
    """A notifier with one unsure send, whose chat gives no answer from now on."""
    shell = await open_shell(postgres_url, playbook=PLAYBOOK, made=SlowlyRead)
    market = shell.market
    assert isinstance(market, SlowlyRead)
    market.faults = ["dropped"]
    await held(shell, KEY)
    await shell.run()
    market.gate.clear()
    shell.clock.step_to(shell.clock.now() + MINUTE)
    yield shell, market
    await shell.pool.close()


async def test_a_chat_that_hangs_holds_up_no_other(slow: tuple[Shell, SlowlyRead]) -> None:
    """What is ready leaves while a look waits for its answer."""
    shell, market = slow
    await held(shell, OTHER)
    running = asyncio.create_task(shell.dispatcher.work())
    await eventually(lambda: market.chat, what="the other order's message left")
    market.gate.set()
    await running
    assert market.beside == [0, 1]


async def test_two_looks_of_one_second_count_as_one(slow: tuple[Shell, SlowlyRead]) -> None:
    """A look whose lease ended before its answer came counts for nothing: another has begun."""
    shell, market = slow
    running = [asyncio.create_task(shell.dispatcher.work())]
    await eventually(lambda: market.hanging == 1, what="one looks")
    shell.clock.step_to(shell.clock.now() + MINUTE)
    running.append(asyncio.create_task(restarted(shell).dispatcher.work()))
    await eventually(lambda: market.hanging == 2, what="both look")
    market.gate.set()
    await asyncio.gather(*running)
    (action,) = await shell.rows("actions")
    assert (action["status"], action["looks"]) == ("uncertain", 1)
    assert market.chat == []
