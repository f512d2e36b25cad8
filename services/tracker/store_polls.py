"""Due polls in PostgreSQL: leased by moving ``poll_at``, finished under the lease's token."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import asyncpg

from schemas.parcel import CarrierUpdate, Parcel
from services.connectors.carriers.port import Asked, Rejected, Unchanged
from services.runtime.postgres.pool import Connection
from services.tracker.cadence import URGENT_WITHIN, Poll
from services.tracker.change import Change, Row, learn, unchanged
from services.tracker.identity import Claim
from services.tracker.looks import SPREAD, SPREAD_OVER, Due, Lease
from services.tracker.silence import unheard
from services.tracker.store import lock
from services.tracker.surroundings import Surroundings
from services.tracker.unfound import found_nothing

# The oldest due first, along the index (provider, poll_at); rows that another poller takes, or
# that a consumer changes just now, are left to the next pass. A dead owner's lease is no more than
# a due time that comes again.
LEASE = """
    UPDATE tracker.parcels SET poll_at = $3, lease = $4
    WHERE id IN (
        SELECT id FROM tracker.parcels WHERE provider = $1 AND poll_at <= $2
        ORDER BY poll_at LIMIT $5 FOR UPDATE SKIP LOCKED
    )
    RETURNING id, number, state ->> 'carrier' AS carrier, state ->> 'destination' AS destination,
        state ->> 'service' AS service, state #>> '{order_keys,0}' AS order_key,
        CASE WHEN state ->> 'feed_silent_since' IS NULL THEN seen ELSE '' END AS seen, (
        SELECT min(protection_end) FROM tracker.parcel_orders
        WHERE parcel_id = tracker.parcels.id AND protection_end > $2
    ) AS deadline
"""

_PUT_OFF = """
    UPDATE tracker.parcels SET poll_at = $3, poll_why = $4, lease = NULL
    WHERE id IN (
        SELECT id FROM tracker.parcels WHERE id = ANY($1) AND lease = $2 ORDER BY id FOR UPDATE
    )
"""

# Due again at once: what follows puts it off with the rest, in one order.
_GIVE_BACK = """
    UPDATE tracker.parcels SET poll_at = $3, lease = NULL
    WHERE id IN (
        SELECT id FROM tracker.parcels WHERE id = ANY($1) AND lease = $2 ORDER BY id FOR UPDATE
    )
"""

# In the order of the deadlines, so that the same index hands them out in that order.
_DEFER = """
    WITH due AS (
        SELECT id FROM tracker.parcels WHERE provider = $1 AND poll_at <= $2 AND NOT EXISTS (
            SELECT FROM tracker.parcel_orders
            WHERE parcel_id = id AND protection_end > $2 AND protection_end <= $8
        )
        ORDER BY poll_at LIMIT $3 FOR UPDATE SKIP LOCKED
    )
    UPDATE tracker.parcels AS held
    SET lease = NULL, poll_why = $5, poll_at = $4::timestamptz + least(
        coalesce((
            SELECT min(protection_end) FROM tracker.parcel_orders
            WHERE parcel_id = held.id AND protection_end > $2
        ) - $2, $6::interval), $6::interval) * $7::float
    FROM due WHERE held.id = due.id
"""


async def lease(conn: Connection, held: Lease) -> Sequence[Due]:
    """Take due parcels."""
    rows = await conn.fetch(LEASE, held.provider, held.now, held.until, held.token, held.limit)
    return [_due(row) for row in rows]


async def leased(conn: Connection, ids: Collection[str], token: UUID) -> dict[str, Row]:
    """Lock those rows that are still under this lease; the others are somebody else's by now."""
    rows = await lock(conn, ids)
    return {one: row for one, row in rows.items() if row.lease == token}


async def put_off(conn: Connection, ids: Collection[str], token: UUID, later: Poll) -> None:
    """End a lease without a result."""
    await conn.execute(_PUT_OFF, sorted(ids), token, later.at, later.why)


async def give_back(conn: Connection, ids: Collection[str], token: UUID, now: datetime) -> None:
    """End a lease as if it had not been taken."""
    await conn.execute(_GIVE_BACK, sorted(ids), token, now)


async def defer(conn: Connection, held: Lease, later: Poll, *, but_urgent: bool = False) -> None:
    """Put off what else is due."""
    spared = held.now + URGENT_WITHIN if but_urgent else held.now
    await conn.execute(
        _DEFER,
        *(held.provider, held.now, held.limit, later.at, later.why),
        *(SPREAD_OVER, SPREAD / SPREAD_OVER, spared),
    )


async def next_due(conn: Connection, provider: str) -> datetime | None:
    """When a parcel of this provider is next due."""
    found: datetime | None = await conn.fetchval(
        "SELECT poll_at FROM tracker.parcels WHERE provider = $1 AND poll_at IS NOT NULL"
        " ORDER BY poll_at LIMIT 1",
        provider,
    )
    return found


def learned(
    row: Row,
    claims: Sequence[Claim],
    around: Surroundings,
    now: datetime,
    answer: CarrierUpdate | Unchanged | Rejected,
) -> Change:
    """The row after the first provider's answer."""
    if isinstance(answer, Unchanged):
        return unchanged(row, claims, around, now)
    if isinstance(answer, CarrierUpdate):
        return learn(row, claims, around, now, update=answer, polled=True)
    return learn(row, claims, around, now, parcel=_rejected(row, answer, now), polled=True)


def _rejected(row: Row, answer: Rejected, now: datetime) -> Parcel:
    """The parcel after a provider's refusal, which says nothing of where the parcel is."""
    match answer.meaning:
        case "invalid" | "carrier" | "parameter":
            told = {"tracked": "untracked", "untracked_reason": answer.meaning}
            return row.parcel.model_copy(update=told)
        case "no_information":
            return found_nothing(row.parcel, now)
        case "stopped" | "unregistered":
            return unheard(row.parcel, now)
        case _:
            return row.parcel


def _due(row: asyncpg.Record) -> Due:
    asked = Asked(
        row["number"],
        carrier=row["carrier"] or "",
        destination=row["destination"] or "",
        tag=row["id"],
        order_key=row["order_key"] or "",
        service=row["service"] or "",
        seen=row["seen"],
    )
    return Due(row["id"], asked, row["deadline"])
