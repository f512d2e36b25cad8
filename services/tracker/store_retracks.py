"""The one retrack of each number in PostgreSQL: leased, intended, spent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.connectors.carriers.port import Asked
from services.runtime.postgres.pool import Connection
from services.tracker.looks import Lease
from services.tracker.retrack import Spent
from services.tracker.store_registrations import tell

LEASE = """
    UPDATE tracker.registrations SET retrack_at = $3, retrack_lease = $4
    WHERE provider = $1 AND number IN (
        SELECT number FROM tracker.registrations
        WHERE provider = $1 AND retrack_at <= $2
        ORDER BY retrack_at LIMIT $5 FOR UPDATE SKIP LOCKED
    )
    RETURNING number, parcel_id, registered_at, retrack_intended_at, stopped_at
"""

# A stop that became known meanwhile was not judged by: it is looked at again at once.
_PUT_OFF = """
    UPDATE tracker.registrations SET retrack_lease = NULL,
        retrack_at = CASE WHEN stopped_at IS NOT NULL AND NOT $5 THEN $6::timestamptz ELSE $4 END
    WHERE provider = $1 AND number = $2 AND retrack_lease = $3
"""

# The lease is asked for once more: nobody may have taken the number over meanwhile.
_INTEND = """
    UPDATE tracker.registrations SET retrack_intended_at = coalesce(retrack_intended_at, $4)
    WHERE provider = $1 AND number = $2 AND retrack_lease = $3
    RETURNING number
"""

# What surely was not carried out is intended no more, so that a later "already used" is another's
# doing. What was carried out ends the stop.
_END = """
    UPDATE tracker.registrations SET retrack_lease = NULL, retrack_at = $4, retrack_end = $5,
        retracked_at = CASE WHEN $6 THEN retrack_intended_at ELSE retracked_at END,
        retrack_intended_at = CASE WHEN $6 OR $7 THEN retrack_intended_at END,
        stopped_at = CASE WHEN $6 THEN NULL ELSE stopped_at END
    WHERE provider = $1 AND number = $2 AND retrack_lease = $3
"""

# Once for each stop: the look that it brings forward decides when the next one is.
_STOPPED = """
    UPDATE tracker.registrations SET stopped_at = $3,
        retrack_at = CASE WHEN retrack_at IS NULL OR retrack_lease IS NOT NULL THEN retrack_at
                          ELSE least(retrack_at, $3) END
    WHERE provider = $1 AND number = $2 AND stopped_at IS NULL AND state = 'registered'
"""

# A poll under way keeps its lease; it brings the news by itself.
_POLL_BY = """
    UPDATE tracker.polls SET poll_at = $2, poll_why = $3
    WHERE lease IS NULL AND parcel_id IN (
        SELECT parcel_id FROM tracker.polls
        WHERE parcel_id = ANY($1) AND lease IS NULL AND poll_at > $2 ORDER BY parcel_id FOR UPDATE
    )
"""


@dataclass(frozen=True, slots=True)
class Due:
    """A number whose time to look has come.

    Attributes:
        followed_since: when it was registered.
        doubtful: a retrack was asked for, and whether it was carried out is not known.
        stopped: the provider has said that it follows the number no more.
    """

    parcel_id: str
    asked: Asked
    followed_since: datetime
    doubtful: bool
    stopped: bool


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
            stopped=row["stopped_at"] is not None,
        )
        for row in sorted(rows, key=lambda one: str(one["number"]))
    ]


async def put_off(
    conn: Connection, held: Lease, later: Sequence[tuple[Due, datetime | None]]
) -> None:
    """Look at these numbers again at their times; None for never."""
    await conn.executemany(
        _PUT_OFF,
        [
            (held.provider, one.asked.number, held.token, at, one.stopped, held.now)
            for one, at in sorted(later, key=lambda pair: pair[0].asked.number)
        ],
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
            (held.provider, number, held.token, one.again, one.reason, one.done, one.open)
            for number, one in sorted(ends.items())
        ],
    )


async def stopped(conn: Connection, numbers: Iterable[tuple[str, str]], now: datetime) -> None:
    """Enter that providers follow these (provider, number) no more, and have it looked at now."""
    await conn.executemany(_STOPPED, [(*one, now) for one in sorted(numbers)])
    await tell(conn)


async def poll_by(conn: Connection, parcel_ids: Sequence[str], at: datetime, why: str) -> None:
    """Ask for these parcels by then, unless they are asked for sooner."""
    await conn.execute(_POLL_BY, sorted(parcel_ids), at, why)


async def next_due(
    conn: Connection,
    provider: str,
    now: datetime,  # noqa: ARG001 - the queues' form
) -> datetime | None:
    """When a number is next to be looked at."""
    found: datetime | None = await conn.fetchval(
        "SELECT retrack_at FROM tracker.registrations WHERE provider = $1"
        " AND retrack_at IS NOT NULL ORDER BY retrack_at LIMIT 1",
        provider,
    )
    return found
