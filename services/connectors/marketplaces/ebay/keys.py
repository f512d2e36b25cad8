"""Where eBay publishes the keys of its pushes: asked for with an application token.

Source: getPublicKey and the client credentials grant (documented, 2026-11-27).
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import quote

from services.connectors.marketplaces.answers import object_of
from services.connectors.marketplaces.ebay.client import NAME
from services.connectors.marketplaces.ebay.signing import key_of
from services.connectors.oauth import ClientCredentials
from services.connectors.ports import App
from services.runtime.errors import InvalidInput, Unanswered
from services.runtime.http.client import Answer, Http

SCOPE = "https://api.ebay.com/oauth/api_scope"
"""The scope's name, the same in eBay's sandbox."""

_NOT_FOUND = (400, 404)
"""What a key that there is none of is answered with."""


class Keys:
    """See ``pushes.Keys``.

    Args:
        app: whose key and first secret ask for the token.
        http: the shared client.
        wall: the real time, seconds since the epoch: by it a token expires.
    """

    def __init__(self, app: App, http: Http, *, wall: Callable[[], float] = time.time) -> None:
        self._app = app
        self._http = http
        self._wall = wall
        url = f"{app.api}/identity/v1/oauth2/token"
        self._token = ClientCredentials(http, NAME, url, app, style="basic", scope=SCOPE)

    async def key(self, ref: str) -> bytes:
        """The key of that name.

        Raises:
            InvalidInput: there is none.
            OutsideError: the platform does not answer, or not with a key that we can verify with.
        """
        url = f"{self._app.api}/commerce/notification/v1/public_key/{quote(ref, safe='')}"

        async def ask(headers: dict[str, str]) -> Answer:
            return await self._http.call(
                NAME, "GET", url, headers=headers, repeat=False, accept=_NOT_FOUND
            )

        answer = await self._token.call(datetime.fromtimestamp(self._wall(), UTC), ask)
        if answer.status in _NOT_FOUND:
            raise InvalidInput("unknown_key", "eBay has no such key")
        try:
            return key_of(object_of(NAME, answer.body))
        except InvalidInput as error:
            raise Unanswered(NAME, "unreadable", error.detail) from error
