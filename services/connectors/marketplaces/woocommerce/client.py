"""Calls of one shop's REST API v3: consumer key and secret by basic authentication.

Source: the REST API's documentation and controllers (documented and from code, 2026-11-27). The
shop itself knows nobody by basic authentication without TLS; we send it nowhere else either.
"""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from services.connectors.marketplaces.own_site import base_of
from services.connectors.marketplaces.values import Json
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput, Refused, Unanswered
from services.runtime.http.client import Http
from services.runtime.intake import read_json

NAME = "woocommerce"
_NOT_FOUND = 404
_UNKNOWN = "woocommerce_rest_shop_order_invalid_id"


class WooClient:
    """A shop.

    Args:
        http: the shared client.
        shop: its token is ``CONSUMER_KEY:CONSUMER_SECRET``.
    """

    def __init__(self, http: Http, shop: Shop) -> None:
        self._http = http
        self._shop = shop

    async def object(self, path: str, query: Mapping[str, str]) -> Json:
        """The object at a path.

        Raises:
            InvalidInput: ``unknown_object``: the shop has none there.
            OutsideError: see the tree.
        """
        found = await self._call(path, query)
        if not isinstance(found, dict):
            raise Unanswered(NAME, "unreadable", "the answer is not an object")
        return found

    async def entries(self, path: str, query: Mapping[str, str]) -> list[Any]:
        """The list at a path.

        Raises:
            OutsideError: see the tree.
        """
        found = await self._call(path, query)
        if not isinstance(found, list):
            raise Unanswered(NAME, "unreadable", "the answer is not a list")
        return found

    async def _call(self, path: str, query: Mapping[str, str]) -> Any:
        base = base_of(self._shop)
        if not base.startswith("https://") and not self._http.allow_private:
            raise Refused(NAME, "no_tls", "the key is sent over https alone: see `api`")
        key = b64encode(self._shop.valid_token.encode()).decode()
        answer = await self._http.call(
            NAME,
            "GET",
            f"{base}/wp-json/wc/v3{path}",
            params=query,
            headers={"authorization": f"Basic {key}"},
            repeat=True,
            accept=(_NOT_FOUND,),
        )
        try:
            found = read_json(answer.body)
        except InvalidInput as error:
            if answer.status == _NOT_FOUND:
                raise Refused(NAME, "http_404", "there is no such API: see `api`") from error
            raise Unanswered(NAME, "unreadable", error.detail) from error
        if answer.status == _NOT_FOUND:
            code = found.get("code") if isinstance(found, dict) else None
            if code == _UNKNOWN:
                raise InvalidInput("unknown_object", "the shop has no such order")
            raise Refused(NAME, "http_404", "there is no such API: see `api`")
        return found
