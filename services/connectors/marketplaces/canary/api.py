"""The canary's "platform": what can be read of its order is what the push said."""

from collections.abc import Sequence
from datetime import datetime

from schemas.base import Versioned
from schemas.order import Buyer, Destination, Order, OrderStatus
from services.connectors.marketplaces.canary import NAME, ORDER
from services.connectors.ports import Hint, Page
from services.runtime.errors import InvalidInput


class Api:
    """See ``ports.Api``; it makes no call, and nothing is ever polled."""

    listings: tuple[str, ...] = ()
    pushed: frozenset[str] = frozenset()

    async def changes(
        self, listing: str, since: datetime, until: datetime, cursor: str | None
    ) -> Page:
        """Nothing."""
        del listing, since, until, cursor
        return Page((), None)

    async def read(self, hint: Hint, now: datetime) -> Sequence[Versioned]:
        """The order: placed when the push was sent, closed, nobody's.

        Raises:
            InvalidInput: the hint is not one of the canary's.
        """
        if hint.changed_at is None:
            raise InvalidInput("unreadable", "a canary's push says when it was sent")
        order = Order(
            key=ORDER,
            status=OrderStatus.CLOSED,
            placed_at=hint.changed_at,
            destination=Destination(country="ZZ"),
            buyer=Buyer(reference=NAME),
            source_updated_at=hint.changed_at,
            read_started_at=now,
        )
        return (order,)

    def listed(self, listing: str, raw: bytes, read_at: datetime) -> Hint:
        """There are no lists.

        Raises:
            InvalidInput: always.
        """
        del raw, read_at
        raise InvalidInput("unreadable", f"the canary has no list {listing}")
