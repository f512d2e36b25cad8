"""What an app may ask of its platform: held for the cluster, spent on what is most urgent."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest
from prometheus_client import REGISTRY
from pydantic import SecretStr

from services.cli.checks.lists import read as lists_read
from services.connectors import registry
from services.connectors.marketplaces.lazada.api import Api
from services.connectors.ports import Page
from services.ingest import reconciler as reconciling
from services.ingest import store_lists
from services.ingest.behind import BEHIND, Behind, normaliser_behind
from services.ingest.calls import Calls, Errand, Paced, Rank, Turns, errand
from services.ingest.gauges import measure
from services.ingest.reconciler import FIRST_LOOK, OVERLAP, REST, SETTLE
from services.runtime.apps import AppSettings, CallBudget
from services.runtime.clock import SteppedClock
from services.runtime.errors import Deferred, TryLater
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.budgets import SHARE, reserve
from services.runtime.postgres.pool import transaction
from services.runtime.settings import Settings
from services.runtime.shops import ShopSettings
from tests.contract.gateway import Call
from tests.support.eventually import eventually
from tests.support.ingest import APP, SELLER, SHOP, Ingest, ingest, normalising, order_push, running
from tests.support.servers import START

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MIDNIGHT = START.replace(hour=0, minute=0, second=0, microsecond=0) + DAY
FAST = 40.0


@pytest.fixture(name="ground")
async def _ground(
    postgres_url: str, kafka: KafkaProfile, clock: SteppedClock, producer: Producer
) -> AsyncIterator[Ingest]:
    """A shop that is polled since ``START``."""
    async with ingest(postgres_url, kafka, clock, producer) as made:
        await made.reconciler().begin()
        yield made


def app(marketplace: str, budget: CallBudget | None = None) -> AppSettings:
    """An app of the settings."""
    return AppSettings(
        marketplace=marketplace,
        key="k",
        secrets=(SecretStr("s"),),
        api="https://platform.example",
        budget=budget,
    )


def turns(ground: Ingest, *, a_second: float | None = None, a_day: int | None = None) -> Turns:
    """Those of a process."""
    budget = CallBudget(per_second=a_second, per_day=a_day, since=START.date())
    return Turns(ground.pool, ground.clock, "lazada", APP, budget)


async def took(book: list[str], name: str, of: Turns, why: Errand) -> None:
    """Take a turn, and write it down."""
    with errand(why):
        await of.take()
    book.append(name)


async def test_the_rate_holds_for_all_processes_together(ground: Ingest) -> None:
    """Two of them make no more calls in a time than one would."""
    began = time.monotonic()
    both, book = [turns(ground, a_second=FAST) for _ in range(2)], list[str]()
    for rank in (Rank.PUSHED, Rank.LISTED):
        await asyncio.gather(*(took(book, "", both[n % 2], Errand(rank)) for n in range(10)))
    assert len(book) == 20
    assert time.monotonic() - began >= 19 / (FAST * SHARE) - 0.005


async def test_a_push_comes_before_lists_and_those_by_their_deadlines(ground: Ingest) -> None:
    """Whoever waits is passed by what is more urgent, and by nothing else."""
    one, book = turns(ground, a_second=5), list[str]()
    await took(book, "first", one, Errand())
    errands = {
        "past": Errand(Rank.PAST),
        "list": Errand(Rank.LISTED),
        "late": Errand(Rank.LISTED, START + DAY),
        "soon": Errand(Rank.LISTED, START + HOUR),
        "push": Errand(Rank.PUSHED),
    }
    await asyncio.gather(*(took(book, name, one, why) for name, why in errands.items()))
    assert book == ["first", "push", "soon", "late", "list", "past"]


async def test_a_push_of_another_process_waits_behind_one_call_at_most(ground: Ingest) -> None:
    """However much of the past is waiting there: that reserves nothing ahead."""
    bulk, own, book = turns(ground, a_second=10), turns(ground, a_second=10), list[str]()
    waiting = [asyncio.create_task(took(book, "past", bulk, Errand(Rank.PAST))) for _ in range(8)]
    await eventually(lambda: book, what="the first call")
    before = len(book)
    await took(book, "push", own, Errand(Rank.PUSHED))
    assert book.index("push") - before <= 1
    await asyncio.gather(*waiting)


async def test_who_gets_no_slot_in_time_is_told_when_to_ask_again(ground: Ingest) -> None:
    """It is put off, not failed; those after it are served."""
    one, book = turns(ground, a_second=2), list[str]()
    await took(book, "first", one, Errand())
    with pytest.raises(Deferred) as put_off:
        await took(book, "late", one, Errand(patience=0.1))
    assert (put_off.value.code, put_off.value.until > START) == ("no_slot", True)
    await took(book, "next", one, Errand())
    assert book == ["first", "next"]


async def test_a_day_keeps_calls_for_what_is_more_urgent(ground: Ingest) -> None:
    """Half for the past, four fifths for lists, all of it for pushes; and the next day anew."""
    pair, book = [turns(ground, a_day=10) for _ in range(2)], list[str]()

    async def until_refused(rank: Rank) -> int:
        before = len(book)
        with suppress(Deferred):
            while True:
                await took(book, "", pair[len(book) % 2], Errand(rank))
        with pytest.raises(Deferred) as spent:
            await took(book, "", pair[0], Errand(rank))
        assert (spent.value.code, spent.value.until) == ("day_spent", MIDNIGHT)
        return len(book) - before

    assert [await until_refused(rank) for rank in (Rank.PAST, Rank.LISTED, Rank.PUSHED)] == [
        *(5, 3, 2)
    ]
    ground.clock.step_to(MIDNIGHT)
    await took(book, "", pair[0], Errand(Rank.PAST))


async def test_every_attempt_counts_and_a_refused_one_is_not_made(ground: Ingest) -> None:
    """A call that is repeated is two calls to the platform."""
    paced = Api(ground.shop, Paced(ground.http, turns(ground, a_day=5)))
    ground.gateway.answers["/orders/get"] = 503
    for wanted in ("503", "503", "day_spent"):
        with pytest.raises(TryLater, match=wanted):
            await paced.changes("orders", START - HOUR, START, None)
    assert len(ground.gateway.asked("/orders/get")) == 4
    assert await ground.pool.fetchval("SELECT day_used FROM ingest.budgets") == 4


@asynccontextmanager
async def spent(ground: Ingest) -> AsyncIterator[None]:
    """The app's calls of this day are used up."""
    one = turns(ground, a_day=2)
    for _ in range(2):
        await took([], "", one, Errand(Rank.PUSHED))
    ground.api = Api(ground.shop, Paced(ground.http, one))
    yield


