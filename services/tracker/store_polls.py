"""Due polls in PostgreSQL: leased by moving ``poll_at``, finished under the lease's token."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import asyncpg

from schemas.parcel import CarrierUpdate, Parcel
from services.connectors.carriers.port import Asked, Rejected, Unchanged
from services.runtime.postgres.pool import Connection
from services.tracker.change import Change, Row, learn, unchanged
from services.tracker.identity import Claim
from services.tracker.looks import Due, Lease
from services.tracker.silence import unheard
from services.tracker.store_looks import Columns
from services.tracker.surroundings import Surroundings
from services.tracker.unfound import found_nothing

# The one it was planned by may have passed since: then the next is looked up.
_DEADLINE = """CASE WHEN deadline > $2 THEN deadline WHEN deadline <= $2 THEN (
        SELECT min(protection_end) FROM tracker.parcel_orders
        WHERE parcel_orders.parcel_id = polls.parcel_id AND protection_end > $2
    ) END"""

# The oldest due first, along the index (provider, poll_at); rows that another poller takes, or
# that a consumer changes just now, are left to the next pass. A dead owner's lease is no more than
# a due time that comes again. A row that is locked keeps its place, so it is found again by that.
LEASE = f"""
    UPDATE tracker.polls SET poll_at = $3, lease = $4
    WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM tracker.polls WHERE provider = $1 AND poll_at <= $2
        ORDER BY poll_at LIMIT $5 FOR UPDATE SKIP LOCKED
    ))
    RETURNING parcel_id, carrier, destination, service, order_key, seen, {_DEADLINE} AS deadline
"""  # noqa: S608 - constants

_COLUMNS = Columns(
    table="tracker.polls",
    key="parcel_id",
    deadline=_DEADLINE,
    provider="provider",
    at="poll_at",
    why="poll_why",
    lease="lease",
)
next_due = _COLUMNS.next_due
leased = _COLUMNS.leased
put_off = _COLUMNS.put_off
give_back = _COLUMNS.give_back
defer = _COLUMNS.defer
FENCED = _COLUMNS.fenced


async def lease(conn: Connection, held: Lease) -> Sequence[Due]:
    """Take due parcels."""
    rows = await conn.fetch(LEASE, held.provider, held.now, held.until, held.token, held.limit)
    return [_due(row) for row in rows]


def learned(
    row: Row,
    claims: Sequence[Claim],
    around: Surroundings,
    now: datetime,
    answer: CarrierUpdate | Unchanged | Rejected,
) -> Change | None:
    """The row after the first provider's answer (see ``looks.Looks``)."""
    if isinstance(answer, Unchanged):
        return unchanged(row, claims, around, now)
    if isinstance(answer, CarrierUpdate):
        return learn(row, claims, around, now, update=answer, polled=True)
    change = learn(row, claims, around, now, parcel=_rejected(row, answer, now), polled=True)
    return replace(change, stopped=answer.meaning == "stopped")


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
    parcel_id: str = row["parcel_id"]
    asked = Asked(
        parcel_id.partition("/")[2],
        carrier=row["carrier"],
        destination=row["destination"],
        tag=parcel_id,
        order_key=row["order_key"],
        service=row["service"],
        seen=row["seen"],
    )
    return Due(parcel_id, asked, row["deadline"])
