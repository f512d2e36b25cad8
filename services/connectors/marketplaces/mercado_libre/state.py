"""How a seller stands with Mercado Libre.

Source: "Validate seller's information" of its developers' pages (documented): ``status`` of a user,
its ``site_status`` and whether they may ``sell``. A vacation is not told.
"""

from dataclasses import dataclass
from datetime import datetime

from schemas.shop import ShopState, ShopStatus
from services.connectors.marketplaces.mercado_libre.client import MeliClient
from services.connectors.marketplaces.values import mapping, required
from services.connectors.ports import Shop
from services.runtime.http.client import Http


@dataclass(frozen=True, slots=True)
class MeliState:
    """See ``standing.StateReader``."""

    shop: Shop
    http: Http

    async def read(self, now: datetime) -> ShopState:
        """The user's status."""
        client = MeliClient(self.http, self.shop)
        path, asked = f"/users/{self.shop.seller_id}", {"attributes": "status"}
        found = mapping((await client.call("GET", path, asked, repeat=True)).get("status"))
        told, selling = required(found, "site_status"), mapping(found.get("sell"))
        status: ShopStatus = "open"
        if told.lower() != "active":
            status = "frozen"
        elif selling.get("allow") is False:
            status, codes = "restricted", selling.get("codes")
            told = ", ".join(map(str, codes)) if isinstance(codes, list) else ""
        why = "" if status == "open" else told[:200]
        return ShopState(shop=self.shop.key, status=status, why=why, read_started_at=now)
