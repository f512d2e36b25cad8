"""Rows of ledgers in PostgreSQL."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from typing_extensions import override

from services.notifier.admit import Ledgers
from services.notifier.brake import HOUR, WEEK, WEEKS, Traffic, same_hours
from services.notifier.ledger import DAY, hour_of, minute_of, windows
from services.notifier.stores.ledgers import LedgerStore
from services.runtime.postgres.pool import Connection


class PostgresLedgers(LedgerStore):
    """In PostgreSQL."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    @override
    async def lock(self, shop: str) -> None:
        await self._conn.execute(
            "SELECT FROM notifier.shops WHERE shop = $1 FOR NO KEY UPDATE", shop
        )

    @override
    async def used_by(
        self, shop: str, rules: Sequence[Sequence[str]], now: datetime
    ) -> list[Ledgers]:
        each = [[windows(shop, rule, now) for rule in ids] for ids in rules]
        scopes = {window for ids in each for some in ids for window in some}
        rows = await self._conn.fetch(
            """SELECT scope, used FROM notifier.ledgers WHERE (scope, window_start) IN (
                   SELECT * FROM unnest($1::text[], $2::timestamptz[]))""",
            [scope for scope, _ in scopes],
            [start for _, start in scopes],
        )
        found = {row["scope"]: int(row["used"]) for row in rows}
        return [
            Ledgers.of([[found.get(scope, 0) for scope, _ in some] for some in ids]) for ids in each
        ]

    @override
    async def traffic(self, shop: str, now: datetime) -> Traffic:
        # An hour in which nothing left has no row, and counts: but none before the very first.
        row = await self._conn.fetchrow(
            """SELECT coalesce(sum(messages) FILTER (WHERE minute > $2), 0) AS messages,
                      coalesce(sum(refused) FILTER (WHERE minute > $2), 0) AS refused,
                      coalesce(sum(used) FILTER (WHERE minute >= $3), 0) AS used,
                      (SELECT array_agg(coalesce(ledgers.used, 0) ORDER BY at DESC)
                       FROM unnest($5::timestamptz[]) AS hours (at)
                       LEFT JOIN notifier.ledgers ON scope = $4 AND window_start = at
                       WHERE at >= (SELECT min(window_start) FROM notifier.ledgers
                                    WHERE scope = $4 AND used > 0)) AS usual
               FROM notifier.traffic WHERE shop = $1 AND minute > $2""",
            shop,
            now - HOUR,
            hour_of(now),
            f"{shop}#hour",
            same_hours(now),
        )
        assert row is not None  # noqa: S101 - an aggregate has one row
        return Traffic(
            sent=row["messages"],
            refused=row["refused"],
            hour=row["used"],
            usual=row["usual"] or [],
        )

    @override
    async def count_all(
        self, shop: str, by_rule: Mapping[str, int], at: datetime, *, messages: int
    ) -> None:
        counted: Counter[tuple[str, datetime]] = Counter()
        for rule, by in by_rule.items():
            for window in windows(shop, rule, at):
                counted[window] += by
        # What is added may be below nought: EXCLUDED holds what a row may be made of, not that.
        await self._conn.execute(
            """WITH windows AS (
                   SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::integer[])
                          AS windows (scope, start, by)),
               counted AS (
                   INSERT INTO notifier.ledgers (scope, window_start, used)
                   SELECT scope, start, greatest(by, 0) FROM windows ORDER BY scope, start
                   ON CONFLICT (scope, window_start)
                   DO UPDATE SET used = greatest(ledgers.used + (
                       SELECT by FROM windows
                       WHERE (scope, start) = (ledgers.scope, ledgers.window_start)), 0))
               INSERT INTO notifier.traffic (shop, minute, used, messages)
               VALUES ($4, $5, greatest($6, 0), greatest($7, 0))
               ON CONFLICT (shop, minute)
               DO UPDATE SET used = greatest(traffic.used + $6, 0),
                             messages = greatest(traffic.messages + $7, 0)""",
            [scope for scope, _ in counted],
            [start for _, start in counted],
            list(counted.values()),
            shop,
            minute_of(at),
            sum(by_rule.values()),
            messages,
        )

    @override
    async def refuse(self, shop: str, at: datetime) -> None:
        # No row: a person has let the shop go on since, and has seen that.
        await self._conn.execute(
            "UPDATE notifier.traffic SET refused = refused + 1 WHERE shop = $1 AND minute = $2",
            shop,
            minute_of(at),
        )

    @override
    async def forget_traffic(self, scope: str) -> None:
        await self._conn.execute(
            "DELETE FROM notifier.traffic WHERE $1 = 'all' OR shop = $1", scope
        )

    @override
    async def prune(self, now: datetime) -> None:
        await self._conn.execute("DELETE FROM notifier.traffic WHERE minute < $1", now - DAY)
        await self._conn.execute(
            "DELETE FROM notifier.ledgers WHERE window_start < $1", now - (WEEKS + 1) * WEEK
        )
