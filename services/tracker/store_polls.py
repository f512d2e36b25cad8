"""Due polls in PostgreSQL: leased by moving ``poll_at``, finished under the lease's token."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from schemas.parcel import Parcel
from services.runtime.postgres.pool import Connection
from services.tracker.cadence import Poll
from services.tracker.change import Row
from services.tracker.store import lock

# The oldest due first, along the index (provider, poll_at); rows that another poller takes, or
# that a consumer changes just now, are left to the next pass. A dead owner's lease is no more than
# a due time that comes again.
LEASE = """
    UPDATE tracker.parcels SET poll_at = $3, lease = $4
    WHERE id IN (
        SELECT id FROM tracker.parcels WHERE provider = $1 AND poll_at <= $2
        ORDER BY poll_at LIMIT $5 FOR UPDATE SKIP LOCKED
    )
    RETURNING state
"""

_PUT_OFF = """
    UPDATE tracker.parcels SET poll_at = $3, poll_why = $4, lease = NULL
    WHERE id IN (
        SELECT id FROM tracker.parcels WHERE id = ANY($1) AND lease = $2 ORDER BY id FOR UPDATE
    )
"""


@dataclass(frozen=True, slots=True)
class Lease:
    """A claim on due rows of one provider.

    Attributes:
        now: what is due by then is taken.
        until: when it is due again, should its owner die (domain time).
        limit: most rows.
        token: the fence.
    """

    provider: str
    now: datetime
    until: datetime
    limit: int
    token: UUID = field(default_factory=uuid4)


async def lease(conn: Connection, wanted: Lease) -> list[Parcel]:
    """Take due parcels."""
    rows = await conn.fetch(
        LEASE, wanted.provider, wanted.now, wanted.until, wanted.token, wanted.limit
    )
    return [Parcel.model_validate_json(row["state"]) for row in rows]


async def leased(conn: Connection, ids: Collection[str], token: UUID) -> dict[str, Row]:
    """Lock those rows that are still under this lease; the others are somebody else's by now."""
    rows = await lock(conn, ids)
    return {one: row for one, row in rows.items() if row.lease == token}


async def put_off(conn: Connection, ids: Collection[str], token: UUID, later: Poll) -> None:
    """End a lease without a result."""
    await conn.execute(_PUT_OFF, sorted(ids), token, later.at, later.why)


async def next_due(conn: Connection, provider: str) -> datetime | None:
    """When a parcel of this provider is next due."""
    found: datetime | None = await conn.fetchval(
        "SELECT poll_at FROM tracker.parcels WHERE provider = $1 AND poll_at IS NOT NULL"
        " ORDER BY poll_at LIMIT 1",
        provider,
    )
    return found
