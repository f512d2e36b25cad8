"""Polling: what pushes lost, and what keeps a list from being skipped."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from prometheus_client import REGISTRY

from schemas.envelope import parse_headers
from schemas.topics import INBOX, INBOX_POLL, ORDERS
from services.connectors.marketplaces.lazada.api import Api
from services.connectors.ports import Page, Shop
from services.ingest import reconciler as reconciler_module
from services.ingest import store_lists
from services.ingest.reconciler import AGAIN, FIRST_LOOK, LEASE, OVERLAP, SETTLE, Reconciler
from services.runtime.bugs import LoopBug
from services.runtime.clock import SteppedClock
from services.runtime.errors import Unavailable
from services.runtime.http.client import Http
from services.runtime.ids import canonical_json
from services.runtime.kafka.producer import OutRecord, Producer
from services.runtime.kafka.profile import MAX_RECORD_BYTES, KafkaProfile
from services.runtime.postgres.pool import transaction
from tests.support.eventually import eventually
from tests.support.ingest import (
    APP,
    EVERY,
    SHOP,
    Ingest,
    ingest,
    normalising,
    order_push,
    records,
    running,
)
from tests.support.servers import START

HOUR = timedelta(hours=1)


@pytest.fixture
async def ground(
    postgres_url: str, kafka: KafkaProfile, clock: SteppedClock, producer: Producer
) -> AsyncIterator[Ingest]:
    """A shop that is polled since ``START``."""
    async with ingest(postgres_url, kafka, clock, producer) as made:
        await made.reconciler().begin()
        yield made


async def mark(ground: Ingest, listing: str = "orders") -> datetime:
    """How far a list has been read."""
    found: datetime = await ground.pool.fetchval(
        "SELECT mark FROM ingest.watermarks WHERE listing = $1", listing
    )
    return found


def late() -> float:
    """Seconds by which all that was healed came late, counted by this process."""
    return REGISTRY.get_sample_value("forestall_healed_seconds_sum", {"shop": SHOP}) or 0.0


class Dies(Producer):
    """A producer that dies at its first send: before the append, or after it."""

    def __init__(self, inner: Producer, *, after: bool, error: BaseException) -> None:
        self._whole, self._after, self._error = inner, after, error

    async def send(self, records: Sequence[OutRecord]) -> None:
        """Die."""
        if self._after:
            await self._whole.send(records)
        raise self._error


async def test_a_lost_push_is_healed_and_counted(ground: Ingest) -> None:
    """The change is found once it has settled, read, published, and entered as healed."""
    reconciler, before = ground.reconciler(), late()
    ground.platform.orders["42"] = ("shipped", START + timedelta(minutes=10))
    await reconciler.once()
    ground.clock.step_to(START + HOUR)
    await reconciler.once()
    assert await records(ground.profile, INBOX.name) == [], "left to its push, for now"
    ground.clock.step_to(START + 2 * HOUR)
    assert await reconciler.once() == START + 2 * HOUR + EVERY
    (record,) = await records(ground.profile, INBOX.name)
    assert (record.key, parse_headers(record.headers).type) == (f"{SHOP}/42".encode(), INBOX_POLL)
    async with normalising(ground):
        (order,) = await ground.published(ORDERS.name, 1)
        assert order["status"] == "shipped"
        healed = await ground.pool.fetch("SELECT id, pushed_at FROM ingest.healed")
        assert [(row["id"], row["pushed_at"]) for row in healed] == [(f"{SHOP}/42", None)]
        assert late() - before == pytest.approx((2 * HOUR - timedelta(minutes=10)).total_seconds())
        await ground.push(order_push("42", START + timedelta(minutes=10)))
        await ground.ended(applied=1, superseded=1)
    assert await ground.pool.fetchval("SELECT pushed_at FROM ingest.healed") is not None, "late"


async def test_what_its_push_told_is_not_read_again(ground: Ingest) -> None:
    """A known state is not appended; what changed before we were there is not called healed."""
    changed = START - timedelta(minutes=70)
    ground.platform.orders |= {"42": ("shipped", changed), "43": ("shipped", changed)}
    await ground.push(order_push("42", changed))
    async with normalising(ground):
        await ground.ended(applied=1)
        await ground.reconciler().once()
        await ground.ended(applied=2)
    keys = [record.key for record in await records(ground.profile, INBOX.name)]
    assert sorted(k or b"" for k in keys) == [f"lazada/{APP}/42".encode(), f"{SHOP}/43".encode()]
    assert await ground.pool.fetchval("SELECT count(*) FROM ingest.healed") == 0


async def test_the_mark_moves_on_only_after_the_append(ground: Ingest) -> None:
    """Without Kafka the mark stays and the list stays due; then it moves up to what was read."""
    ground.platform.orders["42"] = ("shipped", START - 2 * HOUR)
    before = await mark(ground)
    gone = Unavailable("Kafka: not there")
    with pytest.raises(Unavailable):
        await ground.reconciler(Dies(ground.producer, after=False, error=gone)).once()
    assert await mark(ground) == before
    await ground.reconciler().once()
    assert await mark(ground) == START - SETTLE
    assert len(await records(ground.profile, INBOX.name)) == 1


class Killed(BaseException):
    """The process died here."""


async def test_an_owner_killed_between_append_and_mark_does_no_harm(ground: Ingest) -> None:
    """The next owner appends the same again, under the same id; the object stays one version."""
    ground.platform.orders["42"] = ("shipped", START - 2 * HOUR)
    before = await mark(ground)
    with pytest.raises(Killed):
        await ground.reconciler(Dies(ground.producer, after=True, error=Killed())).once()
    assert await mark(ground) == before
    ground.clock.step_to(START + LEASE)
    await ground.reconciler().once()
    found = await records(ground.profile, INBOX.name)
    assert len({parse_headers(record.headers).id for record in found}) == 1
    assert len(found) == 2
    async with normalising(ground):
        await ground.ended(applied=1, superseded=1)
    assert await ground.version("order", f"{SHOP}/42") == 1


async def test_a_dead_owners_lease_falls_due_at_the_next_step(ground: Ingest) -> None:
    """Nobody else reads a leased list; when the lease has ended, the next owner does."""
    async with transaction(ground.pool) as conn:
        dead = await store_lists.lease_watermarks(
            conn, [SHOP], START, START + LEASE, lease=uuid4(), most=9
        )
    assert len(dead) == 2
    before = await mark(ground)
    assert await ground.reconciler().once() == START + LEASE
    assert await mark(ground) == before
    ground.clock.step_to(START + LEASE)
    await ground.reconciler().once()
    assert await mark(ground) == START + LEASE - SETTLE
    async with transaction(ground.pool) as conn:
        await store_lists.finish_watermark(conn, dead[0], START + HOUR, START + HOUR)
    assert await mark(ground, dead[0].listing) == START + LEASE - SETTLE, "fenced"


async def test_lists_are_wound_back_when_a_log_is_lost(ground: Ingest) -> None:
    """A day, and what was begun within that day to its beginning; then they are due at once."""
    reconciler, day = ground.reconciler(), timedelta(days=1)
    for wanted in (START - FIRST_LOOK, START + 2 * day - SETTLE - day):
        await reconciler.once()
        async with transaction(ground.pool) as conn:
            await store_lists.wind_back(conn, day, FIRST_LOOK)
        assert await mark(ground) == wanted
        await reconciler.once()
        assert await mark(ground) == ground.clock.now(), "read up to now: pushes were lost"
        ground.clock.step_to(START + 2 * day)


async def test_a_list_that_cannot_be_read_holds_up_no_other(ground: Ingest) -> None:
    """It is tried again from where it stood; an answer that makes no sense does not end us."""
    before = await mark(ground)
    for answer in (503, b"<html>", b'{"code":"E1","message":"no"}'):
        ground.gateway.answers["/orders/get"] = answer
        await ground.reconciler().once()
        assert await mark(ground) == before
        assert await mark(ground, "disputes") == ground.clock.now() - SETTLE
        ground.clock.step_to(ground.clock.now() + HOUR)


async def test_a_bug_on_one_list_holds_up_no_other(
    ground: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What our own code fails on stays due from where it stood; the loop goes on, people hear."""
    told: list[LoopBug] = []

    async def on_bug(bug: LoopBug) -> None:
        told.append(bug)

    whole = ground.api.changes

    async def failing(listing: str, *asked: Any) -> Page:
        if listing == "orders":
            raise KeyError(listing)
        return await whole(listing, *asked)

    monkeypatch.setattr(ground.api, "changes", failing)
    before = await mark(ground)
    due = await ground.reconciler(on_bug=on_bug).once()
    (bug,) = told
    assert bug.group == "reconciler"
    assert bug.reason.startswith("KeyError in failing")
    assert await mark(ground) == before
    assert await mark(ground, "disputes") == ground.clock.now() - SETTLE
    assert due == ground.clock.now() + AGAIN


