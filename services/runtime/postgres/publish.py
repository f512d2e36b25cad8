"""Publishing from the row: the object's row is its own outbox, ``published < version`` means send.

A row's lock is held from before the send until ``published`` is set to what was sent, so one key
is never in flight twice and a burst of changes collapses to its last state. A crash between the
acknowledgement and the commit sends the same version again, under the same ``ce_id``.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias

import asyncpg

from services.runtime.bugs import LoopBugs, OnLoopBug
from services.runtime.clock import Clock
from services.runtime.errors import InvalidInput
from services.runtime.kafka.outcome import judge
from services.runtime.kafka.producer import OutRecord, Producer
from services.runtime.kafka.profile import MAX_RECORD_BYTES
from services.runtime.logs import get_logger
from services.runtime.loop import Loop, shortly
from services.runtime.postgres import traces
from services.runtime.postgres.pool import (
    Connection,
    Pool,
    identifier,
    one_statement,
    transaction,
)

log = get_logger()

BATCH = 200
"""Rows a transaction sends."""

Row: TypeAlias = asyncpg.Record | Mapping[str, Any]
"""A row that is sent, as it was read or with more beside it."""


@dataclass(frozen=True)
class Outbox:
    """A table whose rows are published.

    Attributes:
        table: schema-qualified; it has the columns ``version`` and ``published``.
        key: its primary key.
        columns: what else ``records`` needs.
        records: the records of a row (key, columns and version), in the order of sending.
        raised: schema whose table ``raised`` says by how much versions are raised as they are
            published; empty: they are not.
        opened: adds what lies sealed elsewhere to the rows of a batch, in one query.
    """

    table: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    records: Callable[[Any], Sequence[OutRecord]]
    raised: str = ""
    opened: Callable[[Connection, Sequence[asyncpg.Record]], Awaitable[Sequence[Row]]] | None = None


class Relay:
    """Sends the unsent rows of one outbox; any number of processes may run one.

    Args:
        channel: the NOTIFY channel that says that rows have changed; have a ``Listener`` of it set
            ``loop.wake``.
        on_bug: told of a row that cannot be sent.

    Attributes:
        loop: run it.
    """

    def __init__(
        self,
        *,
        pool: Pool,
        producer: Producer,
        outbox: Outbox,
        clock: Clock,
        channel: str,
        on_bug: OnLoopBug | None = None,
    ) -> None:
        self.channel = channel
        self._bugs = LoopBugs(f"relay {outbox.table}", on_bug)
        self.loop = Loop(f"relay {outbox.table}", clock, self._work)
        self._pool = pool
        self._producer = producer
        self._clock = clock
        self._outbox = outbox
        self._any, self._take, self._mark = _statements(outbox)

    async def publish(self) -> int:
        """Send one batch of unsent rows; the number of rows sent.

        Raises:
            Unavailable: PostgreSQL or Kafka does not answer; nothing is marked as sent.
        """
        try:
            sent, _ = await self._send()
        finally:
            await self._bugs.tell()
        return sent

    async def _send(self) -> tuple[int, bool]:
        """How many rows were sent, and whether others were seen unsent beside them."""
        async with transaction(self._pool) as conn:
            rows = await conn.fetch(self._take, BATCH)
            if not rows:
                return 0, True
            opened = self._outbox.opened
            whole = await opened(conn, rows) if opened is not None else rows
            key = self._outbox.key
            records = {self._name(row): self._records(row) for row in whole}
            traced = await traces.found(conn, self._outbox.table.split(".")[0], records)
            await self._producer.send(
                [_followed(one, traced.get(name)) for name, own in records.items() for one in own]
            )
            await conn.executemany(
                self._mark, [(row["kept"], *(row[name] for name in key)) for row in rows]
            )
            return len(rows), rows[0]["unsent"] > len(rows)

    def _name(self, row: Row) -> str:
        return "/".join(str(row[part]) for part in self._outbox.key)

    def _records(self, row: Row) -> Sequence[OutRecord]:
        """A row's records; none, said aloud, where it cannot be sent: it must not stop the others.

        After the fix ``forestall republish`` sends it.
        """
        try:
            records = self._outbox.records(row)
            largest = max((record.size for record in records), default=0)
            if largest > MAX_RECORD_BYTES:
                raise InvalidInput("oversized", f"{largest} bytes")
        except Exception as error:
            name, reason = self._name(row), judge(error).reason
            log.exception("relay.not_sent", table=self._outbox.table, key=name, reason=reason)
            self._bugs.met(reason)
            return ()
        return records

    async def _work(self) -> datetime | None:
        try:
            return await self._pass()
        finally:
            await self._bugs.tell()

    async def _pass(self) -> datetime | None:
        if not await self._unsent():
            return None
        sent, more = await self._send()
        if sent == BATCH:
            return self._clock.now()
        # Skipped because somebody holds it: a batch in hand, which need not change it again.
        return await shortly(self._clock) if more else None

    async def _unsent(self) -> bool:
        async with one_statement(self._pool) as conn:
            return bool(await conn.fetchval(self._any))


def _followed(record: OutRecord, trace: str | None) -> OutRecord:
    """The record with the trace that its row was last changed in, where one is followed."""
    if trace is None:
        return record
    return replace(record, envelope=record.envelope.model_copy(update={"traceparent": trace}))


def _statements(outbox: Outbox) -> tuple[str, str, str]:
    """Whether there are unsent rows; taking them in key order; marking them as sent."""
    table = identifier(outbox.table)
    key = [identifier(name) for name in outbox.key]
    columns = [*key, *(identifier(name) for name in outbox.columns)]
    raised = f'(SELECT "by" FROM {identifier(outbox.raised)}.raised)' if outbox.raised else "0"  # noqa: S608
    published = f"version AS kept, version + {raised} AS version"
    chosen = ", ".join([*dict.fromkeys(columns), published])
    # A row that another relay sends is skipped, and taken by the next pass if it changed meanwhile.
    # ``unsent``: how many there are, the skipped ones too; counted no further than matters.
    few = f"SELECT FROM {table} WHERE published < version LIMIT $1::bigint + 1"
    take = (
        f"SELECT {chosen}, (SELECT count(*) FROM ({few}) AS few) AS unsent FROM {table} "  # noqa: S608
        f"WHERE published < version ORDER BY {', '.join(key)} LIMIT $1 FOR UPDATE SKIP LOCKED"
    )
    where = " AND ".join(f"{name} = ${place}" for place, name in enumerate(key, start=2))
    mark = f"UPDATE {table} SET published = $1 WHERE {where}"  # noqa: S608 - identifiers
    look = f"SELECT EXISTS (SELECT FROM {table} WHERE published < version)"  # noqa: S608 - the same
    return look, take, mark
