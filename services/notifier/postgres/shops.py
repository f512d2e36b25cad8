"""Rows of shops, rules and pauses in PostgreSQL."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import datetime

from typing_extensions import override

from services.notifier.inforce import InForce, Named, taken
from services.notifier.postgres.cases import notify
from services.notifier.share import Draw
from services.notifier.stores.shops import (
    WAITS,
    Done,
    ShopStore,
    Stage,
    Standing,
    Waiting,
    shop_of_scope,
)
from services.runtime.postgres.pool import Connection

_AGAIN = """what = excluded.what, by = excluded.by, reason = excluded.reason, at = excluded.at"""


class PostgresShops(ShopStore):
    """In PostgreSQL."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    @override
    async def enrol(self, rules: Mapping[str, Sequence[Named]], now: datetime) -> None:
        for shop in sorted(rules):
            await self._conn.execute(
                """INSERT INTO notifier.shops (shop, live_since) VALUES ($1, $2)
                   ON CONFLICT DO NOTHING""",
                shop,
                now,
            )
            await self._lock(shop)
            known = (await self.in_force()).get(shop, {})
            after = taken(known, rules[shop], now)
            await self._conn.executemany(
                """INSERT INTO notifier.rules (shop, rule, in_force_since, out_since, was)
                   VALUES ($1, $2, $3, $4, $5)
                   ON CONFLICT (shop, rule) DO UPDATE
                   SET in_force_since = $3, out_since = $4, was = $5""",
                [
                    (shop, rule, one.since, one.out_since, one.was)
                    for rule, one in sorted(after.items())
                    if known.get(rule) != one
                ],
            )

    @override
    async def live_since(self) -> dict[str, datetime]:
        rows = await self._conn.fetch("SELECT shop, live_since FROM notifier.shops")
        return {row["shop"]: row["live_since"] for row in rows}

    @override
    async def in_force(self) -> dict[str, dict[str, InForce]]:
        rows = await self._conn.fetch(
            "SELECT shop, rule, in_force_since, out_since, was FROM notifier.rules"
        )
        found: dict[str, dict[str, InForce]] = {}
        for row in rows:
            one = InForce(row["in_force_since"], row["out_since"], tuple(row["was"]))
            found.setdefault(row["shop"], {})[row["rule"]] = one
        return found

    @override
    async def standing(self) -> Standing:
        row = await self._conn.fetchrow(
            """SELECT (SELECT coalesce(json_object_agg(scope, reason), '{}')
                       FROM notifier.pauses) AS pauses,
                      (SELECT coalesce(max(number), 0) FROM notifier.playbooks) AS playbook,
                      (SELECT coalesce(json_object_agg(shop, json_build_array(
                                  salt, coalesce(share, 0), coalesce(mode, 'observe'))), '{}')
                       FROM notifier.shops LEFT JOIN LATERAL (
                           SELECT share, mode FROM notifier.stages
                           WHERE stages.shop = shops.shop ORDER BY number DESC LIMIT 1
                       ) AS last ON true) AS draws"""
        )
        assert row is not None  # noqa: S101 - a SELECT without FROM has one row
        draws = {shop: Draw(*told) for shop, told in json.loads(row["draws"]).items()}
        return Standing(json.loads(row["pauses"]), row["playbook"], draws)

    @override
    async def stages(self, shop: str) -> list[Stage]:
        rows = await self._conn.fetch(
            """SELECT shop, number, share, mode, by, reason, at FROM notifier.stages
               WHERE shop = $1 ORDER BY number""",
            shop,
        )
        return [Stage(**dict(row)) for row in rows]

    @override
    async def move(self, stage: Stage) -> bool:
        await self._lock(stage.shop)
        done = await self._conn.execute(
            """INSERT INTO notifier.stages (shop, number, share, mode, by, reason, at)
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING""",
            stage.shop,
            stage.number,
            stage.share,
            stage.mode,
            stage.by,
            stage.reason,
            stage.at,
        )
        await notify(self._conn)
        return bool(done != "INSERT 0 0")

    @override
    async def pauses(self) -> dict[str, str]:
        rows = await self._conn.fetch("SELECT scope, reason FROM notifier.pauses")
        return {row["scope"]: row["reason"] for row in rows}

    @override
    async def pause(self, scope: str, reason: str, by: str, now: datetime) -> None:
        await self._lock(shop_of_scope(scope))
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
    async def note(self, done: Done) -> None:
        await self._conn.execute(
            """INSERT INTO notifier.acts (at, by, did, about, reason, before)
               VALUES ($1, $2, $3, $4, $5, $6)""",
            done.at,
            done.by,
            done.did,
            done.about,
            done.reason,
            done.before,
        )

    @override
    async def ask(self, waiting: Waiting, *, again: bool = False) -> tuple[Waiting, bool]:
        await self._conn.execute(
            "DELETE FROM notifier.waiting WHERE at < $1 AND (act, about) <> ($2, $3)",
            waiting.at - WAITS,
            waiting.act,
            waiting.about,
        )
        # Of two at once the second waits for the first one's row, and is given that.
        row = await self._conn.fetchrow(
            f"""INSERT INTO notifier.waiting AS known (act, about, what, by, reason, at)
                VALUES ($1, $2, $3, $4, $5, $6)
                ON CONFLICT (act, about) DO UPDATE
                SET {_AGAIN if again else "at = known.at"}
                RETURNING act, about, what, by, reason, at, xmax = 0 AS new""",  # noqa: S608 - our own words
            *astuple(waiting),
        )
        assert row is not None  # noqa: S101 - it is inserted, or was there
        found = dict(row)
        new = found.pop("new") or again
        return Waiting(**found), new

    @override
    async def waits(self, now: datetime) -> list[Waiting]:
        rows = await self._conn.fetch(
            """SELECT act, about, what, by, reason, at FROM notifier.waiting
               WHERE at >= $1 ORDER BY at, act, about""",
            now - WAITS,
        )
        return [Waiting(**dict(row)) for row in rows]

    @override
    async def settle(self, act: str, about: str) -> None:
        await self._conn.execute(
            "DELETE FROM notifier.waiting WHERE act = $1 AND about = $2", act, about
        )

    @override
    async def hold(self, scope: str) -> None:
        await self._lock(shop_of_scope(scope))

    @override
    async def resume(self, scope: str) -> bool:
        await self._lock(shop_of_scope(scope))
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
