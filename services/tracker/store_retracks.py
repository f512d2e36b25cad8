"""The one retrack of each number in PostgreSQL: leased, intended, spent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.connectors.carriers.port import Asked
from services.runtime.postgres.pool import Connection
from services.tracker.looks import Lease
from services.tracker.retrack import Spent

LEASE = """
    UPDATE tracker.registrations SET retrack_at = $3, retrack_lease = $4
    WHERE provider = $1 AND number IN (
        SELECT number FROM tracker.registrations
        WHERE provider = $1 AND retrack_at <= $2
        ORDER BY retrack_at LIMIT $5 FOR UPDATE SKIP LOCKED
    )
    RETURNING number, parcel_id, registered_at, retrack_intended_at
"""

_PUT_OFF = """
    UPDATE tracker.registrations SET retrack_at = $4, retrack_lease = NULL
    WHERE provider = $1 AND number = $2 AND retrack_lease = $3
"""

# The lease is asked for once more: nobody may have taken the number over meanwhile.
_INTEND = """
    UPDATE tracker.registrations SET retrack_intended_at = coalesce(retrack_intended_at, $4)
    WHERE provider = $1 AND number = $2 AND retrack_lease = $3
    RETURNING number
"""

# What was not carried out is intended no more, so that a later "already used" is another's doing.
_END = """
    UPDATE tracker.registrations SET retrack_lease = NULL, retrack_at = $4, retrack_end = $5,
        retracked_at = CASE WHEN $6 THEN retrack_intended_at ELSE retracked_at END,
        retrack_intended_at = CASE WHEN $6 THEN retrack_intended_at END
    WHERE provider = $1 AND number = $2 AND retrack_lease = $3
"""

# A poll under way keeps its lease; it brings the news by itself.
_POLL_BY = """
    UPDATE tracker.parcels SET poll_at = $2, poll_why = $3
    WHERE id IN (
        SELECT id FROM tracker.parcels
        WHERE id = ANY($1) AND lease IS NULL AND poll_at > $2 ORDER BY id FOR UPDATE
    )
"""


@dataclass(frozen=True, slots=True)
class Due:
    """A number whose time to look has come.

    Attributes:
        followed_since: when it was registered.
        doubtful: a retrack was asked for, and no answer is known.
    """

    parcel_id: str
    asked: Asked
    followed_since: datetime
    doubtful: bool


async def lease(conn: Connection, wanted: Lease) -> list[Due]:
    """Take the numbers that are to be looked at."""
    rows = await conn.fetch(
        LEASE, wanted.provider, wanted.now, wanted.until, wanted.token, wanted.limit
    )
    return [
        Due(
            parcel_id=row["parcel_id"],
            asked=Asked(row["number"], tag=row["parcel_id"]),
            followed_since=row["registered_at"] or wanted.now,
            doubtful=row["retrack_intended_at"] is not None,
        )
        for row in sorted(rows, key=lambda one: str(one["number"]))
    ]


async def put_off(conn: Connection, held: Lease, later: Mapping[str, datetime | None]) -> None:
    """Look at these numbers again at their times; None for never."""
    await conn.executemany(
        _PUT_OFF, [(held.provider, number, held.token, at) for number, at in sorted(later.items())]
    )


async def intend(conn: Connection, held: Lease, due: Sequence[Due]) -> list[Due]:
    """Enter that these will be retracked; returns those still under the lease."""
    return [
        one
        for one in due
        if await conn.fetchval(_INTEND, held.provider, one.asked.number, held.token, held.now)
    ]


async def end(conn: Connection, held: Lease, ends: Mapping[str, Spent]) -> None:
    """Enter how they ended."""
    await conn.executemany(
        _END,
        [
            (held.provider, number, held.token, spent.again, spent.reason, spent.done)
            for number, spent in sorted(ends.items())
        ],
    )


async def poll_by(conn: Connection, parcel_ids: Sequence[str], at: datetime, why: str) -> None:
    """Ask for these parcels by then, unless they are asked for sooner."""
    await conn.execute(_POLL_BY, sorted(parcel_ids), at, why)


async def next_due(conn: Connection, provider: str) -> datetime | None:
    """When a number is next to be looked at."""
    found: datetime | None = await conn.fetchval(
        "SELECT retrack_at FROM tracker.registrations WHERE provider = $1"
        " AND retrack_at IS NOT NULL ORDER BY retrack_at LIMIT 1",
        provider,
    )
    return found
