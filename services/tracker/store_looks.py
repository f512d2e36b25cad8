"""What becomes of leased looks in PostgreSQL, the same for both queues but for their columns."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from services.runtime.postgres.pool import Connection
from services.tracker.cadence import URGENT_WITHIN, Poll
from services.tracker.change import Row
from services.tracker.looks import SPREAD, SPREAD_OVER, Lease
from services.tracker.store import BESIDES, ROWS, THESE, row_of, tell_looks

_NEXT_DUE = """
    SELECT {at} FROM {table} WHERE {provider} = $1 AND {at} IS NOT NULL ORDER BY {at} LIMIT 1
"""

_LEASED = f"""
    SELECT CASE WHEN id = ANY($3) THEN state - 'scans' ELSE state END AS state, {BESIDES}
    FROM {ROWS} WHERE {THESE} AND {{lease}} = $2 ORDER BY id FOR UPDATE
"""  # noqa: S608 - constants

_PUT_OFF = """
    UPDATE {table} SET {at} = $3, {why} = $4, {lease} = NULL
    WHERE {lease} = $2 AND {key} IN (
        SELECT {key} FROM {table} WHERE {key} = ANY($1) AND {lease} = $2 ORDER BY {key} FOR UPDATE
    )
"""

# Due again at once: what follows puts it off with the rest, in one order.
_GIVE_BACK = """
    UPDATE {table} SET {at} = $3, {lease} = NULL
    WHERE {lease} = $2 AND {key} IN (
        SELECT {key} FROM {table} WHERE {key} = ANY($1) AND {lease} = $2 ORDER BY {key} FOR UPDATE
    )
"""

# In the order of the deadlines, so that the same index hands them out in that order. A row that is
# locked keeps its place, so it is found again by that.
_DEFER = """
    UPDATE {table} SET {lease} = NULL, {why} = $5, {at} = $4::timestamptz
        + least(coalesce({deadline} - $2, $6::interval), $6::interval) * $7::float
    WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM {table}
        WHERE {provider} = $1 AND {at} <= $2 AND coalesce({deadline} > $8, true)
        ORDER BY {at} LIMIT $3 FOR UPDATE SKIP LOCKED
    ))
"""


class Columns:
    """The columns of one queue, and what of ``looks.Looks`` is the same for both.

    Args:
        table: where it lies, and ``key`` the parcel's id in there.
        deadline: SQL: when the first protection ends that is ahead at ``$2``.
        provider: the column that says who is asked.
        at: when; moved on while leased.
        why: the reason of ``at``, for people.
        lease: the fence of whoever asks now.

    Attributes:
        fenced: the statement of ``leased``.
    """

    def __init__(
        self,
        *,
        table: str,
        key: str,
        deadline: str,
        provider: str,
        at: str,
        why: str,
        lease: str,
    ) -> None:
        columns = {
            "table": table,
            "key": key,
            "deadline": deadline,
            "provider": provider,
            "at": at,
            "why": why,
            "lease": lease,
        }
        self.fenced = _LEASED.format(**columns)
        self._next_due = _NEXT_DUE.format(**columns)
        self._put_off = _PUT_OFF.format(**columns)
        self._give_back = _GIVE_BACK.format(**columns)
        self._defer = _DEFER.format(**columns)

    async def next_due(
        self,
        conn: Connection,
        provider: str,
        now: datetime,  # noqa: ARG002 - the queues' form
    ) -> datetime | None:
        """When a look at this provider is next due."""
        found: datetime | None = await conn.fetchval(self._next_due, provider)
        return found

    async def leased(
        self, conn: Connection, ids: Collection[str], token: UUID, *, brief: Collection[str] = ()
    ) -> dict[str, Row]:
        """Lock those rows that are still under this lease (see ``looks.Looks``)."""
        rows = await conn.fetch(self.fenced, sorted(ids), token, list(brief))
        return {row["id"]: row_of(row, brief=row["id"] in brief) for row in rows}

    async def put_off(
        self, conn: Connection, ids: Collection[str], token: UUID, later: Poll
    ) -> None:
        """End a lease without a result."""
        await conn.execute(self._put_off, sorted(ids), token, later.at, later.why)
        await tell_looks(conn)  # one may have waited for this

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
        await tell_looks(conn)  # the same
