"""Orders as people look for them: by key, by the platform's number, by the buyer's reference."""

from collections.abc import Sequence

from services.runtime.postgres.pool import Connection

MOST = 50
"""Orders that one search finds."""

FIND = """
    WITH whose AS (
        SELECT shop FROM notifier.shops WHERE $2::text[] IS NULL OR shop = ANY($2::text[])
    )
    SELECT order_key FROM notifier.cases
     WHERE order_key IN (SELECT shop || '/' || $1 FROM whose)
    UNION
    SELECT order_key FROM whose JOIN notifier.cases USING (shop) WHERE order_key = $1
    UNION
    SELECT order_key FROM whose JOIN notifier.cases USING (shop) WHERE buyer = $1 AND buyer <> ''
    ORDER BY order_key LIMIT $3
"""
"""Along the key of cases and the index of buyers, once for each shop."""


async def found(conn: Connection, wanted: str, shops: Sequence[str] | None) -> list[str]:
    """The keys of the orders that a word may mean.

    Args:
        conn: PostgreSQL.
        wanted: an order's key or number, or the platform's reference of a buyer.
        shops: of these alone; None: of every one.
    """
    rows = await conn.fetch(FIND, wanted, shops, MOST)
    return [row["order_key"] for row in rows]
