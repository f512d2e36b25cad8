"""How a seller stands with an Amazon marketplace.

Source: ``getMarketplaceParticipations`` of the Sellers API (documented, 2026-11-27): listings are
suspended where the seller's listing status is "inactive", which is what sellers set for a vacation;
that an account that Amazon has suspended takes no part there is inferred. 403 may mean a role that
the app lacks, and then nothing is told; an app that is no longer let in shows by its orders.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas.shop import ShopState, ShopStatus
from services.connectors.marketplaces.amazon.client import AmazonClient
from services.connectors.marketplaces.values import Json, identifier, items, mapping
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput, NotAuthorised
from services.runtime.http.client import Http

_WHY: dict[ShopStatus, str] = {
    "open": "",
    "frozen": "not participating",
    "vacation": "listings inactive",
}


@dataclass(frozen=True, slots=True)
class AmazonState:
    """See ``standing.StateReader``."""

    shop: Shop
    http: Http

    async def read(self, now: datetime) -> ShopState:
        """The seller's part in the shop's own marketplace.

        Raises:
            InvalidInput: it is not told, to this app or to nobody: that pauses no shop.
            OutsideError: see the tree.
        """
        try:
            path = "/sellers/v1/marketplaceParticipations"
            found = await AmazonClient(self.http, self.shop).ask(path, {})
        except NotAuthorised as error:
            if error.code == "403":
                raise InvalidInput("not_told", "the app's roles do not tell it") from error
            raise
        status = _status(items(found.get("payload")), self.shop.site)
        return ShopState(shop=self.shop.key, status=status, why=_WHY[status], read_started_at=now)


def _status(told: Sequence[Json], site: str) -> ShopStatus:
    for one in told:
        part = mapping(one.get("participation"))
        here = identifier(mapping(one.get("marketplace")).get("id")) == site
        if here and part.get("isParticipating") is False:
            return "frozen"
        if here and part.get("isParticipating") is True:
            return "vacation" if part.get("hasSuspendedListings") is True else "open"
    raise InvalidInput("not_told", "the seller's part in the marketplace is not told")
