"""Records as they are read, and what a consumer asks of its handler."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, Protocol, TypeAlias, TypeVar

from aiokafka import ConsumerRecord
from pydantic import ValidationError

from schemas.base import Versioned
from schemas.envelope import Envelope, EnvelopeError, parse_headers
from schemas.topics import BY_NAME, Topic
from services.runtime.errors import InvalidInput
from services.runtime.kafka.outcome import Disposition
from services.runtime.kafka.profile import MAX_RECORD_BYTES, KafkaProfile
from services.runtime.postgres.pool import Connection

T = TypeVar("T")
P = TypeVar("P")

_MOST_VERSION = 2**63 - 1
"""PostgreSQL's bigint, in which versions are kept."""

Position: TypeAlias = tuple[str, int, int]
"""Topic (without prefix), partition, offset: the identity of a record."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a topic.

    Attributes:
        topic: without the installation's prefix.
        timestamp: the broker's, UTC.
        attempts: how often it was parked before.
    """

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes
    headers: tuple[tuple[str, bytes], ...]
    timestamp: datetime
    attempts: int = 0

    @property
    def position(self) -> Position:
        """The identity of the record."""
        return self.topic, self.partition, self.offset


@dataclass(frozen=True, slots=True)
class Item(Generic[T]):
    """A record that could be read."""

    record: Record
    envelope: Envelope
    value: T


def record_of(profile: KafkaProfile, raw: "ConsumerRecord[bytes, bytes]") -> Record:
    """A record as the client read it."""
    return Record(
        topic=profile.unprefixed(raw.topic),
        partition=raw.partition,
        offset=raw.offset,
        key=raw.key,
        value=raw.value or b"",
        headers=tuple((name, value or b"") for name, value in raw.headers),
        timestamp=_written_at(raw.timestamp),
    )


def _written_at(milliseconds: int) -> datetime:
    """A record's own time; of one that no calendar has, which a stranger can write, the first."""
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


class Handler(Protocol[T, P]):
    """What one consumer group does with its records.

    Attributes:
        group: without the installation's prefix.
        topics: what it reads.
    """

    group: str
    topics: tuple[Topic, ...]

    def parse(self, record: Record, envelope: Envelope) -> T:
        """Read the value. Pure.

        Raises:
            InvalidInput: it cannot be read: to the dead letters.
        """
        ...

    async def prepare(self, items: Sequence[Item[T]]) -> Sequence[P]:
        """What needs the network, outside any transaction; one result for each item."""
        ...

    async def apply(
        self, conn: Connection, items: Sequence[Item[T]], prepared: Sequence[P], now: datetime
    ) -> Sequence[Disposition]:
        """The effect, inside one transaction; one disposition for each item.

        After an error it is called again for each item alone, so it keeps nothing in memory that
        a rolled back transaction would have to take back.
        """
        ...


def read_envelope(record: Record) -> Envelope:
    """The envelope of a record.

    Raises:
        InvalidInput: the headers are no CloudEvent that this version reads, or the value is larger
            than any that this program sends: compressed, a stranger's passes the broker's limit.
    """
    if len(record.value) > MAX_RECORD_BYTES:
        raise InvalidInput("oversized", f"{len(record.value)} bytes")
    try:
        return parse_headers(record.headers)
    except EnvelopeError as error:
        raise InvalidInput("unreadable_envelope", str(error)) from error


def parse_object(record: Record, envelope: Envelope) -> Versioned:
    """The canonical object that a record carries, by the table of topics.

    Raises:
        InvalidInput: the topic carries no such event, the value is not the object, or it has no
            version that its owner can have given it.
    """
    model = BY_NAME[record.topic].model(envelope.type)
    if model is None:
        raise InvalidInput("unknown_type", f"{envelope.type} on {record.topic}")
    try:
        value = model.model_validate_json(record.value)
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise InvalidInput("unreadable", f"{place or 'value'}: {first['type']}") from error
    if not 0 < value.version <= _MOST_VERSION:
        raise InvalidInput("no_version", "versions are counted from 1")
    return value
