"""A shop's own state: read with its lists, published as an object, and what leaves is paused."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from schemas.shop import ShopState, ShopStatus
from schemas.topics import SHOPS
from services.connectors.oncall.audience import Audience
from services.ingest.reconciler import AGAIN
from services.ingest.states import ShopStates
from services.notifier import people
from services.notifier.postgres import shop_states
from services.notifier.state_loop import StateLoop
from services.notifier.stores.shops import state_scope
from services.runtime.clock import SteppedClock
from services.runtime.errors import InvalidInput, NotAuthorised
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.pool import transaction
from tests.support.ingest import EVERY, SHOP, Ingest, ingest, running
from tests.support.notifier import NOW, D, H, hold, order, parcel
from tests.support.notifier_shell import SHOP as OURS
from tests.support.notifier_shell import Shell, open_shell


@dataclass
class Marketplace:
    """Tells how the shop stands, or does not."""

    status: ShopStatus = "open"
    error: Exception | None = None
    asked: int = 0

    async def read(self, now: datetime) -> ShopState:
        """The state."""
        self.asked += 1
        if self.error is not None:
            raise self.error
        return ShopState(shop=SHOP, status=self.status, read_started_at=now)


@dataclass
class Ground:
    """A polled shop whose marketplace tells its state."""

    parts: Ingest
    marketplace: Marketplace = field(default_factory=Marketplace)

    def __post_init__(self) -> None:
        """One reconciler, as in a process."""
        self.reconciler = self.parts.reconciler(
            states=ShopStates(self.parts.pool, {SHOP: self.marketplace})
        )

    async def look(self, after: timedelta) -> None:
        """Poll, so much later."""
        self.parts.clock.step_to(self.parts.clock.now() + after)
        await self.reconciler.once()

    def refuse(self) -> Any:
        """Have the list of orders refused; how it was answered before."""
        answers = self.parts.gateway.answers
        before = answers["/orders/get"]
        answers["/orders/get"] = b'{"code":"IllegalAccessToken","type":"ISP","message":"no"}'
        return before

    async def told(self, count: int) -> list[tuple[str, int]]:
        """Status and version of what was published."""
        relay = self.parts.relay()
        async with running(relay.loop.run):
            found = await self.parts.published(SHOPS.name, count)
        return [(one["status"], one["version"]) for one in found]


@pytest.fixture(name="ground")
async def _ground(
    postgres_url: str, kafka: KafkaProfile, clock: SteppedClock, producer: Producer
) -> AsyncIterator[Ground]:
    async with ingest(postgres_url, kafka, clock, producer) as parts:
        ground = Ground(parts)
        await ground.reconciler.begin()
        yield ground


async def test_a_state_is_read_with_the_lists_and_published_when_it_changes(ground: Ground) -> None:
    """The same state read again is one version; open, frozen, open are three."""
    for status in ("open", "open", "frozen", "frozen", "open"):
        ground.marketplace.status = status  # type: ignore[assignment] # one of the statuses
        await ground.look(EVERY)
    assert ground.marketplace.asked == 5
    assert await ground.told(1) == [("open", 3)], "a burst collapses to its last state"


async def test_an_app_that_is_refused_twice_is_no_longer_let_in(ground: Ground) -> None:
    """Once may be a token that was just renewed; being let in again is told at once."""
    await ground.look(EVERY)
    assert await ground.told(1) == [("open", 1)]
    listed = ground.refuse()
    await ground.look(EVERY)
    assert await ground.parts.version("shop", SHOP) == 1
    await ground.look(AGAIN)
    assert await ground.told(2) == [("open", 1), ("deauthorised", 2)]
    ground.parts.gateway.answers["/orders/get"] = listed
    await ground.look(AGAIN)
    assert (await ground.told(3))[-1] == ("open", 3)


async def test_a_refusal_long_ago_is_not_the_one_before(ground: Ground) -> None:
    """Another replica has read the list since, and this one has not heard of it."""
    await ground.look(EVERY)
    for _ in range(3):
        ground.refuse()
        await ground.look(3 * EVERY)
    assert await ground.told(1) == [("open", 1)]


@pytest.mark.parametrize("error", [NotAuthorised("x", "error_permission"), InvalidInput("unread")])
async def test_an_app_that_is_not_told_the_state_is_let_in_all_the_same(
    ground: Ground, error: Exception
) -> None:
    """One right that it lacks silences no shop; what was said before stays as it was said."""
    ground.marketplace.error = error
    for _ in range(3):
        await ground.look(EVERY)
    assert await ground.told(1) == [("open", 1)]
    ground.marketplace.error, ground.marketplace.status = None, "frozen"
    await ground.look(EVERY)
    ground.marketplace.error = error
    await ground.look(EVERY)
    assert (await ground.told(2))[-1] == ("frozen", 2)


async def test_a_shop_that_let_us_in_again_goes_on_though_its_state_is_not_told(
    ground: Ground,
) -> None:
    """Nobody is silenced for ever by a right that went with the old token."""
    await ground.look(EVERY)
    listed = ground.refuse()
    ground.marketplace.error = NotAuthorised("lazada", "IllegalAccessToken")
    await ground.look(EVERY)
    await ground.look(AGAIN)
    assert (await ground.told(1))[-1] == ("deauthorised", 2)
    ground.parts.gateway.answers["/orders/get"] = listed
    ground.marketplace.error = InvalidInput("not_told")
    await ground.look(EVERY)
    assert (await ground.told(2))[-1] == ("open", 3)


@pytest.mark.parametrize(
    ("lists", "path"),
    [
        ({}, "/orders/get"),
        ({SHOP: "disputes"}, "/reverse/getreverseordersforseller"),
    ],
)
async def test_where_no_state_is_told_a_list_tells_of_our_app(
    ground: Ground, lists: dict[str, str], path: str
) -> None:
    """A shop without such a call: refused twice, it no longer lets our app in.

    It is the list of orders, or another where no orders live.
    """
    parts = ground.parts
    reconciler = parts.reconciler(states=ShopStates(parts.pool, {}, lists))
    refusal = b'{"code":"IllegalAccessToken","type":"ISP","message":"no"}'
    listed = parts.gateway.answers[path]
    for answer, status in ((listed, "open"), (refusal, "open"), (refusal, "deauthorised")):
        parts.gateway.answers[path] = answer
        parts.clock.step_to(parts.clock.now() + EVERY)
        await reconciler.once()
        body = await parts.pool.fetchval(
            "SELECT body->>'status' FROM ingest.objects WHERE kind = 'shop'"
        )
        assert body == status
    parts.gateway.answers[path] = listed
    parts.clock.step_to(parts.clock.now() + EVERY)
    await reconciler.once()
    assert await parts.version("shop", SHOP) == 3


async def test_a_frozen_shop_says_nothing_until_it_is_open_again(postgres_url: str) -> None:
    """One notice; what cannot wait is a task, the rest goes on when the marketplace lets it."""
    async with standing(postgres_url) as (shell, stands):
        await stands("frozen", 2)
        await stands("open", 1)
        await held(shell, "1")
        assert not await opened(shell)
        (task,) = await shell.rows("tasks")
        assert task["kind"] == "send"
        (notice,) = await notices(shell)
        assert notice["summary"].startswith(f"{OURS}: its marketplace has frozen the shop (WORD)")
        await stands("restricted", 3)
        (notice,) = await notices(shell)
        assert "restricts" in notice["summary"]
        await shell.run()
        assert not await opened(shell)
        await stands("open", 4)
        assert await notices(shell) == []
        await shell.step(H)
        assert await opened(shell)
        assert not shell.market.chat, "a person has it"


async def test_a_person_may_overrule_the_marketplace_and_pause_beside_it(postgres_url: str) -> None:
    """Neither pause lifts the other."""
    async with standing(postgres_url) as (shell, stands):
        now, nobody = shell.clock.now(), Audience(())
        await stands("vacation", 1)
        await people.pause(shell.stores, now, OURS, "stocktaking", "ana")
        await held(shell, "1")
        await stands("open", 2)
        await shell.step(H)
        assert not await opened(shell)
        await stands("frozen", 3)
        assert await people.resume(shell.stores, now, OURS, nobody)
        await shell.step(H)
        assert not await opened(shell)
        assert await people.resume(shell.stores, now, state_scope(OURS), nobody)
        await shell.step(H)
        assert await opened(shell)


Stands = Callable[[ShopStatus, int], Awaitable[None]]


@asynccontextmanager
async def standing(url: str) -> AsyncIterator[tuple[Shell, Stands]]:
    """The notifier, and what has its shop stand otherwise."""
    shell = await open_shell(url)
    loop = StateLoop(pool=shell.pool, clock=shell.clock, receivers=Audience(()))

    async def stands(status: ShopStatus, version: int) -> None:
        state = ShopState(shop=OURS, status=status, why="WORD", version=version)
        async with transaction(shell.pool) as conn:
            await shop_states.keep(conn, [state])
        await loop.work()

    try:
        yield shell, stands
    finally:
        await shell.pool.close()


async def held(shell: Shell, number: str) -> None:
    """An order whose parcel customs holds since now, for the buyer to act."""
    key = f"{OURS}/{number}"
    here = parcel(hold(since=shell.clock.now()), order_keys=(key,))
    young = order(key=key, placed_at=NOW - 2 * D, shipped_at=NOW - D)
    await shell.tell(young, here, key=key)
    await shell.run()


async def opened(shell: Shell) -> bool:
    """Whether the machine has opened the chat, which can wait."""
    rows = await shell.rows("actions")
    return any(row["rule"] == "open-conversation" and row["status"] == "done" for row in rows)


async def notices(shell: Shell) -> list[dict[str, Any]]:
    """Those of a shop's state that stand."""
    return [
        row
        for row in await shell.rows("alerts")
        if row["ends_at"] is None and "shop-state" in row["dedup_key"]
    ]
