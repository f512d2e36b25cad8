"""``forestall backfill``: a shop's past is read, costs are said first, and nobody is told of it."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from schemas.topics import INBOX, ORDERS
from services.connectors.ports import Page
from services.ingest import backfill, store_backfills
from services.ingest.backfill import Backfill, sampled
from services.ingest.behind import BEHIND
from services.ingest.listed import Source
from services.runtime.clock import SteppedClock
from services.runtime.errors import Refused, TryLater
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import transaction
from tests.support.ingest import SHOP, Ingest, ingest, normalising, order_push, records
from tests.support.notifier import NOW, D, H, hold, order, parcel
from tests.support.notifier_shell import SHOP as OURS
from tests.support.notifier_shell import open_shell
from tests.support.servers import START
from tests.support.terminal import Terminal, terminal

SINCE = START - 60 * D


@pytest.fixture(name="ground")
async def _ground(
    postgres_url: str, kafka: KafkaProfile, clock: SteppedClock, producer: Producer
) -> AsyncIterator[Ingest]:
    async with ingest(postgres_url, kafka, clock, producer) as made:
        for number in range(600):
            at = SINCE + timedelta(hours=number * 2.4, minutes=1)
            made.platform.orders[str(number)] = ("delivered", at)
        yield made


async def begun(ground: Ingest) -> store_backfills.Progress:
    """The orders list of a back-fill that has just begun."""
    async with transaction(ground.pool) as conn:
        await store_backfills.begin(conn, SHOP, SINCE, START, {"orders": 600})
        (progress,) = await store_backfills.unfinished(conn, SHOP)
    return progress


def reading(ground: Ingest, waiting: list[int] | None = None) -> Backfill:
    """What reads; ``waiting`` is how far the normaliser is behind, look by look."""

    async def behind() -> int:
        return waiting.pop(0) if waiting else 0

    return Backfill(pool=ground.pool, producer=ground.producer, api=ground.api, behind=behind)


async def test_what_it_costs_is_reckoned_from_a_few_days(ground: Ingest) -> None:
    """Within a few calls it is known about how many entries there are, and how many are news."""
    source = Source(SHOP, "orders")
    found = await backfill.estimate(ground.api, ground.pool, source, SINCE, START)
    assert found.entries == pytest.approx(600, rel=0.05)
    assert found.news == found.entries
    assert found.looked == 7
    assert len(ground.gateway.calls) == 7
    assert sampled(SINCE, 3) == [SINCE, SINCE + D, SINCE + 2 * D]


async def test_one_that_is_cut_off_goes_on_where_it_was(
    ground: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was noted is in the inbox already: nothing is left out, and nothing asked for anew."""
    pages = iter([Page((), "one"), TryLater("lazada", "429"), Page((), "two"), Page((), None)])
    asked: list[str | None] = []

    async def changes(_: str, since: datetime, until: datetime, cursor: str | None) -> Page:
        assert (since, until) == (SINCE, START)
        asked.append(cursor)
        answer = next(pages)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(ground.api, "changes", changes)
    progress = await begun(ground)
    with pytest.raises(TryLater):
        await reading(ground).read(progress, START, lambda _: None)
    async with transaction(ground.pool) as conn:
        (left,) = await store_backfills.unfinished(conn, SHOP)
    done = await reading(ground).read(left, START, lambda _: None)
    assert done.done
    assert asked == [None, "one", "one", "two"]
    async with transaction(ground.pool) as conn:
        assert await store_backfills.unfinished(conn, SHOP) == []