async def test_an_entry_that_cannot_be_read_is_a_dead_letter(ground: Ingest) -> None:
    """One for a process, and it holds up neither the rest of its list nor the mark."""
    readable = {"order_id": 42, "updated_at": (START - 2 * HOUR).isoformat()}
    ground.platform.orders["42"] = ("shipped", START - 2 * HOUR)
    answer = {"code": "0", "data": {"countTotal": 2, "orders": [{"no": "id"}, readable]}}
    ground.gateway.answers["/orders/get"] = json.dumps(answer).encode()
    reconciler = ground.reconciler()
    await reconciler.once()
    assert await mark(ground) == START - SETTLE
    async with normalising(ground):
        await ground.ended(applied=1, dead=1)
    ground.clock.step_to(START + EVERY)
    await reconciler.once()
    assert await mark(ground) == START + EVERY - SETTLE
    assert len(await records(ground.profile, INBOX.name)) == 2


async def test_an_entry_too_large_for_the_topic_is_a_dead_letter(
    ground: Ingest,
) -> None:
    """It is told of with its size, and holds up neither the rest of its list nor the mark."""
    changed = {"updated_at": (START - 2 * HOUR).isoformat()}
    large = changed | {"order_id": 41, "note": "x" * MAX_RECORD_BYTES}
    ground.platform.orders["42"] = ("shipped", START - 2 * HOUR)
    entries = [large, changed | {"order_id": 42}]
    answer = {"code": "0", "data": {"countTotal": 2, "orders": entries}}
    ground.gateway.answers["/orders/get"] = json.dumps(answer).encode()
    size = len(canonical_json(large))
    await ground.reconciler().once()
    assert await mark(ground) == START - SETTLE
    async with normalising(ground):
        await ground.ended(applied=1, dead=1)
    row = await ground.pool.fetchrow("SELECT reason, detail FROM ingest.dead_letters")
    assert row is not None
    assert tuple(row) == ("oversized", f"{size} bytes in orders of {SHOP}")


