"""Signed calls of one shop on TikTok Shop's gateway, API version 202309.

``timestamp`` is machine time: it dates the request for the platform's replay check.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any, Literal

from services.connectors.marketplaces.answers import object_of
from services.connectors.marketplaces.tiktok_shop.signing import sign_call
from services.connectors.marketplaces.values import identifier
from services.connectors.ports import Shop
from services.runtime.errors import NotAuthorised, Refused, TryLater, Unanswered
from services.runtime.http.client import Http
from services.runtime.ids import canonical_json

NAME = "tiktok_shop"

# From SDK code and the partner centre's error list as sellers quote it; inferred, 2026-11-26.
_THROTTLED = "36009002"
_LATER = frozenset({_THROTTLED, "36009003", "36009036"})
_NOT_AUTHORISED = frozenset({"105001", "105002", "105005", "106001", "106011", "106013"})


class TikTokClient:
    """The gateway as one shop sees it.

    Args:
        http: the shared client.
        shop: whose app signs and whose token is sent; its ``site`` is the shop's cipher.
        wall: the real time, seconds since the epoch.
    """

    def __init__(self, http: Http, shop: Shop, *, wall: Callable[[], float] = time.time) -> None:
        self._http = http
        self._shop = shop
        self._wall = wall

    async def call(
        self,
        verb: Literal["GET", "POST"],
        path: str,
        query: Mapping[str, str],
        body: Mapping[str, Any] | None = None,
        *,
        repeat: bool,
    ) -> Any:
        """Make one call; returns the answer's ``data``.

        Args:
            verb: GET or POST.
            path: ``/order/202309/orders``.
            query: its parameters.
            body: its JSON.
            repeat: whether the call may be made twice.

        Raises:
            OutsideError: see the tree.
        """
        content = b"" if body is None else canonical_json(body)
        asked = {
            **query,
            "app_key": self._shop.app.key,
            "timestamp": str(int(self._wall())),
            "shop_cipher": self._shop.site,
        }
        asked = {name: value for name, value in asked.items() if value}
        asked["sign"] = sign_call(self._shop.app.secrets[0], path, asked, content)
        answer = await self._http.call(
            NAME,
            verb,
            self._shop.app.api + path,
            params=asked,
            headers={
                "content-type": "application/json",
                "x-tts-access-token": self._shop.valid_token,
            },
            content=content or None,
            repeat=repeat,
        )
        try:
            return data_of(answer.body)
        except TryLater as error:
            if repeat or error.code == _THROTTLED:
                raise
            # What the other codes leave undone is told nowhere.
            raise Unanswered(NAME, error.code, error.detail) from error


def data_of(body: bytes) -> Any:
    """What an answer carries; it states its error as a ``code`` that is not 0.

    Raises:
        OutsideError: see the tree.
    """
    found = object_of(NAME, body)
    code = identifier(found.get("code")) or "none"
    if code == "0":
        return found.get("data")
    detail = str(found.get("message") or "")
    if code in _NOT_AUTHORISED:
        raise NotAuthorised(NAME, code, detail)
    if code in _LATER:
        raise TryLater(NAME, code, detail)
    raise Refused(NAME, code, detail)
