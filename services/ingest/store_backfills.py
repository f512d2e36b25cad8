"""The SQL of back-fills: how far each list of a shop has been read back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.runtime.postgres.pool import Connection


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a list has been read.

    Attributes:
        until: when the back-fill was begun.
        expected: entries, about.
        seen: entries that were looked at.
        appended: of them, those that say something new.
        cursor: where to go on.
    """

    shop: str
    listing: str
    since: datetime
    until: datetime
    expected: int
    seen: int
    appended: int
    cursor: str | None
    done: bool


async def unfinished(conn: Connection, shop: str) -> list[Progress]:
    """The lists of a back-fill that was cut off, those that are through among them."""
    rows = await conn.fetch(
        """
        SELECT shop, listing, since, until, expected, seen, appended, cursor, done
          FROM ingest.backfills b
         WHERE shop = $1 AND EXISTS (
               SELECT FROM ingest.backfills o WHERE o.shop = b.shop AND NOT o.done)
         ORDER BY listing DESC
        """,
        shop,
    )
    return [Progress(**row) for row in rows]


async def begin(
    conn: Connection, shop: str, since: datetime, until: datetime, expected: Mapping[str, int]
) -> None:
    """Begin a back-fill, in the place of any before."""
    await conn.execute("DELETE FROM ingest.backfills WHERE shop = $1", shop)
    await conn.executemany(
        """INSERT INTO ingest.backfills (shop, listing, since, until, expected)
           VALUES ($1, $2, $3, $4, $5)""",
        [(shop, listing, since, until, count) for listing, count in sorted(expected.items())],
    )


async def note(conn: Connection, progress: Progress) -> None:
    """Note how far a list has come; what is before it is in the inbox."""
    await conn.execute(
        """UPDATE ingest.backfills SET seen = $3, appended = $4, cursor = $5, done = $6
            WHERE shop = $1 AND listing = $2 AND until = $7""",
        progress.shop,
        progress.listing,
        progress.seen,
        progress.appended,
        progress.cursor,
        progress.done,
        progress.until,
    )


async def live_orders(conn: Connection, shop: str) -> tuple[int, int]:
    """How many orders of a shop are known, and how many of them are under way."""
    row = await conn.fetchrow(
        """SELECT count(*) AS known, count(*) FILTER (WHERE live) AS live
             FROM ingest.objects WHERE kind = 'order' AND shop = $1""",
        shop,
    )
    assert row is not None  # noqa: S101 - an aggregate has one row
    return row["known"], row["live"]
