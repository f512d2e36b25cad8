"""Registrations in PostgreSQL: each number is registered once, because it costs money.

``wanted`` -> ``intended`` (committed before the call) -> ``registered`` or ``refused``.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import asyncpg

from schemas.parcel import Parcel
from services.connectors.carriers.numbers import carrier_of, delivers
from services.connectors.carriers.port import Asked
from services.runtime.postgres.pool import Connection
from services.tracker.looks import Lease
from services.tracker.retrack import SPEND_AFTER

CHANNEL = "tracker_registrations"
"""Told of what is due at once: those who see to registrations are woken by it."""

# A number is wanted once; one that was withdrawn before it was asked for is wanted again.
_WANT = """
    INSERT INTO tracker.registrations AS held
        (provider, number, parcel_id, state, carrier, final_carrier, destination, due_at)
    VALUES ($1, $2, $3, 'wanted', $4, $5, $6, $7)
    ON CONFLICT (provider, number) DO UPDATE SET
        due_at = CASE WHEN held.credit_by IS NULL THEN excluded.due_at END,
        credit_by = CASE WHEN held.credit_by IS NOT NULL
                         THEN coalesce($8::timestamptz, 'infinity') END
    WHERE held.state IN ('wanted', 'intended') AND held.due_at IS NULL
"""

_WITHDRAW = """
    UPDATE tracker.registrations SET due_at = NULL, credit_by = NULL
    WHERE provider = $1 AND number = $2 AND lease IS NULL AND state IN ('wanted', 'intended')
"""

TAKE = """
    WITH taken AS ({chosen} LIMIT $5 FOR UPDATE OF waits SKIP LOCKED)
    UPDATE tracker.registrations AS held
    SET state = 'intended', due_at = $3, lease = $4, intended_at = coalesce(intended_at, $2),
        credit_by = NULL
    FROM taken WHERE held.provider = taken.provider AND held.number = taken.number
    RETURNING held.number, held.parcel_id, held.carrier, held.final_carrier, held.destination
"""
"""Takes what ``chosen`` of ``registrations AS waits`` has found; from the commit on intended."""

LEASE = TAKE.format(
    chosen="""
        SELECT provider, number FROM tracker.registrations AS waits
        WHERE provider = $1 AND due_at <= $2 ORDER BY due_at"""
)

# What was refused, or has not been asked for yet. It may have been registered: it is looked up.
_AGAIN = """
    UPDATE tracker.registrations SET state = 'intended', due_at = $5, reason = '',
        credit_by = NULL,
        carrier = coalesce(nullif($3, ''), carrier),
        final_carrier = coalesce(nullif($4, ''), final_carrier)
    WHERE provider = $1 AND number = $2 AND lease IS NULL
        AND state IN ('wanted', 'intended', 'refused')
    RETURNING number
"""

_FINISH = """
    UPDATE tracker.registrations SET state = $4, due_at = $5, reason = $6, lease = NULL,
        retrack_at = CASE WHEN $4 = 'registered' THEN $7::timestamptz + $8::interval END,
        stopped_at = CASE WHEN $9 THEN $7::timestamptz END,
        final_carrier = CASE WHEN $10 THEN '' ELSE final_carrier END,
        intended_at = CASE WHEN NOT $11 THEN intended_at END,
        credit_by = CASE WHEN $11 THEN coalesce((
            SELECT min(protection_end) FROM tracker.parcel_orders AS named
            WHERE named.parcel_id = tracker.registrations.parcel_id AND protection_end > $7
        ), 'infinity') END,
        registered_at = CASE WHEN $4 = 'registered' THEN coalesce(registered_at, $7::timestamptz)
                             ELSE registered_at END
    WHERE provider = $1 AND number = $2 AND lease = $3
    RETURNING number
"""


# Rows are not waited for, since a consumer that has one may be waiting for another: a row left out
# here falls due when the lease ends.
_PUT_OFF = """
    UPDATE tracker.registrations SET due_at = $4, lease = NULL
    WHERE provider = $1 AND number IN (
        SELECT number FROM tracker.registrations
        WHERE provider = $1 AND number = ANY($2) AND lease = $3 FOR UPDATE SKIP LOCKED
    )
