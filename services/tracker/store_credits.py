"""Credits in PostgreSQL: what a month has cost, and the numbers that wait for one.

A credit is counted for a number before the call, and once: while an answer is lost the number keeps
it, and asking again costs no other.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

import asyncpg

from services.runtime.postgres.pool import Connection
from services.tracker.forecast import month_of
from services.tracker.looks import Lease
from services.tracker.store_registrations import TAKE, Leased, leased

_OPEN = """
    INSERT INTO tracker.credits (provider, account, month, used) VALUES ($1, $2, $3, 0)
    ON CONFLICT DO NOTHING
"""

_STANDS = """
    SELECT used, closed_until FROM tracker.credits
    WHERE provider = $1 AND account = $2 AND month = $3
"""

# In one order, whoever locks them.
_MONTHS = """
    SELECT month, used FROM tracker.credits
    WHERE provider = $1 AND account = $2 AND month = ANY($3) ORDER BY month FOR UPDATE
"""

_ADD = """
    UPDATE tracker.credits SET used = greatest(used + $4, 0)
    WHERE provider = $1 AND account = $2 AND month = $3
"""

_CLOSE = """
    UPDATE tracker.credits SET closed_until = $4
    WHERE provider = $1 AND account = $2 AND month = $3
"""

# Nobody else may have taken the numbers over meanwhile.
_COUNTED = """
    SELECT number, credit_month FROM tracker.registrations
    WHERE provider = $1 AND number = ANY($2) AND lease = $3 ORDER BY number FOR UPDATE
"""

_COUNT_FOR = """
    UPDATE tracker.registrations SET credit_month = $3 WHERE provider = $1 AND number = ANY($2)
"""

DUE = """
    SELECT count(*) FROM tracker.registrations
    WHERE provider = $1 AND due_at IS NOT NULL AND credit_month IS NULL
"""
WAITING = """
    SELECT count(*) FROM tracker.registrations WHERE provider = $1 AND credit_by IS NOT NULL
"""
"""Both by their index alone."""

# The first of each along its index: a mere EXISTS may read through all that do not wait.
QUEUE = """
    SELECT (SELECT credit_by FROM tracker.registrations
            WHERE provider = $1 AND credit_by IS NOT NULL
            ORDER BY credit_by, number LIMIT 1) IS NOT NULL AS waiting,
        (SELECT credit_by FROM tracker.registrations
         WHERE provider = $1 AND credit_by IS NOT NULL AND reason = ''
         ORDER BY credit_by LIMIT 1) IS NOT NULL AS untold
"""

NEAREST = TAKE.format(
    chosen="""
        SELECT provider, number FROM tracker.registrations AS waits
        WHERE provider = $1 AND credit_by > $2 ORDER BY credit_by, number"""
)

# Its buyer's protection has ended while it waited: it is no more pressing than one without any.
_ENDED = TAKE.format(
    chosen="""
        SELECT provider, number FROM tracker.registrations AS waits
        WHERE provider = $1 AND credit_by <= $2 ORDER BY credit_by DESC, number DESC"""
)

UNTOLD = TAKE.format(
    chosen="""
        SELECT provider, number FROM tracker.registrations AS waits
        WHERE provider = $1 AND credit_by IS NOT NULL AND reason = '' ORDER BY credit_by"""
)

_ENDS = """
    SELECT parcel_id, min(protection_end) AS until FROM tracker.parcel_orders
    WHERE parcel_id = ANY($1) AND protection_end > $2 GROUP BY parcel_id
