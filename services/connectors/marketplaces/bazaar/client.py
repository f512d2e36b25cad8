"""Calls of one shop on the bazaar: a bearer token, JSON in and out, errors by HTTP's statuses."""

from collections.abc import Mapping
from typing import Any, Literal

from services.connectors.marketplaces.answers import object_of
from services.connectors.marketplaces.bazaar import NAME
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Http
from services.runtime.ids import canonical_json

_NOT_FOUND = 404


class BazaarClient:
    """The bazaar as one shop sees it.

    Args:
        http: the shared client.
        shop: whose token is sent.
    """

    def __init__(self, http: Http, shop: Shop) -> None:
        self._http = http
        self._shop = shop

    async def read(self, path: str, query: Mapping[str, str]) -> dict[str, Any]:
        """Ask for something, safe to repeat.

        Raises:
            InvalidInput: ``unknown_object``: there is no such thing.
            OutsideError: see the tree.
        """
        return await self._call("GET", path, query, None, repeat=True)

    async def do(self, path: str, body: Mapping[str, Any], *, repeat: bool) -> dict[str, Any]:
        """Have something done.

        Raises:
            OutsideError: see the tree; ``Refused`` also where there is no such thing.
        """
        return await self._call("POST", path, {}, body, repeat=repeat)

    async def _call(
        self,
        verb: Literal["GET", "POST"],
        path: str,
        query: Mapping[str, str],
        body: Mapping[str, Any] | None,
        *,
        repeat: bool,
    ) -> dict[str, Any]:
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
            accept=(_NOT_FOUND,) if verb == "GET" else (),
        )
        if answer.status == _NOT_FOUND:
            raise InvalidInput("unknown_object", "the bazaar knows no such object")
        return object_of(NAME, answer.body)
