"""Tokens of Shopify: access for an hour, a refresh token of 90 days that each renewal replaces.

Source: the authorization code grant, expiring offline tokens (documented, 2026-11-27; public apps
have to use them from 2027-01-01 on), and the changelog of 2026-08-28: a refresh token may be sent
again until its successor is used. What a custom app is given may never end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from services.connectors.marketplaces.answers import object_of
from services.connectors.marketplaces.own_site import base_of
from services.connectors.marketplaces.shopify.client import NAME
from services.connectors.ports import Shop
from services.connectors.tokens.answer import grant_of
from services.connectors.tokens.grant import Grant
from services.runtime.http.client import Http

SCOPES = (
    *("read_orders", "read_customers", "read_returns", "read_shopify_payments_disputes"),
    *(f"{may}_shopify_payments_dispute_evidences" for may in ("read", "write")),
)
"""What is asked for; the one thing that is written is a person's evidence to a dispute."""


@dataclass(frozen=True, slots=True)
class ShopifyAuthorisation:
    """See ``tokens.grant.Authorisation``. A shop gives its tokens at its own address."""

    shop: Shop
    http: Http
    again: bool = True
    redirects: bool = True

    def page(self, redirect: str) -> str | None:
        """The shop's own page."""
        app = self.shop.app
        asked = {"client_id": app.key, "scope": ",".join(SCOPES), "redirect_uri": redirect}
        return f"{app.auth or base_of(self.shop)}/admin/oauth/authorize?{urlencode(asked)}"

    async def exchange(self, code: str, redirect: str, now: datetime) -> Grant:
        """The first pair."""
        del redirect
        return await self._call({"code": code, "expiring": "1"}, now)

    async def renew(self, refresh: str, now: datetime) -> Grant:
        """The next pair."""
        return await self._call({"grant_type": "refresh_token", "refresh_token": refresh}, now)

    async def _call(self, told: Mapping[str, str], now: datetime) -> Grant:
        app = self.shop.app
        answer = await self.http.call(
            NAME,
            "POST",
            f"{base_of(self.shop)}/admin/oauth/access_token",
            headers={"accept": "application/json"},
            data={"client_id": app.key, "client_secret": app.secret, **told},
            repeat=False,
        )
        found, sellers = object_of(NAME, answer.body), frozenset({self.shop.seller_id})
        return grant_of(NAME, found, now, sellers=sellers)
