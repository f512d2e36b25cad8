"""Shops, rules and pauses in memory."""

from collections.abc import Iterable
from datetime import datetime

from typing_extensions import override

from services.notifier.stores.shops import ShopStore
from tests.support.memory.tables import Tables


class MemoryShops(ShopStore):
    """In memory."""

    def __init__(self, tables: Tables) -> None:
        self._shops, self._rules, self._pauses = tables.shops, tables.rules, tables.pauses

    @override
    async def enrol(
        self,
        shops: Iterable[str],
        rules: Iterable[tuple[str, tuple[str, ...]]],
        now: datetime,
    ) -> None:
        known = list(rules)
        for shop in shops:
            self._shops.setdefault(shop, now)
            for rule, was in known:
                before = [self._rules[shop, old] for old in was if (shop, old) in self._rules]
                self._rules.setdefault((shop, rule), min(before, default=now))

    @override
    async def live_since(self) -> dict[str, datetime]:
        return dict(self._shops)

    @override
    async def in_force(self) -> dict[str, dict[str, datetime]]:
        found: dict[str, dict[str, datetime]] = {}
        for (shop, rule), since in self._rules.items():
            found.setdefault(shop, {})[rule] = since
        return found

    @override
    async def pauses(self) -> dict[str, str]:
        return dict(self._pauses)

    @override
    async def pause(self, scope: str, reason: str, by: str, now: datetime) -> None:
        self._pauses[scope] = reason

    @override
    async def resume(self, scope: str) -> bool:
        return self._pauses.pop(scope, None) is not None
