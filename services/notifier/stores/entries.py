"""Entries, as they are kept: what happened in each case, chained by hashes.

They are written with the row of their case, and only so: a chain and its head never part.
"""

from abc import ABC, abstractmethod

from services.notifier.ledger import Chained


class EntryStore(ABC):
    """The entries, within one transaction."""

    @abstractmethod
    async def chain(self, order_key: str) -> list[Chained]:
        """The whole timeline of an order, oldest first."""
