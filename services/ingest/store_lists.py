"""The SQL of polling: how far each list of each shop has been read, and when it is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from services.runtime.postgres.pool import Connection

CHANNEL = "ingest_lists"
"""The NOTIFY channel that says that a list is due."""


_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Watermark:
    """How far a list of a shop has been read, and the lease under which it is being read.

    Attributes:
        begun_at: since when it is polled: what changed before was never told by a push.
        push_lost: a push that could not be taken asked for this reading.
        asked_at: the due time that the last such push had led to when the reading began.
        cursor: where a first look that is under way goes on.
        reading_until: up to when that one reads.
        deadline: what is due next of the objects that it lists.
    """

    shop: str
    listing: str
    mark: datetime
    begun_at: datetime
    push_lost: bool
    asked_at: datetime | None
    cursor: str | None
    reading_until: datetime | None
    deadline: datetime | None
    lease: UUID


async def add_watermarks(
    conn: Connection, pairs: Sequence[tuple[str, str]], mark: datetime, now: datetime
) -> None:
    """Begin to poll lists that were not polled before; they are due now."""
    await conn.executemany(
        """
        INSERT INTO ingest.watermarks (shop, listing, mark, begun_at, due_at)
        VALUES ($1, $2, $3, $4, $4) ON CONFLICT DO NOTHING
        """,
        [(shop, listing, mark, now) for shop, listing in sorted(pairs)],
    )


async def lease_watermarks(
    conn: Connection,
    shops: Sequence[str],
    now: datetime,
    until: datetime,
    *,
    lease: UUID,
    most: int,
) -> list[Watermark]:
    """Take due lists of some shops; the lease is the moved due time.

    Where not all can be taken those in which something is due the soonest come first; of others
    those of disputes, whose answers are due within days; then what has been due the longest.
    """
    rows = await conn.fetch(
        """
        UPDATE ingest.watermarks w SET due_at = $2, lease = $3
         WHERE (w.shop, w.listing) IN (
               SELECT shop, listing FROM ingest.watermarks l
                WHERE due_at <= $1 AND shop = ANY($4::text[])
                ORDER BY (SELECT min(o.deadline_at) FROM ingest.objects o
                           WHERE o.shop = l.shop AND o.kind || 's' = l.listing
                             AND o.kind IN ('order', 'dispute') AND o.deadline_at > $1)
                         NULLS LAST, listing <> 'disputes', due_at, shop, listing
                LIMIT $5 FOR UPDATE SKIP LOCKED)
        RETURNING w.shop, w.listing, w.mark, w.begun_at, w.push_lost, w.asked_at, w.cursor,
               w.reading_until, (
               SELECT min(o.deadline_at) FROM ingest.objects o
                WHERE o.shop = w.shop AND o.kind || 's' = w.listing
                  AND o.kind IN ('order', 'dispute') AND o.deadline_at > $1) AS deadline
        """,
        now,
        until,
        lease,
        shops,
        most,
    )
    found = [Watermark(**row, lease=lease) for row in rows]
    return sorted(found, key=lambda one: one.deadline or _NEVER)


async def hold_watermark(
    conn: Connection,
    watermark: Watermark,
    until: datetime,
    *,
    cursor: str | None = None,
    reading_until: datetime | None = None,
) -> bool:
    """Keep a list that takes long to read; False where the lease is not ours any more.

    Of a first look it is noted as well where it goes on, and up to when it reads.
    """
    done = await conn.execute(
        """
        UPDATE ingest.watermarks SET due_at = $4, cursor = $5, reading_until = $6
         WHERE shop = $1 AND listing = $2 AND lease = $3
        """,
        watermark.shop,
        watermark.listing,
        watermark.lease,
        until,
        cursor,
        reading_until,
    )
    return bool(done == "UPDATE 1")


async def finish_watermark(
    conn: Connection, watermark: Watermark, mark: datetime, due_at: datetime
) -> None:
    """The list was read up to ``mark``; nothing happens if the lease is not ours any more.

    What was asked for meanwhile is still to be read: the reading may have begun before it was lost.
    """
    await conn.execute(
        """
        UPDATE ingest.watermarks
           SET mark = greatest(mark, $4), mark_before = mark, lease = NULL,
               due_at = CASE WHEN asked_at IS DISTINCT FROM $6 THEN least($5, asked_at) ELSE $5 END,
               push_lost = push_lost AND asked_at IS DISTINCT FROM $6,
               why = NULL, cursor = NULL, reading_until = NULL
         WHERE shop = $1 AND listing = $2 AND lease = $3
        """,
        watermark.shop,
        watermark.listing,
        watermark.lease,
        mark,
        due_at,
        watermark.asked_at,
    )


async def wind_back(conn: Connection, by: timedelta, first_look: timedelta) -> None:
    """What was appended and not read is gone: read every list again, now.

    Whatever time it is, a mark has passed: it is an instant at which a list is due. A list that
    was begun within the span is read from its beginning, ``first_look`` before.
    """
    await conn.execute(
        """
        UPDATE ingest.watermarks
           SET mark = CASE WHEN begun_at > mark - $1::interval THEN begun_at - $2::interval
                      ELSE mark - $1::interval END,
               mark_before = NULL,
               due_at = least(due_at, mark), lease = NULL, push_lost = true,
               cursor = NULL, reading_until = NULL
        """,
        by,
        first_look,
    )
    await conn.execute("SELECT pg_notify($1, '')", CHANNEL)


async def read_beyond(conn: Connection, shop: str, listing: str, instant: datetime) -> bool:
    """Whether a list was read past an instant, and again since: what it told is taken in by now.

    A list that is not polled has nothing more to tell.
    """
    found: bool = await conn.fetchval(
        """
        SELECT coalesce(bool_and(coalesce(mark_before >= $3, false)), true)
          FROM ingest.watermarks WHERE shop = $1 AND listing = $2
        """,
        shop,
        listing,
        instant,
    )
    return found


async def return_watermark(
    conn: Connection, watermark: Watermark, due_at: datetime, why: str, *, anew: bool = False
) -> None:
    """The list was not read, for that reason; nothing happens if the lease is not ours any more.

    ``anew``: a first look begins anew, since the platform may take its cursor no longer.
    """
    await conn.execute(
        """
        UPDATE ingest.watermarks SET due_at = $4, lease = NULL, why = $5,
               cursor = CASE WHEN $6 THEN NULL ELSE cursor END,
               reading_until = CASE WHEN $6 THEN NULL ELSE reading_until END
         WHERE shop = $1 AND listing = $2 AND lease = $3
        """,
        watermark.shop,
        watermark.listing,
        watermark.lease,
        due_at,
        why,
        anew,
    )


async def poll_at_once(
    conn: Connection, shops: Sequence[str], now: datetime, pause: timedelta
) -> None:
    """Have every list of some shops read now, or ``pause`` after it was last asked for.

    A reading that is under way goes on, and is followed by another: it may have begun before what
    was lost. The pause is there because anybody can send what is too large to be verified; nor may
    they keep a list that takes long from being read to its end.
    """
    await conn.execute(
        """
        WITH asked AS (
            SELECT shop, listing, greatest($2, asked_at + $3) AS at FROM ingest.watermarks
             WHERE shop = ANY($1::text[]) AND coalesce(asked_at, $2) <= $2
             ORDER BY shop, listing FOR UPDATE)
        UPDATE ingest.watermarks w
           SET due_at = CASE WHEN w.lease IS NULL THEN least(w.due_at, asked.at)
                        ELSE w.due_at END,
               asked_at = asked.at, push_lost = true
          FROM asked WHERE w.shop = asked.shop AND w.listing = asked.listing
        """,
        shops,
        now,
        pause,
    )
    await conn.execute("SELECT pg_notify($1, '')", CHANNEL)


async def next_poll(conn: Connection, shops: Sequence[str]) -> datetime | None:
    """When the next list of these shops is due."""
    due: datetime | None = await conn.fetchval(
        "SELECT min(due_at) FROM ingest.watermarks WHERE shop = ANY($1::text[])", shops
    )
    return due


@dataclass(frozen=True, slots=True)
class Lagging:
    """A list that is not read as it should be.

    Attributes:
        mark: up to when it has been read.
        due_at: when it is tried next.
        why: what the last try met; None: nobody has tried.
    """

    shop: str
    listing: str
    mark: datetime
    due_at: datetime
    why: str | None


async def lagging(conn: Connection, due_before: datetime) -> list[Lagging]:
    """Lists whose last try failed or was put off, and those that were due so early and are still.

    A lease is a due time to come: what is being read is not among these.
    """
    rows = await conn.fetch(
        """
        SELECT shop, listing, mark, due_at, why FROM ingest.watermarks
         WHERE why IS NOT NULL OR due_at < $1 ORDER BY shop, listing
        """,
        due_before,
    )
    return [Lagging(**row) for row in rows]


async def marks(conn: Connection, owners: Sequence[str]) -> dict[tuple[str, str], datetime]:
    """Up to when each list of some shops, or of their apps, has been read."""
    rows = await conn.fetch(
        "SELECT shop, listing, mark FROM ingest.watermarks WHERE shop = ANY($1::text[])", owners
    )
    return {(row["shop"], row["listing"]): row["mark"] for row in rows}
