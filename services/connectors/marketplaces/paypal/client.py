"""Calls of one PayPal account: a token of the app's own, errors by HTTP's statuses.

Source: ``POST /v1/oauth2/token`` with the client's id and secret (documented, openapi 2024-02-03).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from services.connectors.marketplaces.answers import object_of
from services.connectors.oauth import ClientCredentials
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Answer, Http

NAME = "paypal"
_NOT_FOUND = 404


@dataclass(frozen=True, slots=True)
class Body:
    """What a call brings, and of which kind it is."""

    content: bytes
    kind: str = "application/json"


class PaypalClient:
    """The platform as one account sees it.

    Args:
        http: the shared client.
        shop: its app's key is the client's id, the first secret its secret.
    """

    def __init__(self, http: Http, shop: Shop) -> None:
        self._http = http
        self._api = shop.app.api
        url = f"{self._api}/v1/oauth2/token"
        self._tokens = ClientCredentials(http, NAME, url, shop.app, style="basic")

    async def call(
        self,
        verb: Literal["GET", "POST"],
        path: str,
        now: datetime,
        *,
        query: Mapping[str, str] | None = None,
        body: Body | None = None,
        repeat: bool,
    ) -> dict[str, Any]:
        """Make one call; returns its object.

        Args:
            verb: the method.
            path: from the root of the platform.
            now: domain time, in which the token ends.
            query: what the address asks.
            body: what is sent.
            repeat: the call is safe to repeat.

        Raises:
            InvalidInput: ``unknown_object``: there is no such thing, or it is not this account's.
            OutsideError: see the tree.
        """

        async def make(headers: dict[str, str]) -> Answer:
            kind = {"content-type": body.kind} if body else {}
            return await self._http.call(
                NAME,
                verb,
                self._api + path,
                params=query,
                headers=headers | kind,
                content=body.content if body else None,
                repeat=repeat,
                accept=(_NOT_FOUND,),
            )

        answer = await self._tokens.call(now, make)
        if answer.status == _NOT_FOUND:
            raise InvalidInput("unknown_object", "PayPal knows no such object")
        return object_of(NAME, answer.body)