"""


@dataclass(frozen=True, slots=True)
class Leased:
    """A number to have followed.

    Attributes:
        waited: for a credit; it was looked up before.
        untold: its parcel does not say so yet, and no credit is left: it only has to be told.
    """

    parcel_id: str
    asked: Asked
    waited: bool = False
    untold: bool = False


@dataclass(frozen=True, slots=True)
class Ending:
    """How a registration goes on.

    Attributes:
        due_at: when to try again, None for not by itself.
        reason: of a refusal, in the words of ``port.Rejected.meaning``.
        stopped: it is registered, and followed no more.
        undelivered: who delivers it cannot be named.
        waits: for a credit.
    """

    state: str
    due_at: datetime | None = None
    reason: str = ""
    stopped: bool = False
    undelivered: bool = False
    waits: bool = False


async def want(
    conn: Connection, parcels: Sequence[tuple[Parcel, datetime | None]], now: datetime
) -> None:
    """Have these parcels registered, those that never were.

    With each comes the end of the earliest protection of its buyers that is ahead: what waits for a
    credit waits in that order.
    """
    await conn.executemany(
        _WANT,
        [
            (one.provider, one.number, one.id, *_carriers(one), one.destination or "", now, until)
            for one, until in sorted(parcels, key=lambda pair: pair[0].id)
            if one.tracked != "tracked"
        ],
    )


def _carriers(parcel: Parcel) -> tuple[str, str]:
    """Who took it in, as the marketplace names it, else as the number tells; and who delivers it.

    What neither tells is left to the provider to find out.
    """
    taker = parcel.carrier or carrier_of(parcel.number)
    return taker, delivers(parcel.number, parcel.destination or "")


async def again(
    conn: Connection, provider: str, number: str, told: tuple[str, str], now: datetime
) -> bool:
    """Have a number asked for under other carriers (an empty name leaves the one that is).

    Returns whether it waited to be.
    """
    return await conn.fetchval(_AGAIN, provider, number, *told, now) is not None


async def tell(conn: Connection) -> None:
    """Wake, at the commit, whoever sees to registrations."""
    await conn.execute("SELECT pg_notify($1, '')", CHANNEL)


async def withdraw(conn: Connection, parcels: Sequence[Parcel]) -> None:
    """Spare the money for numbers that no order names any more."""
    await conn.executemany(_WITHDRAW, sorted((one.provider, one.number) for one in parcels))


async def lease(conn: Connection, wanted: Lease) -> list[Leased]:
    """Take due numbers, the longest due first; from the commit on they are intended."""
    rows = await conn.fetch(
        LEASE, wanted.provider, wanted.now, wanted.until, wanted.token, wanted.limit
    )
    return sorted(map(leased, rows), key=lambda one: one.asked.number)


def leased(row: asyncpg.Record, *, waited: bool = False, untold: bool = False) -> Leased:
    """A row of ``TAKE``."""
    asked = Asked(
        *(row["number"], row["carrier"], row["destination"]),
        tag=row["parcel_id"],
        final_carrier=row["final_carrier"],
    )
    return Leased(row["parcel_id"], asked, waited, untold)


async def finish(conn: Connection, held: Lease, number: str, ending: Ending) -> bool:
    """End a lease; False where it is another's by now."""
    after = timedelta() if ending.stopped else SPEND_AFTER
    values = (ending.state, ending.due_at, ending.reason, held.now, after, ending.stopped)
    told = (*values, ending.undelivered, ending.waits)
    return await conn.fetchval(_FINISH, held.provider, number, held.token, *told) is not None


async def put_off(conn: Connection, held: Lease, numbers: Collection[str], until: datetime) -> None:
    """End a lease without an answer: the numbers stay intended."""
    await conn.execute(_PUT_OFF, held.provider, sorted(numbers), held.token, until)


async def next_due(
    conn: Connection,
    provider: str,
    now: datetime,  # noqa: ARG001 - the queues' form
) -> datetime | None:
    """When a number of this provider is next to be registered."""
    found: datetime | None = await conn.fetchval(
        "SELECT due_at FROM tracker.registrations WHERE provider = $1 AND due_at IS NOT NULL"
        " ORDER BY due_at LIMIT 1",
        provider,
    )
    return found
