"""One micro-batch: read it, prepare it, apply it; as a whole, and where that fails one by one."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from schemas.envelope import Envelope
from schemas.topics import TOPICS
from services.runtime.kafka.outcome import BEHIND, Bug, Disposition, Outcome, judge
from services.runtime.kafka.record import Handler, Item, Position, Record, read_envelope
from services.runtime.logs import about
from services.runtime.postgres.pool import Connection, savepoint

T = TypeVar("T")
P = TypeVar("P")

Chain = tuple[str, bytes]
"""Topic and key: records that wait behind one another once one of them met a bug."""

_BY_ORDER = frozenset(topic.name for topic in TOPICS if topic.key == "order key")


@dataclass(slots=True)
class Batch(Generic[T, P]):
    """Records after everything that needs no transaction.

    Attributes:
        records: all of them, in the order of reading.
        ready: those that can be applied, with what was prepared for them.
        decided: those whose end is known already.
    """

    records: Sequence[Record]
    ready: list[tuple[Item[T], P]] = field(default_factory=list)
    decided: dict[Position, Outcome] = field(default_factory=dict)


def chain(record: Record) -> Chain | None:
    """The chain a record belongs to; a record without a key waits for nobody."""
    return None if record.key is None else (record.topic, record.key)


async def read(handler: Handler[T, P], records: Sequence[Record]) -> Batch[T, P]:
    """Parse and prepare, before any transaction.

    Raises:
        Unavailable: preparing needs means that fail.
    """
    batch: Batch[T, P] = Batch(records)
    items: list[Item[T]] = []
    for record in records:
        try:
            envelope = read_envelope(record)
            with _named(record, envelope):
                items.append(Item(record, envelope, handler.parse(record, envelope)))
        except Exception as error:  # noqa: BLE001 - every error is judged, in one place
            batch.decided[record.position] = judge(error)
    if items:
        try:
            batch.ready = await _prepare(handler, items)
        except Exception as error:  # noqa: BLE001 - the same
            judge(error)
            await _prepare_singly(handler, items, batch)
    return batch


async def _prepare(handler: Handler[T, P], items: Sequence[Item[T]]) -> list[tuple[Item[T], P]]:
    with _naming(items):
        return list(zip(items, await handler.prepare(items), strict=True))


async def _prepare_singly(
    handler: Handler[T, P], items: Sequence[Item[T]], batch: Batch[T, P]
) -> None:
    for item in items:
        try:
            batch.ready += await _prepare(handler, [item])
        except Exception as error:  # noqa: BLE001 - the same
            batch.decided[item.record.position] = judge(error)


async def settle(
    handler: Handler[T, P],
    conn: Connection,
    batch: Batch[T, P],
    *,
    fresh: Sequence[Record],
    blocked: set[Chain],
    now: datetime,
) -> dict[Position, Outcome]:
    """How each fresh record ends; the effects are in the transaction of ``conn``.

    ``fresh`` are the records of the batch whose effect is not committed yet; ``blocked`` the chains
    with a bug before this batch, to which those are added that meet one now.

    Raises:
        Unavailable: the transaction is lost, repeat the batch.
    """
    wanted = {record.position for record in fresh}
    ready = [pair for pair in batch.ready if pair[0].record.position in wanted]
    failed = any(isinstance(batch.decided.get(position), Bug) for position in wanted)
    free = not failed and not any(chain(item.record) in blocked for item, _ in ready)
    if free and ready:
        try:
            async with savepoint(conn):
                found = await _apply(handler, conn, ready, now)
        except Exception as error:  # noqa: BLE001 - every error is judged, in one place
            judge(error)
        else:
            return {**_decided(batch, wanted), **found}
    return await _settle_singly(handler, conn, batch, fresh=fresh, blocked=blocked, now=now)


def _decided(batch: Batch[T, P], wanted: set[Position]) -> dict[Position, Outcome]:
    return {where: outcome for where, outcome in batch.decided.items() if where in wanted}


async def _settle_singly(
    handler: Handler[T, P],
    conn: Connection,
    batch: Batch[T, P],
    *,
    fresh: Sequence[Record],
    blocked: set[Chain],
    now: datetime,
) -> dict[Position, Outcome]:
    ready = {item.record.position: (item, prepared) for item, prepared in batch.ready}
    found: dict[Position, Outcome] = {}
    for record in fresh:
        own = chain(record)
        outcome: Outcome
        if own in blocked:
            outcome = BEHIND
        elif record.position in ready:
            outcome = await _apply_one(handler, conn, ready[record.position], now)
        else:
            outcome = batch.decided[record.position]
        if isinstance(outcome, Bug) and own is not None:
            blocked.add(own)
        found[record.position] = outcome
    return found


async def _apply_one(
    handler: Handler[T, P], conn: Connection, pair: tuple[Item[T], P], now: datetime
) -> Outcome:
    try:
        async with savepoint(conn):
            found = await _apply(handler, conn, [pair], now)
    except Exception as error:  # noqa: BLE001 - every error is judged, in one place
        return judge(error)
    return found[pair[0].record.position]


async def _apply(
    handler: Handler[T, P], conn: Connection, pairs: Sequence[tuple[Item[T], P]], now: datetime
) -> dict[Position, Disposition]:
    items = [item for item, _ in pairs]
    with _naming(items):
        answered = await handler.apply(conn, items, [prepared for _, prepared in pairs], now)
    return {
        item.record.position: disposition for item, disposition in zip(items, answered, strict=True)
    }


def _naming(items: Sequence[Item[Any]]) -> AbstractContextManager[None]:
    """Name a record that is handled alone; the lines of several are nobody's in particular."""
    return _named(items[0].record, items[0].envelope) if len(items) == 1 else nullcontext()


def _named(record: Record, envelope: Envelope) -> AbstractContextManager[None]:
    """Bind a record's order and trace to the lines of its handling."""
    key = record.key if record.topic in _BY_ORDER else None
    order = key.decode(errors="replace") if key else None
    return about(order=order, trace=envelope.traceparent or envelope.id)
