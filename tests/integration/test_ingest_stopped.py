"""Pushes that have stopped: noticed from what polling finds, and over with the next push."""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Any

import pytest

from services.connectors.ports import Alert
from services.ingest.stopped import MISSED, PushWatch
from services.runtime.clock import SteppedClock
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from tests.support.ingest import EVERY, SHOP, Ingest, ingest, normalising, order_push
from tests.support.servers import START

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def ground(
    postgres_url: str, kafka: KafkaProfile, clock: SteppedClock, producer: Producer
) -> AsyncIterator[Ingest]:
    """A shop that is polled since ``START``."""
    async with ingest(postgres_url, kafka, clock, producer) as made:
        await made.reconciler().begin()
        yield made


class Watched:
    """What people are told."""

    def __init__(self, ground: Ingest) -> None:
        self.alerts: Sequence[Alert] = []
        self._watch = PushWatch(
            pool=ground.pool, clock=ground.clock, shops=frozenset({SHOP}), on_notices=self._hear
        )

    async def _hear(self, source: str, alerts: Sequence[Alert], **_: Any) -> None:
        assert source == "pushes"
        self.alerts = alerts

    async def look(self) -> list[Alert]:
        """One pass; what stands after it."""
        await self._watch.once()
        return [alert for alert in self.alerts if alert.ends_at is None]


async def test_pushes_that_stopped_are_one_notice_until_one_comes(ground: Ingest) -> None:
    """At twenty changes that nobody told of since the last push; fewer are everyday losses."""
    reconciler, watched = ground.reconciler(), Watched(ground)
    orders = ground.platform.orders
    async with normalising(ground):
        orders["0"] = ("shipped", START)
        await ground.push(order_push("0", START))
        await ground.ended(applied=1)
        for count in (MISSED - 1, 1):
            at = ground.clock.now() + MINUTE
            known = len(orders)
            orders |= {str(number): ("shipped", at) for number in range(known, known + count)}
            ground.clock.step_to(ground.clock.now() + EVERY)
            ground.clock.step_to(ground.clock.now() + EVERY)
            await reconciler.once()
            await ground.ended(applied=known + count)
            standing = await watched.look()
            assert len(standing) == (0 if count > 1 else 1)
        (alert,) = await Watched(ground).look()
        assert (alert.level, alert.dedup_key) == ("notice", f"notice|pushes|{SHOP}")
        assert f"found {MISSED} changes since the last one, {START:%Y-%m-%d %H:%M} UTC" in (
            alert.why_now
        )
        since = alert.starts_at
        ground.clock.step_to(ground.clock.now() + EVERY)
        assert [one.starts_at for one in await watched.look()] == [since], "one that stands"
        orders["0"] = ("delivered", ground.clock.now())
        await ground.push(order_push("0", ground.clock.now()))
        await ground.ended(applied=MISSED + 2)
        assert await watched.look() == []
        (ended,) = watched.alerts
        assert ended.ends_at == ground.clock.now()
        assert await watched.look() == []
        assert watched.alerts == [], "told once"


async def test_what_was_missed_before_the_last_push_is_no_sign(ground: Ingest) -> None:
    """Nineteen, a push, nineteen: each push starts the count anew."""
    reconciler, watched = ground.reconciler(), Watched(ground)
    orders = ground.platform.orders
    async with normalising(ground):
        for round_ in range(3):
            at, known = ground.clock.now() + MINUTE, len(orders)
            names = [f"{round_}{number:02}" for number in range(MISSED - 1)]
            orders |= dict.fromkeys(names, ("shipped", at))
            ground.clock.step_to(ground.clock.now() + 2 * EVERY)
            await reconciler.once()
            await ground.ended(applied=known + len(names))
            assert await watched.look() == []
            now = ground.clock.now()
            orders[f"{round_}-pushed"] = ("shipped", now)
            await ground.push(order_push(f"{round_}-pushed", now))
            await ground.ended(applied=known + len(names) + 1)
