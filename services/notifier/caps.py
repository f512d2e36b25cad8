"""How much of what a shop may let leave, and let cost, is used: the ledgers as a metric."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from services.notifier.ledger import windows
from services.runtime.metrics import CAP_USED_RATIO
from services.runtime.postgres.pool import Connection
from services.runtime.shops import ShopSettings

# By the primary key: two rows for each shop.
LEFT = """
    SELECT scope, used FROM notifier.ledgers
    WHERE (scope, window_start) IN (SELECT * FROM unnest($1::text[], $2::timestamptz[]))
"""

# Along the index on shop and day: this month's, of which today's are a part. A held one counts
# until it expires (`spending.Spend.counts`).
SPENT = """
    SELECT s.shop, coalesce(sum(amount) FILTER (WHERE day = s.today), 0) AS today,
        coalesce(sum(amount), 0) AS month
    FROM unnest($1::text[], $2::date[]) AS s (shop, today)
    JOIN notifier.spends ON spends.shop = s.shop AND day >= date_trunc('month', s.today)::date
        AND (state = 'spent' OR state = 'held' AND (expires_at IS NULL OR expires_at > $3))
    GROUP BY s.shop
"""


async def measure_caps(conn: Connection, shops: Iterable[ShopSettings], now: datetime) -> None:
    """Set the gauge for each shop: words by the hour and day, money by the day and month."""
    shops = list(shops)
    places = [place for shop in shops for place in windows(shop.key, "", now)[:2]]
    rows = await conn.fetch(LEFT, [scope for scope, _ in places], [start for _, start in places])
    left = {row["scope"]: int(row["used"]) for row in rows}
    for shop in shops:
        for cap, most in (("hour", shop.ceiling_per_hour), ("day", shop.ceiling_per_day)):
            _set(shop.key, cap, Decimal(left.get(f"{shop.key}#{cap}", 0)), Decimal(most))
    await _money(conn, [shop for shop in shops if shop.offers.currency], now)


async def _money(conn: Connection, shops: list[ShopSettings], now: datetime) -> None:
    """Of shops that may promise money at all."""
    days = [now.astimezone(ZoneInfo(shop.zone)).date() for shop in shops]
    rows = await conn.fetch(SPENT, [shop.key for shop in shops], days, now)
    spent = {row["shop"]: (row["today"], row["month"]) for row in rows}
    for shop in shops:
        today, month = spent.get(shop.key, (Decimal(0), Decimal(0)))
        _set(shop.key, "money_day", today, shop.offers.per_day)
        _set(shop.key, "money_month", month, shop.offers.per_month)


def _set(shop: str, cap: str, used: Decimal, most: Decimal) -> None:
    """Where the settings allow nothing, nothing of it is used, and nobody need be told."""
    if most:
        CAP_USED_RATIO.labels(shop, cap).set(float(used / most))
