"""The SQL of what is heard of a shop's pushes: the last one, and what was missed since."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from services.runtime.postgres.pool import Connection


@dataclass(frozen=True, slots=True)
class Pushes:
    """A shop's pushes.

    Attributes:
        heard_at: when the last was taken in, to the minute; None: none ever was.
        missed: changes that polling has brought since, and a push should have.
        stopped_since: when people were told that they have stopped; None: they were not.
    """

    shop: str
    heard_at: datetime | None
    missed: int
    stopped_since: datetime | None


async def note(
    conn: Connection, heard: Collection[str], missed: Mapping[str, int], now: datetime
) -> None:
    """Note what a batch told of pushes; a shop that was heard of has missed nothing since.

    A shop's row is left alone where it would say the same again: pushes come by the hundred.
    """
    if heard:
        await conn.execute(
            """
            INSERT INTO ingest.pushes AS held (shop, heard_at)
            SELECT shop, $2 FROM unnest($1::text[]) AS told(shop) ORDER BY shop
            ON CONFLICT (shop) DO UPDATE SET heard_at = $2, missed = 0
             WHERE held.missed > 0 OR held.heard_at IS NULL
                OR held.heard_at <= $2 - interval '1 minute'
            """,
            sorted(heard),
            now,
        )
    counted = {shop: count for shop, count in missed.items() if count and shop not in heard}
    if counted:
        await conn.execute(
            """
            INSERT INTO ingest.pushes AS held (shop, missed)
            SELECT shop, missed FROM unnest($1::text[], $2::integer[]) AS told(shop, missed)
             ORDER BY shop
            ON CONFLICT (shop) DO UPDATE SET missed = held.missed + excluded.missed
            """,
            sorted(counted),
            [counted[shop] for shop in sorted(counted)],
        )


async def every(conn: Connection) -> list[Pushes]:
    """What is known of each shop's pushes."""
    rows = await conn.fetch(
        "SELECT shop, heard_at, missed, stopped_since FROM ingest.pushes ORDER BY shop"
    )
    return [Pushes(**row) for row in rows]


async def there(conn: Connection) -> bool:
    """Whether this database has the table yet."""
    return bool(await conn.fetchval("SELECT to_regclass('ingest.pushes') IS NOT NULL"))


async def judge(conn: Connection, shop: str, stopped_since: datetime | None) -> None:
    """Note since when a shop's pushes have stopped, or that they come again."""
    await conn.execute(
        "UPDATE ingest.pushes SET stopped_since = $2 WHERE shop = $1", shop, stopped_since
    )
