"""The normaliser: pushes to canonical objects, five pushes an order, each order read over HTTP."""

import asyncio
import tempfile
from pathlib import Path

import uvloop

from benchmarks.ingest.consuming import consuming
from benchmarks.ingest.load import request
from benchmarks.ingest.processes import pin, started
from benchmarks.span import Span
from schemas.envelope import Envelope
from schemas.topics import INBOX, INBOX_PUSH
from services.runtime.clock import SystemClock
from services.runtime.embedded.broker import start_broker
from services.runtime.embedded.postgres import start_postgres
from services.runtime.kafka.producer import OutRecord, Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.topics import apply_topics
from services.runtime.postgres.pool import Pool

ORDERS, EACH, BAR = 3_000, 5, 1_500


async def run(own: set[int], rest: set[int]) -> None:
    """Fill the inbox, then let it be read; the servers and the platform have the other cores."""
    with tempfile.TemporaryDirectory() as data:
        pin(rest)
        broker = await start_broker(Path(data))
        postgres = await start_postgres(Path(data), fsync=False)
        servers = broker.child.pid, postgres.child.pid
        profile = KafkaProfile(bootstrap=broker.bootstrap, embedded=True, prefix="bench-")
        await apply_topics(profile)
        try:
            async with started("benchmarks.ingest.platform", cores=rest) as platform:
                await _fill(profile)
                pin(own)
                reading = _read(postgres.url, profile, platform.port, servers)
                await asyncio.to_thread(uvloop.run, reading)  # as the service runs
        finally:
            await postgres.stop()
            await broker.stop()


async def _fill(profile: KafkaProfile) -> None:
    """An order's pushes one after the other, as a busy hour mixes them."""
    producer, now = Producer(profile), SystemClock().now()
    await producer.start()
    for turn in range(EACH):
        for begin in range(0, ORDERS, 500):
            wave = [_push(number, turn, now) for number in range(begin, begin + 500)]
            await producer.send(wave)
    await producer.stop()


def _push(number: int, turn: int, now: object) -> OutRecord:
    body = request("/", number).split(b"\r\n\r\n", 1)[1]
    envelope = Envelope(
        id=f"{number}-{turn}",
        type=INBOX_PUSH,
        source="forestall/ingest",
        time=now,
        contenttype="application/octet-stream",
        attributes={"marketplace": "lazada", "app": "bench"},
    )
    return OutRecord(INBOX.name, f"lazada/bench/26042290{number:07d}".encode(), body, envelope)


async def _read(url: str, profile: KafkaProfile, port: int, servers: tuple[int, int]) -> None:
    sent = ORDERS * EACH
    async with consuming(url, profile, port) as pool:
        while not await _count(pool):  # noqa: ASYNC110 - the table sets no event
            await asyncio.sleep(0.01)
        begun, span = await _count(pool), Span(*servers)
        while await _count(pool) < sent:  # noqa: ASYNC110 - the same
            await asyncio.sleep(0.02)
        print(span.told(sent - begun, "pushes, five an order, Kafka to commit,", BAR))


async def _count(pool: Pool) -> int:
    return int(await pool.fetchval("SELECT coalesce(sum(next_offset), 0) FROM ingest.progress"))
