"""Ledgers, as they are kept: how much has left a shop, by hour and day, and by the minute."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import datetime

from services.notifier.admit import Ledgers
from services.notifier.brake import Traffic


class LedgerStore(ABC):
    """The ledgers, within one transaction."""

    @abstractmethod
    async def lock(self, shop: str) -> None:
        """Hold all that leaves a shop to the end of the transaction: ledgers, traffic and pauses.

        What is read of them afterwards stays true. Taken after the case's own lock.
        """

    async def used(self, shop: str, rules: Sequence[str], now: datetime) -> Ledgers:
        """How much has left the shop, and by one of its rules, in this hour and on this day.

        Args:
            shop: its key.
            rules: the ids that the rule has and had: what left under any of them is the rule's.
            now: domain time.
        """
        (found,) = await self.used_by(shop, [rules], now)
        return found

    @abstractmethod
    async def used_by(
        self, shop: str, rules: Sequence[Sequence[str]], now: datetime
    ) -> list[Ledgers]:
        """The same by each of several rules, in their order."""

    @abstractmethod
    async def traffic(self, shop: str, now: datetime) -> Traffic:
        """What the brake judges."""

    async def count(
        self, shop: str, rule: str, at: datetime, *, message: bool, by: int = 1
    ) -> None:
        """Count what leaves (``by=-1`` gives back what surely did not leave after all)."""
        await self.count_all(shop, {rule: by}, at, messages=by if message else 0)

    @abstractmethod
    async def count_all(
        self, shop: str, by_rule: Mapping[str, int], at: datetime, *, messages: int
    ) -> None:
        """Count what leaves by several rules at one instant, so many messages among it."""

    @abstractmethod
    async def refuse(self, shop: str, at: datetime) -> None:
        """One of the messages counted at ``at`` was refused or blocked by the platform."""

    @abstractmethod
    async def forget_traffic(self, scope: str) -> None:
        """A person has let a shop (or ``all``) go on: what was sent before is judged no more."""

    @abstractmethod
    async def prune(self, now: datetime) -> None:
        """Drop what neither a ceiling nor the brake will ask for again."""
