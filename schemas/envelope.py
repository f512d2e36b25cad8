"""CloudEvents 1.0, Kafka protocol binding, binary content mode: the headers of every record."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from schemas.base import Instant, Model

SCHEMA_VERSION = "1"
"""Major version of the objects; a record of another major version is refused."""

Headers = Sequence[tuple[str, bytes]]


class EnvelopeError(ValueError):
    """The headers are not a CloudEvent that this version reads."""


class Envelope(Model):
    """The attributes of one event.

    Attributes:
        id: object and version, so that a re-send carries the same id.
        type: ``forestall.order.changed`` and its kin, or ``forestall.inbox.push`` / ``.poll``.
        source: the service that published it, ``forestall/ingest``.
        subject: the object's own id.
        attributes: extension attributes (CloudEvents names: lower case letters and digits).
    """

    id: Annotated[str, StringConstraints(min_length=1, max_length=1000)]
    type: str
    source: str
    subject: str = ""
    time: Instant
    schemaversion: str = SCHEMA_VERSION
    contenttype: str = "application/json"
    traceparent: str | None = None
    attributes: Mapping[str, str] = Field(default_factory=dict)

    def headers(self) -> list[tuple[str, bytes]]:
        """The Kafka headers, in a fixed order."""
        pairs = [
            ("ce_specversion", "1.0"),
            ("ce_id", self.id),
            ("ce_type", self.type),
            ("ce_source", self.source),
            ("ce_time", self.time.astimezone(UTC).isoformat()),
            ("ce_schemaversion", self.schemaversion),
            ("content-type", self.contenttype),
        ]
        if self.subject:  # CloudEvents allows none, but no empty one
            pairs.append(("ce_subject", self.subject))
        if self.traceparent:
            pairs.append(("traceparent", self.traceparent))
        pairs += [(f"ce_{name}", value) for name, value in sorted(self.attributes.items())]
        return [(name, value.encode()) for name, value in pairs]


_OWN = frozenset(
    {
        "ce_specversion",
        "ce_id",
        "ce_type",
        "ce_source",
        "ce_subject",
        "ce_time",
        "ce_schemaversion",
    }
)


def parse_headers(headers: Iterable[tuple[str, bytes]]) -> Envelope:
    """Read an envelope.

    Raises:
        EnvelopeError: an attribute is missing or malformed, or the schema version is another.
    """
    try:
        found = {name: value.decode() for name, value in headers}
        "".join(found).encode()  # fails over what stands for a name's bytes that are no UTF-8
        envelope = Envelope(
            id=found["ce_id"],
            type=found["ce_type"],
            source=found["ce_source"],
            subject=found.get("ce_subject", ""),
            time=datetime.fromisoformat(found["ce_time"]),
            schemaversion=found.get("ce_schemaversion", ""),
            contenttype=found.get("content-type", "application/json"),
            traceparent=found.get("traceparent"),
            attributes={
                name[3:]: value
                for name, value in found.items()
                if name.startswith("ce_") and name not in _OWN
            },
        )
    except KeyError as error:
        raise EnvelopeError(f"header {error.args[0]} is missing") from error
    except ValueError as error:
        raise EnvelopeError(f"headers are not a CloudEvent: {error}") from error
    if envelope.schemaversion != SCHEMA_VERSION:
        raise EnvelopeError(
            f"schema version {envelope.schemaversion!r}, this program reads {SCHEMA_VERSION!r}"
        )
    return envelope
