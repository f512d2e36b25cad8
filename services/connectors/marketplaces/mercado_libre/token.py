"""Tokens of Mercado Libre: access for 6 hours, a refresh token that works once.

Source: "Authentication and authorization" of its developers' pages (documented: OAuth's code
grant); that a refresh token works once is told by others who quote it (secondary).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from services.connectors.marketplaces.answers import object_of
from services.connectors.marketplaces.mercado_libre.client import NAME
from services.connectors.marketplaces.values import identifier
from services.connectors.ports import Shop
from services.connectors.tokens.answer import grant_of
from services.connectors.tokens.grant import Grant
from services.runtime.http.client import Http

_PAGES = {
    "MLA": "https://auth.mercadolibre.com.ar",
    "MLB": "https://auth.mercadolivre.com.br",
    "MLC": "https://auth.mercadolibre.cl",
    "MCO": "https://auth.mercadolibre.com.co",
    "MLM": "https://auth.mercadolibre.com.mx",
    "MLU": "https://auth.mercadolibre.com.uy",
}
"""By site; for another one ``apps.NAME.auth`` states it."""


@dataclass(frozen=True, slots=True)
class MeliAuthorisation:
    """See ``tokens.grant.Authorisation``."""

    shop: Shop
    http: Http
    again: bool = False
    redirects: bool = True

    def page(self, redirect: str) -> str | None:
        """The page of the shop's country."""
        base = self.shop.app.auth or _PAGES.get(self.shop.site)
        asked = {
            "response_type": "code",
            "client_id": self.shop.app.key,
            "redirect_uri": redirect,
        }
        return f"{base}/authorization?{urlencode(asked)}" if base else None

    async def exchange(self, code: str, redirect: str, now: datetime) -> Grant:
        """The first pair."""
        told = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect}
        return await self._call(told, now)

    async def renew(self, refresh: str, now: datetime) -> Grant:
        """The next pair."""
        return await self._call({"grant_type": "refresh_token", "refresh_token": refresh}, now)

    async def _call(self, told: Mapping[str, str], now: datetime) -> Grant:
        app = self.shop.app
        answer = await self.http.call(
            NAME,
            "POST",
            f"{app.api}/oauth/token",
            headers={"accept": "application/json"},
            data={"client_id": app.key, "client_secret": app.secrets[0], **told},
            repeat=False,
        )
        found = object_of(NAME, answer.body)
        sellers = frozenset({identifier(found.get("user_id"))} - {""})
        return grant_of(NAME, found, now, sellers=sellers)
