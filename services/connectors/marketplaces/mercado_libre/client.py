"""Calls of one seller on Mercado Libre: a bearer token, errors by HTTP's own statuses."""

from collections.abc import Mapping
from typing import Any, Literal

from services.connectors.marketplaces.answers import object_of
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Http
from services.runtime.ids import canonical_json

NAME = "mercado_libre"
_NOT_FOUND = 404


class MeliClient:
    """The platform as one seller sees it.

    Args:
        http: the shared client.
        shop: whose token is sent.
    """

    def __init__(self, http: Http, shop: Shop) -> None:
        self._http = http
        self._shop = shop

    @property
    def seller_id(self) -> str:
        """Whose lists it asks for."""
        return self._shop.seller_id

    async def call(
        self,
        verb: Literal["GET", "POST"],
        path: str,
        query: Mapping[str, str],
        body: Mapping[str, Any] | None = None,
        *,
        repeat: bool,
    ) -> dict[str, Any]:
        """Make one call; returns its object.

        Raises:
            InvalidInput: ``unknown_object``: there is no such thing, or it is not this seller's.
            OutsideError: see the tree.
        """
        return object_of(NAME, await self._made(verb, path, query, body, repeat=repeat))

    async def tell(self, path: str, body: Mapping[str, Any] | None) -> None:
        """Make one call, once, whose status alone says whether it was taken.

        Raises:
            InvalidInput: as above.
            OutsideError: see the tree.
        """
        await self._made("POST", path, {}, body, repeat=False)

    async def _made(
        self,
        verb: Literal["GET", "POST"],
        path: str,
        query: Mapping[str, str],
        body: Mapping[str, Any] | None,
        *,
        repeat: bool,
    ) -> bytes:
        headers = {"authorization": f"Bearer {self._shop.valid_token}"}
        if body is not None:
            headers["content-type"] = "application/json"
        answer = await self._http.call(
            NAME,
            verb,
            self._shop.app.api + path,
            params={name: value for name, value in query.items() if value},
            headers=headers,
            content=canonical_json(body) if body is not None else None,
            repeat=repeat,
            accept=(_NOT_FOUND,),
        )
        if answer.status == _NOT_FOUND:
            raise InvalidInput("unknown_object", "Mercado Libre knows no such object")
        return answer.body
