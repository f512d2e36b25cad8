"""The normaliser and its relay over one shop, as the service wires them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg

from benchmarks.ingest.load import KEY, SECRET
from services.connectors import registry
from services.connectors.ports import App, Shop
from services.ingest.app import MIGRATIONS, SCHEMA
from services.ingest.normaliser import Normaliser
from services.ingest.outbox import outbox
from services.ingest.work import Shops
from services.runtime.clock import SystemClock
from services.runtime.heap import settle
from services.runtime.http.client import Http
from services.runtime.kafka.consumer import Consumer
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.postgres.listen import Listener
from services.runtime.postgres.migrate import migrate
from services.runtime.postgres.pool import Pool, open_pool
from services.runtime.postgres.publish import Relay
from tests.support.sealed import vault

SELLER = "1234567"
"""The seller of the pushes that ``load`` makes."""


async def fresh(url: str, name: str) -> str:
    """A database of its own; its address."""
    conn = await asyncpg.connect(url)
    try:
        await conn.execute(f"CREATE DATABASE {name}")
    finally:
        await conn.close()
    return url.rsplit("/", 1)[0] + f"/{name}"


@asynccontextmanager
async def consuming(url: str, profile: KafkaProfile, port: int) -> AsyncIterator[Pool]:
    """They run inside the block; ``port`` is the platform's."""
    url = await fresh(url, f"ingest_{port}")
    await migrate(url, SCHEMA, MIGRATIONS)
    pool, clock, sealed = await open_pool(url, application="bench"), SystemClock(), vault(SCHEMA)
    app = App("bench", "lazada", KEY, (SECRET,), f"http://127.0.0.1:{port}")
    shop = Shop("lazada/bench", app, SELLER, "a-token", site="lazada_vn")
    producer = Producer(profile)
    await producer.start()
    async with Http(allow_private=True) as http:
        shops = Shops({(app.id, SELLER): shop}, {shop.key: registry.api(shop, http)})
        relay = Relay(
            pool=pool, producer=producer, outbox=outbox(sealed), clock=clock, channel=SCHEMA
        )
        consumer: Consumer[Any, Any] = Consumer(
            profile=profile,
            handler=Normaliser(shops, pool, sealed, clock),
            pool=pool,
            vault=sealed,
            clock=clock,
            producer=producer,
            wakes=(relay.loop.wake,),
        )
        listener = Listener(url, SCHEMA, (relay.loop.wake,))
        settle()  # as the service does before it begins
        runs = (consumer.run, listener.run, relay.loop.run, *(one.run for one in consumer.loops))
        tasks = [asyncio.create_task(_forever(run)) for run in runs]
        try:
            yield pool
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await producer.stop()
            await pool.close()


async def _forever(run: Any) -> None:
    await run()
