"""How a shop stands with Lazada.

Source: ``/seller/get`` as published programs read it (from SDK code). It tells one word, of which
only ``ACTIVE`` is known to mean that all is well; a vacation is not told (inferred, 2026-11-27).
"""

from dataclasses import dataclass
from datetime import datetime

from schemas.shop import ShopState
from services.connectors.marketplaces.iop.client import IopClient
from services.connectors.marketplaces.values import mapping, required
from services.connectors.ports import Shop
from services.runtime.http.client import Http


@dataclass(frozen=True, slots=True)
class LazadaState:
    """See ``standing.StateReader``."""

    shop: Shop
    http: Http

    async def read(self, now: datetime) -> ShopState:
        """The seller's status."""
        client = IopClient(self.http, self.shop)
        found = mapping(await client.rest("GET", "/seller/get", {}, repeat=True))
        told = required(found, "status").upper()
        fine = told == "ACTIVE"
        return ShopState(
            shop=self.shop.key,
            status="open" if fine else "restricted",
            why="" if fine else told,
            read_started_at=now,
        )
