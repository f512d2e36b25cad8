"""Signed calls of one shop on Shopee's open platform, API v2.

``timestamp`` is machine time: it dates the request for the platform's replay check (5 minutes).
"""

import time
from collections.abc import Callable, Mapping
from typing import Any, Literal

from services.connectors.marketplaces.answers import object_of
from services.connectors.marketplaces.shopee.signing import sign_call
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput, NotAuthorised, Refused, TryLater
from services.runtime.http.client import Http
from services.runtime.ids import canonical_json

NAME = "shopee"

# Names as SDKs and sellers quote them; inferred, 2026-11-26.
_NOT_AUTHORISED = frozenset(
    {"error_auth", "error_permission", "error_sign", "invalid_acceess_token", "error_auth_expired"}
)
_LATER = frozenset({"error_rate_limit", "error_too_many_requests", "error_server_busy"})
_UNKNOWN = frozenset({"error_not_found", "order.order_list_invalid", "error_return_not_found"})


class ShopeeClient:
    """The platform as one shop sees it.

    Args:
        http: the shared client.
        shop: whose app signs, whose token is sent; its ``seller_id`` is the shop id.
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
        """Make one call; returns the answer's ``response``.

        Args:
            verb: GET or POST.
            path: ``/api/v2/order/get_order_detail``.
            query: its parameters.
            body: its JSON.
            repeat: whether the call may be made twice.

        Raises:
            InvalidInput: ``unknown_object``: the platform has no such object.
            OutsideError: see the tree.
        """
        return (await self._ask(verb, path, query, body, repeat=repeat)).get("response")

    async def whole(self, verb: Literal["GET"], path: str, query: Mapping[str, str]) -> Any:
        """Make one call that reads, and answers without a ``response`` around what it says.

        Raises:
            OutsideError: see the tree.
        """
        return await self._ask(verb, path, query, None, repeat=True)

    async def _ask(
        self,
        verb: Literal["GET", "POST"],
        path: str,
        query: Mapping[str, str],
        body: Mapping[str, Any] | None,
        *,
        repeat: bool,
    ) -> dict[str, Any]:
        app, stamp, token = self._shop.app, str(int(self._wall())), self._shop.valid_token
        who = (app.key, path, stamp, token, self._shop.seller_id)
        answer = await self._http.call(
            NAME,
            verb,
            app.api + path,
            params={
                **query,
                "partner_id": app.key,
                "timestamp": stamp,
                "access_token": token,
                "shop_id": self._shop.seller_id,
                "sign": sign_call(app.secrets[0], *who),
            },
            headers={"content-type": "application/json"} if body is not None else None,
            content=canonical_json(body) if body is not None else None,
            repeat=repeat,
            accept=(400, 403, 404),
        )
        return checked(answer.body, answer.status)


def checked(body: bytes, status: int) -> dict[str, Any]:
    """A whole answer that states no error; an error is a word, whatever the status says.

    Raises:
        InvalidInput: ``unknown_object``.
        OutsideError: see the tree.
    """
    found = object_of(NAME, body)
    code = str(found.get("error") or "")
    if not code and status < 400:  # noqa: PLR2004 - the statuses of failures
        return found
    detail = str(found.get("message") or "")
    if code in _UNKNOWN:
        raise InvalidInput("unknown_object", f"Shopee knows no such object ({code})")
    if code in _NOT_AUTHORISED or "access_token" in code:
        raise NotAuthorised(NAME, code, detail)
    if code in _LATER:
        raise TryLater(NAME, code, detail)
    raise Refused(NAME, code or f"http_{status}", detail)
