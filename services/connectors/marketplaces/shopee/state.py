"""How a shop stands with Shopee.

Sources: ``v2.shop.get_shop_info`` (NORMAL, BANNED, FROZEN), ``v2.shop.get_shop_holiday_mode`` (0 is
a full holiday, 1 takes orders) and ``v2.account_health.get_punishment_history`` (109 is a suspended
account; the others limit listings and leave the chat alone), all from SDK code, 2026-11-27.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from schemas.shop import ShopState, ShopStatus
from services.connectors.marketplaces.shopee.client import ShopeeClient
from services.connectors.marketplaces.values import epoch, items, mapping, required, whole
from services.connectors.ports import Shop
from services.runtime.http.client import Http

_STATUSES: Mapping[str, ShopStatus] = {
    "NORMAL": "open",
    "FROZEN": "frozen",
    "BANNED": "restricted",
}
_SUSPENDED = 109
_ONGOING = {"punishment_status": "1", "page_no": "1", "page_size": "100"}


@dataclass(frozen=True, slots=True)
class ShopeeState:
    """See ``standing.StateReader``."""

    shop: Shop
    http: Http

    async def read(self, now: datetime) -> ShopState:
        """Its status, a punishment that suspends it, or its holiday, the gravest first."""
        client = ShopeeClient(self.http, self.shop)
        told = required(await client.whole("GET", "/api/v2/shop/get_shop_info", {}), "status")
        status = _STATUSES.get(told.upper(), "restricted")
        if status != "open":
            return self._state(status, told, now)
        path = "/api/v2/account_health/get_punishment_history"
        found = mapping(await client.call("GET", path, _ONGOING, repeat=True))
        for one in items(found.get("punishment_list")):
            if whole(one.get("punishment_type")) == _SUSPENDED:
                why = f"punishment {_SUSPENDED}"
                return self._state("frozen", why, now, epoch(one.get("end_time")))
        path = "/api/v2/shop/get_shop_holiday_mode"
        return self._holiday(mapping(await client.call("GET", path, {}, repeat=True)), now)

    def _holiday(self, found: Mapping[str, Any], now: datetime) -> ShopState:
        away = found.get("holiday_mode_on") is True and whole(found.get("holiday_mode_type")) != 1
        if not away:
            return self._state("open", "", now)
        return self._state("vacation", "", now, epoch(found.get("holiday_mode_end_time")))

    def _state(
        self, status: ShopStatus, why: str, now: datetime, until: datetime | None = None
    ) -> ShopState:
        return ShopState(
            shop=self.shop.key, status=status, why=why, until=until, read_started_at=now
        )
