"""Tokens of Login with Amazon: access for an hour, a refresh token that is used again and again.

Source: "Connect to the SP-API" (documented, 2026-11-27). A seller's own app shows the refresh token
in its console (*Authorize app*); a public one is let in on a page whose address holds the app's id,
which is not its key: the console shows that too. An answer names no seller.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.connectors.marketplaces.amazon.client import NAME
from services.connectors.marketplaces.answers import object_of
from services.connectors.ports import Shop
from services.connectors.tokens.answer import grant_of
from services.connectors.tokens.grant import Grant
from services.runtime.http.client import Http

_AUTH = "https://api.amazon.com"


@dataclass(frozen=True, slots=True)
class AmazonAuthorisation:
    """See ``tokens.grant.Authorisation``. A refresh token is not used up: it may be sent again."""

    shop: Shop
    http: Http
    again: bool = True
    redirects: bool = True

    def page(self, redirect: str) -> str | None:  # noqa: ARG002 - the port's
        """None: the console shows it."""
        return None

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
        answer = await self.http.call(
            NAME,
            "POST",
            f"{app.auth or _AUTH}/auth/o2/token",
            headers={"accept": "application/json"},
            data={"client_id": app.key, "client_secret": app.secret, **told},
            repeat=False,
        )
        return grant_of(NAME, object_of(NAME, answer.body), now, refresh=refresh)
