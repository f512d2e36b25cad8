"""A record as the client read it, whatever a stranger wrote into it."""

from datetime import UTC, datetime

import pytest
from aiokafka import ConsumerRecord

from schemas.topics import ORDERS
from services.runtime.kafka.profile import KafkaProfile
from services.runtime.kafka.record import record_of

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("milliseconds", "at"),
    [
        (1_772_000_000_000, datetime(2026, 2, 25, 6, 13, 20, tzinfo=UTC)),
        (-1, datetime(1969, 12, 31, 23, 59, 59, 999000, tzinfo=UTC)),
        (2**62, EPOCH),
        (-(2**62), EPOCH),
    ],
)
def test_a_time_that_no_calendar_has_stops_no_consumer(milliseconds: int, at: datetime) -> None:
    """A record's own time is whatever its writer says; its consumer goes on all the same."""
    raw: ConsumerRecord[bytes, bytes] = ConsumerRecord(
        topic=ORDERS.name,
        partition=0,
        offset=0,
        timestamp=milliseconds,
        timestamp_type=0,
        key=b"k",
        value=b"v",
        checksum=None,
        serialized_key_size=1,
        serialized_value_size=1,
        headers=[],
    )
    assert record_of(KafkaProfile("nowhere:9092", embedded=False), raw).timestamp == at
