"""Topics and lag on the real broker."""

from dataclasses import replace
from datetime import UTC, datetime

from schemas.envelope import Envelope
from schemas.topics import TOPICS
from services.runtime.kafka.ends import Ends
from services.runtime.kafka.producer import OutRecord, Producer
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.topics import apply_topics, lag


def _record(topic: str, number: int) -> OutRecord:
    envelope = Envelope(
        id=f"x@{number}", type="t", source="forestall/test", time=datetime(2026, 3, 2, tzinfo=UTC)
    )
    return OutRecord(topic, f"key-{number}".encode(), b"{}", envelope)


async def test_topics_are_created_once(kafka: KafkaProfile) -> None:
    """Applying the table of topics again creates nothing and fails nothing."""
    assert await apply_topics(kafka) == []
    fresh = replace(kafka, prefix=f"{kafka.prefix}again-")
    assert sorted(await apply_topics(fresh)) == sorted(topic.name for topic in TOPICS)


async def test_lag_of_a_group_that_never_committed_is_the_whole_log(
    kafka: KafkaProfile, producer: Producer
) -> None:
    """What was produced and never read shows as lag, and as nobody else's."""
    await producer.send([_record("orders", number) for number in range(10)])
    found = await lag(kafka, {"tracker": ["orders", "parcels"]})
    assert sum(n for (_, topic, _), n in found.items() if topic == "orders") == 10
    assert sum(n for (_, topic, _), n in found.items() if topic == "parcels") == 0


async def test_ends_are_exact_for_batches_of_several_records(
    kafka: KafkaProfile, producer: Producer
) -> None:
    """The embedded broker's own answer counts a batch as one record; ours does not."""
    ends = Ends(kafka)
    await ends.start()
    try:
        places = [("orders", number) for number in range(kafka.partitions)]
        for sent in (300, 301, 800):
            already = sum((await ends.read(places)).values())
            await producer.send([_record("orders", number) for number in range(sent - already)])
            assert sum((await ends.read(places)).values()) == sent
    finally:
        await ends.stop()
