"""Tokens of AliExpress and Lazada: a code, then pairs, by signed calls that carry no token.

Sources: "Authorize your APP" of AliExpress and "Seller authorization introduction" of Lazada
(documented). A refresh sets the access token's span anew and not the refresh token's. That a
refresh token works once is stated nowhere: sent a second time it is refused at worst (inferred,
2026-11-27).
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from services.connectors.marketplaces.iop.envelope import content
from services.connectors.marketplaces.iop.signing import sign_call
from services.connectors.marketplaces.values import identifier, items, mapping, whole
from services.connectors.ports import Shop
from services.connectors.tokens.answer import optional, span, token_of
from services.connectors.tokens.grant import Grant
from services.runtime.http.client import Http

_LAZADA = "https://auth.lazada.com"
"""One address for all countries."""


def aliexpress(shop: Shop, http: Http) -> "IopAuthorisation":
    """AliExpress authorises at its gateway."""
    return IopAuthorisation(shop, http, shop.app.auth or shop.app.api)


def lazada(shop: Shop, http: Http) -> "IopAuthorisation":
    """Lazada authorises at an address of its own."""
    return IopAuthorisation(shop, http, shop.app.auth or _LAZADA)


@dataclass(frozen=True, slots=True)
class IopAuthorisation:
    """See ``tokens.grant.Authorisation``.

    Args:
        auth: the base address of both the page and the calls.
        wall: the real time, seconds since the epoch: it dates a request for the replay check.
    """

    shop: Shop
    http: Http
    auth: str
    wall: Callable[[], float] = time.time
    again: bool = True
    redirects: bool = True

    def page(self, redirect: str) -> str:
        """The platform's own page."""
        asked = {
            "response_type": "code",
            "force_auth": "true",
            "redirect_uri": redirect,
            "client_id": self.shop.app.key,
        }
        return f"{self.auth}/oauth/authorize?{urlencode(asked)}"

    async def exchange(self, code: str, redirect: str, now: datetime) -> Grant:  # noqa: ARG002 - the port's
        """The first pair."""
        return self._read(await self._call("/auth/token/create", {"code": code}), now)

    async def renew(self, refresh: str, now: datetime) -> Grant:
        """The next pair."""
        return self._read(await self._call("/auth/token/refresh", {"refresh_token": refresh}), now)

    async def _call(self, path: str, business: Mapping[str, str]) -> Any:
        app = self.shop.app
        system = {
            "app_key": app.key,
            "timestamp": str(int(self.wall() * 1000)),
            "sign_method": "sha256",
        }
        system["sign"] = sign_call(app.secrets[0], {**business, **system}, path)
        answer = await self.http.call(
            app.marketplace,
            "POST",
            f"{self.auth}/rest{path}",
            params=system,
            data=business,
            repeat=False,
        )
        return content(app.marketplace, path, answer.body)

    def _read(self, found: Any, now: datetime) -> Grant:
        told = mapping(found)
        access = token_of(self.shop.app.marketplace, told)
        lives, renewable = span(told.get("expires_in")), whole(told.get("refresh_expires_in"))
        until = span(renewable)
        return Grant(
            access,
            # Nought says that this one cannot be refreshed (documented).
            "" if renewable == 0 else optional(told, "refresh_token"),
            now + lives if lives else None,
            now + until if until else None,
            _sellers(told),
        )


def _sellers(told: Mapping[str, Any]) -> frozenset[str]:
    """AliExpress names one; Lazada one for each country."""
    named = [told, *items(told.get("country_user_info"))]
    return frozenset(identifier(one.get("seller_id")) for one in named) - {""}
