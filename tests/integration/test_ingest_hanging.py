"""One shop's API hangs: it is asked a few times, and no other shop waits for it.

That its lists hold up no other shop's is a test of the reconciler.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from services.connectors.marketplaces.lazada.api import Api
from services.ingest.reads import AGAIN, CALLS_A_SHOP
from services.runtime.clock import SteppedClock
from services.runtime.http.client import Http
from services.runtime.http.retry import Backoff
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from tests.contract.gateway import Gateway, serving
from tests.support.eventually import eventually
from tests.support.ingest import (
    SECRET,
    Ingest,
    Platform,
    app_at,
    ingest,
    normalising,
    order_push,
)
from tests.support.line import Line
from tests.support.servers import START

ILL, SELLER = "lazada/shop-2", "1000143773"
CHANGED = START - timedelta(hours=2)


@dataclass
class Two:
    """Two shops, and the line to the gateway of the one that falls ill.

    Attributes:
        gateway: of the ill shop.
    """

    ingest: Ingest
    line: Line
    gateway: Gateway
    platform: Platform

    async def push(self, order_id: str, seller: str = "") -> None:
        """The push of an order, which the platforms know."""
        platform = self.platform if seller else self.ingest.platform
        platform.orders[order_id] = ("pending", CHANGED)
        told = order_push(order_id, CHANGED, seller) if seller else order_push(order_id, CHANGED)
        await self.ingest.push(told)


@pytest.fixture(name="two")
async def _two(
    postgres_url: str, kafka: KafkaProfile, clock: SteppedClock, producer: Producer
) -> AsyncIterator[Two]:
    platform = Platform()
    gateway = Gateway(SECRET, platform.answers())
    backoff = Backoff(first=0.001, most=0.002, attempts=2, retry_after=0.01)
    async with (
        ingest(postgres_url, kafka, clock, producer) as ground,
        serving(gateway),
        Http(allow_private=True, backoff=backoff) as http,
    ):
        line = await Line(int(gateway.address.rsplit(":", 1)[1])).open()
        app = app_at(f"http://127.0.0.1:{line.port}")
        shop = replace(ground.shop, key=ILL, app=app, seller_id=SELLER)
        ground.others.append((shop, Api(shop, http)))
        try:
            yield Two(ground, line, gateway, platform)
        finally:
            await line.stop()


async def test_a_shop_that_hangs_is_waited_for_once(two: Two) -> None:
    """Batch after batch holds pushes of both: from the second on only a probe asks the ill one.

    When it answers again, what comes is read at once, and what was parked when it falls due.
    """
    two.line.hang()
    async with normalising(two.ingest):
        await two.push("100", SELLER)
        await two.push("200")
        await two.ingest.ended(applied=1, parked=1)
        for number in range(1, 21):
            await two.push(f"{100 + number}", SELLER)
            await two.push(f"{200 + number}")
            await two.ingest.ended(applied=1 + number, parked=1 + number)
        assert two.line.tried <= CALLS_A_SHOP
        assert not two.gateway.calls
        two.line.go_on()
        await eventually(lambda: two.gateway.asked("/order/items/get"), what="the probe")
        await two.push("150", SELLER)
        await two.ingest.ended(applied=22, parked=21)
        two.ingest.clock.step_to(START + AGAIN)
        await two.ingest.ended(applied=43, parked=0)


async def test_a_burst_to_a_shop_that_hangs_makes_few_calls(two: Two) -> None:
    """Its slots are its own, and what waits for one is parked with the rest."""
    two.line.hang()
    for number in range(60):
        await two.push(f"{100 + number}", SELLER)
        await two.push(f"{200 + number}")
    async with normalising(two.ingest):
        await two.ingest.ended(applied=60, parked=60)
    assert two.line.tried <= 2 * CALLS_A_SHOP