async def test_a_list_that_the_day_does_not_reach_is_read_the_next_day(ground: Ingest) -> None:
    """Nobody asks meanwhile, and ``doctor`` says why; the mark stays."""
    settings = Settings(
        apps={APP: app("lazada")},
        shops=(ShopSettings(key=SHOP, app=APP, seller_id=SELLER, zone="Asia/Shanghai"),),
    )
    async with spent(ground):
        await ground.reconciler().once()
    assert ground.gateway.asked("/orders/get") == []
    row = await ground.pool.fetchrow(
        "SELECT mark, due_at, why FROM ingest.watermarks WHERE listing = 'orders'"
    )
    assert row is not None
    assert tuple(row) == (START - FIRST_LOOK, MIDNIGHT, "lazada_day_spent")
    found = list(await lists_read(settings, ground.pool, START))
    assert [one.level for one in found] == ["warning", "warning"]
    assert "lazada_day_spent" in found[1].what
    assert "apps.NAME.budget" in found[1].do
    ground.clock.step_to(MIDNIGHT)
    ground.api = Api(ground.shop, ground.http)
    await ground.reconciler().once()
    assert [one.level for one in await lists_read(settings, ground.pool, MIDNIGHT)] == ["ok"]
    late = await lists_read(settings, ground.pool, MIDNIGHT + DAY)
    assert ["is due since" in one.what for one in late] == [True, True]


