"""Calls of one shop on Shopify's GraphQL Admin API; each shop has an address of its own.

Source: shopify.dev (documented, looked up 2026-11-27). Nearly every call here reads: it may be
repeated.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from services.connectors.marketplaces.answers import object_of
from services.connectors.marketplaces.own_site import base_of
from services.connectors.marketplaces.values import Json, items, mapping
from services.connectors.ports import Shop
from services.runtime.errors import NotAuthorised, OutsideError, Refused, TryLater, Unanswered
from services.runtime.http.client import Http
from services.runtime.ids import canonical_json

NAME = "shopify"
VERSION = "2026-10"
"""Of the API, checked 2026-11-27. A version is served for a year at least; after that the oldest
that is still served answers in its place (documented)."""

_LATER = frozenset({"THROTTLED", "INTERNAL_SERVER_ERROR", "TIMEOUT"})
_PERHAPS = frozenset({"INTERNAL_SERVER_ERROR", "TIMEOUT"})
"""Of these a mutation may have been carried out."""

_NOT_AUTHORISED = frozenset({"ACCESS_DENIED", "UNAUTHORIZED", "SHOP_INACTIVE"})


class ShopifyClient:
    """The platform as one shop sees it.

    Args:
        http: the shared client.
        shop: whose token is sent; its ``seller_id`` is its myshopify.com domain.
    """

    def __init__(self, http: Http, shop: Shop) -> None:
        self._http = http
        self._shop = shop

    async def ask(
        self, name: str, query: str, variables: Mapping[str, Any], *, repeat: bool = True
    ) -> Json:
        """Ask one query by its operation's name; returns ``data``.

        Args:
            name: the operation's.
            query: GraphQL.
            variables: of the query.
            repeat: whether it may be made twice; of a mutation not.

        Raises:
            OutsideError: see the tree. A query of which a part was refused has failed whole.
        """
        body = {"operationName": name, "query": query, "variables": dict(variables)}
        answer = await self._http.call(
            NAME,
            "POST",
            f"{base_of(self._shop)}/admin/api/{VERSION}/graphql.json",
            headers={
                "content-type": "application/json",
                "x-shopify-access-token": self._shop.valid_token,
            },
            content=canonical_json(body),
            repeat=repeat,
        )
        found = object_of(NAME, answer.body)
        if found.get("errors"):
            raise _error(items(found["errors"]), repeat=repeat)
        data = found.get("data")
        if not isinstance(data, Mapping):
            raise Unanswered(NAME, "unreadable", "the answer has no data")
        return data


def _error(told: Sequence[Json], *, repeat: bool) -> OutsideError:
    """The error of an answer, by the code of the first that has one; its words may be anybody's."""
    codes = [str(mapping(one.get("extensions")).get("code") or "") for one in told]
    code = next(filter(None, codes), "error")
    if code in _PERHAPS and not repeat:
        return Unanswered(NAME, code)
    if code in _LATER:
        return TryLater(NAME, code)
    if code in _NOT_AUTHORISED:
        return NotAuthorised(NAME, code, "is every scope granted that docs/marketplaces.md names?")
    return Refused(NAME, code)
