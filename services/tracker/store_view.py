"""Everything kept of a parcel, read as people see it: nothing is locked, nothing is changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import asyncpg

from services.runtime.postgres.pool import Connection
from services.tracker.change import Row
from services.tracker.store import COLUMNS, ROWS, THESE, row_of

# The statements of one look see one state, though the tracker writes between them.
_ONE_STATE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"

# Along the index on the number: a person does not know who is asked for it.
BY_NUMBER = "SELECT id FROM tracker.parcels WHERE number = $1"

# Whose parcel a number is, along the same index.
_ORDERS_OF = """
    SELECT DISTINCT order_key FROM tracker.parcels JOIN tracker.parcel_orders ON parcel_id = id
    WHERE number = $1 ORDER BY order_key LIMIT $2
"""

_ROW = f"""
    SELECT {COLUMNS}, parcels.provider, number, version, published, changed_at, kept_until
    FROM {ROWS} WHERE {THESE}
"""  # noqa: S608 - constants

# The platform's reference of the buyer stays where it is: a person looking at a parcel needs none.
_ORDERS = """
    SELECT order_key, since, shipped_at, carrier, service, country, protection_end
    FROM tracker.parcel_orders WHERE parcel_id = $1 ORDER BY order_key
"""

_REGISTRATION = """
    SELECT state, reason, due_at, intended_at, registered_at, lease IS NOT NULL AS asking,
        carrier, final_carrier, wish_carrier, wish_final_carrier, correct_at, stopped_at,
        retrack_at, retrack_intended_at, retracked_at, retrack_end, credit_month,
        credit_by IS NOT NULL AS waits_for_credit, nullif(credit_by, 'infinity') AS credit_by
    FROM tracker.registrations WHERE provider = $1 AND number = $2
"""

_CORRECTIONS = """
    SELECT carrier, final_carrier, instead_of, final_instead_of, by_hand, why, intended_at,
        ended_at, outcome, counted
    FROM tracker.corrections WHERE provider = $1 AND number = $2 ORDER BY ordinal
"""

# When each scan reached us: its words and its time stand in the parcel's state.
_SEEN = "SELECT scan_id, seen_at FROM tracker.scans WHERE parcel_id = $1"

_EVIDENCE = """
    SELECT what, at, hash, body FROM tracker.evidence WHERE parcel_id = $1 ORDER BY at, what
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of one parcel.

    Attributes:
        sent: its last version is on the topic.
        changed_at: when that version was made (domain time).
        kept_until: when a number that no order names is dropped.
        corrections: every change of the carriers that the provider asks, the oldest first.
        seen: by scan, when it was first known.
    """

    row: Row
    sent: bool
    changed_at: datetime
    kept_until: datetime | None
    orders: Sequence[asyncpg.Record]
    registration: asyncpg.Record | None
    corrections: Sequence[asyncpg.Record]
    seen: dict[str, datetime]
    evidence: Sequence[asyncpg.Record]


async def orders_of(conn: Connection, number: str, most: int) -> list[str]:
    """The orders that name a tracking number as it is spelled here, the first ``most``."""
    return [row["order_key"] for row in await conn.fetch(_ORDERS_OF, number, most)]


async def ids_of(conn: Connection, number: str) -> list[str]:
    """The parcels that a number may mean, one a provider."""
    return sorted(row["id"] for row in await conn.fetch(BY_NUMBER, number))


async def known(conn: Connection, parcel_id: str) -> Known | None:
    """All of one parcel, as of one instant; the first statements of a transaction."""
    await conn.execute(_ONE_STATE)
    row = await conn.fetchrow(_ROW, [parcel_id])
    if row is None:
        return None
    number = (row["provider"], row["number"])
    return Known(
        row=row_of(row),
        sent=row["published"] >= row["version"],
        changed_at=row["changed_at"],
        kept_until=row["kept_until"],
        orders=await conn.fetch(_ORDERS, parcel_id),
        registration=await conn.fetchrow(_REGISTRATION, *number),
        corrections=await conn.fetch(_CORRECTIONS, *number),
        seen={one["scan_id"]: one["seen_at"] for one in await conn.fetch(_SEEN, parcel_id)},
        evidence=await conn.fetch(_EVIDENCE, parcel_id),
    )
