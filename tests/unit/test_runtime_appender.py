"""How long the edge's way into Kafka keeps a caller waiting: in virtual time, to a millisecond."""

import asyncio

import pytest
from aiokafka.producer.message_accumulator import BatchBuilder

from services.runtime.errors import Unavailable
from services.runtime.kafka.appender import Appender
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile

LIMIT = 0.4


class Hanging(Producer):
    """A producer whose broker takes every batch and says nothing of any."""

    def __init__(self) -> None:
        super().__init__(KafkaProfile("127.0.0.1:1", embedded=True))
        self.sent = 0

    @property
    def ready(self) -> bool:
        """It was reached once."""
        return True

    def batch(self) -> BatchBuilder:
        """An empty batch."""
        return BatchBuilder(16384, 0)

    async def partitions(self, topic: str) -> int:  # noqa: ARG002 - the producer's
        """Two."""
        return 2

    async def send_batch(
        self,
        batch: BatchBuilder,  # noqa: ARG002 - the producer's
        topic: str,  # noqa: ARG002 - the same
        partition: int,  # noqa: ARG002 - the same
    ) -> asyncio.Future[object]:
        """Never acknowledged."""
        self.sent += 1
        return asyncio.get_running_loop().create_future()


async def _waits(appender: Appender, after: float, key: bytes) -> float:
    """Seconds that a caller who comes after so many waits for its refusal."""
    await asyncio.sleep(after)
    loop = asyncio.get_running_loop()
    began = loop.time()
    with pytest.raises(Unavailable):
        await appender.append(key, b"value", [])
    return loop.time() - began


@pytest.mark.looptime
async def test_each_caller_is_answered_within_the_limit_whatever_kafka_does() -> None:
    """Callers of any moment and key wait the limit; what nobody waits for is sent no more."""
    producer = Hanging()
    appender = Appender(producer, "inbox", limit=LIMIT)
    moments = [(n / 10, b"%d" % (n % 7)) for n in range(30)]
    waited = await asyncio.gather(*(_waits(appender, after, key) for after, key in moments))
    assert waited == [pytest.approx(LIMIT, abs=1e-3)] * 30
    assert producer.sent == 2, "one batch a partition; the rest was given up before it could go"
