"""Rows of spends in PostgreSQL."""

from collections.abc import Sequence
from dataclasses import astuple, fields

from typing_extensions import override

from services.notifier.spending import BUYERS, Spend
from services.notifier.stores.spends import SpendStore
from services.runtime.postgres.pool import Connection

_COLUMNS = ", ".join(one.name for one in fields(Spend))

# By two indexes: the shop's last 90 days hold its day, its month and each of its buyers.
BESIDE = f"""
    SELECT {_COLUMNS} FROM notifier.spends
    WHERE state <> 'released' AND (order_key = $1 OR (shop = $2 AND day > $3))
    ORDER BY key
"""  # noqa: S608 - our own columns

_PUT = f"""
    INSERT INTO notifier.spends ({_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (key) DO UPDATE SET amount = $5, currency = $6, day = $7, state = $8,
                                    expires_at = $9
"""  # noqa: S608 - our own columns


class PostgresSpends(SpendStore):
    """In PostgreSQL."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn

    @override
    async def beside(self, wanted: Spend) -> Sequence[Spend]:
        rows = await self._conn.fetch(BESIDE, wanted.order_key, wanted.shop, wanted.day - BUYERS)
        return [Spend(**dict(row)) for row in rows]

    @override
    async def put(self, spend: Spend) -> None:
        await self._conn.execute(_PUT, *astuple(spend))

    @override
    async def release(self, key: str) -> None:
        await self._conn.execute(
            "UPDATE notifier.spends SET state = 'released' WHERE key = $1 AND state = 'held'", key
        )
