"""What is taken back comes back when it is called for again; a bug in one order stops no other."""

from collections.abc import AsyncIterator, Collection, Sequence
from datetime import datetime, timedelta

import pytest

from schemas.action import ActionStatus
from schemas.dispute import DisputeState
from services.connectors.ports import Sent
from services.notifier import outcome, tasks
from services.notifier.casework import Casework
from services.notifier.stores.cases import CaseRow
from services.notifier.stores.unit import Unit
from services.runtime.errors import InvalidInput
from tests.support.kill import Killed
from tests.support.notifier import KEY, NOW, dispute, hold, message, order, parcel
from tests.support.notifier_shell import Shell, open_shell

HOUR = timedelta(hours=1)
RULE = "hold-buyer-must-act"
OTHER = f"{KEY}2"


@pytest.fixture
async def shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier on the default playbook with one order on its way, its chat open."""
    shell = await open_shell(postgres_url)
    try:
        await shell.tell(order(), parcel())
        await shell.run()
        yield shell
    finally:
        await shell.pool.close()


async def test_a_message_shown_after_two_looks_is_not_sent_again(shell: Shell) -> None:
    """While the second try waits, the platform shows the first: the buyer has been told."""
    await shell.tell(parcel(hold(), version=2))
    shell.market.faults = ["dropped"]
    await shell.run()
    (row,) = [each for each in await shell.rows("actions") if each["rule"] == RULE]
    shell.clock.step_to(NOW + 2 * HOUR)
    await shell.pool.execute(
        "UPDATE notifier.actions SET status = 'ready', looks = $2, doubts = 1 WHERE key = $1",
        row["key"],
        outcome.LOOKS,
    )
    await shell.tell(message("late-1", sender="seller", text=row["text"], sent_at=NOW))
    await shell.run()
    assert shell.market.chat == []
    action = await shell.action(RULE)
    assert (action["status"], action["external_ref"]) == (ActionStatus.DONE, "late-1")


async def test_one_silent_poll_takes_nothing_away_for_good(shell: Shell) -> None:
    """A message withdrawn while the feed was silent leaves when the feed is back, once."""
    await shell.tell(parcel(hold(), version=2))
    await shell.tell(parcel(hold(), version=3, feed_silent_since=NOW))
    skipped = await shell.action(RULE)
    assert (skipped["status"], skipped["due_at"]) == ("skipped", None)
    await shell.run()
    assert shell.market.chat == []
    await shell.tell(parcel(hold(), version=4))
    again = await shell.action(RULE)
    assert (again["status"], again["version"]) == ("ready", skipped["version"] + 1)
    await shell.step(HOUR)
    assert len(shell.market.chat) == 1
    assert (await shell.action(RULE))["status"] == "done"


async def test_what_a_claim_withdrew_comes_back(shell: Shell) -> None:
    """The claim plans afresh and takes it back; the next version of the facts calls for it."""
    await shell.tell(parcel(hold(), version=2))
    await shell.pool.execute(
        """UPDATE notifier.cases SET state =
           jsonb_set(state, '{parcels,17track/RR123456789CN,feed_silent_since}', to_jsonb($1::text))
           WHERE order_key = $2""",
        NOW.isoformat(),
        KEY,
    )
    await shell.dispatcher.work()
    assert (await shell.action(RULE))["status"] == "skipped"
    await shell.tell(parcel(hold(), version=3))
    await shell.run()
    assert len(shell.market.chat) == 1


async def test_an_approval_comes_back_with_a_task_of_its_own(postgres_url: str) -> None:
    """A dispute that was opened and withdrawn leaves the text to be approved, word for word."""
    shell = await open_shell(postgres_url, mode="approve")
    await shell.tell(order(), parcel(hold()))
    await shell.tell(dispute())
    await shell.tell(dispute(version=2, state=DisputeState.CLOSED))
    assert await shell.tasks(RULE) == [("approve", "gone"), ("approve", "open")]
    (task,) = [each for each in await tasks.list_tasks(shell.stores) if each.rule == RULE]
    await tasks.approve(shell.stores, shell.clock.now(), task.id, "ann")
    await shell.run()
    assert [own.text for _, own in shell.market.chat] == [task.body]
    await shell.pool.close()


async def test_a_refusal_outlives_a_withdrawal(postgres_url: str) -> None:
    """What a person refused does not come back with its cause."""
    shell = await open_shell(postgres_url, mode="approve")
    await shell.tell(order(), parcel(hold()))
    (task,) = [each for each in await tasks.list_tasks(shell.stores) if each.rule == RULE]
    await tasks.refuse(shell.stores, shell.clock.now(), task.id, "ann")
    await shell.tell(parcel(hold(), version=2, feed_silent_since=NOW))
    await shell.tell(parcel(hold(), version=3))
    await shell.step(HOUR)
    assert await shell.tasks(RULE) == [("approve", "refused")]
    assert shell.market.chat == []
    await shell.pool.close()


class Flawed(Casework):
    """Casework with a bug in one order, for as long as it is there."""

    flawed = True

    async def settle(
        self,
        unit: Unit,
        rows: Sequence[CaseRow],
        now: datetime,
        folded: Collection[str] = (),
    ) -> None:
        """Fail on that order."""
        if self.flawed and any(row.order_key == KEY for row in rows):
            raise ValueError(KEY)
        await super().settle(unit, rows, now, folded)


def flaw(shell: Shell) -> tuple[Shell, Flawed]:
    """The next process, its own code failing on the first order."""
    casework = Flawed(shell.casework.world, shell.casework.receivers)
    return Shell(shell.pool, shell.clock, shell.market, casework, shell.receivers), casework


async def another(shell: Shell) -> None:
    """Another order's buyer has to be told."""
    await shell.tell(order(key=OTHER), parcel(hold(), order_keys=(OTHER,)), key=OTHER)


