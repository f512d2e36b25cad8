"""Tokens of eBay: access for two hours, a refresh token of 18 months that stays the same.

Source: the authorization code grant and the refresh of its tokens (documented, 2026-11-27). What
stands for the callback there is its RuName. An answer names no seller.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from services.connectors.marketplaces.answers import object_of
from services.connectors.marketplaces.ebay.client import NAME
from services.connectors.ports import Shop
from services.connectors.tokens.answer import grant_of
from services.connectors.tokens.grant import Grant
from services.runtime.http.client import Http

_AUTH = "https://auth.ebay.com"
_SCOPE = "https://api.ebay.com/oauth/api_scope"
SCOPES = (
    _SCOPE,
    f"{_SCOPE}/sell.fulfillment",
    f"{_SCOPE}/commerce.identity.status.readonly",
)
"""What is asked for: orders (and inquiries: from code, 2026-11-27), and how the account stands."""

_PAYMENTS = f"{_SCOPE}/sell.payment.dispute"
"""Besides, where the shop reads payment disputes: an app may not have it."""


@dataclass(frozen=True, slots=True)
class EbayAuthorisation:
    """See ``tokens.grant.Authorisation``. A refresh token is not used up: it may be sent again."""

    shop: Shop
    http: Http
    again: bool = True
    redirects: bool = True

    def page(self, redirect: str) -> str | None:
        """The page on which the seller consents."""
        app = self.shop.app
        scopes = (*SCOPES, _PAYMENTS) if self.shop.reads_payment_disputes else SCOPES
        asked = {
            "client_id": app.key,
            "redirect_uri": redirect,
            "response_type": "code",
            "scope": " ".join(scopes),
        }
        return f"{app.auth or _AUTH}/oauth2/authorize?{urlencode(asked)}"

    async def exchange(self, code: str, redirect: str, now: datetime) -> Grant:
        """The first pair."""
        told = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect}
        return await self._call(told, now)

    async def renew(self, refresh: str, now: datetime) -> Grant:
        """The next access token, beside the refresh token that there is."""
        told = {"grant_type": "refresh_token", "refresh_token": refresh}
        return await self._call(told, now, refresh)

    async def _call(self, told: Mapping[str, str], now: datetime, refresh: str = "") -> Grant:
        app = self.shop.app
        pair = base64.b64encode(f"{app.key}:{app.secret}".encode()).decode()
        answer = await self.http.call(
            NAME,
            "POST",
            f"{app.api}/identity/v1/oauth2/token",
            headers={"accept": "application/json", "authorization": f"Basic {pair}"},
            data=told,
            repeat=False,
        )
        return grant_of(NAME, object_of(NAME, answer.body), now, refresh=refresh)
