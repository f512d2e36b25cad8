"""Due second looks in PostgreSQL: leased by moving ``second_at``, as ``store_polls`` does."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from schemas.parcel import CarrierUpdate
from services.connectors.carriers.port import Asked, Rejected, Unchanged
from services.runtime.errors import LeaseLost
from services.runtime.postgres.pool import Connection
from services.tracker.cadence import URGENT_WITHIN, Poll
from services.tracker.change import Change, Row, learn_second
from services.tracker.identity import Claim
from services.tracker.looks import SPREAD, SPREAD_OVER, Due, Lease
from services.tracker.second import refused
from services.tracker.store import lock
from services.tracker.surroundings import Surroundings

# The oldest due first, along the index (second_provider, second_at); see store_polls.LEASE.
LEASE = """
    UPDATE tracker.parcels SET second_at = $3, second_lease = $4
    WHERE id IN (
        SELECT id FROM tracker.parcels WHERE second_provider = $1 AND second_at <= $2
        ORDER BY second_at LIMIT $5 FOR UPDATE SKIP LOCKED
    )
    RETURNING id, second_number, state ->> 'carrier' AS carrier, state ->> 'service' AS service,
        state ->> 'destination' AS destination, state #>> '{order_keys,0}' AS order_key, (
        SELECT min(protection_end) FROM tracker.parcel_orders
        WHERE parcel_id = tracker.parcels.id AND protection_end > $2
    ) AS deadline
"""

_PUT_OFF = """
    UPDATE tracker.parcels SET second_at = $3, second_why = $4, second_lease = NULL
    WHERE id IN (
        SELECT id FROM tracker.parcels WHERE id = ANY($1) AND second_lease = $2
        ORDER BY id FOR UPDATE
    )
"""

# Due again at once: what follows puts it off with the rest, in one order.
_GIVE_BACK = """
    UPDATE tracker.parcels SET second_at = $3, second_lease = NULL
    WHERE id IN (
        SELECT id FROM tracker.parcels WHERE id = ANY($1) AND second_lease = $2
        ORDER BY id FOR UPDATE
    )
"""

# In the order of the deadlines, so that the same index hands them out in that order.
_DEFER = """
    WITH due AS (
        SELECT id FROM tracker.parcels
        WHERE second_provider = $1 AND second_at <= $2 AND NOT EXISTS (
            SELECT FROM tracker.parcel_orders
            WHERE parcel_id = id AND protection_end > $2 AND protection_end <= $8
        )
        ORDER BY second_at LIMIT $3 FOR UPDATE SKIP LOCKED
    )
    UPDATE tracker.parcels AS held
    SET second_lease = NULL, second_why = $5, second_at = $4::timestamptz + least(
        coalesce((
            SELECT min(protection_end) FROM tracker.parcel_orders
            WHERE parcel_id = held.id AND protection_end > $2
        ) - $2, $6::interval), $6::interval) * $7::float
    FROM due WHERE held.id = due.id
"""


async def lease(conn: Connection, held: Lease) -> Sequence[Due]:
    """Take due parcels."""
    rows = await conn.fetch(LEASE, held.provider, held.now, held.until, held.token, held.limit)
    return [
        Due(
            row["id"],
            Asked(
                row["second_number"],
                carrier=row["carrier"] or "",
                destination=row["destination"] or "",
                tag=row["id"],
                order_key=row["order_key"] or "",
                service=row["service"] or "",
            ),
            row["deadline"],
        )
        for row in rows
    ]


async def leased(conn: Connection, ids: Collection[str], token: UUID) -> dict[str, Row]:
    """Lock those rows that are still under this lease; the others are somebody else's by now."""
    rows = await lock(conn, ids)
    return {one: row for one, row in rows.items() if row.second_lease == token}


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
    """When this carrier is next to be asked."""
    found: datetime | None = await conn.fetchval(
        "SELECT second_at FROM tracker.parcels WHERE second_provider = $1"
        " AND second_at IS NOT NULL ORDER BY second_at LIMIT 1",
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
    """The row after the second look.

    Raises:
        LeaseLost: nothing is planned for it any more.
    """
    second = row.second
    if second is None:
        raise LeaseLost(row.parcel.id)
    if isinstance(answer, CarrierUpdate):
        return learn_second(row, claims, around, now, second=second, update=answer)
    if isinstance(answer, Rejected) and answer.meaning in {"invalid", "carrier"}:
        second = refused(second, answer.code)
    return learn_second(row, claims, around, now, second=second)
