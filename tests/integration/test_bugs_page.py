"""Bugs of ingest and of the tracker wake somebody, until they are gone."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Literal

import asyncpg
import pytest

from schemas.envelope import Envelope
from schemas.topics import INBOX, ORDER_CHANGED, ORDERS
from services.connectors.oncall.bugs import UNMET, BugPager
from services.connectors.ports import Alert
from services.ingest.app import build as build_ingest
from services.ingest.normaliser import Normaliser
from services.runtime.bugs import LoopBug
from services.runtime.clock import SteppedClock
from services.runtime.kafka.books import ParkedBug
from services.runtime.kafka.producer import OutRecord, Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres import parked
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.parked import ParkedRow
from services.runtime.postgres.pool import Pool, open_pool, transaction
from services.runtime.service import start_runtime
from services.runtime.settings import load
from services.tracker.app import build as build_tracker
from services.tracker.consumers import TrackerHandler
from tests.contract.loopback import Loopback, Reply, loopback
from tests.support.eventually import eventually
from tests.support.notifier_shell import Receiver
from tests.support.recorder import SCHEMA, SQL
from tests.support.sealed import KEY, vault
from tests.support.servers import START, kafka_environ
from tests.support.tracks import SHOP, order

REASON = "ZeroDivisionError at fold"
BUG = ParkedBug("page", "g", "orders", 0, 7, "k", "lazada", REASON)
HELD = ParkedBug("notice", "g", "orders", 0, 8, "k", "lazada", "unreadable")


@pytest.fixture(name="pool")
async def _pool(postgres_url: str) -> AsyncIterator[Pool]:
    await migrate(postgres_url, SCHEMA, SQL)
    pool = await open_pool(postgres_url, application="test")
    yield pool
    await pool.close()


def _pager(pool: Pool, *receivers: Receiver, clock: SteppedClock | None = None) -> BugPager:
    clock = clock or SteppedClock(START)
    return BugPager(receivers=receivers, pool=pool, schema=SCHEMA, group="g", clock=clock)


async def _park(pool: Pool, *bugs: ParkedBug) -> None:
    rows = [
        ParkedRow(
            b.topic, 0, b.offset, b"k", (), b"", START, b.reason, 1, None, b.level == "page", START
        )
        for b in bugs
    ]
    async with transaction(pool) as conn:
        await parked.put(conn, vault(SCHEMA), rows)


async def _unpark(pool: Pool, *bugs: ParkedBug) -> None:
    async with transaction(pool) as conn:
        await parked.drop(conn, SCHEMA, [(b.topic, 0, b.offset) for b in bugs])


def _heard(receiver: Receiver) -> list[tuple[str, bool]]:
    return [(alert.level, alert.ends_at is None) for alert in receiver.accepted]


async def test_a_notice_that_is_kept_stands_until_it_is_left_out(pool: Pool) -> None:
    """However long; told again it is not sent again; left out it ends, once."""
    receiver = Receiver("pagerduty")
    clock = SteppedClock(START)
    pager = _pager(pool, receiver, clock=clock)
    slow = Alert("notice|slowdown|a", "notice", {"rule": "slowdown"}, "slow", "", "", "", START)
    await pager.on_notices("lanes", [slow])
    await pager.work()
    clock.step_to(START + 3 * UNMET)
    await pager.on_notices("lanes", [slow])
    await pager.work()
    assert _heard(receiver) == [("notice", True)]
    await pager.on_notices("lanes", [])
    await pager.work()
    await pager.work()
    assert _heard(receiver) == [("notice", True), ("notice", False)]


async def test_a_notice_whose_words_change_is_sent_again(pool: Pool) -> None:
    """With its new summary or what to do, once, accepted before or not; not for a figure in why."""
    receiver = Receiver("pagerduty")
    pager = _pager(pool, receiver)
    first = Alert("notice|credits|a", "notice", {"rule": "credits"}, "until 9", "7", "", "", START)
    later = START + UNMET
    for said in (
        first,
        replace(first, why_now="8", starts_at=later),
        replace(first, summary="until 4", why_now="9", starts_at=later),
        replace(first, summary="until 4", why_now="9", what_to_do="buy", starts_at=later),
    ):
        for _ in range(2):
            await pager.on_notices("credits", [said], told=[first.dedup_key])
            await pager.work()
    heard = [(one.summary, one.why_now, one.what_to_do) for one in receiver.accepted]
    assert heard == [("until 4", "9", ""), ("until 4", "9", "buy")]
    assert {one.starts_at for one in receiver.accepted} == {START}


async def test_a_notice_of_an_earlier_process_is_not_sent_again_and_is_ended(pool: Pool) -> None:
    """What was accepted is entered once; the next process is told so, and sends only its end."""
    slow = Alert("notice|slowdown|a", "notice", {"rule": "slowdown"}, "slow", "", "", "", START)
    entered: list[str] = []

    async def accepted(key: str) -> None:
        entered.append(key)

    first, second = Receiver("pagerduty", down=True), Receiver("pagerduty")
    pager = _pager(pool, first)
    await pager.on_notices("lanes", [slow], accepted=accepted)
    await pager.work()
    assert entered == []
    first.down = False
    for _ in range(2):
        await pager.work()
    assert entered == [slow.dedup_key]

    pager = _pager(pool, second)
    await pager.on_notices("lanes", [slow], told=entered, accepted=accepted)
    await pager.work()
    assert second.accepted == []
    await pager.on_notices("lanes", [])
    await pager.work()
    assert _heard(second) == [("notice", False)]

    third = Receiver("pagerduty")
    pager = _pager(pool, third)
    await pager.on_notices("lanes", [replace(slow, ends_at=START)])
    for _ in range(2):
        await pager.work()
    assert _heard(third) == [("notice", False)]
    assert entered == [slow.dedup_key]


async def test_a_bug_is_sent_until_accepted_and_ended_when_gone(pool: Pool) -> None:
    """Refused it is sent again; accepted once is enough; it ends with its record, and may recur."""
    duty = Receiver("pagerduty", down=True)
    pager = _pager(pool, duty)
    for _ in range(2):
        await _park(pool, BUG, HELD)
        for bug in (BUG, HELD, BUG):
            await pager.on_bug(bug)
        await pager.work()
        duty.down = False
        await pager.work()
        await pager.work()
        await _unpark(pool, BUG, HELD)
        await pager.work()
        await pager.work()
    both = [("page", True), ("notice", True), ("page", False), ("notice", False)]
    assert _heard(duty) == both * 2


async def test_alertmanager_is_told_again_and_takes_the_notices(pool: Pool) -> None:
    """What it would forget is repeated; a notice does not wake anybody beside it."""
    manager, duty = Receiver("alertmanager", timedelta(minutes=1)), Receiver("pagerduty")
    pager = _pager(pool, manager, duty)
    await _park(pool, HELD)
    await pager.on_bug(HELD)
    await pager.work()
    await pager.work()
    assert _heard(manager) == [("notice", True)] * 2
    assert duty.accepted == []


async def test_the_next_process_ends_what_an_earlier_one_paged(pool: Pool) -> None:
    """The version that mends a bug resolves its page, without having raised it."""
    await _park(pool, BUG)
    duty = Receiver("pagerduty")
    pager = _pager(pool, duty)
    await pager.begin()
    await pager.work()
    assert duty.accepted == []
    await _unpark(pool, BUG)
    await pager.work()
    assert _heard(duty) == [("page", False)]


async def test_a_loops_bug_is_one_page_until_it_is_met_no_more(pool: Pool) -> None:
    """One for each loop and reason; met again within the time it stands, and later it recurs."""
    duty, clock = Receiver("pagerduty", down=True), SteppedClock(START)
    pager = _pager(pool, duty, clock=clock)
    loops = [LoopBug(group, REASON) for group in ("poll 17track", "reconciler")]
    for episode in (1, 2):
        for _ in range(3):
            for bug in loops:
                await pager.on_loop_bug(bug)
            await pager.work()
            duty.down = False
            await pager.work()
            assert _heard(duty)[-2:] == [("page", True)] * 2
            clock.step_to(clock.now() + UNMET / 2)
        clock.step_to(clock.now() + UNMET / 2)
        await pager.work()
        await pager.work()
        assert _heard(duty) == ([("page", True)] * 2 + [("page", False)] * 2) * episode
    assert {alert.labels["group"] for alert in duty.accepted} == {"poll 17track", "reconciler"}
    assert len({alert.dedup_key for alert in duty.accepted}) == 2


FILE = """
oncall:
  alertmanager: {{url: "{url}"}}
  receivers: [{{name: chat, url: {{env: CHAT}}, levels: [page]}}]
