"""The log that the notifier reads: records keep their place, and are read again from any place."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from schemas.base import Versioned
from schemas.conversation import Message
from schemas.dispute import Dispute
from schemas.envelope import Envelope
from schemas.order import Order
from schemas.parcel import Parcel
from schemas.topics import (
    CONVERSATIONS,
    DISPUTE_CHANGED,
    DISPUTES,
    MESSAGE_CHANGED,
    ORDER_CHANGED,
    ORDERS,
    PARCEL_CHANGED,
    PARCELS,
)
from services.runtime.kafka.record import Record

_PLACES: tuple[tuple[type[Versioned], str, str], ...] = (
    (Order, ORDERS.name, ORDER_CHANGED),
    (Parcel, PARCELS.name, PARCEL_CHANGED),
    (Dispute, DISPUTES.name, DISPUTE_CHANGED),
    (Message, CONVERSATIONS.name, MESSAGE_CHANGED),
)


class Log:
    """Four topics of one partition each, and how far their group has committed.

    Attributes:
        committed: topic to the offset that the next owner begins at.
    """

    def __init__(self) -> None:
        self.topics: dict[str, list[Record]] = {topic: [] for _, topic, _ in _PLACES}
        self.committed: dict[str, int] = defaultdict(int)

    def append(self, key: str, value: Versioned, now: datetime) -> None:
        """Add an object of an order."""
        topic, kind = next(
            (topic, kind) for model, topic, kind in _PLACES if isinstance(value, model)
        )
        envelope = Envelope(
            id=f"{key}@{value.version}", type=kind, source="forestall/test", time=now
        )
        self._put(topic, key.encode(), value.model_dump_json().encode(), envelope, now)

    def append_unreadable(self, key: str, now: datetime) -> None:
        """Add what no version of the program can read."""
        envelope = Envelope(id="bad", type=ORDER_CHANGED, source="forestall/test", time=now)
        self._put(ORDERS.name, key.encode(), b"{", envelope, now)

    def unread(self, most: int) -> list[Record]:
        """The next records of every topic, from where its group has committed."""
        return [
            record
            for topic, records in self.topics.items()
            for record in records[self.committed[topic] : self.committed[topic] + most]
        ]

    def commit(self, records: Sequence[Record]) -> None:
        """The group has come behind these."""
        for record in records:
            self.committed[record.topic] = max(self.committed[record.topic], record.offset + 1)

    def rewind(self, topic: str, by: int) -> None:
        """The commits of so many records were lost."""
        self.committed[topic] = max(self.committed[topic] - by, 0)

    def _put(self, topic: str, key: bytes, value: bytes, envelope: Envelope, now: datetime) -> None:
        place = len(self.topics[topic])
        headers = tuple(envelope.headers())
        self.topics[topic].append(Record(topic, 0, place, key, value, headers, now))
