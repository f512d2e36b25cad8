"""Dead letters: a row with the reason in the service's schema, the record itself on ``dead``.

The record is sent before the transaction with the row commits, and that before the offsets do: a
crash may leave a second copy of the record, never none. What is too large to be sent again is told
of without its bytes; they lie where they came from, for as long as that topic keeps them.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas.envelope import Envelope, parse_headers
from schemas.topics import DEAD, DEAD_LETTER
from services.runtime.errors import InvalidInput
from services.runtime.intake import storable
from services.runtime.kafka.outcome import Dead
from services.runtime.kafka.producer import OutRecord
from services.runtime.kafka.profile import MAX_RECORD_BYTES
from services.runtime.kafka.record import Position, Record
from services.runtime.postgres import parked, progress
from services.runtime.postgres.parked import ParkedRow
from services.runtime.postgres.pool import Connection, Pool, identifier, transaction
from services.runtime.postgres.progress import Tally
from services.runtime.privacy.vault import Vault

DETAIL_CHARS = 500

MOST_BYTES = MAX_RECORD_BYTES - 64 * 1024
"""Of a whole record with its key and headers packed; the rest is for the letter's own headers."""

DeadRecord = tuple[Record, Dead]


def printable(text: str) -> str:
    """Text that a text column takes, and not endless."""
    return storable(text)[:DETAIL_CHARS]


def letter(group: str, record: Record, outcome: Dead, now: datetime) -> OutRecord:
    """The record for the topic ``dead``: the body as it was, its headers and key packed beside."""
    name = f"{record.topic}/{record.partition}/{record.offset}"
    packed = parked.pack_headers(record.headers).decode()
    key = None if record.key is None else base64.b64encode(record.key).decode()
    size = len(record.value) + len(packed) + len(key or "")
    if size > MOST_BYTES:
        value, beside = b"", {"recordbytes": str(len(record.value))}
    else:
        value = record.value
        beside = {"recordheaders": packed} | ({} if key is None else {"recordkey": key})
    return OutRecord(
        topic=DEAD.name,
        key=name.encode(),
        value=value,
        envelope=Envelope(
            id=f"{group}:{name}",
            type=DEAD_LETTER,
            source=f"forestall/{group}",
            subject=name,
            time=now,
            contenttype="application/octet-stream",
            attributes={
                "group": group,
                "reason": printable(outcome.reason),
                "detail": printable(outcome.detail),
                "recordtime": record.timestamp.isoformat(),
                **beside,
            },
        ),
    )


@dataclass(frozen=True, slots=True)
class Letter:
    """What a record of the topic ``dead`` tells.

    Attributes:
        group: who gave up on the record.
        whole: whether the record is all there; else only its position and time are.
    """

    group: str
    record: Record
    whole: bool


def unpack(letter_record: Record) -> Letter:
    """Read a record of the topic ``dead``.

    Raises:
        InvalidInput: it is no dead letter.
    """
    try:
        attributes = parse_headers(letter_record.headers).attributes
        topic, partition, offset = (letter_record.key or b"").decode().rsplit("/", 2)
        key = attributes.get("recordkey")
        packed = attributes.get("recordheaders")
        record = Record(
            topic=topic,
            partition=int(partition),
            offset=int(offset),
            key=None if key is None else base64.b64decode(key),
            value=letter_record.value,
            headers=() if packed is None else parked.unpack_headers(packed.encode()),
            timestamp=datetime.fromisoformat(attributes["recordtime"]),
        )
        return Letter(attributes["group"], record, whole=packed is not None)
    except (KeyError, ValueError) as error:
        raise InvalidInput("unreadable", "it is no dead letter") from error


async def put(conn: Connection, schema: str, dead: Sequence[DeadRecord], now: datetime) -> None:
    """Write the rows; a record that died before dies again under the same key."""
    await conn.executemany(
        f"INSERT INTO {identifier(schema)}.dead_letters "  # noqa: S608 - a checked identifier
        '(topic, partition, "offset", reason, detail, at) VALUES ($1, $2, $3, $4, $5, $6) '
        'ON CONFLICT (topic, partition, "offset") DO UPDATE SET reason = excluded.reason, '
        "detail = excluded.detail, at = excluded.at, replayed_at = NULL",
        [
            (*record.position, printable(outcome.reason), printable(outcome.detail), now)
            for record, outcome in dead
        ],
    )


async def replay(pool: Pool, vault: Vault, record: Record, now: datetime) -> bool:
    """Have a dead record, as ``unpack`` gave it, tried again: it is parked, due at once.

    Returns:
        False where the schema knows no such dead letter, or it is being replayed already.
    """
    schema = vault.schema
    async with transaction(pool) as conn:
        marked: Position | None = await conn.fetchval(
            f"UPDATE {schema}.dead_letters SET replayed_at = $4 "  # noqa: S608 - checked
            'WHERE topic = $1 AND partition = $2 AND "offset" = $3 AND replayed_at IS NULL '
            "RETURNING topic",
            *record.position,
            now,
        )
        if marked is None:
            return False
        row = parked_row(record, "replayed", attempts=0, due_at=now, bug=False, now=now)
        await parked.put(conn, vault, [row])
        await progress.add(
            conn, schema, {(record.topic, record.partition): Tally(dead=-1, parked=1)}
        )
        return True


def parked_row(
    record: Record, reason: str, *, attempts: int, due_at: datetime | None, bug: bool, now: datetime
) -> ParkedRow:
    """A record as ``parked.put`` takes it."""
    return ParkedRow(
        *record.position,
        key=record.key,
        headers=record.headers,
        body=record.value,
        at=record.timestamp,
        reason=printable(reason),
        attempts=attempts,
        due_at=due_at,
        bug=bug,
        now=now,
    )
