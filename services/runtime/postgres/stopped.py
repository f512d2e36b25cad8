"""Records that stopped on their way, of every service: dead letters, and those that wait parked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from services.runtime.postgres.parked import Waiting, opened
from services.runtime.postgres.pool import Connection
from services.runtime.privacy.vault import Vault

SCHEMAS = ("ingest", "tracker", "notifier")

# Everything that stopped on its way, with the reason; schemas are our own constants.
_LIST = " UNION ALL ".join(
    f"""SELECT '{schema}' AS service, topic, partition, "offset", 'dead' AS state, reason, detail,
               at, replayed_at FROM {schema}.dead_letters
        UNION ALL
        SELECT '{schema}', topic, partition, "offset", CASE WHEN bug THEN 'bug' ELSE 'parked' END,
               reason, 'tried ' || attempts || ' times', first_at, NULL FROM {schema}.parked"""  # noqa: S608
    for schema in SCHEMAS
)
_ALL = f"SELECT * FROM ({_LIST}) AS stopped ORDER BY at, topic LIMIT $1"  # noqa: S608 - our own text
_ONE = f"""SELECT * FROM ({_LIST}) AS stopped
            WHERE topic = $1 AND partition = $2 AND "offset" = $3"""  # noqa: S608 - the same
_WAITING = {
    schema: f"""SELECT headers, body, sealed FROM {schema}.parked
                 WHERE topic = $1 AND partition = $2 AND "offset" = $3"""  # noqa: S608 - the same
    for schema in SCHEMAS
}


@dataclass(frozen=True, slots=True)
class Stopped:
    """One record that stopped.

    Attributes:
        state: ``dead``: no retry mended it; ``bug``: it waits for a mended program; ``parked``: it
            is tried again by itself.
        at: since when.
        replayed_at: when it was last asked for once more.
    """

    service: str
    topic: str
    partition: int
    offset: int
    state: Literal["dead", "bug", "parked"]
    reason: str
    detail: str
    at: datetime
    replayed_at: datetime | None

    @property
    def name(self) -> str:
        """``TOPIC/PARTITION/OFFSET``."""
        return f"{self.topic}/{self.partition}/{self.offset}"


async def listed(conn: Connection, limit: int | None = None) -> list[Stopped]:
    """Every one, the oldest first; the first ``limit`` of them."""
    return [Stopped(**dict(row)) for row in await conn.fetch(_ALL, limit)]


async def found(conn: Connection, place: tuple[str, int, int]) -> Stopped | None:
    """The one that was read at a place; None where there is none."""
    row = await conn.fetchrow(_ONE, *place)
    return None if row is None else Stopped(**dict(row))


async def held(conn: Connection, vault: Vault, place: tuple[str, int, int]) -> Sequence[Waiting]:
    """What is kept of one that waits parked; empty where it is dead."""
    rows = await conn.fetch(_WAITING[vault.schema], *place)
    return await opened(conn, vault, rows) if rows else ()
