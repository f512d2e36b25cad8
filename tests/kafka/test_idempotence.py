"""The idempotent producer, which only a real Kafka has."""

from aiokafka import TopicPartition

from services.runtime.errors import Unavailable
from services.runtime.kafka.producer import Producer
from services.runtime.kafka.profile import KafkaProfile
from tests.support.eventually import eventually
from tests.support.ingest import records
from tests.support.recorder import out


async def test_a_gap_in_the_sequence_does_not_close_a_partition_for_good(
    kafka: KafkaProfile, producer: Producer
) -> None:
    """Kafka takes nothing more of a producer whose number is not the next: another one sends.

    The client makes such a gap when it gives up a batch that it had numbered and never sent.
    """
    await producer.send([out("a", "1")])
    inner = producer._reached()
    for number in range(kafka.partitions):
        place = TopicPartition(kafka.topic("orders"), number)
        inner._txn_manager.increment_sequence_number(place, 7)
    refused = 0

    async def sent() -> bool:
        nonlocal refused
        try:
            await producer.send([out("a", "2")])
        except Unavailable:
            refused += 1
            return False
        return True

    await eventually(sent, what="sent by another producer")
    assert refused
    assert [record.value for record in await records(kafka, "orders")] == [b"1", b"2"]
