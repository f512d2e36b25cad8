"""What becomes of leased looks in PostgreSQL, the same for both queues but for the columns."""

from collections.abc import Collection
from datetime import datetime
from operator import attrgetter
from uuid import UUID

from services.runtime.postgres.pool import Connection
from services.tracker.cadence import URGENT_WITHIN, Poll
from services.tracker.change import Row
from services.tracker.looks import SPREAD, SPREAD_OVER, Lease
from services.tracker.store import lock

_NEXT_DUE = """
    SELECT {at} FROM tracker.parcels WHERE {provider} = $1 AND {at} IS NOT NULL
    ORDER BY {at} LIMIT 1
"""

_PUT_OFF = """
    UPDATE tracker.parcels SET {at} = $3, {why} = $4, {lease} = NULL
    WHERE id IN (
        SELECT id FROM tracker.parcels WHERE id = ANY($1) AND {lease} = $2 ORDER BY id FOR UPDATE
    )
"""

# Due again at once: what follows puts it off with the rest, in one order.
_GIVE_BACK = """
    UPDATE tracker.parcels SET {at} = $3, {lease} = NULL
    WHERE id IN (
        SELECT id FROM tracker.parcels WHERE id = ANY($1) AND {lease} = $2 ORDER BY id FOR UPDATE
    )
"""

# In the order of the deadlines, so that the same index hands them out in that order.
_DEFER = """
    WITH due AS (
        SELECT id FROM tracker.parcels WHERE {provider} = $1 AND {at} <= $2 AND NOT EXISTS (
            SELECT FROM tracker.parcel_orders
            WHERE parcel_id = id AND protection_end > $2 AND protection_end <= $8
        )
        ORDER BY {at} LIMIT $3 FOR UPDATE SKIP LOCKED
    )
    UPDATE tracker.parcels AS held
    SET {lease} = NULL, {why} = $5, {at} = $4::timestamptz + least(
        coalesce((
            SELECT min(protection_end) FROM tracker.parcel_orders
            WHERE parcel_id = held.id AND protection_end > $2
        ) - $2, $6::interval), $6::interval) * $7::float
    FROM due WHERE held.id = due.id
"""


class Columns:
    """The columns of one queue, and what of ``looks.Looks`` is the same for both.

    Args:
        provider: the column that says who is asked.
        at: when; moved on while leased.
        why: the reason of ``at``, for people.
        lease: the fence of whoever asks now; ``change.Row`` has it under the same name.
    """

    def __init__(self, *, provider: str, at: str, why: str, lease: str) -> None:
        columns = {"provider": provider, "at": at, "why": why, "lease": lease}
        self._lease_of = attrgetter(lease)
        self._next_due = _NEXT_DUE.format(**columns)
        self._put_off = _PUT_OFF.format(**columns)
        self._give_back = _GIVE_BACK.format(**columns)
        self._defer = _DEFER.format(**columns)

    async def next_due(self, conn: Connection, provider: str) -> datetime | None:
        """When a look at this provider is next due."""
        found: datetime | None = await conn.fetchval(self._next_due, provider)
        return found

    async def leased(self, conn: Connection, ids: Collection[str], token: UUID) -> dict[str, Row]:
        """Lock those rows that are still under this lease; the others are somebody else's."""
        rows = await lock(conn, ids)
        return {one: row for one, row in rows.items() if self._lease_of(row) == token}

    async def put_off(
        self, conn: Connection, ids: Collection[str], token: UUID, later: Poll
    ) -> None:
        """End a lease without a result."""
        await conn.execute(self._put_off, sorted(ids), token, later.at, later.why)

    async def give_back(
        self, conn: Connection, ids: Collection[str], token: UUID, now: datetime
    ) -> None:
        """End a lease as if it had not been taken."""
        await conn.execute(self._give_back, sorted(ids), token, now)

    async def defer(
        self, conn: Connection, held: Lease, later: Poll, *, but_urgent: bool = False
    ) -> None:
        """Put off what else is due (see ``looks.Looks``)."""
        spared = held.now + URGENT_WITHIN if but_urgent else held.now
        await conn.execute(
            self._defer,
            *(held.provider, held.now, held.limit, later.at, later.why),
            *(SPREAD_OVER, SPREAD / SPREAD_OVER, spared),
        )
