"""Calls of one seller on Amazon's Selling Partner API: a token in a header, errors by HTTP's own.

Source: the models of ``amzn/selling-partner-api-models`` (documented, 2026-11-27). Requests are not
signed beyond that.
"""

from collections.abc import Mapping
from typing import Any

from services.connectors.marketplaces.answers import object_of
from services.connectors.ports import Shop
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Answer, Http
from services.runtime.ids import canonical_json

NAME = "amazon"
_NOT_FOUND = 404


class AmazonClient:
    """The platform as one seller sees it.

    Args:
        http: the shared client.
        shop: whose token is sent.
    """

    def __init__(self, http: Http, shop: Shop) -> None:
        self._http = http
        self._shop = shop

    async def read(self, path: str, query: Mapping[str, str]) -> dict[str, Any]:
        """Read something that has a name.

        Raises:
            InvalidInput: ``unknown_object``: there is no such thing, or it is not this seller's.
            OutsideError: see the tree.
        """
        answer = await self._call("GET", path, query, accept=(_NOT_FOUND,))
        if answer.status == _NOT_FOUND:
            raise InvalidInput("unknown_object", "Amazon knows no such object")
        return object_of(NAME, answer.body)

    async def ask(self, path: str, query: Mapping[str, str]) -> dict[str, Any]:
        """Read what may not be there: that is ``Refused`` here.

        Raises:
            OutsideError: see the tree.
        """
        return object_of(NAME, (await self._call("GET", path, query)).body)

    async def post(self, path: str, query: Mapping[str, str], body: Mapping[str, Any]) -> Answer:
        """Make something, once; the answer holds no more than errors, if it holds anything.

        Raises:
            Unanswered: it may have been made.
            OutsideError: see the tree.
        """
        answer = await self._call("POST", path, query, body)
        if answer.body.strip():
            object_of(NAME, answer.body)
        return answer

    async def _call(
        self,
        verb: str,
        path: str,
        query: Mapping[str, str],
        body: Mapping[str, Any] | None = None,
        accept: tuple[int, ...] = (),
    ) -> Answer:
        headers = {"x-amz-access-token": self._shop.valid_token, "accept": "application/json"}
        if body is not None:
            headers["content-type"] = "application/json"
        return await self._http.call(
            NAME,
            verb,
            self._shop.app.api + path,
            params={name: value for name, value in query.items() if value},
            headers=headers,
            content=canonical_json(body) if body is not None else None,
            repeat=body is None,
            accept=accept,
        )
