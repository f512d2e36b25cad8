"""SQL of insight: lines of orders, their sums by week, and how far the cases have been read."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields, replace
from datetime import UTC, date, datetime

import asyncpg

from services.desk.insight.line import Line
from services.notifier.case import Case
from services.runtime.postgres.pool import Connection

SCHEMA = "desk"

DIMENSIONS = ("country", "carrier", "service", "lane", "product", "reason", "party")
"""By what a week's sums are kept, beside the shop itself."""

WEEKS = ("ship_by", "sent", "hold", "late", "lost", "dispute", "contact")
"""What a line notes the week of, in columns ``*_week``."""

_COLUMNS = tuple(one.name for one in fields(Line))
_KEPT = frozenset({"order_key", "moved_at"})
"""What stays as it was first known: an order's first scan."""

# Held for a whole step of the reading: another desk goes on to something else meanwhile.
TAKE = "SELECT * FROM desk.gathering WHERE name = 'cases' FOR UPDATE SKIP LOCKED"

_EPOCH = datetime.fromtimestamp(0, UTC)

# Along the primary key alone: where the next stretch of cases ends.
STRETCH = """
    SELECT order_key FROM notifier.cases WHERE order_key > $1 ORDER BY order_key OFFSET $2 LIMIT 1
"""

# A case has changed when its version has: exact whatever commits in which order, at the price of
# reading every case's version once a round, and at none in the notifier's transactions.
CHANGED = """
    SELECT cases.order_key FROM notifier.cases
    LEFT JOIN desk.orders ON orders.order_key = cases.order_key
    LEFT JOIN unnest($3::text[], $4::text[]) AS form (shop, made) ON form.shop = cases.shop
    WHERE cases.order_key > $1 AND cases.order_key <= $2
        AND (orders.version IS DISTINCT FROM cases.version
             OR orders.made <> coalesce(form.made, orders.made))
    ORDER BY cases.order_key LIMIT $5
"""

_CASES = """
    SELECT order_key, shop, version, state FROM notifier.cases WHERE order_key = ANY($1)
    ORDER BY order_key
"""

_PUT = f"""
    INSERT INTO desk.orders AS held ({", ".join(_COLUMNS)})
    VALUES ({", ".join(f"${place}" for place in range(1, len(_COLUMNS) + 1))})
    ON CONFLICT (order_key) DO UPDATE SET
        moved_at = coalesce(held.moved_at, excluded.moved_at),
        {", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name not in _KEPT)}
"""  # noqa: S608 - our own columns

_MARK = """
    INSERT INTO desk.stale (shop, week) SELECT DISTINCT * FROM unnest($1::text[], $2::date[])
    ORDER BY 1, 2 ON CONFLICT DO NOTHING
"""

_TAKE_STALE = """
    DELETE FROM desk.stale WHERE (shop, week) = (
        SELECT shop, week FROM desk.stale ORDER BY week DESC, shop LIMIT 1 FOR UPDATE SKIP LOCKED
    ) RETURNING shop, week
"""

_HAPPENED: Mapping[str, str] = {
    "sent": "sent_week = $2",
    "held": "hold_week = $2",
    "late": "late_week = $2 AND late_at <= $3",
    "lost": "lost_week = $2",
    "disputed": "dispute_week = $2",
}
"""What is summed, and of which orders."""

MEASURES = tuple(_HAPPENED)

_DIMENSIONS = ", ".join(DIMENSIONS)
_EVENTS = " UNION ALL ".join(
    f"SELECT '{what}' AS what, {_DIMENSIONS} FROM desk.orders WHERE shop = $1 AND {where}"  # noqa: S608 - constants
    for what, where in _HAPPENED.items()
)

