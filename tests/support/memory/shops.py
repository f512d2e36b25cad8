"""Shops, rules and pauses in memory."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from typing_extensions import override

from services.notifier.inforce import InForce, Named, taken
from services.notifier.share import Draw
from services.notifier.stores.shops import Done, ShopStore, Stage, Standing
from tests.support.memory.tables import Tables


class MemoryShops(ShopStore):
    """In memory."""

    def __init__(self, tables: Tables) -> None:
        self._shops, self._rules, self._pauses = tables.shops, tables.rules, tables.pauses
        self._acts = tables.acts
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
    async def askers(self, about: str) -> list[str]:
        asked = [one for one in self._acts.values() if (one.did, one.about) == ("asked", about)]
        return [one.by for one in reversed(asked)]

    @override
    async def resume(self, scope: str) -> bool:
        return self._pauses.pop(scope, None) is not None