"""


async def stands(
    conn: Connection, whose: tuple[str, str], month: date
) -> tuple[int, datetime | None]:
    """What the month has cost (provider, account), and until when the account is spent."""
    row = await conn.fetchrow(_STANDS, *whose, month)
    return (row["used"], row["closed_until"]) if row else (0, None)


async def waiting(conn: Connection, provider: str) -> int:
    """How many numbers are to be registered that no credit is counted for."""
    due, later = await conn.fetchval(DUE, provider), await conn.fetchval(WAITING, provider)
    return int(due) + int(later)


async def queue(conn: Connection, provider: str) -> tuple[bool, bool]:
    """Whether any number waits for a credit, and whether one waits whose parcel says nothing."""
    row = await conn.fetchrow(QUEUE, provider)
    return bool(row and row["waiting"]), bool(row and row["untold"])


async def reserve(
    conn: Connection, whose: tuple[str, str], held: Lease, numbers: Sequence[str], most: int | None
) -> list[str]:
    """Count a credit for each number that has none yet, in this order; returns those that have.

    Args:
        conn: a transaction's.
        whose: the account, (provider, account).
        held: the lease that the numbers are under; its instant says which month it is.
        numbers: the most pressing first.
        most: the budget of a month; None sets no bound.
    """
    month = month_of(held.now)
    rows = await conn.fetch(_COUNTED, held.provider, list(numbers), held.token)
    before: dict[str, date | None] = {row["number"]: row["credit_month"] for row in rows}
    await conn.execute(_OPEN, *whose, month)
    months = {month, *(one for one in before.values() if one is not None)}
    used = {row["month"]: row["used"] for row in await conn.fetch(_MONTHS, *whose, sorted(months))}
    have = [one for one in numbers if before.get(one) == month]
    new = [one for one in numbers if one in before and before[one] != month]
    if most is not None:
        new = new[: max(most - used[month], 0)]
    if new:
        await conn.execute(_COUNT_FOR, held.provider, new, month)
    older = Counter(at for one in new if (at := before[one]) is not None)
    await _add(conn, whose, {month: len(new), **{at: -n for at, n in older.items()}})
    granted = {*have, *new}
    return [one for one in numbers if one in granted]


async def give_back(
    conn: Connection, whose: tuple[str, str], held: Lease, numbers: Collection[str]
) -> None:
    """Count no credit for these numbers any more: they surely were not registered."""
    rows = await conn.fetch(_COUNTED, held.provider, sorted(numbers), held.token)
    counted = [row for row in rows if row["credit_month"] is not None]
    if counted:
        await conn.execute(_COUNT_FOR, held.provider, [row["number"] for row in counted], None)
    months = Counter(row["credit_month"] for row in counted)
    await _add(conn, whose, {month: -n for month, n in months.items()})


async def _add(conn: Connection, whose: tuple[str, str], months: Mapping[date, int]) -> None:
    for month, number in sorted(months.items()):
        if number:
            await conn.execute(_ADD, *whose, month, number)


async def close(conn: Connection, whose: tuple[str, str], month: date, until: datetime) -> None:
    """The provider says that the account is spent."""
    await conn.execute(_OPEN, *whose, month)
    await conn.execute(_CLOSE, *whose, month, until)


async def nearest(conn: Connection, held: Lease, most: int) -> list[Leased]:
    """Take numbers that wait for a credit, those whose protection ends first."""
    found: list[asyncpg.Record] = []
    for statement in (NEAREST, _ENDED):
        left = min(most, held.limit) - len(found)
        if left > 0:
            values = (held.provider, held.now, held.until, held.token, left)
            found += await conn.fetch(statement, *values)
    return [leased(row, waited=True) for row in found]


async def untold(conn: Connection, held: Lease) -> list[Leased]:
    """Take numbers that wait for a credit and whose parcels do not say so yet."""
    rows = await conn.fetch(UNTOLD, held.provider, held.now, held.until, held.token, held.limit)
    return [leased(row, waited=True, untold=True) for row in rows]


async def by_deadline(conn: Connection, due: Sequence[Leased], now: datetime) -> list[Leased]:
    """The same, those first whose buyers' protection ends first."""
    rows = await conn.fetch(_ENDS, [one.parcel_id for one in due], now)
    ends: dict[str, datetime] = {row["parcel_id"]: row["until"] for row in rows}

    def rank(one: Leased) -> tuple[bool, float, str]:
        until = ends.get(one.parcel_id)
        return until is None, until.timestamp() if until else 0.0, one.asked.number

    return sorted(due, key=rank)