async def test_a_push_too_large_to_take_has_its_shop_read_to_this_moment(ground: Ingest) -> None:
    """Not left to settle; a reading under way does not swallow the request; once a minute."""
    reconciler = ground.reconciler()
    await reconciler.once()
    ground.clock.step_to(START + timedelta(minutes=30))
    ground.platform.orders["42"] = ("shipped", START + timedelta(minutes=29))
    now = ground.clock.now()
    async with transaction(ground.pool) as conn:
        await conn.execute("UPDATE ingest.watermarks SET due_at = $1", now)
        busy = await store_lists.lease_watermarks(
            conn, [SHOP], now, now + LEASE, lease=uuid4(), most=9
        )
        await store_lists.poll_at_once(conn, [SHOP], now, timedelta(minutes=1))
        assert await store_lists.next_poll(conn, [SHOP]) == now + LEASE, "it is read to its end"
        for one in busy:
            await store_lists.finish_watermark(conn, one, now - SETTLE, now + EVERY)
        assert await store_lists.next_poll(conn, [SHOP]) == now
    await reconciler.once()
    assert len(await records(ground.profile, INBOX.name)) == 1
    assert await mark(ground) == now
    async with transaction(ground.pool) as conn:
        await store_lists.poll_at_once(conn, [SHOP], now, timedelta(minutes=1))
        await store_lists.poll_at_once(conn, [SHOP], now, timedelta(minutes=1))
        assert await store_lists.next_poll(conn, [SHOP]) == now + timedelta(minutes=1)


