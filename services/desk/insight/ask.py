"""SQL that answers insight's questions: along the sums of weeks, or the orders of some of them."""

from services.desk.insight.asked import Asked
from services.desk.insight.compare import Sums, Week, weeks_of
from services.desk.insight.store import DIMENSIONS, MEASURES
from services.runtime.postgres.pool import Connection

_SUMS = ", ".join(f"sum({name})::integer AS {name}" for name in MEASURES)

# Along the primary key of the sums: three weeks of some shops.
WEEKS = f"""
    SELECT week, value, {_SUMS} FROM desk.weeks
    WHERE by = $1 AND shop = ANY($2) AND week = ANY($3) GROUP BY week, value
"""  # noqa: S608 - constants

# Of whole shops, by the shop or by its marketplace.
_BY_SHOP = f"""
    SELECT week, CASE WHEN $1 = 'shop' THEN shop ELSE split_part(shop, '/', 1) END AS value, {_SUMS}
    FROM desk.weeks WHERE by = '' AND shop = ANY($2) AND week = ANY($3) GROUP BY 1, 2
"""  # noqa: S608 - constants


async def weeks(conn: Connection, asked: Asked) -> list[Week]:
    """The sums of the week that is asked for, and of those it is held against."""
    query = WEEKS if asked.by in DIMENSIONS else _BY_SHOP
    rows = await conn.fetch(query, asked.by, asked.keys, list(weeks_of(asked.week)))
    return [
        Week(row["week"], row["value"], Sums(*(row[name] for name in MEASURES))) for row in rows
    ]