def told(shell: Shell) -> set[str]:
    """The conversations that something was said in."""
    return {where for where, _ in shell.market.chat}


async def status_of(shell: Shell) -> str:
    """How far the first order's message has come."""
    rows = await shell.rows("actions")
    return next(
        str(row["status"]) for row in rows if (row["order_key"], row["rule"]) == (KEY, RULE)
    )


@pytest.mark.parametrize("fault", ["killed_before", "killed_after", "lost"])
async def test_a_bug_in_one_order_stops_no_other(shell: Shell, fault: str) -> None:
    """Expired claims and looks that our code fails on wait and page; once mended, one message."""
    await shell.tell(parcel(hold(), version=2))
    shell.market.faults = [fault]
    if fault == "lost":
        await shell.run()
    else:
        with pytest.raises(Killed):
            await shell.run()
    broken, casework = flaw(shell)
    await another(shell)
    for _ in range(3):
        await broken.step(HOUR)
    assert f"c-{OTHER}" in told(shell)
    assert await status_of(shell) in {"claimed", "uncertain"}
    assert "page" in {alert.level for alert in shell.receivers[1].accepted}
    casework.flawed = False
    for _ in range(4):
        await broken.step(HOUR)
    assert [where for where, _ in shell.market.chat].count("c-1") == 1


async def test_a_bug_in_recording_sends_nothing_twice(shell: Shell) -> None:
    """What was sent and could not be written down is looked for, not sent again."""
    await shell.tell(parcel(hold(), version=2))
    await another(shell)
    broken, casework = flaw(shell)
    sent = shell.market.send

    async def send(conversation: str, text: str) -> Sent:
        casework.flawed = conversation == "c-1" or casework.flawed
        return await sent(conversation, text)

    casework.flawed = False
    shell.market.send = send  # type: ignore[method-assign]
    for _ in range(2):
        await broken.step(HOUR)
    casework.flawed = False
    for _ in range(4):
        await broken.step(HOUR)
    assert sorted(where for where, _ in shell.market.chat) == ["c-1", f"c-{OTHER}"]


async def test_a_task_can_be_taken_twice_at_one_instant(shell: Shell) -> None:
    """Where time stands still, the second taking changes nothing and fails nobody."""
    await shell.tell(dispute())
    (task,) = [t for t in await tasks.list_tasks(shell.stores) if t.rule == "dispute-opened"]
    for _ in range(2):
        await tasks.take_task(shell.stores, shell.clock.now(), task.id, "ann")
    await tasks.done(shell.stores, shell.clock.now(), task.id, "ann")
    with pytest.raises(InvalidInput):
        await tasks.take_task(shell.stores, shell.clock.now(), task.id, "ann")
    entries = [row for row in await shell.rows("entries") if row["kind"] == "person"]
    assert len(entries) == 2
