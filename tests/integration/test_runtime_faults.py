"""A broker that hangs: senders hear of it in time, readers go on where they were."""

import asyncio
import signal
from collections.abc import Iterator
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer

from services.runtime.errors import Unavailable
from services.runtime.kafka import consumer
from services.runtime.kafka.producer import Producer
from tests.support.eventually import eventually
from tests.support.recorder import Bench, Recorder, out, running
from tests.support.servers import Servers


@pytest.fixture(name="broker")
def _broker(servers: Servers) -> Iterator[Servers]:
    yield servers
    servers.broker.child.signal(signal.SIGCONT)


async def test_a_hanging_broker_is_unavailable_within_the_limit(
    ground: Bench, broker: Servers
) -> None:
    """A send ends although the broker never answers; afterwards the same producer sends."""
    producer = Producer(ground.profile, limit=0.4)
    await producer.start()
    await _sends_again(producer)
    broker.broker.child.signal(signal.SIGSTOP)
    with pytest.raises(Unavailable):
        await producer.send([out("a", "2")])
    broker.broker.child.signal(signal.SIGCONT)
    await _sends_again(producer)
    await producer.stop()


async def _sends_again(producer: Producer) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                await producer.send([out("a", "3")])
            except Unavailable:
                continue
            return


async def test_a_consumer_outlives_a_hang_longer_than_its_session(
    ground: Bench, broker: Servers
) -> None:
    """After 2.5 seconds of a broker that says nothing every record is still applied once."""
    patient = Producer(ground.profile, limit=2.5)
    await patient.start()
    async with running(ground.consumer(Recorder())) as tasks:
        await ground.producer.send([out(f"k{n}", "before") for n in range(20)])
        await ground.read(20)
        broker.broker.child.signal(signal.SIGSTOP)
        with pytest.raises(Unavailable):
            await patient.send([out("k0", "lost?")])
        broker.broker.child.signal(signal.SIGCONT)
        await patient.stop()
        await _sends_again(ground.producer)
        await ground.producer.send([out(f"k{n}", "after") for n in range(20)])

        async def all_there() -> bool:
            seen = await ground.seen()
            return sum(value == "after" for _, value in seen) == 20

        await eventually(all_there)
        assert not any(task.done() for task in tasks)
    seen = [pair for pair in await ground.seen() if pair[1] in {"before", "after"}]
    assert len(seen) == len(set(seen)) == 40


async def test_a_rebalance_without_end_is_left(
    ground: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client that waits for its partitions for ever is given up, and another one joins."""
    fetch, waiting = AIOKafkaConsumer.getmany, asyncio.Event()

    async def first_waits(self: AIOKafkaConsumer, **how: Any) -> Any:
        if not waiting.is_set():
            waiting.set()
            monkeypatch.setattr(consumer, "REBALANCE_LIMIT", usual)
            await asyncio.Event().wait()
        return await fetch(self, **how)

    monkeypatch.setattr(AIOKafkaConsumer, "getmany", first_waits)
    usual = consumer.REBALANCE_LIMIT
    monkeypatch.setattr(consumer, "REBALANCE_LIMIT", 0.2)
    async with running(ground.consumer(Recorder())):
        await ground.producer.send([out("k", "after")])
        await ground.read(1)
    assert waiting.is_set()