async def test_lists_overlap(ground: Ingest) -> None:
    """Each reading begins a little before the last one ended: sources list late."""
    reconciler = ground.reconciler()
    await reconciler.once()
    ground.clock.step_to(START + HOUR)
    await reconciler.once()
    first, second = ground.gateway.asked("/orders/get")
    gap = datetime.fromisoformat(first["update_before"]) - datetime.fromisoformat(
        second["update_after"]
    )
    assert gap == OVERLAP


async def test_a_shop_whose_calls_hang_delays_no_other(
    ground: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one list is read, another's turn comes again and again; and nothing counts as stuck."""
    slow, answered = Slow(ground.shop), asyncio.Event()
    monkeypatch.setattr(reconciler_module, "LOOK", 0.01)
    reconciler = Reconciler(
        pool=ground.pool,
        producer=ground.producer,
        clock=ground.clock,
        apis={SHOP: ground.api, slow.key: slow},
        every={SHOP: EVERY, slow.key: EVERY},
    )
    await reconciler.begin()

    async def changes(*_: Any) -> Page:
        await answered.wait()
        return Page((), None)

    monkeypatch.setattr(slow, "changes", changes)
    async with running(reconciler.loop.run):
        for turn in range(1, 4):
            await eventually(partial(read_up_to, ground, ground.clock.now() - SETTLE))
            assert len(ground.gateway.asked("/orders/get")) == turn
            ground.clock.step_to(ground.clock.now() + EVERY)
        assert await mark(ground, "slow") == START - FIRST_LOOK
        assert time.monotonic() - reconciler.loop.moved_at < 1
        answered.set()
        await eventually(partial(read_up_to, ground, START - SETTLE, "slow"))


async def test_a_list_that_takes_long_stays_with_whoever_reads_it(
    ground: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long: another replica begins it only where this one gets no further."""
    other, pages = ground.reconciler(), iter(range(5))

    async def changes(listing: str, *_: Any) -> Page:
        if listing == "disputes":
            return Page((), None)
        page = next(pages)
        ground.clock.step_to(ground.clock.now() + LEASE * 0.9)
        if page:
            await other.once()
        return Page((), str(page) if page < 4 else None)

    monkeypatch.setattr(ground.api, "changes", changes)
    await ground.reconciler().once()
    assert next(pages, None) is None
    assert await mark(ground) == START - SETTLE


async def test_a_list_without_end_is_left(ground: Ingest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A platform that says "and so on" for ever holds nothing up for ever."""
    monkeypatch.setattr(reconciler_module, "MOST_PAGES", 5)
    before, asked = await mark(ground), []

    async def changes(listing: str, *told: Any) -> Page:
        asked.append(told)
        return Page((), "more" if listing == "orders" else None)

    monkeypatch.setattr(ground.api, "changes", changes)
    assert await ground.reconciler().once() == ground.clock.now() + AGAIN
    assert await mark(ground) == before
    assert len(asked) == 5 + 1


class Slow(Api):
    """Another shop of the same app, with one list."""

    key = "lazada/slow"

    def __init__(self, shop: Shop) -> None:
        super().__init__(replace(shop, key=self.key), Http(allow_private=False))
        self.listings = ("slow",)


async def read_up_to(ground: Ingest, instant: datetime, listing: str = "orders") -> bool:
    """Whether a list has been read so far."""
    return await mark(ground, listing) >= instant
