"""An offer that a person makes is the order's one offer; a remedy keeps away from a person."""

from datetime import timedelta

import pytest

from services.notifier import tasks
from tests.integration.test_notifier_offer_flow import (
    AUTOMATIC,
    BOUGHT,
    answer,
    complain,
    shell_of,
)
from tests.support.notifier import KEY, NOW, D, H, dispute, message, order
from tests.support.notifier_shell import SHOP, Shell

SECOND = """
- id: first
  when: message.opens_complaint && !order.offered
  at: message.sent + 1h
  once: message
  do: { offer: offer, complaint: goods }
- id: second
  when: "!order.offered"
  at: shipped + 12d
  once: order
  do: { offer: offer, complaint: late }
"""


async def offers(shell: Shell) -> dict[str, str]:
    """The status of the offers that became actions, by rule."""
    rows = await shell.rows("actions")
    return {row["rule"]: row["status"] for row in rows if row["kind"] == "offer"}


async def test_an_offer_left_to_a_person_is_the_only_one(postgres_url: str) -> None:
    """While its task lies on the desk, and once the person has made it; not if it goes."""
    shell = await shell_of(postgres_url, playbook=SECOND)
    shell.market.flow = frozenset()
    await complain(shell)
    await shell.step(2 * H)
    assert await shell.tasks("first") == [("send", "open")]
    for _ in range(4):
        await shell.step(D)
    assert await shell.tasks("first") == [("send", "open")]
    assert await offers(shell) == {"first": "done"}
    (task,) = await shell.rows("tasks")
    await tasks.done(shell.stores, shell.clock.now(), task["id"], "Li")
    await shell.step(D)
    assert await offers(shell) == {"first": "done"}
    await shell.pool.close()


@pytest.mark.parametrize("comes_back", [False, True])
async def test_an_offer_whose_task_went_unmade_stands_against_no_other(
    postgres_url: str, *, comes_back: bool
) -> None:
    """A dispute, or the buyer, took its cause away; it may come back, or another may be made."""
    shell = await shell_of(postgres_url, playbook=SECOND)
    shell.market.flow = frozenset()
    await complain(shell)
    await shell.step(2 * H)
    await shell.tell(dispute())
    assert await shell.tasks("first") == [("send", "gone")]
    assert await offers(shell) == {"first": "skipped"}
    if comes_back:
        await shell.tell(dispute(version=2, state="closed"))
        assert await offers(shell) == {"first": "done"}
        assert await shell.tasks("first") == [("send", "gone"), ("send", "open")]
    shell.clock.step_to(NOW + 5 * D)
    asked = message("m-1", version=2, id=f"{SHOP}/c-1/{KEY}/m-1", recalled=True)
    await shell.tell(asked, dispute(version=3, state="closed"))
    await shell.run()
    await shell.step(H)
    assert await offers(shell) == {"first": "skipped", "second": "done"}
    assert await shell.tasks("second") == [("send", "open")]
    await shell.pool.close()


async def test_a_remedy_by_itself_keeps_72_hours_from_a_persons_words(postgres_url: str) -> None:
    """A person writes while the machine has the buyer's choice: it pays nothing until they rest."""
    shell = await shell_of(postgres_url, rules=AUTOMATIC)
    await complain(shell)
    await shell.step(24 * H)
    await shell.step(H)
    paused = {"paused": "by a person"}
    await shell.pool.execute(
        "INSERT INTO notifier.pauses VALUES ('all', $1, 'Li', $2)", paused["paused"], NOW
    )
    await answer(shell, "1")
    spoke = shell.clock.now() + H
    shell.clock.step_to(spoke)
    await answer(shell, "Un momento, por favor", name="m-9", sender="seller", sent_at=spoke)
    await shell.pool.execute("DELETE FROM notifier.pauses")
    await shell.pool.execute("UPDATE notifier.cases SET wake_at = $1", spoke)
    while shell.clock.now() < spoke + timedelta(hours=71):
        await shell.step(H)
        assert shell.market.paid == []
    await shell.step(2 * H)
    assert [str(one.kind) for _, one in shell.market.paid] == ["part_back"]
    assert BOUGHT["total"] != order().total
    await shell.pool.close()