async def test_a_push_that_the_day_does_not_reach_is_read_the_next_day(ground: Ingest) -> None:
    """It is set aside with the reason until then, and nothing is lost."""
    ground.platform.orders["42"] = ("shipped", START)
    await ground.push(order_push("42", START))
    async with spent(ground), normalising(ground):
        await ground.ended(parked=1)
        row = await ground.pool.fetchrow("SELECT reason, due_at FROM ingest.parked")
        assert row is not None
        assert tuple(row) == ("lazada_day_spent", MIDNIGHT)
        ground.clock.step_to(MIDNIGHT)
        await ground.ended(applied=1)


async def test_a_shop_that_waits_for_its_budget_is_not_silent(ground: Ingest) -> None:
    """Nothing is set aside because a turn took as long as a shop that has fallen silent."""
    interval = 1.1
    ground.api = Api(ground.shop, Paced(ground.http, turns(ground, a_second=1 / SHARE / interval)))
    for number in ("41", "42"):
        ground.platform.orders[number] = ("shipped", START)
    async with normalising(ground):
        await ground.push(order_push("41", START))
        await ground.ended(applied=1)
        await reserve(ground.pool, "ingest", "lazada", APP, interval=interval)
        await ground.push(order_push("42", START))
        await ground.ended(applied=2, parked=0)


async def test_lists_are_taken_by_what_is_due_next_in_them(ground: Ingest) -> None:
    """An order to send, a protection that ends, an answer that is due; what has passed is none."""
    other = f"{SHOP}-2"
    async with transaction(ground.pool) as conn:
        for shop in (SHOP, other):
            pairs = [(shop, listing) for listing in ("orders", "disputes", "state")]
            await store_lists.add_watermarks(conn, pairs, START, START)
        for number, (kind, shop, at) in enumerate(
            (
                ("order", SHOP, START + 3 * DAY),
                ("order", other, START + DAY),
                ("order", other, START - DAY),
                ("dispute", other, START + 2 * DAY),
            )
        ):
            await conn.execute(
                """INSERT INTO ingest.objects (kind, id, shop, version, hash, read_started_at, body,
                                               deadline_at)
                   VALUES ($1, $2, $3, 1, '', $4, '{}', $5)""",
                *(kind, str(number), shop, START, at),
            )
        found = await store_lists.lease_watermarks(
            conn, [SHOP, other], START, START + HOUR, lease=uuid4(), most=9
        )
    assert [(one.shop, one.listing) for one in found[:3]] == [
        (other, "orders"),
        (other, "disputes"),
        (SHOP, "orders"),
    ]
    assert [one.deadline for one in found[3:]] == [None, None, None]


