"""Shops, rules and pauses in memory."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from typing_extensions import override

from services.notifier.inforce import InForce, Named, taken
from services.notifier.share import Draw
from services.notifier.stores.shops import WAITS, Done, ShopStore, Stage, Standing, Waiting
from tests.support.memory.tables import Tables


class MemoryShops(ShopStore):
    """In memory."""

    def __init__(self, tables: Tables) -> None:
        self._shops, self._rules, self._pauses = tables.shops, tables.rules, tables.pauses
        self._acts, self._waiting = tables.acts, tables.waiting
        self._playbooks, self._stages = tables.playbooks, tables.stages

    @override
    async def enrol(self, rules: Mapping[str, Sequence[Named]], now: datetime) -> None:
        before = await self.in_force()
        for shop, named in rules.items():
            self._shops.setdefault(shop, now)
            for rule, one in taken(before.get(shop, {}), named, now).items():
                self._rules[shop, rule] = one

    @override
    async def live_since(self) -> dict[str, datetime]:
        return dict(self._shops)

    @override
    async def in_force(self) -> dict[str, dict[str, InForce]]:
        found: dict[str, dict[str, InForce]] = {}
        for (shop, rule), since in self._rules.items():
            found.setdefault(shop, {})[rule] = since
        return found

    @override
    async def standing(self) -> Standing:
        draws = {shop: Draw(shop) for shop in self._shops}
        for stage in self._stages.values():
            draws[stage.shop] = Draw(stage.shop, stage.share, stage.mode)
        return Standing(dict(self._pauses), max(self._playbooks, default=0), draws)

    @override
    async def stages(self, shop: str) -> list[Stage]:
        return [stage for _, stage in sorted(self._stages.items()) if stage.shop == shop]

    @override
    async def move(self, stage: Stage) -> bool:
        if (stage.shop, stage.number) in self._stages:
            return False
        self._stages[stage.shop, stage.number] = stage
        return True

    @override
    async def pauses(self) -> dict[str, str]:
        return dict(self._pauses)

    @override
    async def pause(self, scope: str, reason: str, by: str, now: datetime) -> None:
        self._pauses[scope] = reason

    @override
    async def note(self, done: Done) -> None:
        self._acts[len(self._acts)] = done

    @override
    async def ask(self, waiting: Waiting, *, again: bool = False) -> tuple[Waiting, bool]:
        key = waiting.act, waiting.about
        new = again or key not in self._waiting
        if new:
            self._waiting[key] = waiting
        return self._waiting[key], new

    @override
    async def waits(self, now: datetime) -> list[Waiting]:
        found = [one for one in self._waiting.values() if one.at >= now - WAITS]
        return sorted(found, key=lambda one: (one.at, one.act, one.about))

    @override
    async def settle(self, act: str, about: str) -> None:
        self._waiting.pop((act, about), None)

    @override
    async def hold(self, scope: str) -> None:
        del scope  # nothing else runs meanwhile

    @override
    async def resume(self, scope: str) -> bool:
        return self._pauses.pop(scope, None) is not None