# Along one index for each of what is summed; every event counts once in all, and once by each.
SUM = f"""
    INSERT INTO desk.weeks (shop, week, by, value, {", ".join(MEASURES)})
    SELECT $1, $2::date, by, value,
        {", ".join(f"count(*) FILTER (WHERE what = '{what}')" for what in MEASURES)}
    FROM ({_EVENTS}) AS event
    CROSS JOIN LATERAL (
        VALUES ('', ''), {", ".join(f"('{name}', {name})" for name in DIMENSIONS)}
    ) AS told (by, value)
    GROUP BY by, value
"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class Stretch:
    """How far the cases have been read; a row of ``desk.gathering``.

    Attributes:
        summing: sums of weeks are still to be made anew; as it is looked at.
    """

    after: str
    next_at: datetime
    begun_at: datetime | None
    done_at: datetime | None
    summing: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """A case as it was read."""

    order_key: str
    shop: str
    version: int
    state: str

    def case(self) -> Case:
        """The case itself."""
        return Case.model_validate_json(self.state)


def _stretch(row: asyncpg.Record) -> Stretch:
    """Before the first round its time is minus infinity, which the driver reads without a zone."""
    next_at = row["next_at"] if row["next_at"].tzinfo else _EPOCH
    return Stretch(row["after"], next_at, row["begun_at"], row["done_at"])


async def take(conn: Connection) -> Stretch | None:
    """The row of the reading, held until the transaction ends; None where another desk has it."""
    row = await conn.fetchrow(TAKE)
    if row is None:
        return None
    return _stretch(row)


async def keep(conn: Connection, stretch: Stretch) -> None:
    """Write how far the reading has come."""
    await conn.execute(
        """UPDATE desk.gathering SET after = $1, next_at = $2, begun_at = $3, done_at = $4
           WHERE name = 'cases'""",
        *astuple(stretch)[:4],
    )


async def progress(conn: Connection) -> Stretch:
    """How far the reading has come, to look at."""
    row = await conn.fetchrow(
        """SELECT *, EXISTS (SELECT FROM desk.stale) AS summing
           FROM desk.gathering WHERE name = 'cases'"""
    )
    assert row is not None  # noqa: S101 - a migration wrote it
    return replace(_stretch(row), summing=row["summing"])


async def end_of(conn: Connection, after: str, size: int) -> str | None:
    """The last key of the stretch of that size behind a key; None where it reaches the end."""
    found: str | None = await conn.fetchval(STRETCH, after, size - 1)
    return found


async def changed(
    conn: Connection, after: str, until: str, made: Mapping[str, str], limit: int
) -> list[str]:
    """Keys of cases behind ``after``, up to ``until``, whose lines are not of their version."""
    rows = await conn.fetch(CHANGED, after, until, list(made), list(made.values()), limit)
    return [row["order_key"] for row in rows]


async def cases(conn: Connection, keys: Sequence[str]) -> list[Read]:
    """Cases as they stand."""
    return [Read(**dict(row)) for row in await conn.fetch(_CASES, keys)]


async def put(conn: Connection, lines: Sequence[Line]) -> None:
    """Write lines, and note which weeks' sums they change: those of before, and those of now."""
    before = await conn.fetch(
        f"""SELECT shop, {", ".join(f"{name}_week" for name in WEEKS)} FROM desk.orders
            WHERE order_key = ANY($1)""",  # noqa: S608 - constants
        [line.order_key for line in lines],
    )
    await conn.executemany(_PUT, [astuple(line) for line in lines])
    touched = {(row["shop"], week) for row in before for week in list(row.values())[1:] if week}
    touched |= {
        (line.shop, week)
        for line in lines
        for name in WEEKS
        if (week := getattr(line, f"{name}_week"))
    }
    await mark(conn, touched)


async def mark(conn: Connection, weeks: set[tuple[str, date]]) -> None:
    """Have the sums of shops' weeks made anew."""
    if weeks:
        shops, days = zip(*sorted(weeks), strict=True)
        await conn.execute(_MARK, list(shops), list(days))


async def sum_one(conn: Connection, now: datetime) -> bool:
    """Make the sums of one week anew, the newest first; whether there was one."""
    row = await conn.fetchrow(_TAKE_STALE)
    if row is None:
        return False
    await conn.execute("DELETE FROM desk.weeks WHERE shop = $1 AND week = $2", *row.values())
    await conn.execute(SUM, *row.values(), now)
    return True
