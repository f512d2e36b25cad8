"""Calls of one seller on Ozon: two headers, JSON, errors by HTTP's own statuses.

An error's body is ``{code, message}`` with gRPC's codes (from code, 2026-11-27): 7 is a right that
the key or the subscription lacks, 16 a key that is none.
"""

from collections.abc import Mapping
from typing import Any

from services.connectors.marketplaces.answers import object_of
from services.connectors.marketplaces.values import identifier
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput, NotAuthorised, Refused
from services.runtime.http.client import Answer, Http
from services.runtime.ids import canonical_json

NAME = "ozon"
_FORBIDDEN, _NOT_FOUND = 403, 404
_NO_RIGHT = "7"


class OzonClient:
    """The platform as one seller sees it.

    Args:
        http: the shared client.
        shop: its ``seller_id`` is the Client-Id, its token the Api-Key.
    """

    def __init__(self, http: Http, shop: Shop) -> None:
        self._http = http
        self._shop = shop

    async def read(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Read something that has a name.

        Raises:
            InvalidInput: ``unknown_object``: there is no such thing, or it is not this seller's.
            OutsideError: see the tree.
        """
        answer = await self._post(path, body, repeat=True, accept=_NOT_FOUND)
        if answer.status == _NOT_FOUND:
            raise InvalidInput("unknown_object", "Ozon knows no such object")
        return object_of(NAME, answer.body)

    async def chat(self, path: str, body: Mapping[str, Any], *, repeat: bool) -> dict[str, Any]:
        """Make a call of the chat.

        Raises:
            Refused: also where the key or the subscription has no chat: the key itself is good.
            OutsideError: see the tree.
        """
        answer = await self._post(path, body, repeat=repeat, accept=_FORBIDDEN)
        if answer.status != _FORBIDDEN:
            return object_of(NAME, answer.body)
        code = identifier(object_of(NAME, answer.body).get("code"))
        if code == _NO_RIGHT:
            raise Refused(NAME, code, "the key's role or the seller's subscription has no chat")
        raise NotAuthorised(NAME, code or str(_FORBIDDEN))

    async def _post(
        self, path: str, body: Mapping[str, Any], *, repeat: bool, accept: int
    ) -> Answer:
        headers = {
            "client-id": self._shop.seller_id,
            "api-key": self._shop.valid_token,
            "content-type": "application/json",
        }
        return await self._http.call(
            NAME,
            "POST",
            self._shop.app.api + path,
            headers=headers,
            content=canonical_json(body),
            repeat=repeat,
            accept=(accept,),
        )
