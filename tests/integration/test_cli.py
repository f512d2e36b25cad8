"""The commands on a small real installation: the desk, the brake, dead letters, topics."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from schemas.action import Action, ActionKind, ActionStatus
from schemas.envelope import Envelope
from schemas.topics import ACTION_CHANGED, OUTCOMES
from services.notifier.stores.shops import RECOVER
from services.runtime.clock import SteppedClock
from services.runtime.kafka.producer import OutRecord, Producer
from services.runtime.kafka.profile import KafkaProfile
from tests.support.ingest import ingest, normalising
from tests.support.notifier import KEY, NOW, dispute, hold, order, parcel
from tests.support.notifier_shell import SHOP, Shell, open_shell
from tests.support.servers import START
from tests.support.terminal import Terminal, terminal

HOLD = "hold-buyer-must-act"


@pytest.fixture(name="forestall")
async def _forestall(kafka: KafkaProfile, postgres_url: str, tmp_path: Path) -> Terminal:
    made = await terminal(kafka, postgres_url, tmp_path)
    made.stands_at(NOW)
    return made


@pytest.fixture(name="shell")
async def _shell(forestall: Terminal, postgres_url: str) -> AsyncIterator[Shell]:
    """A notifier in ``approve`` on the same database, with one order on its way."""
    assert forestall
    shell = await open_shell(postgres_url, mode="approve")
    await shell.tell(order(), parcel())
    await shell.run()
    yield shell
    await shell.pool.close()


async def test_the_desk_shows_a_task_and_takes_its_answer(
    shell: Shell, forestall: Terminal
) -> None:
    """List, show, take and done: the task says why and by when, and is gone once done."""
    await shell.tell(dispute())
    listed = await forestall.says("tasks", "list")
    assert "dispute-opened" in listed
    assert "48 h" in listed
    number = _number(listed, "dispute-opened")
    shown = await forestall.says("tasks", "show", number)
    assert KEY in shown
    assert "What to do" in shown
    await forestall.says("tasks", "take", number, "--by", "ann")
    done = await forestall.says("tasks", "done", number, "--by", "ann", "--outcome", "answered")
    assert done.startswith(f"task {number} done")
    assert "nothing to do" in await forestall.says("tasks", "list")
    assert "answered (ann)" in await forestall.says("tasks", "show", number)
    assert "no longer open" in await forestall.says("tasks", "done", number, code=2)
    assert "dispute-opened" in await forestall.says("tasks", "list", "--all", "--shop", SHOP)


async def test_an_approved_text_leaves_as_it_was_shown(shell: Shell, forestall: Terminal) -> None:
    """``approve`` lets go exactly the words that ``show`` showed; a task to do takes none."""
    await shell.tell(parcel(hold(), version=2))
    number = _number(await forestall.says("tasks", "list"), HOLD)
    shown = await forestall.says("tasks", "show", number)
    await forestall.says("tasks", "approve", number)
    await shell.run()
    [(_, said)] = shell.market.chat
    assert said.text in shown
    await shell.tell(dispute())
    every = ("tasks", "list", "--all", "--limit")
    assert "there are more" in await forestall.says(*every, "1")
    assert "there are more" not in await forestall.says(*every, "9")
    other = _number(await forestall.says("tasks", "list"), "dispute-opened")
    assert "to be done, not approved" in await forestall.says("tasks", "approve", other, code=2)


async def test_a_refused_text_never_leaves(shell: Shell, forestall: Terminal) -> None:
    """``refuse`` ends it, with the reason on the record."""
    await shell.tell(parcel(hold(), version=2))
    number = _number(await forestall.says("tasks", "list"), HOLD)
    await forestall.says("tasks", "refuse", number, "--reason", "not this one")
    await shell.step(timedelta(hours=48))
    assert shell.market.chat == []
    assert "not this one" in await forestall.says("tasks", "show", number)


async def test_a_case_tells_what_happened_and_what_will(shell: Shell, forestall: Terminal) -> None:
    """Timeline, plan and reasons; taken over, the machine is silent until it is handed back."""
    told = await forestall.says("case", KEY)
    assert "RR123456789CN" in told
    assert "timeline" in told
    assert "silent-before-promise" in told
    taken = await forestall.says("case", KEY, "--take-over", "--by", "ann")
    assert "ann: take over" in taken
    await shell.run()
    await shell.tell(parcel(hold(), version=2))
    await shell.run()
    assert await shell.tasks(HOLD) == [("send", "open")]
    back = await forestall.says("case", KEY, "--hand-back", "--by", "ann")
    assert "ann: hand back" in back
    unknown = await forestall.says("case", f"{SHOP}/nobody", code=2)
    assert "there is no order" in unknown


async def test_the_brake(shell: Shell, forestall: Terminal) -> None:
    """``pause`` is told wherever something waits for it, doctor included; ``resume`` lifts it."""
    paused = await forestall.says("pause", SHOP, "--reason", "a recall", "--by", "ann")
    assert SHOP in paused
    assert "a recall" in await forestall.says("case", KEY)
    assert f"paused: {SHOP}" in await forestall.says("doctor")
    assert "resumed" in await forestall.says("resume", SHOP)
    assert "was not paused" in await forestall.says("resume", SHOP)
    assert "there is no shop" in await forestall.says("pause", "lazada/other", code=2)
    assert shell.market.chat == []


async def test_recover_tells_what_the_log_knew(
    shell: Shell, forestall: Terminal, producer: Producer
) -> None:
    """An action of an order never heard of: entered, told, and known the next time."""
    action = Action(
        key=f"{SHOP}/9|{HOLD}|RR9#1",
        order_key=f"{SHOP}/9",
        version=2,
        rule=HOLD,
        occasion="RR9#1",
        kind=ActionKind.MESSAGE,
        channel="chat",
        status=ActionStatus.DONE,
    )
    envelope = Envelope(id="a@2", type=ACTION_CHANGED, source="forestall/notifier", time=NOW)
    value = action.model_dump_json().encode()
    await producer.send([OutRecord(OUTCOMES.name, b"k", value, envelope)])
    async with shell.stores.transaction() as unit:
        await unit.shops.pause(RECOVER, "a backup", "forestall", NOW)
    assert "run `forestall recover`" in await forestall.says("doctor")
    assert "forestall recover" in await forestall.says("resume", RECOVER, code=2)
    said = await forestall.says("recover")
    assert "1 records of the log `outcomes` read, 1 entered" in said
    assert "1 done" in said
    assert "`forestall resume all`" in said
    assert "0 entered" in await forestall.says("recover")
    assert "paused: all" in await forestall.says("doctor")
    assert "all: resumed" in await forestall.says("resume")
    assert "paused" not in await forestall.says("recover")
    assert HOLD in await forestall.says("case", f"{SHOP}/9")


async def test_a_dead_letter_is_shown_and_tried_again(
    forestall: Terminal,
    kafka: KafkaProfile,
    postgres_url: str,
    clock: SteppedClock,
    producer: Producer,
) -> None:
    """A signed push without JSON is dead; its bytes are shown; replayed, it dies once more."""
    forestall.stands_at(START)
    assert "nothing is dead" in await forestall.says("dead", "list")
    async with ingest(postgres_url, kafka, clock, producer) as ground, normalising(ground):
        await ground.push(b'{"seller_id": ')
        await ground.ended(dead=1)
        listed = await forestall.says("dead", "list")
        [name] = re.findall(r"inbox/\d+/\d+", listed)
        shown = await forestall.says("dead", "show", name)
        assert '{"seller_id": ' in shown
        assert "ingest" in shown
        assert "tries it again" in await forestall.says("dead", "replay", name)
        assert "parked" in await forestall.says("dead", "list")
        assert '{"seller_id": ' in await forestall.says("dead", "show", name)
        again = await forestall.says("dead", "replay", name, code=2)
        assert "being replayed already" in again
        clock.step_to(START + timedelta(seconds=1))
        await ground.ended(dead=1, parked=0)
    assert "no such dead" in await forestall.says("dead", "show", "inbox/0/99", code=2)
    assert "TOPIC/PARTITION/OFFSET" in await forestall.says("dead", "show", "inbox", code=2)


async def test_topics_are_made_once(forestall: Terminal, kafka: KafkaProfile) -> None:
    """``topics apply`` creates what is missing; doctor misses them before, and not after."""
    forestall.environ["FORESTALL_KAFKA_PREFIX"] = f"{kafka.prefix}other-"
    assert "forestall topics apply" in await forestall.says("doctor", code=1)
    assert "inbox" in await forestall.says("topics", "apply")
    assert "every topic is there" in await forestall.says("topics", "apply")
    await forestall.says("doctor")


async def test_republish_marks_what_was_sent(shell: Shell, forestall: Terminal) -> None:
    """Every object of the service is unsent again, and only of the one that is named."""
    await shell.pool.execute("UPDATE notifier.actions SET published = version")
    sent = len(await shell.rows("actions"))
    said = await forestall.says("republish", "--service", "notifier")
    assert said == f"notifier: {sent} objects will be sent again\n"
    assert {row["published"] for row in await shell.rows("actions")} <= {0}
    every = await forestall.says("republish")
    assert [line.split(":")[0] for line in every.splitlines()] == ["ingest", "tracker", "notifier"]


async def test_a_database_without_tables_is_told(forestall: Terminal, servers: object) -> None:
    """A command on a database that nothing has run on says what to start."""
    assert servers
    url = forestall.environ["FORESTALL_DATABASE_URL"].rsplit("/", 1)[0]
    empty = await forestall("tasks", "list", FORESTALL_DATABASE_URL=f"{url}/postgres")
    assert empty.exit_code == 2
    assert "start 'forestall run'" in empty.output


def _number(listed: str, rule: str) -> str:
    """The number of the first task of a rule, as listed."""
    return next(line.split()[0] for line in listed.splitlines() if rule in line)
