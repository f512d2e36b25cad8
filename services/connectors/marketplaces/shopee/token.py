"""Tokens of Shopee: access for 4 hours, refresh once within 30 days.

Source: "Authorization and authentication" (documented): the links and calls are signed over
partner, path and time; a refresh token "can only be used once"; the former access token lives on
for 5 minutes. What becomes of an answer that was lost is not told: the token counts as used.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from services.connectors.marketplaces.shopee.client import NAME, checked
from services.connectors.marketplaces.shopee.signing import sign_call
from services.connectors.marketplaces.values import whole
from services.connectors.ports import Shop
from services.connectors.tokens.answer import optional, span, token_of
from services.connectors.tokens.grant import Grant
from services.runtime.http.client import Http
from services.runtime.ids import canonical_json

REFRESH = timedelta(days=30)
"""The life of a refresh token; the answer does not state it."""


@dataclass(frozen=True, slots=True)
class ShopeeAuthorisation:
    """See ``tokens.grant.Authorisation``.

    Args:
        wall: the real time, seconds since the epoch; a link is good for 5 minutes of it.
    """

    shop: Shop
    http: Http
    wall: Callable[[], float] = time.time
    again: bool = False
    redirects: bool = True

    def page(self, redirect: str) -> str:
        """The platform's own page, signed."""
        path = "/api/v2/shop/auth_partner"
        asked = {**self._signed(path), "redirect": redirect}
        return f"{self._base}{path}?{urlencode(asked)}"

    async def exchange(self, code: str, redirect: str, now: datetime) -> Grant:  # noqa: ARG002 - the port's
        """The first pair; of this shop, since the call names it."""
        return self._read(await self._call("/api/v2/auth/token/get", {"code": code}), now)

    async def renew(self, refresh: str, now: datetime) -> Grant:
        """The next pair."""
        told = {"refresh_token": refresh}
        return self._read(await self._call("/api/v2/auth/access_token/get", told), now)

    @property
    def _base(self) -> str:
        return self.shop.app.auth or self.shop.app.api

    def _signed(self, path: str) -> dict[str, str]:
        key, stamp = self.shop.app.key, str(int(self.wall()))
        sign = sign_call(self.shop.app.secrets[0], key, path, stamp)
        return {"partner_id": key, "timestamp": stamp, "sign": sign}

    async def _call(self, path: str, told: Mapping[str, str]) -> Mapping[str, Any]:
        numbers = {
            "partner_id": _number(self.shop.app.key),
            "shop_id": _number(self.shop.seller_id),
        }
        answer = await self.http.call(
            NAME,
            "POST",
            self._base + path,
            params=self._signed(path),
            headers={"content-type": "application/json"},
            content=canonical_json({**told, **numbers}),
            repeat=False,
            accept=(400, 403, 404),
        )
        return checked(answer.body, answer.status)

    def _read(self, told: Mapping[str, Any], now: datetime) -> Grant:
        lives = span(told.get("expire_in"))
        return Grant(
            token_of(NAME, told),
            optional(told, "refresh_token"),
            now + lives if lives else None,
            now + REFRESH,
            frozenset({self.shop.seller_id}),
        )


def _number(text: str) -> int | str:
    """The platform types both as numbers."""
    number = whole(text)
    return text if number is None else number
