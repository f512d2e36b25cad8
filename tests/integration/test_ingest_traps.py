"""The traps of a marketplace's pushes and lists that only the store can fall into."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from schemas.topics import CONVERSATIONS, ORDERS
from services.runtime.clock import SteppedClock
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from tests.support.ingest import (
    EVERY,
    SHOP,
    Ingest,
    chat_push,
    ingest,
    normalising,
    order_push,
)
from tests.support.servers import START

MINUTE = timedelta(minutes=1)
KEY = f"{SHOP}/42"


@pytest.fixture(name="ground")
async def _ground(
    postgres_url: str, kafka: KafkaProfile, clock: SteppedClock, producer: Producer
) -> AsyncIterator[Ingest]:
    async with ingest(postgres_url, kafka, clock, producer) as made:
        yield made


async def change(ground: Ingest, state: str) -> bytes:
    """The order stands so five minutes later; the push that tells of it."""
    ground.clock.step_to(ground.clock.now() + 5 * MINUTE)
    ground.platform.orders["42"] = (state, ground.clock.now())
    return order_push("42", ground.clock.now())


async def test_lazadas_retry_with_newer_content(ground: Ingest) -> None:
    """A push that was not accepted comes again as the order is by then: a change, told once.

    Then the change's own push comes, and the first one once more as it was: neither says anything.
    """
    async with normalising(ground):
        first = await change(ground, "pending")
        await ground.push(first)
        await ground.ended(applied=1)
        newer = await change(ground, "shipped")
        await ground.push(newer)
        await ground.ended(applied=2)
        await ground.push(newer)
        await ground.push(first)
        await ground.ended(applied=2, superseded=2)
        told = await ground.published(ORDERS.name, 2)
    assert [(one["version"], one["status"]) for one in told] == [(1, "paid"), (2, "shipped")]


async def test_a_b_a_is_three_versions_on_the_topic(ground: Ingest) -> None:
    """A state that comes back is news to whoever reads the topic."""
    async with normalising(ground):
        for number, state in enumerate(("pending", "shipped", "pending"), 1):
            await ground.push(await change(ground, state))
            await ground.ended(applied=number)
            told = await ground.published(ORDERS.name, number)
    versions = [(one["version"], one["status"]) for one in told]
    assert versions == [(1, "paid"), (2, "shipped"), (3, "paid")]


async def test_two_changes_in_one_second_and_one_push(ground: Ingest) -> None:
    """Sources date by the second: a change in the second of the last read is not known by it."""
    ground.platform.orders["42"] = ("pending", START)
    reconciler = ground.reconciler()
    await reconciler.begin()
    await reconciler.once()
    async with normalising(ground):
        await ground.push(order_push("42", START))
        await ground.ended(applied=1)
        ground.platform.orders["42"] = ("shipped", START)  # and its push is lost
        ground.clock.step_to(START + 2 * EVERY)
        await reconciler.once()
        await ground.ended(applied=2)
        assert await ground.version("order", KEY) == 2
        ground.clock.step_to(START + 3 * EVERY)
        await reconciler.once()
        assert (await ground.sums())["read"] == 2, "a read beyond that second has seen it"


async def test_old_signed_pushes_that_are_replayed_say_nothing(ground: Ingest) -> None:
    """Whoever kept them has our platform's signature: a month later each changes nothing.

    The order is read as it is by then, and a message that was told is the one that is known.
    """
    async with normalising(ground):
        kept = [await change(ground, "pending")]
        await ground.push(kept[0])
        await ground.ended(applied=1)
        kept.append(chat_push(ground.clock.now()))
        await ground.push(kept[1])
        await ground.ended(applied=2)
        await ground.push(await change(ground, "shipped"))
        await ground.ended(applied=3)
        told = len(await ground.published(CONVERSATIONS.name, 1))
        ground.clock.step_to(ground.clock.now() + timedelta(days=30))
        for body in kept:
            await ground.push(body)
        await ground.ended(applied=3, superseded=2)
        assert await ground.version("order", KEY) == 2
        assert len(await ground.published(CONVERSATIONS.name, told)) == told
