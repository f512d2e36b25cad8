"""Tokens of Temu: one, for as long as the answer says, and none that renews it.

Source: ``bg.open.accesstoken.create`` (documented copy, 2026-11-27). A code works once, within 10
minutes, and stands for the token in that call. Without a callback the seller centre shows the token
itself, which is pasted. When it ends the seller lets the app in again.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from services.connectors.marketplaces.temu.client import NAME, TemuClient
from services.connectors.marketplaces.values import epoch, identifier
from services.connectors.ports import Shop
from services.connectors.tokens.answer import token_of
from services.connectors.tokens.grant import Grant
from services.runtime.errors import Refused
from services.runtime.http.client import Http


@dataclass(frozen=True, slots=True)
class TemuAuthorisation:
    """See ``tokens.grant.Authorisation``."""

    shop: Shop
    http: Http
    again: bool = False
    redirects: bool = False

    def page(self, redirect: str) -> str | None:  # noqa: ARG002 - the port's
        """None: the seller centre's own, under *Authorize a new app*."""
        return None

    async def exchange(self, code: str, redirect: str, now: datetime) -> Grant:  # noqa: ARG002 - the port's
        """The token."""
        client = TemuClient(self.http, replace(self.shop, token=code, tokens={}))
        found = await client.read("bg.open.accesstoken.create", {"code": code}, repeat=False)
        seller = identifier(found.get("mallId"))
        return Grant(
            token_of(NAME, found, "accessToken"),
            expires_at=epoch(found.get("expiredTime")),
            sellers=frozenset({seller} - {""}),
        )

    async def renew(self, refresh: str, now: datetime) -> Grant:  # noqa: ARG002 - the port's
        """Always refused: nothing renews a token there."""
        raise Refused(NAME, "no_refresh", "Temu renews no token: the seller lets the app in again")
