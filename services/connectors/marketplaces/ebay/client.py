"""Calls of one seller on eBay: the REST APIs, and the older Post-Order API beside them.

The Post-Order API takes the same token under another scheme: ``IAF`` (from code, 2026-11-27; its
own old page says ``TOKEN``, other code sends ``Bearer``). Two of the buyer's calls have ended:
asking whether an inquiry may be opened on 2026-02-02, opening one on 2026-03-16 (documented). The
seller's were still answered on 2026-09-08 (secondary). Another API for inquiries, the Order Inquiry
API, was released on 2026-10-26 (documented).
"""

from collections.abc import Mapping
from typing import Any, Literal

from services.connectors.marketplaces.answers import object_of
from services.connectors.marketplaces.values import identifier, items, parse
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput, Refused
from services.runtime.http.client import Http
from services.runtime.ids import canonical_json

NAME = "ebay"
POST_ORDER = "/post-order/v2"
ORDERS = "/sell/fulfillment/v1/order"
IDENTITY = "/commerce/identity/v1"
PAYMENTS = "/sell/fulfillment/v1/payment_dispute"
"""Both of another host: ``apiz`` in the place of ``api`` (documented)."""

_BAD_REQUEST, _NOT_FOUND = 400, 404
_UNKNOWN = frozenset({"32100"})
"""``Invalid order ID`` (documented)."""


class EbayClient:
    """The platform as one seller sees it.

    Args:
        http: the shared client.
        shop: whose token is sent; its ``site`` is the marketplace's id (``EBAY_US``).
    """

    def __init__(self, http: Http, shop: Shop) -> None:
        self._http = http
        self._shop = shop

    @property
    def seller_id(self) -> str:
        """Whose lists it asks for."""
        return self._shop.seller_id

    async def get(self, path: str, query: Mapping[str, str] | None = None) -> dict[str, Any]:
        """Read; see ``call``."""
        return await self.call("GET", path, query or {}, repeat=True)

    async def call(
        self,
        verb: Literal["GET", "POST"],
        path: str,
        query: Mapping[str, str],
        body: Mapping[str, Any] | None = None,
        *,
        repeat: bool,
    ) -> dict[str, Any]:
        """Make one call; returns its object, empty where a POST is answered without one.

        Raises:
            InvalidInput: ``unknown_object``: there is no such thing, or it is not this seller's.
            OutsideError: see the tree.
        """
        scheme = "IAF" if path.startswith(POST_ORDER) else "Bearer"
        headers = {
            "authorization": f"{scheme} {self._shop.valid_token}",
            "accept": "application/json",
        }
        if self._shop.site:
            headers["x-ebay-c-marketplace-id"] = self._shop.site
        if body is not None:
            headers["content-type"] = "application/json"
        answer = await self._http.call(
            NAME,
            verb,
            self._base(path) + path,
            params=query,
            headers=headers,
            content=canonical_json(body) if body is not None else None,
            repeat=repeat,
            accept=(_BAD_REQUEST, _NOT_FOUND),
        )
        if answer.status in (_BAD_REQUEST, _NOT_FOUND):
            raise _error(answer.status, answer.body)
        if verb == "POST" and not answer.body.strip():
            return {}
        return object_of(NAME, answer.body)

    def _base(self, path: str) -> str:
        base = self._shop.app.api
        return (
            base.replace("://api.", "://apiz.", 1)
            if path.startswith((IDENTITY, PAYMENTS))
            else base
        )


def _error(status: int, body: bytes) -> InvalidInput | Refused:
    """What a refusal means, by the first of the errors that it lists."""
    try:
        told = parse(body)
    except InvalidInput:
        told = {}
    # The REST APIs list ``errors``, the Post-Order API ``error``.
    listed = items(told.get("errors")) or items(told.get("error"))
    code = identifier(listed[0].get("errorId")) if listed else ""
    if status == _NOT_FOUND or code in _UNKNOWN:
        return InvalidInput("unknown_object", "eBay knows no such object")
    return Refused(NAME, code or str(status))
