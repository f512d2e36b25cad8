"""Spends, as they are kept: what offers hold and remedies have cost, one row an offer.

Read and written under the lock of the shop's ledgers (``LedgerStore.lock``): what a cap is held
against stays true to the end of the transaction.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from services.notifier.spending import Spend


class SpendStore(ABC):
    """The spends, within one transaction."""

    @abstractmethod
    async def beside(self, wanted: Spend) -> Sequence[Spend]:
        """The shop's rows that caps hold a wanted one against: of the order, ever; of 90 days."""

    @abstractmethod
    async def put(self, spend: Spend) -> None:
        """Write a row, in place of what stands under its key."""

    @abstractmethod
    async def release(self, key: str) -> None:
        """What an offer holds is free again; what has been spent stays spent."""
