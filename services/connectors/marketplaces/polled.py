"""The beginning of most connectors' ``api``: a shop, its client, and the lists of its ``poll``."""

from collections.abc import Callable
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from services.connectors.ports import Hint, Page, Shop
from services.runtime.http.client import Http

Client = TypeVar("Client")
Asked_contra = TypeVar("Asked_contra", contravariant=True)


class Lists(Protocol[Asked_contra]):
    """A connector's ``poll`` module."""

    @property
    def LISTINGS(self) -> tuple[str, ...]:  # noqa: N802 - a module's constant
        """The lists' names."""
        ...

    async def changes(
        self,
        client: Asked_contra,
        listing: str,
        since: datetime,
        until: datetime,
        cursor: str | None,
        /,
    ) -> Page:
        """One page; see ``ports.Api.changes``."""
        ...

    def listed(self, listing: str, raw: bytes, seller_id: str, /) -> Hint:
        """The hint of one entry."""
        ...


class PolledApi(Generic[Client]):
    """The part of ``ports.Api`` about lists.

    Attributes:
        lists: the connector's ``poll``.
        client: makes its client.
        pushes: whether what the lists tell is pushed as well.
    """

    lists: Lists[Client]
    client: Callable[[Http, Shop], Client]
    pushes = True

    def __init__(self, shop: Shop, http: Http) -> None:
        self._shop = shop
        self._client = type(self).client(http, shop)
        self.listings: tuple[str, ...] = self.lists.LISTINGS
        self.pushed: frozenset[str] = frozenset(self.listings) if self.pushes else frozenset()

    async def changes(
        self, listing: str, since: datetime, until: datetime, cursor: str | None
    ) -> Page:
        """One page of a list."""
        return await self.lists.changes(self._client, listing, since, until, cursor)

    def listed(self, listing: str, raw: bytes, read_at: datetime) -> Hint:
        """The hint of an entry that comes back from the inbox."""
        del read_at
        return self.lists.listed(listing, raw, self._shop.seller_id)
