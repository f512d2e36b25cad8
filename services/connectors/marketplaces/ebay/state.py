"""How a seller stands with eBay.

Source: ``getUser`` of the Identity API, ``status`` (documented, 2026-11-27): it is told only to a
token with the scope ``commerce.identity.status.readonly``. A vacation is not told.
"""

from dataclasses import dataclass
from datetime import datetime

from schemas.shop import ShopState, ShopStatus
from services.connectors.marketplaces.ebay.client import IDENTITY, EbayClient
from services.connectors.marketplaces.values import required
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput, NotAuthorised
from services.runtime.http.client import Http

_STATUSES: dict[str, ShopStatus] = {
    "CONFIRMED": "open",
    "UNCONFIRMED": "restricted",
    "ACCOUNTONHOLD": "frozen",
}


@dataclass(frozen=True, slots=True)
class EbayState:
    """See ``standing.StateReader``."""

    shop: Shop
    http: Http

    async def read(self, now: datetime) -> ShopState:
        """The account's status.

        Raises:
            InvalidInput: it is not told, to this token or to nobody: that pauses no shop.
            OutsideError: see the tree.
        """
        try:
            found = await EbayClient(self.http, self.shop).get(f"{IDENTITY}/user/")
        except NotAuthorised as error:
            if error.code == "403":  # the token is good, its scope is not
                raise InvalidInput("not_told", "the token's scopes do not tell a status") from error
            raise
        told = required(found, "status").upper()
        if told not in _STATUSES:
            raise InvalidInput("not_told", "the account's status is none that is known")
        status = _STATUSES[told]
        why = "" if status == "open" else told
        return ShopState(shop=self.shop.key, status=status, why=why, read_started_at=now)
