"""A shop's marketplace: what it allows is its connector's word; what it shows is remembered."""

from datetime import datetime, timedelta
from random import Random
from typing import Any

from typing_extensions import override

from schemas.action import ActionKind, Option
from schemas.order import Order
from services.connectors.marketplaces.aliexpress.act import Acts as AliExpress
from services.connectors.marketplaces.lazada.act import Acts as Lazada
from services.connectors.ports import App, Capability, Shop
from services.connectors.remedies import Remedies
from services.runtime.clock import SteppedClock
from tests.faults.month.traders import Trader
from tests.support.lives.outside import Fate, Outside

TROUBLE = (("cut", 3), ("lost", 3), ("later", 8), ("refused", 2), ("blocked", 2))
"""In a thousand calls that send, how many meet each."""


class Market(Outside):
    """The port ``Acts``, with the abilities and manners of a real connector."""

    def __init__(self, trader: Trader, clock: SteppedClock, dice: Random) -> None:
        nothing: Any = None
        app = App("app-1", trader.settings.marketplace, "1", ("s",), "https://example.test")
        shop = Shop(trader.key, app, "s1", "t")
        real: Lazada | AliExpress = (
            Lazada(shop, nothing, clock) if trader.hears_buyers else AliExpress(shop, nothing)
        )
        super().__init__(clock, reads_back=real.reads_back, manners=real.manners)
        self._real = real
        self._dice = dice

    @override
    def can(
        self, order: Order, kind: ActionKind, conversation: str | None, now: datetime
    ) -> Capability:
        return self._real.can(order, kind, conversation, now)

    @override
    def remedies(self, order: Order, now: datetime) -> Remedies:
        return self._real.remedies(order, now)

    @override
    async def remedy(self, order: Order, option: Option) -> str:
        return await self._real.remedy(order, option)

    @override
    def _fate(self) -> Fate:
        names, weights = zip(*TROUBLE, strict=True)
        rest = 1000 - sum(weights)
        found = self._dice.choices([*names, "accepted"], [*weights, rest])[0]
        return found, timedelta()
