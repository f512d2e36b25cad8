"""Rows of shops, rules and pauses in PostgreSQL."""

from collections.abc import Iterable
from datetime import datetime

from typing_extensions import override

from services.notifier.postgres.cases import notify
from services.notifier.stores.shops import ShopStore
from services.runtime.postgres.pool import Connection


class PostgresShops(ShopStore):
    """In PostgreSQL."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    @override
    async def enrol(
        self,
        shops: Iterable[str],
        rules: Iterable[tuple[str, tuple[str, ...]]],
        now: datetime,
    ) -> None:
        known = [(rule, list(was)) for rule, was in rules]
        for shop in sorted(shops):
            await self._conn.execute(
                """INSERT INTO notifier.shops (shop, live_since) VALUES ($1, $2)
                   ON CONFLICT DO NOTHING""",
                shop,
                now,
            )
            for rule, was in known:
                await self._conn.execute(
                    """INSERT INTO notifier.rules (shop, rule, in_force_since)
                       SELECT $1, $2, coalesce(
                           (SELECT min(in_force_since) FROM notifier.rules
                            WHERE shop = $1 AND rule = ANY($3::text[])), $4)
                       ON CONFLICT DO NOTHING""",
                    shop,
                    rule,
                    was,
                    now,
                )

    @override
    async def live_since(self) -> dict[str, datetime]:
        rows = await self._conn.fetch("SELECT shop, live_since FROM notifier.shops")
        return {row["shop"]: row["live_since"] for row in rows}

    @override
    async def in_force(self) -> dict[str, dict[str, datetime]]:
        rows = await self._conn.fetch("SELECT shop, rule, in_force_since FROM notifier.rules")
        found: dict[str, dict[str, datetime]] = {}
        for row in rows:
            found.setdefault(row["shop"], {})[row["rule"]] = row["in_force_since"]
        return found

    @override
    async def pauses(self) -> dict[str, str]:
        rows = await self._conn.fetch("SELECT scope, reason FROM notifier.pauses")
        return {row["scope"]: row["reason"] for row in rows}

    @override
    async def pause(self, scope: str, reason: str, by: str, now: datetime) -> None:
        await self._lock(scope)
        await self._conn.execute(
            """INSERT INTO notifier.pauses (scope, reason, by, at) VALUES ($1, $2, $3, $4)
               ON CONFLICT (scope) DO UPDATE SET reason = $2, by = $3, at = $4""",
            scope,
            reason,
            by,
            now,
        )
        await notify(self._conn)

    @override
    async def resume(self, scope: str) -> bool:
        await self._lock(scope)
        done = await self._conn.execute("DELETE FROM notifier.pauses WHERE scope = $1", scope)
        return bool(done != "DELETE 0")

    async def _lock(self, scope: str) -> None:
        """Wait for the claims in hand in a shop, or (what is none is for all) in every shop."""
        await self._conn.execute(
            """SELECT FROM notifier.shops
               WHERE shop = $1 OR NOT EXISTS (SELECT FROM notifier.shops WHERE shop = $1)
               ORDER BY shop FOR NO KEY UPDATE""",
            scope,
        )
