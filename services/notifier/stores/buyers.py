"""Buyers, as they are kept: what staff marked of them, and what they heard in all of their orders.

A buyer is one shop's, by the platform's reference.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection
from datetime import datetime

from services.notifier.heard import Told
from services.notifier.records import Mark, Marks

BuyerKey = tuple[str, str]
"""Shop and reference."""


class BuyerStore(ABC):
    """The buyers, within one transaction."""

    @abstractmethod
    async def marks(self, buyers: Collection[BuyerKey]) -> dict[BuyerKey, Marks]:
        """What is marked of those of them that ever were."""

    @abstractmethod
    async def mark(self, buyer: BuyerKey, marks: Collection[Mark], by: str, now: datetime) -> Marks:
        """Set what is marked of a buyer.

        Claims are waited for that are being made in the shop, and every later one sees the marks.
        """

    @abstractmethod
    async def orders(self, buyer: BuyerKey) -> list[str]:
        """Keys of the buyer's cases, in their order."""

    @abstractmethod
    async def dealt(
        self, buyers: Collection[BuyerKey], messages: Collection[str]
    ) -> frozenset[str]:
        """Of the buyers' messages, those that were dealt with in any of their orders.

        The machine has answered them (for good: not while it is still sure of nothing) or acts on
        what they chose, or a person has closed the task that they made.
        """

    async def told(self, buyer: BuyerKey, since: datetime) -> list[Told]:
        """What the buyer heard unasked after an instant, or staff have to tell them, oldest first.

        Exact for whoever holds the shop (``LedgerStore.lock``): nothing is claimed beside them.
        """
        return (await self.told_all([buyer], since)).get(buyer, [])

    @abstractmethod
    async def told_all(
        self, buyers: Collection[BuyerKey], since: datetime
    ) -> dict[BuyerKey, list[Told]]:
        """The same of several buyers, but for those who heard nothing."""
