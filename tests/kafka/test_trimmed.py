"""Logs whose beginning retention has taken, which only a real Kafka lets a test make."""

from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.records_to_delete import RecordsToDelete

from schemas.topics import DEAD, ORDERS
from services.runtime.clock import SteppedClock
from services.runtime.kafka.letters import letter, original
from services.runtime.kafka.producer import OutRecord, Producer
from services.runtime.kafka.profile import KafkaProfile
from tests.support.recorder import Recorder, bench, out, running


async def _trim(kafka: KafkaProfile, topic: str) -> None:
    """Take away all that stands in a topic: its end stays where it is."""
    admin = AIOKafkaAdminClient(bootstrap_servers=kafka.bootstrap)
    await admin.start()
    try:
        every = [TopicPartition(kafka.topic(topic), n) for n in range(kafka.partitions)]
        await admin.delete_records(dict.fromkeys(every, RecordsToDelete(before_offset=-1)))
    finally:
        await admin.close()


async def test_reading_letters_ends_on_a_trimmed_log(
    kafka: KafkaProfile, producer: Producer
) -> None:
    """Nothing comes any more before the end that the broker names: it is through all the same."""
    for topic in (DEAD, ORDERS):
        await producer.send([OutRecord(topic.name, b"k", b"v", out("k", "v").envelope)] * 3)
        await _trim(kafka, topic.name)
    assert await letter(kafka, "orders/0/0") is None
    for number in range(kafka.partitions):
        assert await original(kafka, (ORDERS.name, number, 0)) is None


async def test_a_consumer_begins_where_a_trimmed_log_does(
    kafka: KafkaProfile, producer: Producer, postgres_url: str, clock: SteppedClock
) -> None:
    """It waits for nothing that lies before the log's first record."""
    await producer.send([out("k", "gone")] * 3)
    await _trim(kafka, ORDERS.name)
    await producer.send([out("k", "there")] * 2)
    async with bench(postgres_url, kafka, clock, producer) as ground:
        async with running(ground.consumer(Recorder())):
            await ground.read(5)
            await producer.send([out("k", "new")])
            await ground.read(6)
        assert [value for _, value in await ground.seen()] == ["there", "there", "new"]
