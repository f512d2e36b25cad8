"""The "calls" of a shop that only pushes: there are none, a push brings the whole object."""

from collections.abc import Sequence
from datetime import datetime

from schemas.base import Versioned
from services.connectors.marketplaces.direct.mapping import bound
from services.connectors.ports import Hint, Page, Shop
from services.runtime.errors import InvalidInput
from services.runtime.http.client import Http


class Api:
    """See ``ports.Api``."""

    listings: tuple[str, ...] = ()
    pushed: frozenset[str] = frozenset()

    def __init__(self, shop: Shop, http: Http) -> None:
        del http
        self._shop = shop

    async def changes(
        self, listing: str, since: datetime, until: datetime, cursor: str | None
    ) -> Page:
        """Nothing."""
        del listing, since, until, cursor
        return Page((), None)

    def listed(self, listing: str, raw: bytes, read_at: datetime) -> Hint:
        """There are no lists.

        Raises:
            InvalidInput: always.
        """
        del raw, read_at
        raise InvalidInput("unreadable", f"{self._shop.key} has no list {listing}")

    async def read(self, hint: Hint, now: datetime) -> Sequence[Versioned]:
        """The object that came.

        Raises:
            InvalidInput: ``unreadable``: it is of another shop.
        """
        return (bound(hint, self._shop, now),)
