"""Spends in memory."""

from collections.abc import Sequence
from dataclasses import replace

from typing_extensions import override

from services.notifier.spending import BUYERS, Spend
from services.notifier.stores.spends import SpendStore
from tests.support.memory.tables import Tables


class MemorySpends(SpendStore):
    """In memory."""

    def __init__(self, tables: Tables) -> None:
        self._rows = tables.spends

    @override
    async def beside(self, wanted: Spend) -> Sequence[Spend]:
        after = wanted.day - BUYERS
        rows = (self._rows[key] for key in sorted(self._rows))
        return [
            one
            for one in rows
            if one.state != "released"
            and (one.order_key == wanted.order_key or (one.shop == wanted.shop and one.day > after))
        ]

    @override
    async def put(self, spend: Spend) -> None:
        self._rows[spend.key] = spend

    @override
    async def release(self, key: str) -> None:
        row = self._rows.get(key)
        if row is not None and row.state == "held":
            self._rows[key] = replace(row, state="released")
