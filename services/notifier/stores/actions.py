"""Actions, as they are kept: read, written, due.

Written only by whoever holds the lock of the order's case.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas.action import ActionKind, ActionStatus
from services.notifier.actionrow import ActionRow


@dataclass(frozen=True, slots=True)
class Observed:
    """What would have reached a buyer or a platform, had its shop not been in ``observe``.

    Attributes:
        text: the words, as they would have been; empty for what says none.
        reason: also why staff would have had it instead.
    """

    order_key: str
    rule: str
    kind: ActionKind
    language: str
    text: str
    reason: str
    at: datetime


class ActionStore(ABC):
    """The actions, within one transaction."""

    @abstractmethod
    async def insert_all(self, rows: Sequence[ActionRow]) -> frozenset[str]:
        """Add those actions whose key does not exist yet, and return their keys.

        A key is there once, for ever: that makes every effect happen once.
        """

    async def insert(self, row: ActionRow) -> bool:
        """Add an action; False where its key exists."""
        return bool(await self.insert_all([row]))

    async def update(self, row: ActionRow, now: datetime) -> None:
        """Write an action back as its next version."""
        row.next_version(now)
        await self.write_all([row])

    @abstractmethod
    async def write_all(self, rows: Sequence[ActionRow]) -> None:
        """Write actions back as they are, each of another key and made a new version already."""

    async def read(self, key: str) -> ActionRow | None:
        """One action."""
        return (await self.read_all([key])).get(key)

    @abstractmethod
    async def read_all(self, keys: Collection[str]) -> dict[str, ActionRow]:
        """Those of the actions that there are, by key."""

    @abstractmethod
    async def lock_free(self, keys: Collection[str]) -> list[ActionRow]:
        """Lock those that nobody else holds, as a publisher does meanwhile; by key."""

    @abstractmethod
    async def pending(self, order_keys: Collection[str]) -> dict[str, dict[str, ActionRow]]:
        """The actions of several orders that are ready or wait for approval, by order and key."""

    @abstractmethod
    async def of_order(self, order_key: str) -> dict[str, ActionRow]:
        """Every action of an order, by key."""

    @abstractmethod
    async def due(self, status: ActionStatus, now: datetime, limit: int) -> list[tuple[str, str]]:
        """(key, order key) of actions in a status whose ``retry_at`` has come, longest due."""

    @abstractmethod
    async def lease(
        self, status: ActionStatus, *, now: datetime, until: datetime, limit: int
    ) -> list[ActionRow]:
        """Take due actions in a status that nobody else holds, by moving ``retry_at``; by key."""

    @abstractmethod
    async def next_due(self) -> datetime | None:
        """The earliest instant at which any action has something to come."""

    async def in_conversation(self, conversation: str) -> list[ActionRow]:
        """Every action that spoke or may have spoken in a conversation, of whatever order."""
        return (await self.in_conversations([conversation])).get(conversation, [])

    @abstractmethod
    async def in_conversations(self, conversations: Collection[str]) -> dict[str, list[ActionRow]]:
        """The same of several conversations, but for those in which none did."""

    @abstractmethod
    async def set_aside(self, key: str, until: datetime) -> None:
        """Let an action that our own code failed on wait; others see no change of it."""

    @abstractmethod
    async def observed(self, shop: str, since: datetime | None) -> list[Observed]:
        """What was observed in a shop (after an instant), the latest first."""

    @abstractmethod
    async def lock_conversations(self, conversations: Collection[str]) -> None:
        """Have each one's claims made one after another, to the end of the transaction.

        In one order whoever asks, so that nobody deadlocks who asks once.
        """
