"""Tasks, approvals, alerts, pauses and people: what reaches staff, and what they can stop."""

from collections.abc import AsyncIterator
from datetime import timedelta
from io import StringIO

import pytest
from rich.console import Console

from schemas.dispute import DisputeState
from schemas.order import OrderStatus
from services.cli.case import show
from services.notifier import people, tasks
from services.notifier.case import Said
from services.notifier.ledger import first_broken
from services.notifier.view import explain
from services.runtime.errors import InvalidInput
from services.runtime.kafka.outcome import Applied, Ignored, Superseded
from tests.support.notifier import KEY, NOW, dispute, hold, message, order, parcel
from tests.support.notifier_shell import SHOP, Marketplace, Shell, open_shell, rewritten

HOUR = timedelta(hours=1)
HOLD = "hold-buyer-must-act"


@pytest.fixture
async def shell(postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier on the default playbook with one order on its way."""
    shell = await open_shell(postgres_url)
    try:
        await shell.tell(order(), parcel())
        await shell.run()
        yield shell
    finally:
        await shell.pool.close()


async def test_versions_decide_what_a_record_does(shell: Shell) -> None:
    """A new version is applied, an old one superseded, and an unknown shop's record ignored."""
    assert await shell.tell(parcel(version=2), parcel()) == [Applied(), Superseded()]
    elsewhere = await shell.tell(order(key="lazada/other/1"), key="lazada/other/1")
    assert elsewhere == [Ignored("unknown_shop")]


async def test_a_dispute_is_a_task_until_it_is_over(shell: Shell) -> None:
    """A dispute lies on the desk in the transaction that learns of it, and goes with its cause."""
    await shell.tell(dispute())
    assert await shell.tasks("dispute-opened") == [("do", "open")]
    await shell.tell(dispute(version=2, state=DisputeState.CLOSED))
    assert await shell.tasks("dispute-opened") == [("do", "gone")]


async def test_a_notice_gives_way_to_a_page_and_both_end(shell: Shell) -> None:
    """A day before the answer is due comes a notice, half a day before a page in its place."""
    manager, pager = shell.receivers
    await shell.tell(dispute())
    await shell.step(24 * HOUR)
    assert [(alert.level, alert.ends_at) for alert in manager.accepted] == [("notice", None)]
    assert pager.accepted == []
    await shell.step(12 * HOUR)
    assert [alert.level for alert in pager.accepted] == ["page"]
    notice = [alert for alert in manager.accepted if alert.level == "notice"]
    assert notice[-1].ends_at is not None
    assert notice[-1].labels == notice[0].labels
    (task,) = [t for t in await tasks.list_tasks(shell.stores) if t.rule == "dispute-opened"]
    await tasks.take_task(shell.stores, shell.clock.now(), task.id, "ann")
    await shell.run()
    assert pager.accepted[-1].dedup_key == pager.accepted[0].dedup_key
    assert pager.accepted[-1].ends_at == shell.clock.now()


async def test_what_must_be_sent_soon_gives_way_to_what_is_late(shell: Shell) -> None:
    """A task a day before the time, in its place another after it; both go once it is sent."""
    unsent = {"status": OrderStatus.PAID, "shipped_at": None, "ship_by": NOW + 30 * HOUR}
    await shell.tell(order(version=2, **unsent))
    await shell.step(6 * HOUR)
    assert await shell.tasks("ship-by-near") == [("do", "open")]
    await shell.step(24 * HOUR)
    assert await shell.tasks("ship-by-near") == [("do", "gone")]
    assert await shell.tasks("ship-by-passed") == [("do", "open")]
    await shell.tell(order(version=3, ship_by=NOW + 30 * HOUR))
    assert await shell.tasks("ship-by-passed") == [("do", "gone")]


async def test_a_page_is_sent_until_it_is_accepted(shell: Shell) -> None:
    """A receiver that is down gets the page when it is back; the other has it at once."""
    manager, pager = shell.receivers
    pager.down = True
    await shell.tell(dispute())
    await shell.step(36 * HOUR)
    assert "page" in [alert.level for alert in manager.accepted]
    await shell.step(timedelta(minutes=1))
    assert pager.accepted == []
    pager.down = False
    await shell.step(timedelta(minutes=1))
    assert [alert.level for alert in pager.accepted] == ["page"]


async def test_notices_of_a_rule_fold_into_one(shell: Shell) -> None:
    """Two orders with one concern are one notice, which stands until both are over."""
    other = f"{KEY}2"
    await shell.tell(dispute())
    await shell.tell(order(key=other), key=other)
    second = {"id": f"{SHOP}/d-2", "order_key": other, "source_ref": "d-2"}
    await shell.tell(dispute(**second), key=other)
    await shell.step(24 * HOUR)
    (alert,) = await shell.rows("alerts")
    assert "(and 1 more)" in alert["summary"]
    await shell.tell(dispute(version=2, state=DisputeState.CLOSED))
    (alert,) = await shell.rows("alerts")
    assert alert["ends_at"] is None
    await shell.tell(dispute(version=2, state=DisputeState.CLOSED, **second), key=other)
    (alert,) = await shell.rows("alerts")
    assert alert["ends_at"] == shell.clock.now()


async def test_what_is_approved_leaves_word_for_word(postgres_url: str) -> None:
    """In ``approve`` a text waits for a person, and leaves exactly as they read it."""
    shell = await open_shell(postgres_url, mode="approve")
    await shell.tell(order(), parcel(hold()))
    await shell.run()
    assert shell.market.chat == []
    (task,) = await tasks.list_tasks(shell.stores)
    assert task.kind == "approve"
    with pytest.raises(InvalidInput):
        await tasks.done(shell.stores, shell.clock.now(), task.id, "ann")
    await tasks.approve(shell.stores, shell.clock.now(), task.id, "ann")
    await shell.run()
    assert [own.text for _, own in shell.market.chat] == [task.body]
    with pytest.raises(InvalidInput):
        await tasks.refuse(shell.stores, shell.clock.now(), task.id, "ann")
    await shell.pool.close()


SENT = """
- id: sent
  when: parcel.moving
  once: parcel
  do: { message: order_shipped }
"""


@pytest.mark.parametrize("days", [1, 4])
async def test_what_was_approved_and_has_grown_old_is_a_persons(
    postgres_url: str, days: int
) -> None:
    """A status that was new when somebody let it go is told three days later by people alone."""
    shell = await open_shell(postgres_url, mode="approve", playbook=SENT)
    await shell.tell(order(), parcel(stage_since=NOW, last_movement=NOW))
    (task,) = await tasks.list_tasks(shell.stores)
    await people.pause(shell.stores, shell.clock.now(), "all", "audit", "ann")
    await tasks.approve(shell.stores, shell.clock.now(), task.id, "ann")
    await shell.step(days * 24 * HOUR)
    await people.resume(shell.stores, shell.clock.now(), "all", {})
    await shell.run()
    await shell.step(24 * HOUR)
    assert [own.text for _, own in shell.market.chat] == ([task.body] if days == 1 else [])
    assert (await shell.tasks("sent"))[1:] == ([] if days == 1 else [("send", "open")])
    await shell.pool.close()


async def test_what_is_refused_never_leaves(postgres_url: str) -> None:
    """A refused text is skipped for ever."""
    shell = await open_shell(postgres_url, mode="approve")
    await shell.tell(order(), parcel(hold()))
    (task,) = await tasks.list_tasks(shell.stores)
    await tasks.refuse(shell.stores, shell.clock.now(), task.id, "ann", "not now")
    await shell.step(48 * HOUR)
    assert shell.market.chat == []
    assert (await shell.action(HOLD))["status"] == "skipped"
    await shell.pool.close()


async def test_an_approval_goes_with_its_cause(postgres_url: str) -> None:
    """A text that waits for approval is withdrawn when a dispute is opened."""
    shell = await open_shell(postgres_url, mode="approve")
    await shell.tell(order(), parcel(hold()))
    await shell.tell(dispute())
    assert await shell.tasks(HOLD) == [("approve", "gone")]
    await shell.pool.close()


async def test_nothing_leaves_in_observe(postgres_url: str) -> None:
    """``observe`` reaches no buyer and no platform; tasks work."""
    shell = await open_shell(postgres_url, mode="observe")
    await shell.tell(order(), parcel(hold()), dispute())
    await shell.run()
    assert shell.market.chat == []
    assert await shell.tasks("dispute-opened") == [("do", "open")]
    await shell.pool.close()


async def test_without_a_chat_staff_get_the_text(shell: Shell) -> None:
    """Where the marketplace allows no message, a task holds it, ready in time."""
    shell.market.allowed = False
    await shell.tell(parcel(hold(), version=2))
    assert await shell.tasks(HOLD) == [("send", "open")]
    (row,) = [task for task in await shell.rows("tasks") if task["rule"] == HOLD]
    assert row["body"]
    assert (await shell.action(HOLD))["channel"] == "task"


HOLD_ONLY = """
- id: hold-buyer-must-act
  about: Customs asks something of the buyer
  when: hold.open
  once: hold
  do: { message: hold_needs_buyer }
"""


async def test_a_pause_stops_what_is_ready(postgres_url: str) -> None:
    """From the commit of a pause nothing leaves; after it what is still called for does."""
    shell = await open_shell(postgres_url, playbook=HOLD_ONLY)
    await shell.tell(order(), parcel(hold()))
    assert (await shell.action(HOLD))["status"] == "ready"
    await people.pause(shell.stores, shell.clock.now(), "all", "audit", "ann")
    await shell.run()
    assert shell.market.chat == []
    assert await people.resume(shell.stores, shell.clock.now(), "all", {})
    await shell.step(HOUR)
    assert len(shell.market.chat) == 1
    with pytest.raises(InvalidInput):
        await people.pause(shell.stores, shell.clock.now(), "lazada/nowhere", "audit", "ann")
    await shell.pool.close()


async def test_cases_are_woken_chunk_by_chunk(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However small a chunk is: another playbook and the end of a pause reach every case."""
    monkeypatch.setattr("services.notifier.casework.CHUNK", 1)
    monkeypatch.setattr("services.notifier.timer.CHUNK", 1)
    shell = await open_shell(postgres_url, playbook=HOLD_ONLY)
    for number in range(3):
        key = f"{KEY}{number}"
        await shell.tell(order(key=key), parcel(hold(), order_keys=(key,)), key=key)
    await people.pause(shell.stores, shell.clock.now(), "all", "audit", "ann")
    await shell.run()
    assert await people.resume(shell.stores, shell.clock.now(), "all", {})
    await shell.run()
    assert len(shell.market.chat) == 3
    other = await rewritten(shell, HOLD_ONLY.replace("Customs asks", "The customs ask"))
    while await other.timer.work() == shell.clock.now():
        pass
    versions = {row["playbook"] for row in await shell.rows("cases")}
    assert versions == {other.casework.world.playbook.version}
    await shell.pool.close()


async def test_a_resume_that_was_cut_off_is_repeated(postgres_url: str) -> None:
    """Between the lift and the waking it may be cut off: the second one wakes what still sleeps."""
    shell = await open_shell(postgres_url, playbook=HOLD_ONLY)
    await shell.tell(order(), parcel(hold()))
    await people.pause(shell.stores, shell.clock.now(), "all", "audit", "ann")
    await shell.run()
    async with shell.stores.transaction() as unit:
        assert await unit.shops.resume("all")
    assert not await people.resume(shell.stores, shell.clock.now(), "all", {})
    await shell.run()
    assert len(shell.market.chat) == 1
    await shell.pool.close()


async def test_a_person_talking_silences_the_robot(shell: Shell) -> None:
    """A seller's message that is none of ours is a person's: hands off for 72 hours."""
    await shell.tell(message("p1", sender="seller", text="hello, I am looking into it"))
    await shell.tell(parcel(hold(), version=2))
    await shell.step(HOUR)
    assert shell.market.chat == []


async def test_taking_over_silences_and_handing_back_ends_it(shell: Shell) -> None:
    """The robot is silent on an order that a person has in hand, and speaks after."""
    await people.take_over(shell.stores, shell.clock.now(), KEY, "ann")
    await shell.tell(parcel(hold(), version=2))
    await shell.step(HOUR)
    assert shell.market.chat == []
    with pytest.raises(InvalidInput):
        await people.take_over(shell.stores, shell.clock.now(), f"{SHOP}/none", "ann")


async def test_the_ceiling_of_an_hour_holds(postgres_url: str) -> None:
    """More than the ceiling does not leave; what was held back leaves in the next hour."""
    shell = await open_shell(postgres_url, ceiling_per_hour=1)
    for number in range(2):
        key = f"{KEY}{number}"
        await shell.tell(order(key=key), parcel(hold(), order_keys=(key,)), key=key)
    await shell.run()
    assert len(shell.market.chat) == 1
    await shell.step(HOUR)
    assert len(shell.market.chat) == 2
    await shell.pool.close()


async def test_a_rule_with_another_name_has_its_ceiling_still(postgres_url: str) -> None:
    """What left under its former name counts: a new name is no second helping."""
    shell = await open_shell(postgres_url, playbook=HOLD_ONLY, rule_ceiling_per_hour=1)
    renamed = HOLD_ONLY.replace("- id: hold-buyer-must-act", f"- id: renamed\n  was: [{HOLD}]")
    other = await rewritten(shell, renamed, rule_ceiling_per_hour=1)
    for number, at in enumerate((shell, other)):
        key = f"{KEY}{number}"
        await at.tell(order(key=key), parcel(hold(), order_keys=(key,)), key=key)
        await at.run()
    assert len(shell.market.chat) == 1
    await other.step(HOUR)
    assert len(shell.market.chat) == 2
    await shell.pool.close()


async def test_wake_at_is_in_the_future_or_null(shell: Shell) -> None:
    """After any change nothing of a case is due: the timer rests."""
    await shell.tell(parcel(hold(), version=2), dispute())
    await shell.run()
    for _ in range(30):
        await shell.step(24 * HOUR)
        due = [row["wake_at"] for row in await shell.rows("cases") if row["wake_at"]]
        assert all(at > shell.clock.now() for at in due)


async def test_the_timeline_is_chained_and_explained(shell: Shell) -> None:
    """The view tells what happened and why; a changed entry breaks the chain at its place."""
    await shell.tell(parcel(hold(), version=2))
    await shell.run()
    view = await explain(shell.stores, shell.casework.world, KEY, shell.clock.now())
    assert view.broken_at is None
    assert [entry.kind for entry in view.entries][:2] == ["order", "parcel"]
    assert {action.rule for action in view.actions} >= {HOLD}
    async with shell.pool.acquire() as conn, conn.transaction():
        # Whoever may do this may do anything: a superuser past the trigger.
        await conn.execute("SET LOCAL session_replication_role = replica")
        await conn.execute("UPDATE notifier.entries SET kind = 'x' WHERE seq = 2")
    async with shell.stores.transaction() as unit:
        assert first_broken(KEY, await unit.entries.chain(KEY)) == 2


async def test_a_complaint_is_entered_and_shown(shell: Shell) -> None:
    """After what decided it, in the same chain; told again by what changes it."""
    await shell.tell(parcel(hold(scan_id="s-1"), version=2), dispute())
    view = await explain(shell.stores, shell.casework.world, KEY, shell.clock.now())
    told = [entry for entry in view.entries if entry.kind == "complaint"]
    assert [entry.body["responsible"] for entry in told] == ["buyer"]
    out = StringIO()
    show(Console(file=out, width=300, highlight=False), view, shell.clock.now())
    line = "customs, buyer responsible (dispute lazada/shop-1/d-1; 17track/RR123456789CN: hold 1"
    assert f"complaint: {line}" in out.getvalue()
    await shell.tell(parcel(version=3, stage="lost"))
    view = await explain(shell.stores, shell.casework.world, KEY, shell.clock.now())
    assert view.broken_at is None
    told = [entry for entry in view.entries if entry.kind == "complaint"]
    assert [entry.body["type"] for entry in told] == ["customs", "lost"]


async def test_a_message_that_turns_out_to_be_ours_is_entered_once_more(shell: Shell) -> None:
    """Heard before its send was recorded, told again afterwards: no record is parked over it."""
    said = message(sender="seller")
    for ours in (False, True, True, False):
        async with shell.stores.transaction() as unit:
            rows = await unit.cases.lock([KEY], NOW)
            await shell.casework.change(unit, rows, {KEY: [Said(said, ours=ours)]}, NOW)
    view = await explain(shell.stores, shell.casework.world, KEY, shell.clock.now())
    assert [e.body["ours"] for e in view.entries if e.kind == "message"] == [False, True]
    assert view.broken_at is None


async def test_the_past_is_not_due(postgres_url: str) -> None:
    """What began before the shop was served is entered as missed, and said to nobody."""
    shell = await open_shell(postgres_url)
    await shell.pool.execute("UPDATE notifier.shops SET live_since = $1", NOW)
    await shell.pool.execute("UPDATE notifier.rules SET in_force_since = $1", NOW)
    await shell.casework.world.learn(shell.stores)
    await shell.tell(order(), parcel(hold()))
    await shell.run()
    assert shell.market.chat == []
    assert (await shell.action(HOLD))["status"] == "missed"
    await shell.pool.close()


async def test_another_playbook_plans_every_case_anew(shell: Shell) -> None:
    """A case planned with an older playbook is due at once for a process with a newer one."""
    await shell.pool.execute("UPDATE notifier.cases SET playbook = 'older', wake_at = NULL")
    again = Shell(shell.pool, shell.clock, shell.market, shell.casework, shell.receivers)
    while (due := await again.timer.work()) is not None and due <= shell.clock.now():
        continue
    (case,) = await shell.rows("cases")
    assert case["playbook"] == shell.casework.world.playbook.version


async def test_a_shop_that_left_the_settings_stays_quiet(shell: Shell) -> None:
    """Cases of a shop that is no longer served rest; nothing leaves and nothing crashes."""
    await shell.tell(parcel(hold(), version=2))
    known = shell.casework.world
    world = type(known)([], {}, known.playbook, known.texts)
    await world.learn(shell.stores)
    casework = type(shell.casework)(world, shell.casework.receivers)
    bare = Shell(shell.pool, shell.clock, Marketplace(shell.clock), casework, shell.receivers)
    await bare.step(HOUR)
    assert shell.market.chat == []
