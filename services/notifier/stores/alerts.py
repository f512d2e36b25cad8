"""Alerts, as they are kept: one wanted state per dedup key, folded from its causes.

A cause belongs to its case and is written under that lock.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection
from datetime import datetime

from services.connectors.oncall.audience import Audience
from services.notifier.cause import Cause

CASE = "case|"
"""How the keys of causes begin that say that our own code fails on a case."""

PARKED = "parked|"
"""How the keys of causes begin that say that records of our consumer are parked."""


class AlertStore(ABC):
    """The alerts, within one transaction."""

    @abstractmethod
    async def add_cause(self, cause: Cause) -> bool:
        """Note a cause; False where it was there before, standing or gone."""

    @abstractmethod
    async def raise_again(self, cause: Cause) -> bool:
        """Note a cause that may come and go many times; False where it stands already.

        ``since`` of one that stands becomes when it was last seen. Whoever is about to end it
        (``end_own``) is waited for: the cause is then raised anew.
        """

    @abstractmethod
    async def end_own(
        self, now: datetime, *, unseen_since: datetime, untried_since: datetime
    ) -> list[str]:
        """End the machine's own causes that are over; the dedup keys to fold anew.

        What is raised again meanwhile waits, and is raised anew.

        Args:
            now: domain time.
            unseen_since: a failure on cases that was not seen after it is over ...
            untried_since: ... unless an action is due since then and nobody tries it.
        """

    @abstractmethod
    async def end_cause(self, action_key: str, now: datetime) -> str | None:
        """The cause is gone; the dedup key to fold anew, or None where it did not stand."""

    @abstractmethod
    async def standing_of_orders(self, order_keys: Collection[str]) -> dict[str, list[Cause]]:
        """The standing causes of several orders, by order."""

    @abstractmethod
    async def fold(
        self,
        dedup_keys: Collection[str],
        receivers: Audience,
        now: datetime,
    ) -> None:
        """Write the wanted state of each key from its causes, and owe it to the receivers.

        Args:
            dedup_keys: those touched.
            receivers: who may be told.
            now: domain time, from which the new state is due.
        """
