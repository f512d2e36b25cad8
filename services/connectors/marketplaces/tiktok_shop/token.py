"""Tokens of TikTok Shop: access for seven days, both ends told as instants.

Source: "Authorization overview 202407" (documented). The page that a seller opens carries the
service's id, which only the Partner Center shows: it is copied from there. That a refresh token
works once is not stated: sent a second time it is refused at worst (inferred, 2026-11-27). Its
calls are GETs, which a connection that is cut sends twice by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.connectors.marketplaces.tiktok_shop.client import NAME, data_of
from services.connectors.marketplaces.values import epoch, mapping
from services.connectors.ports import Shop
from services.connectors.tokens.answer import optional, token_of
from services.connectors.tokens.grant import Grant
from services.runtime.http.client import Http

_AUTH = "https://auth.tiktok-shops.com"


@dataclass(frozen=True, slots=True)
class TikTokAuthorisation:
    """See ``tokens.grant.Authorisation``."""

    shop: Shop
    http: Http
    again: bool = True
    redirects: bool = False

    def page(self, redirect: str) -> None:  # noqa: ARG002 - the port's
        """None: "Copy authorization link" in the Partner Center."""
        return

    async def exchange(self, code: str, redirect: str, now: datetime) -> Grant:  # noqa: ARG002 - the port's
        """The first pair; it names a seller, not a shop."""
        told = {"auth_code": code, "grant_type": "authorized_code"}
        return await self._call("/api/v2/token/get", told)

    async def renew(self, refresh: str, now: datetime) -> Grant:  # noqa: ARG002 - ends are instants
        """The next pair."""
        told = {"refresh_token": refresh, "grant_type": "refresh_token"}
        return await self._call("/api/v2/token/refresh", told)

    async def _call(self, path: str, told: Mapping[str, str]) -> Grant:
        app = self.shop.app
        answer = await self.http.call(
            NAME,
            "GET",
            (app.auth or _AUTH) + path,
            params={"app_key": app.key, "app_secret": app.secrets[0], **told},
            repeat=False,
        )
        found = mapping(data_of(answer.body))
        return Grant(
            token_of(NAME, found),
            optional(found, "refresh_token"),
            epoch(found.get("access_token_expire_in")),
            epoch(found.get("refresh_token_expire_in")),
        )