"""


@pytest.mark.parametrize("name", ["ingest", "tracker"])
async def test_a_bug_in_a_service_pages(  # noqa: PLR0917 - fixtures
    name: Literal["ingest", "tracker"],
    kafka: KafkaProfile,
    producer: Producer,
    postgres_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As it ships: a record's bug is told to an Alertmanager of the own network and to a chat."""

    async def fails(*_: object) -> Sequence[object]:
        raise ZeroDivisionError

    handler = Normaliser if name == "ingest" else TrackerHandler
    monkeypatch.setattr(handler, "prepare", fails)
    monkeypatch.setattr(handler, "parse", lambda *_: order("n"))
    topic = INBOX.name if name == "ingest" else ORDERS.name
    async with _shipped(name, kafka, postgres_url, tmp_path) as server:
        envelope = Envelope(id="1", type=ORDER_CHANGED, source="forestall/test", time=START)
        await producer.send([OutRecord(topic, f"{SHOP}/1".encode(), b"{}", envelope)])
        await eventually(lambda: _paged(server, "ZeroDivision"), what="somebody is paged")


UNREADABLE = {
    "ingest": """INSERT INTO ingest.objects (kind, id, version, hash, read_started_at, body)
                 VALUES ('order', 'x', 1, '', now(), '{}')""",
    "tracker": """INSERT INTO tracker.parcels (id, provider, number, version, state, changed_at)
                  VALUES ('x', 'x', 'x', 1, '{}', now())""",
}