async def test_a_cursor_that_has_ended_begins_its_list_anew(
    ground: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Days later the platform may not know it: the list is read from its beginning, once."""
    pages = iter([Refused("lazada", "400"), Page((), "one"), Refused("lazada", "400")])
    asked: list[str | None] = []

    async def changes(_: str, since: datetime, until: datetime, cursor: str | None) -> Page:
        assert since < until
        asked.append(cursor)
        answer = next(pages)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(ground.api, "changes", changes)
    cut_off = replace(await begun(ground), seen=7, cursor="of last week")
    with pytest.raises(Refused):
        await reading(ground).read(cut_off, START, lambda _: None)
    assert asked == ["of last week", None, "one"]
    async with transaction(ground.pool) as conn:
        (left,) = await store_backfills.unfinished(conn, SHOP)
    assert (left.seen, left.cursor) == (0, "one")


async def test_what_is_pushed_meanwhile_does_not_wait_for_all_of_it(
    ground: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No page is appended while the normaliser is far behind."""
    monkeypatch.setattr(backfill, "PAUSE", 0)
    waiting = [BEHIND + 1, BEHIND + 1, BEHIND]
    ground.platform.orders = {"1": ("delivered", START - D)}
    done = await reading(ground, waiting).read(await begun(ground), START, lambda _: None)
    assert (waiting, done.appended) == ([], 1)


async def test_orders_that_nobody_knew_are_marked_and_others_are_not(ground: Ingest) -> None:
    """The mark stands beside the object: a later reading changes it as little as a push does."""
    ground.platform.orders = {"1": ("shipped", START - 2 * D), "2": ("shipped", START - D)}
    async with normalising(ground):
        await ground.push(order_push("2", START - D))
        await ground.ended(applied=1)
        ground.platform.orders["2"] = ("delivered", START)
        ground.platform.orders["1"] = ("delivered", START - D)
        done = await reading(ground).read(await begun(ground), START, lambda _: None)
        assert done.appended == 1, "what is known already is not read again"
        await ground.ended(applied=2)
        ground.clock.step_to(START + H)
        ground.platform.orders["1"] = ("canceled", START + H)
        await ground.push(order_push("1", START + H))
        await ground.ended(applied=3)
        told = await ground.published(ORDERS.name, 3)
    marks = {(one["key"], one["status"]): one["known_since"] for one in told}
    assert marks[f"{SHOP}/1", "delivered"] == marks[f"{SHOP}/1", "cancelled"] is not None
    assert {mark for (key, _), mark in marks.items() if key == f"{SHOP}/2"} == {None}


async def test_nothing_is_said_of_what_began_before_it_became_known(postgres_url: str) -> None:
    """A hold of yesterday is missed; one that begins after is told like any other."""
    shell = await open_shell(postgres_url)
    try:
        for number, known in ((1, NOW), (2, None), (3, NOW - D)):
            key = f"{OURS}/{number}"
            here = parcel(hold(since=NOW - H), order_keys=(key,))
            young = order(key=key, placed_at=NOW - 2 * D, shipped_at=NOW - D, known_since=known)
            await shell.tell(young, here, key=key)
        await shell.run()
        told = sorted(where.rsplit("/", 1)[1] for where, _ in shell.market.chat)
        assert told == ["2", "3"]
        rows = {
            (row["order_key"], row["rule"]): row["status"] for row in await shell.rows("actions")
        }
        assert rows[f"{OURS}/1", "hold-buyer-must-act"] == "missed"
    finally:
        await shell.pool.close()


@pytest.fixture(name="forestall")
async def _forestall(
    ground: Ingest, kafka: KafkaProfile, postgres_url: str, tmp_path: Path
) -> Terminal:
    made = await terminal(kafka, postgres_url, tmp_path)
    made.stands_at(START)
    config = tmp_path / "forestall.yaml"
    told = config.read_text().replace("api: http://127.0.0.1:9", f"api: {ground.gateway.address}")
    told = told.replace("secrets: [{env: SECRET}]", "secrets: [{env: APP_SECRET}]")
    config.write_text(f"{told}allow_private_addresses: true\n")
    made.environ["APP_SECRET"] = ground.gateway.secret
    return made


async def test_it_says_what_it_costs_and_asks(forestall: Terminal, ground: Ingest) -> None:
    """Refused, nothing is read; let go, all of it is; a second time there is nothing to read."""
    ground.platform.orders = dict(list(ground.platform.orders.items())[-40:])
    words = ("backfill", SHOP, "--since", "4d")
    asked = await forestall(*words)
    assert asked.exit_code == 1
    assert re.search(
        r"orders +40 entries, +5 calls at most to list them, +40 to be read", asked.output
    )
    assert "beside 0 known" in asked.output
    assert "messages         0" in asked.output
    assert await records(ground.profile, INBOX.name) == []
    said = await forestall.says(*words, "--yes")
    assert f"{SHOP}: 40 entries looked at, 40 are read" in said
    assert len(await records(ground.profile, INBOX.name)) == 40
    async with normalising(ground):
        await ground.ended(applied=40)
    said = await forestall.says(*words, "--yes")
    assert "beside 40 known" in said
    assert "40 entries looked at, 0 are read" in said
    assert "write days" in await forestall.says("backfill", SHOP, "--since", "60", code=2)