async def test_a_first_look_rests_while_the_normaliser_is_behind(
    ground: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Page by page, and on where it was: of the same span, to the same end, by whoever is next."""
    asked: list[tuple[datetime, datetime, str | None]] = []
    pages = {None: "one", "one": "two", "two": None}
    waiting = [0, BEHIND + 1, BEHIND + 1, 0, 0]

    async def changes(listing: str, since: datetime, until: datetime, cursor: str | None) -> Page:
        if listing == "orders":
            asked.append((since, until, cursor))
        return Page((), pages[cursor] if listing == "orders" else None)

    @asynccontextmanager
    async def behind() -> AsyncIterator[Behind]:
        async def told() -> int:
            return waiting.pop(0)

        yield told

    monkeypatch.setattr(ground.api, "changes", changes)
    await ground.pool.execute("DELETE FROM ingest.watermarks WHERE listing <> 'orders'")
    first = (START - FIRST_LOOK - OVERLAP, START - SETTLE)
    for wanted in ([None], [], ["one", "two"]):
        asked.clear()
        due = await ground.reconciler(behind=behind).once()
        assert asked == [(*first, cursor) for cursor in wanted]
        if waiting:
            assert due == ground.clock.now() + REST
        ground.clock.step_to(ground.clock.now() + REST)
    row = await ground.pool.fetchrow("SELECT mark, why, cursor FROM ingest.watermarks")
    assert row is not None
    assert tuple(row) == (START - SETTLE, None, None)
    async with transaction(ground.pool) as conn:
        await store_lists.poll_at_once(conn, [SHOP], ground.clock.now(), HOUR)
    asked.clear()
    pages[None] = None
    await ground.reconciler(behind=behind).once()
    assert len(asked) == 1, "no first look, and nobody is asked how far the normaliser is"


async def test_each_shop_calls_within_the_budget_that_is_known(ground: Ingest) -> None:
    """The settings' before the connector's; shops of an app share it, unless each has its own."""
    own = CallBudget(per_day=9, since=START.date())
    settings = Settings(
        apps={
            "documented": app("tiktok_shop"),
            "set": app("tiktok_shop", own),
            "unknown": app("lazada"),
        }
    )
    calls = Calls(ground.pool, ground.clock, ground.http)

    def budget(name: str, shop: str) -> object:
        one = registry.app(settings, name)
        found = calls.of(replace(ground.shop, app=one, key=shop))
        return found._turns if isinstance(found, Paced) else None

    assert budget("unknown", "lazada/a") is None
    assert budget("set", "tiktok_shop/a") is budget("set", "tiktok_shop/b")
    assert budget("documented", "tiktok_shop/a") is not budget("documented", "tiktok_shop/b")


async def test_an_outage_is_told_to_all_who_wait(ground: Ingest) -> None:
    """Nobody waits for a turn that nobody hands out; and when the database is back, it goes on."""
    one = turns(ground, a_second=FAST)
    await ground.pool.execute("ALTER TABLE ingest.budgets RENAME TO elsewhere")
    waiting = [took([], "", one, Errand()) for _ in range(3)]
    ended = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(error, Exception) for error in ended)
    assert not any(isinstance(error, TimeoutError) for error in ended)
    await ground.pool.execute("ALTER TABLE ingest.elsewhere RENAME TO budgets")
    await took([], "", one, Errand())


async def test_how_far_lists_lag_is_measured(ground: Ingest) -> None:
    """Of the shops in the settings; a list that was read is as old as what is left to its push."""
    await ground.reconciler().once()
    await ground.pool.execute(
        "INSERT INTO ingest.watermarks (shop, listing, mark, begun_at, due_at)"
        " VALUES ('lazada/gone', 'orders', $1, $1, $1)",
        START,
    )
    ground.clock.step_to(START + HOUR)

    def age(shop: str) -> float | None:
        told = {"shop": shop, "listing": "orders"}
        return REGISTRY.get_sample_value("forestall_list_age_seconds", told)

    wanted = (HOUR + SETTLE).total_seconds()
    async with running(partial(measure, ground.pool, ground.clock, frozenset({SHOP}))):
        await eventually(lambda: age(SHOP) == wanted, what="the gauge")
    assert age("lazada/gone") is None


async def test_a_push_is_read_long_before_a_new_shops_past(
    ground: Ingest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under a budget that the past would use up for many minutes: it rests, and is not lost."""
    monkeypatch.setattr(reconciling, "BEHIND", 20)
    for number in range(300):
        changed = START - timedelta(hours=2 + number)
        ground.platform.orders[f"1{number}"] = ("shipped", changed)
    whole = ground.platform.answers()["/orders/get"]
    assert callable(whole)

    def paged(call: Call) -> bytes:
        body = whole(call)
        assert isinstance(body, bytes)
        found, first = json.loads(body), int(call["offset"])
        found["data"]["orders"] = found["data"]["orders"][first : first + int(call["limit"])]
        return json.dumps(found).encode()

    ground.gateway.answers["/orders/get"] = paged
    ground.api = Api(ground.shop, Paced(ground.http, turns(ground, a_second=FAST)))
    await ground.pool.execute("DELETE FROM ingest.watermarks WHERE listing <> 'orders'")
    behind = partial(normaliser_behind, ground.profile)
    await ground.reconciler(behind=behind).once()
    ground.platform.orders["42"] = ("shipped", START)
    await ground.push(order_push("42", START))
    async with normalising(ground):

        async def there() -> bool:
            return await ground.version("order", f"{SHOP}/42") == 1

        await eventually(there, what="the push")
        known = await ground.pool.fetchval("SELECT count(*) FROM ingest.objects")
        row = await ground.pool.fetchrow("SELECT why, cursor, reading_until FROM ingest.watermarks")
        assert row is not None
        assert (row["why"], row["reading_until"]) == ("first_look", START - SETTLE)
        assert row["cursor"]
        assert known < 150
