"""Rows of buyers in PostgreSQL, and what their orders' actions have told them."""

from collections.abc import Collection
from datetime import datetime

from typing_extensions import override

from services.notifier.heard import Told
from services.notifier.records import Mark, Marks
from services.notifier.stores.buyers import BuyerKey, BuyerStore
from services.runtime.postgres.pool import Connection

TOLD = """
    SELECT c.shop, c.buyer, a.key, a.order_key, a.rule, coalesce(a.claimed_at, a.done_at) AS at,
           a.channel = 'chat' AS by_us
      FROM notifier.cases c JOIN notifier.actions a USING (order_key)
     WHERE (c.shop, c.buyer) IN (SELECT * FROM unnest($1::text[], $2::text[])) AND c.buyer <> ''
       AND a.kind IN ('message', 'offer', 'answer') AND NOT a.args ?| ARRAY['message', 'offer']
       AND coalesce(a.claimed_at, a.done_at) > $3
       AND (a.channel = 'chat' AND a.status IN ('claimed', 'done', 'uncertain')
            OR a.channel = 'task' AND a.status = 'done' AND EXISTS (
                SELECT FROM notifier.tasks t
                 WHERE t.key = a.key AND t.status IN ('open', 'done')))
     ORDER BY at, a.key
"""
"""Unasked words (an answer names its message, a step of a remedy its offer) in all orders of some
buyers: by the index of buyers, then each order's few actions. A task whose cause has gone told
nobody anything."""


DEALT = """
    SELECT DISTINCT said.id
      FROM notifier.cases c JOIN notifier.actions a USING (order_key)
      JOIN unnest($3::text[]) AS said (id)
        ON said.id IN (split_part(a.occasion, '~', 1), a.args ->> 'message')
     WHERE (c.shop, c.buyer) IN (SELECT * FROM unnest($1::text[], $2::text[])) AND c.buyer <> ''
       AND (a.kind IN ('message', 'offer', 'answer') AND a.channel = 'chat'
                AND (a.status = 'done' OR a.status = 'uncertain' AND a.retry_at IS NULL)
            OR a.args ? 'remedy' AND a.kind IN ('remedy', 'task')
                AND a.status IN ('claimed', 'done', 'uncertain', 'failed')
            OR EXISTS (
                SELECT FROM notifier.tasks t
                 WHERE t.order_key = a.order_key AND t.action_key = a.key
                   AND (t.status = 'refused' OR t.status = 'done' AND t.kind <> 'approve')))
"""
"""The way of ``TOLD``. An answer's occasion is the message, and so is
that of its task; a step of a remedy names the message that chose it."""


class PostgresBuyers(BuyerStore):
    """In PostgreSQL."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    @override
    async def marks(self, buyers: Collection[BuyerKey]) -> dict[BuyerKey, Marks]:
        if not buyers:
            return {}
        rows = await self._conn.fetch(
            """SELECT shop, buyer, marks, version, by FROM notifier.buyers
               WHERE (shop, buyer) IN (SELECT * FROM unnest($1::text[], $2::text[]))""",
            [shop for shop, _ in buyers],
            [buyer for _, buyer in buyers],
        )
        return {
            (row["shop"], row["buyer"]): Marks(
                version=row["version"], words=tuple(map(Mark, row["marks"])), by=row["by"]
            )
            for row in rows
        }

    @override
    async def mark(self, buyer: BuyerKey, marks: Collection[Mark], by: str, now: datetime) -> Marks:
        shop, reference = buyer
        await self._conn.execute(
            "SELECT FROM notifier.shops WHERE shop = $1 FOR NO KEY UPDATE", shop
        )
        version = await self._conn.fetchval(
            """INSERT INTO notifier.buyers (shop, buyer, marks, by, at) VALUES ($1, $2, $3, $4, $5)
               ON CONFLICT (shop, buyer) DO UPDATE
               SET marks = $3, by = $4, at = $5, version = buyers.version + 1
               RETURNING version""",
            shop,
            reference,
            sorted(marks),
            by,
            now,
        )
        return Marks(version=int(version), words=tuple(sorted(marks)), by=by)

    @override
    async def orders(self, buyer: BuyerKey) -> list[str]:
        rows = await self._conn.fetch(
            """SELECT order_key FROM notifier.cases
               WHERE shop = $1 AND buyer = $2 AND buyer <> '' ORDER BY order_key""",
            *buyer,
        )
        return [row["order_key"] for row in rows]

    @override
    async def dealt(
        self, buyers: Collection[BuyerKey], messages: Collection[str]
    ) -> frozenset[str]:
        rows = await self._conn.fetch(
            DEALT,
            [shop for shop, _ in buyers],
            [buyer for _, buyer in buyers],
            list(messages),
        )
        return frozenset(row["id"] for row in rows)

    @override
    async def told_all(
        self, buyers: Collection[BuyerKey], since: datetime
    ) -> dict[BuyerKey, list[Told]]:
        rows = await self._conn.fetch(
            TOLD, [shop for shop, _ in buyers], [buyer for _, buyer in buyers], since
        )
        found: dict[BuyerKey, list[Told]] = {}
        for shop, buyer, *told in rows:
            found.setdefault((shop, buyer), []).append(Told(*told))
        return found