@pytest.mark.parametrize("name", ["ingest", "tracker"])
async def test_a_bug_in_a_services_relay_pages(
    name: Literal["ingest", "tracker"], kafka: KafkaProfile, postgres_url: str, tmp_path: Path
) -> None:
    """As it ships: an object that cannot be made a record is posted like a record's bug."""
    async with _shipped(name, kafka, postgres_url, tmp_path) as server:
        conn = await asyncpg.connect(postgres_url)
        try:
            await conn.execute(UNREADABLE[name])
            await conn.execute(f"NOTIFY {name}")
        finally:
            await conn.close()
        await eventually(lambda: _paged(server, "ValidationError"), what="somebody is paged")


@asynccontextmanager
async def _shipped(
    name: Literal["ingest", "tracker"], kafka: KafkaProfile, postgres_url: str, directory: Path
) -> AsyncIterator[Loopback]:
    """A service as it ships, with an Alertmanager in the own network."""
    async with loopback() as server:
        server.answers(Reply(200))
        file = directory / "forestall.yaml"
        file.write_text(FILE.format(url=server.url), encoding="utf-8")
        environ = {
            "CHAT": f"{server.url.replace('http', 'json')}/chat",
            **kafka_environ(kafka),
            "FORESTALL_DATABASE_URL": postgres_url,
            "FORESTALL_PRIVACY_KEY": KEY,
        }
        runtime = await start_runtime(load(file, environ), name)
        service = await (
            build_ingest(runtime, ["normaliser"]) if name == "ingest" else build_tracker(runtime)
        )
        stop = asyncio.Event()
        running = asyncio.create_task(service.run(stop))
        try:
            yield server
        finally:
            stop.set()
            with suppress(asyncio.CancelledError):
                await running


def _paged(server: Loopback, word: str) -> bool:
    alerts, chat = [], []
    for received in server.received:
        told = received.json()
        if received.path == "/chat":
            chat.append(told["title"])
        else:
            alerts += told
    assert len(chat) <= 1, "a chat is told once"
    return any(word in title for title in chat) and any(
        alert["labels"]["level"] == "page" and word in alert["labels"]["reason"] for alert in alerts
    )
