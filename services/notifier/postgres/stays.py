"""Rows of stays at customs, one a parcel."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from schemas.parcel import Direction, Hold, Parcel
from services.notifier.crowds import BACK, WINDOW, Holds
from services.runtime.postgres.pool import Connection

KEPT = WINDOW + BACK + timedelta(days=3)
"""How long ago a stay may have begun to be of use."""

# Parcels come once for each of their orders, and again after a crash: the newest reading stays.
_KEEP = """
    INSERT INTO notifier.stays AS held (parcel, version, country, since, until)
    VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (parcel) DO UPDATE SET version = excluded.version, country = excluded.country,
        since = excluded.since, until = excluded.until
    WHERE held.version < excluded.version
"""

# Late scans may show that there was no stay at all.
_TAKE_BACK = """
    DELETE FROM notifier.stays USING unnest($1::text[], $2::bigint[]) AS gone (parcel, version)
    WHERE stays.parcel = gone.parcel AND stays.version < gone.version
"""

_COUNT = """
    SELECT country,
        count(*) FILTER (WHERE since > $1 AND until IS NULL) AS standing,
        count(*) FILTER (WHERE since <= $1 AND since > $2) AS before,
        min(min(since)) OVER () AS first
    FROM notifier.stays WHERE since > $2 GROUP BY country ORDER BY country
"""


async def keep(conn: Connection, parcels: Iterable[Parcel]) -> None:
    """Keep the latest stay of each parcel, in the order of their ids: nobody deadlocks."""
    newest: dict[str, Parcel] = {}
    for parcel in sorted(parcels, key=lambda one: (one.id, one.version)):
        newest[parcel.id] = parcel
    rows = [
        (parcel.id, parcel.version, country, hold.since, hold.until)
        for parcel in newest.values()
        if (hold := _latest(parcel)) and (country := customs_of(parcel, hold))
    ]
    named = {row[0] for row in rows}
    gone = [parcel for parcel in newest.values() if parcel.id not in named]
    if rows:
        await conn.executemany(_KEEP, rows)
    if gone:
        ids, versions = [one.id for one in gone], [one.version for one in gone]
        await conn.execute(_TAKE_BACK, ids, versions)


async def count(conn: Connection, now: datetime) -> Sequence[Holds]:
    """The stays at each country's customs; those too old to be of use are let go."""
    await conn.execute("DELETE FROM notifier.stays WHERE since < $1", now - KEPT)
    begin = now - WINDOW
    return [
        Holds(
            row["country"],
            row["standing"],
            row["before"],
            known=max(begin - row["first"], timedelta()),
        )
        for row in await conn.fetch(_COUNT, begin, begin - BACK)
    ]


def customs_of(parcel: Parcel, hold: Hold) -> str:
    """Whose customs it is; empty where nobody says."""
    if hold.direction is Direction.EXPORT:
        return parcel.origin or ""
    return "" if hold.direction is Direction.TRANSIT else parcel.destination or ""


def _latest(parcel: Parcel) -> Hold | None:
    plausible = parcel.identity == "plausible"
    return max(parcel.holds, key=lambda one: one.since, default=None) if plausible else None
