"""A message that was published to two orders of a buyer is answered once, and for both."""

from collections.abc import AsyncIterator

import pytest

from schemas.conversation import Message
from services.notifier import tasks
from tests.support.notifier import KEY, NOW, D, H, hold, message, order, parcel
from tests.support.notifier_shell import SHOP, Shell, open_shell

SISTER = f"{SHOP}/1002"
TOLD = """
- id: told
  when: hold.open
  once: hold
  do: { message: hold_beyond_usual }
"""
ANSWER = """
- id: answer
  when: message.sender == "buyer" && message.lead
  once: message
  do: { message: where_is_parcel }
"""
ASK = """
- id: wrote
  when: message.sender == "buyer" && message.lead && !message.answered
  once: message
  do: { task: buyer_wrote }
"""


@pytest.fixture(name="playbook")
def _playbook(request: pytest.FixtureRequest) -> str:
    return str(request.param) + TOLD


@pytest.fixture(name="shell")
async def _shell(postgres_url: str, playbook: str) -> AsyncIterator[Shell]:
    shell = await open_shell(postgres_url, playbook=playbook)
    yield shell
    await shell.pool.close()


def asked(**changes: object) -> Message:
    """What the buyer wrote, as it is published for both orders."""
    return message(order_keys=(KEY, SISTER), **changes)


async def written(shell: Shell) -> None:
    """Two orders of one buyer; the parcel of the second is held; then the buyer writes."""
    await shell.tell(order(), parcel())
    here = parcel(hold(since=NOW), id="17track/RR2", number="RR2", order_keys=(SISTER,))
    await shell.tell(order(key=SISTER, buyer=order().buyer), asked(), here, key=SISTER)
    await shell.tell(asked())


async def spoken(shell: Shell) -> list[str]:
    """Which orders have been spoken about in the chat, in turn."""
    rows = [row for row in await shell.rows("actions") if row["channel"] == "chat"]
    said = [row for row in rows if row["status"] == "done"]
    return [row["order_key"] for row in sorted(said, key=lambda row: row["done_at"])]


@pytest.mark.parametrize("playbook", [ANSWER], indirect=True)
async def test_an_answer_in_one_order_answers_the_message_in_the_other(shell: Shell) -> None:
    """Though no push ever shows it: the other waits for it, and then speaks."""
    await written(shell)
    await shell.run()
    assert await spoken(shell) == [KEY]
    for _ in range(3):
        await shell.step(H)
    assert await spoken(shell) == [KEY, SISTER]
    kinds = [row["kind"] for row in await shell.rows("entries") if row["order_key"] == SISTER]
    assert kinds.count("answered in another order") == 1


@pytest.mark.parametrize("playbook", [ANSWER], indirect=True)
async def test_an_answer_that_the_platform_kept_answers_nothing(shell: Shell) -> None:
    """It becomes a task; whoever closes it has answered for both orders."""
    shell.market.block = True
    await written(shell)
    await shell.run()
    assert (await shell.action("answer"))["status"] == "blocked"
    shell.market.block = False
    for _ in range(4):
        await shell.step(H)
    assert await spoken(shell) == []
    (task,) = [row for row in await shell.rows("tasks") if row["status"] == "open"]
    await tasks.done(shell.stores, shell.clock.now(), task["id"], "ana")
    for _ in range(24):
        await shell.step(H)
    assert await spoken(shell) == [SISTER]


@pytest.mark.parametrize("playbook", [ASK], indirect=True)
async def test_a_task_that_is_closed_answers_for_both(shell: Shell) -> None:
    """Until then the machine says nothing over the buyer, in either order."""
    await written(shell)
    for _ in range(5):
        await shell.step(3 * H)
    assert await spoken(shell) == []
    (task,) = await shell.rows("tasks")
    await tasks.done(shell.stores, shell.clock.now(), task["id"], "ana")
    for _ in range(24):
        await shell.step(H)
    assert await spoken(shell) == [SISTER]


@pytest.mark.parametrize("playbook", [ASK], indirect=True)
async def test_an_order_that_is_over_waits_for_no_answer(shell: Shell) -> None:
    """While it lives it looks again within six hours; then it sleeps, answered or not."""
    await written(shell)
    await shell.step(D)
    wakes = {row["order_key"]: row["wake_at"] for row in await shell.rows("cases")}
    now = shell.clock.now()
    assert now < wakes[SISTER] <= now + 6 * H
    over = order(key=SISTER, buyer=order().buyer, version=2, status="completed")
    await shell.tell(over, key=SISTER)
    wakes = {row["order_key"]: row["wake_at"] for row in await shell.rows("cases")}
    assert wakes[SISTER] is None
